"""What a municipality's colour and logo may be, and what is left of a logo when it is kept."""

from __future__ import annotations

import struct
import zlib

import pytest

from styrhjul.base.common.faults import Fault
from styrhjul.base.organisation.logos import MOST_BYTES, PNG_SIGN, read_accent, read_logo

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {SPACES} viewBox="0 0 120 40"{{more}}>{{inside}}</svg>'


def svg(inside: str = '<path d="M0 0h120v40H0z" fill="#006AA7"/>', more: str = "") -> bytes:
    return SVG.format(inside=inside, more=more).encode()


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 4, height: int = 2, *, before: bytes = b"", after: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + b"\x0b\x4f\x71" * width for _row in range(height)))
    return PNG_SIGN + head + before + chunk(b"IDAT", rows) + chunk(b"IEND") + after


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("#0b4f71", "#0B4F71"), (" 0B4F71 ", "#0B4F71"), ("#fb0", "#FFBB00"), ("", ""), ("  ", "")],
)
def test_a_colour_may_be_typed_in_several_ways(typed, kept):
    assert read_accent(typed) == kept


@pytest.mark.parametrize("typed", ["blue", "#0B4F7", "rgb(1,2,3)", "#0B4F711", "0xFFFFFF"])
def test_what_is_no_colour_is_refused_beside_the_field(typed):
    with pytest.raises(Fault) as caught:
        read_accent(typed)
    assert caught.value.field == "accent"


def test_plain_shapes_are_kept_with_their_frame():
    kept = read_logo(svg())
    assert kept.media_type == "image/svg+xml"
    assert kept.width / kept.height == pytest.approx(3, rel=0.01)
    assert b'd="M0 0h120v40H0z"' in kept.content
    assert b'fill="#006AA7"' in kept.content


def test_a_drawing_without_a_frame_gets_one_from_its_size():
    bare = b'<svg xmlns="http://www.w3.org/2000/svg" width="60px" height="20px"><rect width="60" height="20"/></svg>'
    assert b'viewBox="0 0 60 20"' in read_logo(bare).content


def test_a_style_sheet_is_written_onto_the_shapes():
    sheet = "<style>.st0,.st1{fill:#006AA7;} /* x */ .st1{stroke:#FECC00 !important; -inkscape-thing: 2}</style>"
    kept = read_logo(svg(f'{sheet}<path class="st0 st1" style="opacity:.5" fill="#000" d="M0 0h9v9z"/>')).content
    for written in (b'fill="#006AA7"', b'stroke="#FECC00"', b'opacity=".5"'):
        assert written in kept
    for gone in (b"style", b"class", b"inkscape", b"#000"):
        assert gone not in kept


def test_what_drawing_programs_add_is_left_out():
    added = '<metadata><x xmlns="urn:x">1</x></metadata><n:view xmlns:n="urn:n" n:zoom="2"/><!-- by hand -->'
    kept = read_logo(
        b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>" + svg(added + "<rect width='9' height='9'/>")
    )
    assert b"urn:" not in kept.content
    assert b"hand" not in kept.content
    assert b"rect" in kept.content


def test_what_is_kept_may_be_read_again_and_stays_the_same():
    once = read_logo(svg('<defs><path id="a" d="M0 0h9v9z"/></defs><use xlink:href="#a" x="5"/>'))
    assert read_logo(once.content).content == once.content
    assert b'href="#a"' in once.content


ACTING = [
    "<script>alert(1)</script>",
    '<path d="M0 0z" onload="alert(1)"/>',
    '<path d="M0 0z" ONCLICK="alert(1)"/>',
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    '<a xlink:href="javascript:alert(1)"><path d="M0 0z"/></a>',
    '<image href="https://example.org/x.png" width="9" height="9"/>',
    '<image href="data:image/svg+xml;base64,PHN2Zz4=" width="9" height="9"/>',
    '<use href="https://example.org/x.svg#a"/>',
    '<use xlink:href="data:image/svg+xml,x#a"/>',
    '<rect width="9" height="9" fill="url(https://example.org/a.svg#b)"/>',
    '<rect width="9" height="9" fill="u\\72l(https://example.org)"/>',
    '<rect width="9" height="9" style="fill:url(//example.org/a)"/>',
    '<style>@import "https://example.org/x.css";</style><path d="M0 0z"/>',
    "<style>.a{fill:url(https://example.org)}</style>",
    "<style>@font-face{font-family:x;src:url(x)}</style>",
    "<style>svg > path{fill:red}</style>",
    '<set attributeName="href" to="javascript:alert(1)"/>',
    '<animate attributeName="x" to="9"/>',
    "<text>Exempelby</text>",
    "<filter id='f'/>",
]


@pytest.mark.parametrize("inside", ACTING)
def test_nothing_that_could_act_or_fetch_is_kept(inside):
    with pytest.raises(Fault) as caught:
        read_logo(svg(inside))
    assert caught.value.field == "logo"


NOT_PICTURES = [
    b"",
    b"GIF89a" + b"\0" * 40,
    b"\xff\xd8\xff\xe0" + b"\0" * 40,
    b"<html><body>x</body></html>",
    b"<svg><path d='M0 0z'/></svg>",
    b"<svg xmlns='http://www.w3.org/2000/svg'",
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>".encode("utf-16"),
    b"<!DOCTYPE svg [<!ENTITY a 'x'>]>" + svg("&a;"),
    b"<!DOCTYPE svg SYSTEM 'file:///etc/passwd' [<!ENTITY % a SYSTEM 'file:///etc/passwd'>%a;]>" + svg(),
    svg(more=' width="0" height="9"').replace(b' viewBox="0 0 120 40"', b""),
    svg().replace(b' viewBox="0 0 120 40"', b""),
    svg().replace(b"0 0 120 40", b"0 0 1300 40"),
    svg("<g/>" * 4000),
    svg("<g>" * 2500 + "</g>" * 2500),
    svg("<!--" + "x" * MOST_BYTES + "-->"),
    png()[:-6],
    png()[:40] + b"\xff" + png()[41:],
    png(after=b"<script>alert(1)</script>"),
    png(before=chunk(b"acTL", b"\0" * 8)),
    png(width=2001, height=2000),
    png(width=26, height=2),
    PNG_SIGN,
    PNG_SIGN + chunk(b"IEND"),
]


@pytest.mark.parametrize("content", NOT_PICTURES, ids=range(len(NOT_PICTURES)))
def test_what_is_no_logo_is_refused_with_a_sentence(content):
    with pytest.raises(Fault) as caught:
        read_logo(content)
    assert str(caught.value.sentence).endswith(".")


def test_a_drawing_that_is_endless_to_draw_is_refused():
    levels = "".join(f'<g id="l{n}"><use href="#l{n - 1}"/><use href="#l{n - 1}"/></g>' for n in range(1, 40))
    with pytest.raises(Fault):
        read_logo(svg(f'<defs><path id="l0" d="M0 0z"/>{levels}</defs><use href="#l39"/>'))
    with pytest.raises(Fault):
        read_logo(svg('<g id="a"><use href="#a"/></g>'))


def test_a_whole_png_is_kept_byte_for_byte():
    kept = read_logo(png(48, 12))
    assert (kept.media_type, kept.width, kept.height) == ("image/png", 48, 12)
    assert kept.content == png(48, 12)
