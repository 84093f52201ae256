"""What the store answers with: frozen dataclasses over plain arrays."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from styrhjul.engine.store.choices import Curated

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Sex = Literal["T", "K", "M"]

SEXES: tuple[Sex, ...] = ("T", "K", "M")
# Place in the tuple = code in the file. "": a value whose status is not stated; "unknown": no value, no reason known.
STATUSES: tuple[str, ...] = ("unknown", "", "final", "preliminary", "not_delivered", "not_applicable", "secret")
MISSING_STATUSES = frozenset({"not_delivered", "not_applicable", "secret"})


@dataclass(frozen=True, slots=True)
class IndicatorInfo:
    """One indicator as its owner describes it, and our own choices about it if there are any.

    Attributes
    ----------
    withdrawn : the owner's catalogue has it no longer; its values are kept.
    first_period, last_period : 0 when the build has no values of it.
    municipalities : how many have values.

    """

    id: str
    title: str
    description: str
    operating_area: str
    perspective: str
    divided_by_sex: bool
    similar_list: str
    withdrawn: bool
    first_period: int
    last_period: int
    municipalities: int
    curated: Curated | None

    @property
    def has_values(self) -> bool:
        """Tell whether the build has any value of it."""
        return self.last_period > 0


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality (kind K), a region or the country (kind L)."""

    id: str
    name: str
    kind: str
    county_code: str
    county: str
    type_code: str
    type_name: str


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """A list of areas: similar municipalities, a county, a type or a size of municipality."""

    id: str
    title: str
    kind: str
    year: int | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimilarGroup:
    """The municipalities that the national list calls similar to one municipality, in one field."""

    name: str
    field: str
    year: int | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One indicator in one area over time.

    Attributes
    ----------
    periods : int64 (n,), occasions when the indicator was measured anywhere, from the area's first value to its last.
    values : float64 (n,), the indicator's own unit; NaN: no value for the area on that occasion.
    statuses : n words out of `STATUSES`; "unknown" means that nobody has said why the value is missing.

    """

    indicator: str
    area: str
    sex: Sex
    periods: Integers
    values: Floats
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One indicator in every municipality over time.

    Attributes
    ----------
    areas : ids of all municipalities of the build, those without values too, in order of id.
    periods : int64 (p,), the occasions when the indicator was measured in any area.
    values : float64 (areas, p), the indicator's own unit; NaN: no value.

    """

    indicator: str
    sex: Sex
    areas: tuple[str, ...]
    periods: Integers
    values: Floats

    def row(self, area: str) -> int:
        """Say which row of `values` is the area's; ValueError if it is not a municipality."""
        return self.areas.index(area)


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """Several indicators in every municipality, on one common line of years.

    Attributes
    ----------
    values : float32 (indicators, areas, periods); NaN: no value.

    """

    indicators: tuple[str, ...]
    areas: tuple[str, ...]
    periods: Integers
    values: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class AreaLines:
    """Every indicator that has values, in one area, on one common line of years.

    Attributes
    ----------
    values : float64 (indicators, periods), each in its own unit; NaN: no value.
    measured : bool (indicators, periods), occasions when the indicator was measured anywhere.

    """

    indicators: tuple[str, ...]
    area: str
    periods: Integers
    values: Floats
    measured: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest value of one indicator in one area."""

    indicator: str
    period: int
    value: float
    status: str


@dataclass(frozen=True, slots=True)
class Build:
    """One whole build of the store; `known` counts the catalogue's indicators, `indicators` those with values."""

    id: str
    built_at: str
    source: str
    known: int
    indicators: int
    areas: int
    values: int
    first_period: int
    last_period: int
