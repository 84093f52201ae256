"""One step of the ladder as plain content: numbers, a sentence, a table, a chart."""

from dataclasses import dataclass, field
from math import isfinite

import numpy as np

from styrhjul.engine.analysis.arrays import Floats, Integers
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.sentences import UNBOUNDED, Bounds, phrase, why_missing
from styrhjul.engine.store.choices import Break


@dataclass(frozen=True, slots=True)
class Aim:
    """The municipality's or unit's own target, and the value when it was decided."""

    target: float | None
    year: int | None
    base: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One series over time.

    Attributes
    ----------
    periods : int64 (n,); values : float64 (n,), NaN: no value; statuses : a word of the store's for each.
    expected : the latest period that others have values for, None when nobody knows.
    bounds : what values are possible.
    own : the unit's own figures, not national statistics.
    breaks : documented changes of definition.

    """

    periods: Integers
    values: Floats
    statuses: tuple[str, ...]
    expected: int | None = None
    bounds: Bounds = UNBOUNDED
    own: bool = False
    breaks: tuple[Break, ...] = ()

    @property
    def last(self) -> int | None:
        """Give the place of the latest value."""
        places = np.flatnonzero(~np.isnan(self.values))
        return int(places[-1]) if places.size else None


@dataclass(frozen=True, slots=True)
class StepEvidence:
    """What is laid before one step.

    Attributes
    ----------
    key : earlier, targets, groups, others or patterns.
    sentence : plain words in the language asked for.
    period, year : of the value that it turns on; "" and None when there is no value.
    municipalities, missing : how many are compared, and how many lack a value; 0 when nobody is compared.
    source : source phrase of what is computed; raw_source : of the values as they were fetched.
    numbers : the numbers behind the sentence.
    head, rows : the table.
    chart : what a chart needs, plain lists.

    """

    key: str
    sentence: str
    period: str
    year: int | None
    municipalities: int
    missing: int
    source: str
    raw_source: str
    numbers: dict[str, object] = field(default_factory=dict)
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    chart: dict[str, object] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Give everything as plain lists and words, fit for JSON; missing numbers are None."""
        return {name: plain(getattr(self, name)) for name in self.__slots__}


def plain(thing: object) -> object:
    """Turn arrays, tuples and numbers into what JSON has; NaN and infinity become None.

    Examples
    --------
    >>> plain({"a": (1, float("nan")), "b": np.float64(2.5)})
    {'a': [1, None], 'b': 2.5}

    """
    if isinstance(thing, np.ndarray | np.generic):
        return plain(thing.tolist())
    if isinstance(thing, dict):
        return {key: plain(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [plain(value) for value in thing]
    if isinstance(thing, float):
        return thing if isfinite(thing) else None
    return thing


def frame(key: str, sentence: str, line: Line, last: int | None, measure: Measure) -> StepEvidence:
    """Begin the evidence of a step: what it says, of when, and from where; `last` is the place of the value meant."""
    period = int(line.periods[last]) if last is not None else None
    prefix = "own_" if line.own else ""
    return StepEvidence(
        key,
        sentence,
        measure.calendar.label(period) if period is not None else "",
        measure.calendar.year(period) if period is not None else None,
        municipalities=0,
        missing=0,
        source=phrase(measure.language, f"{prefix}source"),
        raw_source=phrase(measure.language, f"{prefix}raw_source"),
    )


def head(measure: Measure, *names: str) -> tuple[str, ...]:
    """Write the headings of a table."""
    return tuple(phrase(measure.language, f"head_{name}") for name in names)


def cell(value: float, status: str, measure: Measure) -> str:
    """Write a value, or why it is missing."""
    return why_missing(status, measure.language) if np.isnan(value) else measure.value(value)
