"""A drawing as a picture."""

from __future__ import annotations

import struct
import zlib

import pytest

from styrhjul.reports.pdf import RenderError
from styrhjul.reports.picture import HEADER_ENDS, SIGNATURE, draw_png, with_text

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="200" height="100">'
    '<rect width="100" height="50" fill="#F6C915"/><text x="10" y="30">Hjulet</text></svg>'
)


def chunks(picture):
    """Return kind and content of every chunk, each with its checksum tried."""
    found, at = [], len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        kind, content = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", picture, at + 8 + length)[0] == zlib.crc32(kind + content)
        found.append((kind, content))
        at += 12 + length
    return found


def test_a_picture_is_whole_twice_as_large_and_carries_its_texts():
    picture = draw_png(DRAWING, title="Hjulet 2023", description="Planera, 3 av 8. Följa upp.")
    assert picture.startswith(SIGNATURE)
    found = chunks(picture)
    width, height = struct.unpack_from(">II", found[0][1])
    margin = 2 * 12 * 192 / 72
    assert (width, height) == (200 * 2 + margin, 100 * 2 + margin)
    texts = [content.decode().replace("\0", "|") for kind, content in found if kind == b"iTXt"]
    assert texts == ["Title|||||Hjulet 2023", "Description|||||Planera, 3 av 8. Följa upp."]
    assert found[-1][0] == b"IEND"


def test_an_empty_text_is_left_out():
    bare = SIGNATURE + bytes(HEADER_ENDS - len(SIGNATURE))
    assert with_text(bare, {"Title": ""}) == bare


def test_what_is_no_drawing_is_refused():
    with pytest.raises(RenderError, match="SVG"):
        draw_png("ingen teckning", title="", description="")
