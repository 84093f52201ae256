"""The search among all indicators of a build: what it found and how far it has come lie in files beside the build."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np

from styrhjul.engine.analysis.all_patterns import MOST, AllPatterns, search_all
from styrhjul.engine.analysis.comparable import AREAS_NEEDED
from styrhjul.engine.analysis.relatives import is_count, why_left_out
from styrhjul.engine.store import Reader

LARGEST = ("0180", "1480", "1280")
"""Stockholm, Gothenburg and Malmö: every pair is also looked at without them."""
SILENT_FOR = 120.0
"""Seconds; a search that has said nothing for so long has died."""


@dataclass(frozen=True, slots=True)
class Search:
    """How far a search has come: the part that is done, what is being done, when that was said (seconds since 1970)."""

    done: float
    what: str
    at: float
    fault: str = ""

    @property
    def is_alive(self) -> bool:
        """Tell whether somebody is at it."""
        return not self.fault and self.done < 1 and time.time() - self.at < SILENT_FOR


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a search found: ids of the indicators it searched among, and the pairs by their places in that list."""

    indicators: tuple[str, ...]
    patterns: AllPatterns


def search_build(reader: Reader, folder: Path, *, most: int = MOST) -> Found:
    """Search among all indicators of a build with values from enough municipalities, and keep what is found.

    Parameters
    ----------
    reader : Reader
        The build.
    folder : Path
        Where the builds lie. What is found is written there whole or not at all; meanwhile `search_of` tells how far
        the search has come.
    most : int
        As in `search_all`.

    Returns
    -------
    Found

    """

    def tell(done: float, what: str) -> None:
        _write(_progress_file(folder, reader.build_id), json.dumps(asdict(Search(done, what, time.time()))).encode())

    tell(0.0, "read")
    searched = [
        info for info in reader.indicators() if info.municipalities >= AREAS_NEEDED and not is_count(info.title)
    ]
    cube = reader.cube([info.id for info in searched])
    try:
        found = search_all(
            cube.values,
            lambda one, other: why_left_out(searched[one], searched[other]) != "",
            most=most,
            without=[place for place, area in enumerate(cube.areas) if area in LARGEST],
            progress=tell,
        )
    except Exception as fault:
        failed = Search(0.0, "", time.time(), type(fault).__name__)
        _write(_progress_file(folder, reader.build_id), json.dumps(asdict(failed)).encode())
        raise
    made = Found(tuple(info.id for info in searched), found)
    _save(found_file(folder, reader.build_id), made)
    tell(1.0, "")
    return made


def found_file(folder: Path, build: str) -> Path:
    """Return where what has been found in a build lies."""
    return folder / f"{build}.patterns.npz"


def found_in(folder: Path, build: str) -> Found | None:
    """Return what has been found in a build; None when nobody has searched it to the end."""
    try:
        with np.load(found_file(folder, build), allow_pickle=False) as kept:
            patterns = AllPatterns(**{one.name: kept[one.name] for one in fields(AllPatterns)})
            return Found(tuple(kept["indicators"].tolist()), patterns)
    except (OSError, ValueError, KeyError):
        return None


def search_of(folder: Path, build: str) -> Search | None:
    """Return how far the search of a build has come; None when nobody has begun."""
    try:
        return Search(**json.loads(_progress_file(folder, build).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def begin(folder: Path, build: str) -> None:
    """Say that a search has been ordered, before anybody is at it."""
    _write(_progress_file(folder, build), json.dumps(asdict(Search(0.0, "wait", time.time()))).encode())


def _progress_file(folder: Path, build: str) -> Path:
    return folder / f"{build}.patterns.json"


def _save(path: Path, found: Found) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    with unfinished.open("wb") as file:
        kept = {one.name: getattr(found.patterns, one.name) for one in fields(AllPatterns)}
        np.savez_compressed(file, indicators=np.array(found.indicators), **kept)
    unfinished.replace(path)


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
