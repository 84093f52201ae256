"""What every chart is drawn from: plain values that survive JSON, texts already in the reader's language."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from math import isfinite
from typing import Any, Literal, Self, Union, get_args, get_origin, get_type_hints

from styrhjul.engine.drawing.numerals import numeral

Point = tuple[float, float | None]
Medium = Literal["screen", "print"]

WIDE, NARROW, SIDE = 640, 358, 272
LARGEST = 1e15


@dataclass(frozen=True)
class Spec:
    """Something that can be kept as JSON and read back."""

    def as_dict(self) -> dict[str, Any]:
        """Return the spec as plain values; what is not a number becomes None."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Return the spec that `as_dict` wrote; unknown names raise TypeError."""
        hints = get_type_hints(cls)
        return cls(**{name: _typed(value, hints.get(name, Any)) for name, value in values.items()})


@dataclass(frozen=True)
class Series(Spec):
    """A named row of points (time, value); a value of None or NaN is a gap, never zero."""

    name: str
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChartSpec(Spec):
    """What all charts share.

    Parameters
    ----------
    title, description
        Name and content for those who do not see the chart.
    language, decimals, unit
        How values are written; the unit stands at the top of the axis and at end labels.
    empty
        What to say when there is nothing to draw.
    low, high
        Ends of the value axis, when they should not follow from the values. A truncated axis is said in words
        beside the chart.

    """

    title: str
    description: str = ""
    language: str = "sv"
    decimals: int = 1
    unit: str = ""
    empty: str = ""
    low: float | None = None
    high: float | None = None

    def written(self, value: float, *, unit: bool = False) -> str:
        """Return a value as text."""
        return numeral(value, self.decimals, self.language, self.unit if unit else "")


def known(value: float | None) -> float | None:
    """Return a value that can be drawn; NaN, infinity and anything beyond 10^15, which no statistic is, are missing."""
    return value if value is not None and isfinite(value) and abs(value) < LARGEST else None


def known_points(points: tuple[Point, ...]) -> list[tuple[float, float]]:
    """Return the points that have a value, in order of time."""
    found = [(time, value) for time, given in points if known(time) is not None and (value := known(given)) is not None]
    return sorted(found)


def runs(points: tuple[Point, ...]) -> list[list[tuple[float, float]]]:
    """Return unbroken rows of points: a missing value ends one and begins the next."""
    found: list[list[tuple[float, float]]] = [[]]
    for time, given in sorted((point for point in points if known(point[0]) is not None), key=lambda point: point[0]):
        value = known(given)
        if value is None:
            found.append([])
        else:
            found[-1].append((time, value))
    return [run for run in found if run]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _typed(value: Any, hint: Any) -> Any:
    """Return plain values as the type a field asks for."""
    origin, inner = get_origin(hint), get_args(hint)
    if value is None or hint is Any:
        return value
    if origin in (Union, types.UnionType):
        return _typed(value, next(choice for choice in inner if choice is not type(None)))
    if origin is tuple:
        kinds = [inner[0]] * len(value) if len(inner) == 2 and inner[1] is Ellipsis else inner
        return tuple(_typed(item, kind) for item, kind in zip(value, kinds, strict=True))
    return hint.from_dict(value) if isinstance(hint, type) and issubclass(hint, Spec) else value
