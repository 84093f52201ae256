"""Lay a pack on top of the one it extends, section by section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from styrhjul.engine.packs.faults import Fault, FaultCode, PackError, Path, dotted
from styrhjul.engine.packs.positions import Document

OWN = frozenset({"format", "key", "version", "extends", "label", "source"})


@dataclass(frozen=True)
class Merged:
    """The sections of a pack and where each of them was written."""

    own: Document
    content: dict[str, Any]
    origins: dict[str, Document]

    def fault(self, path: Path, message: str, mend: str, code: FaultCode) -> Fault:
        """Return a fault at a path, in the file where that path was written."""
        document = self.origins.get(str(path[0]), self.own) if path else self.own
        return Fault(document.file, document.line(path), dotted(path), message, mend, code)

    @property
    def reading_faults(self) -> list[Fault]:
        """Return what reading noticed in the sections that are in use."""
        faults = list(self.own.faults)
        for section, document in self.origins.items():
            if document is not self.own:
                faults += [fault for fault in document.faults if fault.key.split(".")[0] == section]
        return faults


def merge(own: Document, read_shipped: Callable[[str], Document | None]) -> Merged:
    """Return the pack with every section it lacks taken from the pack it extends.

    A section that is present replaces the parent's section as a whole; the keys in `OWN` are never
    inherited.

    Raises
    ------
    PackError
        If the extended pack doesn't exist or packs extend each other in a circle.

    """
    content, origins = dict(own.content), dict.fromkeys(own.content, own)
    seen, document = {own.file}, own
    while isinstance(key := document.content.get("extends"), str):
        parent = read_shipped(key)
        if parent is None:
            raise PackError([_extends_fault(document, f"there is no shipped pack `{key}`")])
        if parent.file in seen:
            raise PackError([_extends_fault(document, "the packs extend each other in a circle")])
        seen.add(parent.file)
        for section in parent.content.keys() - OWN - content.keys():
            content[section], origins[section] = parent.content[section], parent
        document = parent
    return Merged(own, content, origins)


def _extends_fault(document: Document, message: str) -> Fault:
    mend = "extend `common`, or leave `extends` out and write every section"
    return Fault(document.file, document.line(("extends",)), "extends", message, mend, FaultCode.EXTENDS)
