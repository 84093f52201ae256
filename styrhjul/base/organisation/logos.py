"""What a municipality's colour and logo may be, checked and cleaned before anything is kept.

A logo is shown to everybody, also before they log in, so nothing in it may act, fetch or style the page: of an
SVG only plain shapes are kept, with what its style sheet says written onto each shape.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, register_namespace, tostring  # only to write what defusedxml has read

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _

from styrhjul.base.common.faults import Fault

MOST_BYTES: Final = 200_000
MOST_ELEMENTS: Final = 3_000
MOST_DRAWN: Final = 20_000
MOST_PIXELS: Final = 2_000
LONGEST_SIDE: Final = 12
"""How many times longer one side may be than the other."""
PNG_SIGN: Final = b"\x89PNG\r\n\x1a\n"
SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "{http://www.w3.org/1999/xlink}href"
SHAPES: Final = frozenset(
    {
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
    }
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
)
LEFT_OUT: Final = frozenset({"metadata", "style"})
"""What drawing programs add; the style is written onto the shapes first."""
_DOCTYPE: Final = re.compile(r"<!DOCTYPE\s+svg[^>\[]*>")
_HEX: Final = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS: Final = re.compile(r"\.([A-Za-z_][\w-]*)")
_NAME: Final = re.compile(r"[a-z][a-z-]*")
_LENGTH: Final = re.compile(r"([0-9]*\.?[0-9]+)(px|pt|mm|cm|in)?")
_INSIDE: Final = re.compile(r"url\(\s*['\"]?#[\w.-]+['\"]?\s*\)")
register_namespace("", SVG)


@dataclass(frozen=True)
class Picture:
    """A logo that may be kept: its bytes, what they are, and how wide and high it is."""

    content: bytes
    media_type: str
    width: int
    height: int


def read_accent(text: str) -> str:
    """Return a colour as #RRGGBB, however it was typed; nothing for nothing."""
    clean = text.strip()
    if not clean:
        return ""
    found = _HEX.fullmatch(clean)
    if found is None:
        raise Fault(_("Write the colour as six hexadecimal digits, for example #0B4F71."), field="accent")
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return f"#{digits.upper()}"


