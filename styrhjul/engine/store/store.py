"""The statistics of one folder: loads new builds and answers from the current one."""

import threading
from pathlib import Path

from styrhjul.engine.store.answers import (
    Area,
    AreaGroup,
    Build,
    Cube,
    IndicatorInfo,
    Latest,
    Panel,
    Series,
    Sex,
    SimilarGroup,
)
from styrhjul.engine.store.build import Metadata, Progress, build_path, current_build, make_build, silent
from styrhjul.engine.store.errors import StoreError
from styrhjul.engine.store.reader import Reader

BUNDLED = Path(__file__).parent / "bundled"
BUNDLED_VALUES = BUNDLED / "demo_values_1994_2022.parquet"
BUNDLED_METADATA = Metadata(
    BUNDLED / "catalogue.parquet", BUNDLED / "areas.csv", BUNDLED / "groups.parquet", BUNDLED / "members.parquet"
)


class Store:
    """The statistics in one folder; safe to share between threads.

    Every question goes to the build that is current when it is asked; `reader()` gives a fixed build for a whole page.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._reader: Reader | None = None

    def load(
        self, values: Path, metadata: Metadata | None = None, *, onto_current: bool = False, progress: Progress = silent
    ) -> Build:
        """Build from a file of values (Parquet or CSV) and switch to it.

        Parameters
        ----------
        values : Path
            Columns indicator (or kpi), area (municipality), period (year), sex (gender) T/K/M, value; if known, status.
        metadata : Metadata or None
            Files that say what indicators, areas and groups there are; None: the bundled ones.
        onto_current : bool
            Keep the current build's values that the file does not speak of, and what it knows besides the metadata.
        progress : callable
            Called with the name of each step as it begins.

        Raises
        ------
        StoreError
            A file can't be read or a row is faulty; the message says which row and why, and nothing has changed.

        """
        keep = current_build(self.folder) if onto_current else None
        make_build(self.folder, values, metadata or BUNDLED_METADATA, keep=keep, progress=progress)
        return self.status()

    def reader(self) -> Reader:
        """Give the current build; StoreError if nothing has been built or the file is damaged."""
        build = current_build(self.folder)
        if build is None:
            raise StoreError("There are no statistics yet.")
        with self._lock:
            if self._reader is None or self._reader.build_id != build:
                self._reader = Reader(build, build_path(self.folder, build))
            return self._reader

    @property
    def build_id(self) -> str:
        """Say which build is current."""
        return self.reader().build_id

    def status(self) -> Build:
        """Say what the current build holds."""
        return self.reader().status()

    def series(self, indicator: str, area: str, sex: Sex = "T") -> Series:
        """Give one indicator in one area."""
        return self.reader().series(indicator, area, sex)

    def panel(self, indicator: str, sex: Sex = "T") -> Panel:
        """Give one indicator in every municipality."""
        return self.reader().panel(indicator, sex)

    def cube(self, indicators: tuple[str, ...], sex: Sex = "T") -> Cube:
        """Give several indicators in every municipality."""
        return self.reader().cube(indicators, sex)

    def latest(self, area: str, sex: Sex = "T") -> dict[str, Latest]:
        """Give the latest value of every indicator of an area."""
        return self.reader().latest(area, sex)

    def indicator(self, indicator: str) -> IndicatorInfo:
        """Give one indicator."""
        return self.reader().indicator(indicator)

    def indicators(self) -> tuple[IndicatorInfo, ...]:
        """List all indicators."""
        return self.reader().indicators()

    def search_indicators(self, text: str) -> tuple[IndicatorInfo, ...]:
        """Find indicators by words of the title or by id."""
        return self.reader().search_indicators(text)

    def area(self, area: str) -> Area:
        """Give one area."""
        return self.reader().area(area)

    def areas(self, kind: str | None = None) -> tuple[Area, ...]:
        """List areas, of one kind or all."""
        return self.reader().areas(kind)

    def similar(self, area: str, indicator: str) -> SimilarGroup | None:
        """Give the municipalities similar to one, in the indicator's field."""
        return self.reader().similar(area, indicator)

    def groups(self, kind: str) -> tuple[AreaGroup, ...]:
        """List the groups of one kind: county, type or size."""
        return self.reader().groups(kind)


def ensure_bundled(folder: Path) -> Store:
    """Give the store of a folder, built from the bundled statistics if nothing has been built there."""
    store = Store(folder)
    build = current_build(folder)
    if build is None or not build_path(folder, build).exists():
        store.load(BUNDLED_VALUES)
    return store
