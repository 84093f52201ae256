"""Compiles one prepared folder into a PDF or a picture, in a process of its own.

The compiler hangs in a forked process and grows in one that lives long, so nobody imports this module: it is run,
once per document, with the folder as its argument. Only our own fonts are used, so that a document looks the same
on every machine.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


def compile_folder(folder: Path) -> None:
    """Write `document.pdf` in the folder, from `main.typ` and what `job.json` says; `document.png` if it says ppi."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[job["fonts"]])
    compiler = typst.Compiler(folder / "main.typ", root=folder, font_paths=fonts)
    is_picture = "ppi" in job
    try:
        if is_picture:
            made, warnings = compiler.compile_with_warnings(format="png", ppi=job["ppi"])
        else:
            made, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=STANDARDS, timestamp=job["timestamp"]
            )
    except typst.TypstError as error:
        raise SystemExit(error.diagnostic) from error
    sys.stderr.write("".join(f"{warning.diagnostic}\n" for warning in warnings))
    if not isinstance(made, bytes):
        raise SystemExit("The compiler gave no file.")
    (folder / ("document.png" if is_picture else "document.pdf")).write_bytes(made)


if __name__ == "__main__":
    compile_folder(Path(sys.argv[1]))