def read_logo(content: bytes) -> Picture:
    """Return a logo that may be kept. Raises Fault, with what to do, for any other file."""
    if len(content) > MOST_BYTES:
        raise _refused(_("The file is too large: a logo may be at most %(most)s kB.") % {"most": MOST_BYTES // 1000})
    picture = _png(content) if content.startswith(PNG_SIGN) else _svg(content)
    if max(picture.width, picture.height) > LONGEST_SIDE * min(picture.width, picture.height):
        raise _refused(_("The logo is too long and narrow to be shown in the header."))
    return picture


def _refused(sentence: str) -> Fault:
    return Fault(sentence, field="logo")


def _png(content: bytes) -> Picture:
    """Return a PNG if it is whole from its first byte to its last, so that nothing else hides in it."""
    kinds = list(_chunks(content))
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds or kinds.count(b"IHDR") > 1:
        raise _broken()
    width, height = struct.unpack(">II", content[16:24])
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        raise _refused(_("The picture may be at most %(most)s pixels wide and high.") % {"most": MOST_PIXELS})
    return Picture(content, "image/png", width, height)


def _chunks(content: bytes) -> Iterator[bytes]:
    at = len(PNG_SIGN)
    while at < len(content):
        if at + 12 > len(content):
            raise _broken()
        size = int.from_bytes(content[at : at + 4], "big")
        end = at + 12 + size
        kind, body = content[at + 4 : at + 8], content[at + 8 : end - 4]
        if end > len(content) or zlib.crc32(kind + body) != int.from_bytes(content[end - 4 : end], "big"):
            raise _broken()
        if kind == b"acTL":
            raise _refused(_("The logo must stand still."))
        yield kind
        at = end


def _broken() -> Fault:
    return _refused(_("The picture is damaged. Export it again as SVG or PNG."))


def _svg(content: bytes) -> Picture:
    """Return an SVG as plain shapes; refused when something in it could act or fetch."""
    root = _parsed(content)
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise _endless()
    try:
        _clean(root, _styles(root))
        _demand_little(root)
        width, height = _size(root)
        written = tostring(root, encoding="utf-8", xml_declaration=True)
    except RecursionError as error:
        raise _endless() from error
    return Picture(written, "image/svg+xml", width, height)


def _parsed(content: bytes) -> Element:
    try:
        text = _DOCTYPE.sub("", content.decode("utf-8-sig"), count=1)
        root: Element = fromstring(text, forbid_dtd=True)
    except (UnicodeDecodeError, ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise _refused(_("The file is neither an SVG nor a PNG picture that can be read.")) from error
    if root.tag != f"{{{SVG}}}svg":
        raise _refused(_("The file is neither an SVG nor a PNG picture that can be read."))
    return root


def _clean(element: Element, styles: dict[str, dict[str, str]]) -> None:
    """Leave only shapes and how they are painted, from an element down."""
    for child in list(element):
        name = _local(child)
        if name is None or name in LEFT_OUT:
            element.remove(child)
        elif name not in SHAPES:
            words = {"name": name}
            raise _refused(_("The drawing holds “%(name)s”, which a logo may not. Export it as plain shapes.") % words)
        else:
            _clean(child, styles)
    painted = _painted(element, styles)
    element.attrib.clear()
    element.attrib.update(painted)


def _local(element: Element) -> str | None:
    """Return the name of an element of SVG; None for what a drawing program keeps for itself, and for comments."""
    space, _brace, name = str(element.tag).rpartition("}")
    return name if space == f"{{{SVG}" else None


def _painted(element: Element, styles: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the attributes of a shape, with its classes and its style written out."""
    kept: dict[str, str] = {}
    given = dict(element.attrib)
    for name in given.pop("class", "").split():
        kept |= styles.get(name, {})
    kept |= _declared(given.pop("style", ""))
    plain: dict[str, str] = {}
    for name, value in given.items():
        if name.lower().startswith("on"):
            words = {"name": name}
            raise _refused(_("The drawing holds “%(name)s”, which a logo may not. Export it as plain shapes.") % words)
        if name in {"href", XLINK}:
            plain["href"] = _inside_only(value.strip(), starts="#")
        elif "{" not in name and ":" not in name:
            plain[name] = _inside_only(value)
    return {**plain, **kept}


def _inside_only(value: str, *, starts: str = "") -> str:
    """Return a value that points nowhere outside the drawing."""
    outside = "url(" in _INSIDE.sub("", value).lower() or "\\" in value
    if outside or (starts and not value.startswith(starts)) or "script:" in value.lower():
        raise _refused(_("The drawing fetches something from elsewhere. Export it with everything inside."))
    return value


def _styles(root: Element) -> dict[str, dict[str, str]]:
    """Return what the drawing's style sheet says, by class; only plain class rules are understood."""
    found: dict[str, dict[str, str]] = {}
    for sheet in root.iter(f"{{{SVG}}}style"):
        text = re.sub(r"/\*.*?\*/", "", sheet.text or "", flags=re.DOTALL)
        if _RULE.sub("", text).strip():
            raise _not_plain()
        for selectors, declarations in _RULE.findall(text):
            said = _declared(declarations)
            for selector in selectors.split(","):
                named = _CLASS.fullmatch(selector.strip())
                if named is None:
                    raise _not_plain()
                found[named[1]] = {**found.get(named[1], {}), **said}
    return found


def _not_plain() -> Fault:
    return _refused(
        _("The drawing's style sheet is more than a logo needs. Export it with “presentation attributes”, or as PNG.")
    )


def _declared(text: str) -> dict[str, str]:
    """Return style declarations as attributes; both have the same names in SVG."""
    said: dict[str, str] = {}
    for declaration in filter(str.strip, text.split(";")):
        name, _colon, value = (part.strip() for part in declaration.partition(":"))
        if _NAME.fullmatch(name) and value:  # what a drawing program adds of its own begins with a dash
            said[name] = _inside_only(value.removesuffix("!important").strip())
    return said


def _demand_little(root: Element) -> None:
    """Refuse a drawing that is small to keep and endless to draw, since its parts use each other over and over."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    costs: dict[int, int] = {}

    def cost(element: Element, above: frozenset[int]) -> int:
        key = id(element)
        if key in above:
            raise _endless()
        if key not in costs:
            inside = above | {key}
            total = 1 + sum(cost(child, inside) for child in element)
            used = by_id.get((element.get("href") or "")[1:]) if _local(element) == "use" else None
            costs[key] = total + (cost(used, inside) if used is not None else 0)
            if costs[key] > MOST_DRAWN:
                raise _endless()
        return costs[key]

    cost(root, frozenset())


def _endless() -> Fault:
    return _refused(_("The drawing has too many parts. Export a simpler one, or a PNG."))


def _size(root: Element) -> tuple[int, int]:
    """Return width and height, and give the drawing a frame to be scaled in if it has none."""
    frame = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if len(frame) == 4 and all(_LENGTH.fullmatch(side.lstrip("-")) for side in frame):
        width, height = float(frame[2]), float(frame[3])
    else:
        sides = [_LENGTH.fullmatch((root.get(name) or "").strip()) for name in ("width", "height")]
        if not all(sides):
            raise _refused(_("The drawing does not say how large it is. Export it with width and height."))
        width, height = (float(side[1]) for side in sides if side)
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    if width <= 0 or height <= 0:
        raise _refused(_("The drawing does not say how large it is. Export it with width and height."))
    scale = 1000 / max(width, height)  # a drawing has no pixels: only the shape of its frame counts
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return max(1, round(width * scale)), max(1, round(height * scale))
