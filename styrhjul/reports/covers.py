"""Whether a logo can be set on a cover: tried before it is taken in, since a report must never fail because of it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Final

from styrhjul.base.organisation.logos import Picture
from styrhjul.reports.document import logo_file
from styrhjul.reports.glyphs import FONTS
from styrhjul.reports.pdf import RenderError, lay_out

COVER: Final = """
#set document(title: "Logo", date: auto)
#set page(width: 120mm, height: 120mm)
#pdf.artifact(image(json("data.json").file, width: 60mm))
"""


def can_be_printed(picture: Picture) -> bool:
    """Tell whether the compiler takes a logo, by letting it set one page with it."""
    file = logo_file(picture.media_type)
    with tempfile.TemporaryDirectory(prefix="logo-") as place:
        folder = Path(place)
        (folder / file).write_bytes(picture.content)
        (folder / "main.typ").write_text(COVER, "utf-8")
        (folder / "data.json").write_text(json.dumps({"file": file}), "utf-8")
        (folder / "job.json").write_text(json.dumps({"fonts": str(FONTS), "timestamp": 0}), "utf-8")
        try:
            lay_out(folder)
        except RenderError:
            return False
    return True
