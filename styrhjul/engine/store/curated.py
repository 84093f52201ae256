"""Reads our own choices about indicators, and which of them are related by arithmetic, from the bundled YAML files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError

from styrhjul.engine.packs.faults import PackError
from styrhjul.engine.packs.positions import Document, read_document
from styrhjul.engine.store.choices import Curated, Family, Words
from styrhjul.engine.store.errors import StoreError

FOLDER = Path(__file__).parent / "bundled" / "curated"
RELATIVES = "relatives.yaml"

Relatives = Mapping[str, Mapping[str, Words]]
Form = TypeVar("Form", Curated, Family)


def read_curated(folder: Path) -> dict[str, Curated]:
    """Read the choices of every file of a folder by indicator id.

    Raises
    ------
    StoreError
        With every fault found: file, line, indicator, key and what is wrong with it.

    """
    found: dict[str, Curated] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == RELATIVES:
            continue
        for indicator, choice in _read(path, Curated, faults):
            if indicator in found:
                faults.append(f"{path.name}: {indicator}: stands in another file too")
            found[indicator] = choice
    _raise_if(faults)
    return found


def read_relatives(path: Path) -> Relatives:
    """Read which indicators are related by arithmetic: by id, its relatives and why; StoreError as `read_curated`."""
    faults: list[str] = []
    found: dict[str, dict[str, Words]] = {}
    for _name, family in _read(path, Family, faults):
        for one, other in family.pairs():
            found.setdefault(one, {}).setdefault(other, family.why)
            found.setdefault(other, {}).setdefault(one, family.why)
    _raise_if(faults)
    return MappingProxyType({one: MappingProxyType(others) for one, others in found.items()})


@lru_cache(maxsize=1)
def bundled_curated() -> dict[str, Curated]:
    """Give the choices that come with the product; read once."""
    return read_curated(FOLDER)


@lru_cache(maxsize=1)
def bundled_relatives() -> Relatives:
    """Give the relatives that come with the product; read once."""
    return read_relatives(FOLDER / RELATIVES)


def _read(path: Path, form: type[Form], faults: list[str]) -> Iterator[tuple[str, Form]]:
    try:
        document = read_document(path.name, path.read_bytes())
    except (OSError, PackError) as error:
        raise StoreError(f"{path.name} can't be read: {error}") from error
    faults += [str(fault) for fault in document.faults]
    for name, content in document.content.items():
        try:
            # By way of JSON, where strict means strict: "5" is no number and true is not 1.
            yield name, form.model_validate_json(json.dumps(content), strict=True)
        except ValidationError as error:
            faults += _faults_of(document, name, error)


def _faults_of(document: Document, name: str, error: ValidationError) -> list[str]:
    return [
        f"{document.file}:{document.line((name, *one['loc']))}: {'.'.join(map(str, (name, *one['loc'])))}: {one['msg']}"
        for one in error.errors(include_url=False)
    ]


def _raise_if(faults: list[str]) -> None:
    if faults:
        raise StoreError("\n".join(faults))
