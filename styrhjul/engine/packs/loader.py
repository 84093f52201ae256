"""Load steering packs: shipped ones by key, others from a file or an upload."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from styrhjul.engine.packs.explaining import schema_faults
from styrhjul.engine.packs.faults import Fault, FaultCode, PackError
from styrhjul.engine.packs.formats import upgrade
from styrhjul.engine.packs.merge import Merged, merge
from styrhjul.engine.packs.positions import Document, read_document, read_stream
from styrhjul.engine.packs.references import reference_faults
from styrhjul.engine.packs.rules import rule_faults
from styrhjul.engine.packs.schema import Pack

SHIPPED = Path(__file__).parent / "shipped"


def shipped_keys() -> list[str]:
    """Return the keys of the packs that come with the system."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


@lru_cache(maxsize=32)
def load(key: str) -> Pack:
    """Return a shipped pack.

    Raises
    ------
    PackError
        If there is no shipped pack with that key.

    """
    document = _shipped_document(key)
    if document is None:
        names = ", ".join(shipped_keys())
        raise PackError(
            [
                Fault(
                    f"{key[:60]}.yaml", 1, "", "there is no such shipped pack", f"choose among: {names}", FaultCode.NAME
                )
            ],
        )
    return _pack(document)


def load_file(path: Path) -> Pack:
    """Return the pack in a file; see `load_bytes`."""
    try:
        with path.open("rb") as stream:
            return load_stream(path.name, stream)
    except OSError as error:
        mend = "check the name and that the file may be read"
        message = f"can't be read: {error.strerror or 'unknown reason'}"
        raise PackError([Fault(path.name, 1, "", message, mend, FaultCode.UNREADABLE)]) from error


def load_stream(name: str, stream: BinaryIO) -> Pack:
    """Return the pack in an open file; what is larger than a pack may be isn't read to its end."""
    return load_bytes(name, read_stream(name, stream))


def load_bytes(name: str, raw: bytes) -> Pack:
    """Return the pack in an uploaded file, whole and checked.

    Parameters
    ----------
    name
        The name of the file, for messages.
    raw
        Its content: YAML in UTF-8, at most 1 MB.

    Raises
    ------
    PackError
        With every fault found; nothing is half-loaded.

    """
    return _pack(read_document(name, raw))


def _pack(document: Document) -> Pack:
    merged = merge(document, _shipped_document)
    faults = merged.reading_faults
    pack = None
    try:
        # By way of JSON, where strict means strict: "5" is no number and true is not 1.
        content = upgrade(merged.content, merged.content.get("format"))
        pack = Pack.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        faults += schema_faults(error, merged)
    faults += _whole_faults(merged)
    if pack is None or faults:
        raise PackError(faults)
    return pack


def _whole_faults(merged: Merged) -> list[Fault]:
    return [*reference_faults(merged), *rule_faults(merged)]


@lru_cache(maxsize=32)
def _shipped_document(key: str) -> Document | None:
    """Return a shipped file as read; only the names that are there, so that no key is a path."""
    if key not in shipped_keys():
        return None
    path = SHIPPED / f"{key}.yaml"
    return read_document(path.name, path.read_bytes())
