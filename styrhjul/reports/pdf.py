"""The PDF of a report: tagged (PDF/UA-1), for the archive (PDF/A-2a), and the same bytes every time."""

from __future__ import annotations

import base64
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from styrhjul.reports.blocks import Document
from styrhjul.reports.document import build, logo_file
from styrhjul.reports.drawings import chart, cover_wheel
from styrhjul.reports.glyphs import FONTS, printable_tree
from styrhjul.wheel.followup import content as frozen

logger = logging.getLogger(__name__)

HERE = Path(__file__).parent
LAYOUT = "annual_report.typ"
TIME_LIMIT_SECONDS = 120


class RenderError(Exception):
    """The document could not be laid out; the message is the compiler's own."""


def render(content: frozen.Report, language: str | None = None) -> bytes:
    """Return the PDF of a report's frozen content.

    Raises
    ------
    RenderError
        If the compiler refuses the document or needs more time than it has.

    """
    legible = printable_tree(content)
    document = build(legible, language, digest=frozen.digest(content))
    with tempfile.TemporaryDirectory(prefix="report-") as place:
        folder = Path(place)
        _prepare(folder, document, _timestamp(content))
        if logo := content["municipality"].get("logo"):
            (folder / logo_file(logo["media_type"])).write_bytes(base64.b64decode(logo["content"]))
        return lay_out(folder)


def _timestamp(content: frozen.Report) -> int:
    """Return midnight UTC of the decision, or of the day the draft was made: the clock has no say in the bytes."""
    decision = content["decision"]
    day = decision["date"] if decision and content["status"] == "decided" else content["made_on"]
    return int(datetime.fromisoformat(day[:10]).replace(tzinfo=UTC).timestamp())


def _prepare(folder: Path, document: Document, timestamp: int) -> None:
    """Lay everything the compiler reads in the folder; it can read nothing else."""
    shutil.copyfile(HERE / "typst" / LAYOUT, folder / "main.typ")
    shutil.copyfile(HERE / "typst" / "house.typ", folder / "house.typ")
    for one in document.charts:
        (folder / f"chart-{one.number}.svg").write_text(chart(one.drawing, one.spec, "print"), "utf-8")
    if document.wheel is not None:
        (folder / "wheel.svg").write_text(cover_wheel(document.wheel), "utf-8")
    (folder / "data.json").write_text(json.dumps(asdict(document), ensure_ascii=False), "utf-8")
    (folder / "job.json").write_text(json.dumps({"fonts": str(FONTS), "timestamp": timestamp}), "utf-8")


def lay_out(folder: Path) -> bytes:
    """Return the PDF of what lies in a folder, compiled in a process of its own. Raises RenderError if it cannot be."""
    command = [sys.executable, "-I", str(HERE / "compile.py"), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"Not laid out within {TIME_LIMIT_SECONDS} seconds.") from error
    if done.returncode:
        raise RenderError(done.stderr.strip())
    if done.stderr:
        logger.warning("The report was laid out with warnings: %s", done.stderr.strip())
    return (folder / "document.pdf").read_bytes()
