"""A drawing as a picture: PNG made by the same compiler and the same fonts as the reports."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Final

from styrhjul.reports.glyphs import FONTS
from styrhjul.reports.pdf import HERE, RenderError

PNG: Final = "image/png"
PIXELS_PER_INCH: Final = 192
"""Twice the size that the drawing has on a page, so that it is sharp on good screens too."""
TIME_LIMIT_SECONDS: Final = 30
SIGNATURE, HEADER_ENDS = b"\x89PNG\r\n\x1a\n", 33
SOURCE: Final = '#set page(width: auto, height: auto, margin: 12pt, fill: white)\n#image("drawing.svg")\n'


def draw_png(svg: str, *, title: str, description: str) -> bytes:
    """Return a drawing as PNG that carries its title and description as text.

    Raises
    ------
    RenderError
        If the compiler refuses the drawing or needs more time than it has.

    """
    with tempfile.TemporaryDirectory(prefix="picture-") as place:
        folder = Path(place)
        (folder / "drawing.svg").write_text(svg, "utf-8")
        (folder / "main.typ").write_text(SOURCE, "utf-8")
        (folder / "job.json").write_text(json.dumps({"fonts": str(FONTS), "ppi": PIXELS_PER_INCH}), "utf-8")
        _run(folder)
        picture = (folder / "document.png").read_bytes()
    return with_text(picture, {"Title": title, "Description": description})


def with_text(picture: bytes, texts: dict[str, str]) -> bytes:
    r"""Return a PNG with international text chunks (iTXt; PNG specification, third edition, 11.3.3.4) after its header.

    Examples
    --------
    >>> header = SIGNATURE + bytes(HEADER_ENDS - len(SIGNATURE))
    >>> with_text(header, {"Title": "å"})[HEADER_ENDS + 4 : HEADER_ENDS + 16]
    b'iTXtTitle\x00\\x00\\x00'

    """
    chunks = b"".join(_chunk(b"iTXt", f"{key}\0\0\0\0\0{text}".encode()) for key, text in texts.items() if text)
    return picture[:HEADER_ENDS] + chunks + picture[HEADER_ENDS:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _run(folder: Path) -> None:
    command = [sys.executable, "-I", str(HERE / "compile.py"), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"Not drawn within {TIME_LIMIT_SECONDS} seconds.") from error
    if done.returncode:
        raise RenderError(done.stderr.strip())
