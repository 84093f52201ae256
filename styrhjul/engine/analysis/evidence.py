"""The evidence of an analysis: for each of the first four steps of the ladder numbers, a sentence, a table, a chart."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrhjul.engine.analysis.arrays import Floats, Good, floats
from styrhjul.engine.analysis.national_steps import Subject, national_groups, others_step
from styrhjul.engine.analysis.numbers import Language, Measure
from styrhjul.engine.analysis.own_likeness import with_likeness
from styrhjul.engine.analysis.own_steps import earlier_step, groups_step, targets_step
from styrhjul.engine.analysis.pattern_step import patterns_step
from styrhjul.engine.analysis.people_steps import (
    Part,
    UnitShare,
    units_step,
    with_certainty,
    with_doubt,
    with_sexes_certainty,
)
from styrhjul.engine.analysis.periods import read_periods
from styrhjul.engine.analysis.sentences import UNBOUNDED, Bounds
from styrhjul.engine.analysis.step import Aim, Line, StepEvidence, plain
from styrhjul.engine.store import IndicatorInfo, Reader, Store

NOWHERE: dict[str, str] = {"indicator": "", "area": "", "area_name": "", "build": ""}
"""What a unit's own series is not: an indicator of the national statistics, in an area of theirs."""
YOUNG_FIELDS = ("förskole", "grundskola", "gymnasie")


@dataclass(frozen=True, slots=True)
class LadderEvidence:
    """What the system lays on the table before an analysis; a step is None where there is nothing to lay.

    Attributes
    ----------
    build : id of the statistics it was read from, "" for a unit's own series.
    earlier, targets, groups, units, others, patterns : earlier measurements; distance to target; women and men; units
        of different size; other municipalities; what moves together.

    """

    indicator: str
    title: str
    area: str
    area_name: str
    build: str
    language: Language
    unit: str
    decimals: int
    direction: Good
    earlier: StepEvidence
    targets: StepEvidence
    groups: StepEvidence | None
    units: StepEvidence | None
    others: StepEvidence | None
    patterns: StepEvidence | None

    def as_dict(self) -> dict[str, object]:
        """Give everything as plain lists and words, fit for JSON; missing numbers are None."""
        made = {name: plain(getattr(self, name)) for name in self.__slots__}
        for name in ("earlier", "targets", "groups", "units", "others", "patterns"):
            step: StepEvidence | None = getattr(self, name)
            made[name] = step.as_dict() if step else None
        return made


def ladder_evidence(
    store: Store | Reader,
    indicator_id: str,
    area_id: str,
    *,
    target: float | None = None,
    target_year: int | None = None,
    direction: Good | None = None,
    decimals: int | None = None,
    until: int | None = None,
    language: Language = "sv",
    base: float | None = None,
) -> LadderEvidence:
    """Lay together what national statistics say of one indicator in one municipality.

    Parameters
    ----------
    store : Store or Reader
        Where the statistics are; one build is used throughout.
    indicator_id, area_id : str
        Which.
    target, target_year : float, int or None
        The municipality's own target, in the indicator's unit.
    direction : "higher", "lower", "none" or None
        Which way is good; None: our own choice for the indicator, else "none".
    decimals : int or None
        As it is written; None: our own choice, else 1.
    until : int or None
        The last year that may be used; None: all.
    language : "sv" or "en"
        Of sentences and headings.
    base : float or None
        The value when the target was decided.

    Returns
    -------
    LadderEvidence

    Raises
    ------
    StoreError
        There are no statistics, or they do not have the indicator or area.

    Notes
    -----
    Raw values carry "Källa: Kolada"; everything computed carries "Egen bearbetning av öppen statistik".

    """
    reader = store.reader() if isinstance(store, Store) else store
    info, area = reader.indicator(indicator_id), reader.area(area_id)
    measure = measure_of(info, direction, decimals, language)
    subject = Subject(reader, info, area, measure, until)
    series = subject.series()
    aim = Aim(target, target_year, base)
    return LadderEvidence(
        indicator=info.id,
        title=info.title,
        area=area.id,
        area_name=area.name,
        build=reader.build_id,
        language=measure.language,
        unit=measure.unit,
        decimals=measure.decimals,
        direction=measure.good,
        earlier=earlier_step(series, measure, aim, mean_of(info)),
        targets=targets_step(series, measure, aim),
        units=None,
        groups=national_groups(subject, young=info.operating_area.casefold().startswith(YOUNG_FIELDS)),
        others=with_likeness(others_step(subject, series), subject),
        patterns=patterns_step(subject),
    )


def own_evidence(
    periods: Sequence[int | str],
    values: npt.ArrayLike,
    *,
    target: float | None = None,
    target_year: int | None = None,
    direction: Good = "none",
    decimals: int = 1,
    unit: str = "",
    language: Language = "sv",
    base: float | None = None,
    statuses: Sequence[str] | None = None,
    groups: Mapping[str, npt.ArrayLike] | None = None,
    young: bool = False,
    title: str = "",
    people: Mapping[str, npt.ArrayLike] | None = None,
    units: Sequence[UnitShare] = (),
) -> LadderEvidence:
    """Lay together what a unit's own series says; there is nobody to compare with.

    Parameters
    ----------
    periods : sequence of int or str
        Years, or labels as in `read_periods`, in rising order.
    values : float64 (n,)
        The indicator's own unit; NaN: no value.
    target, target_year : float, int or None
        The unit's target.
    direction : "higher", "lower" or "none"
        Which way is good.
    decimals : int
        As it is written.
    unit : str
        Measure unit in the language of the sentences.
    language : "sv" or "en"
        Of sentences and headings.
    base : float or None
        The value when the target was decided.
    statuses : sequence of str or None
        A word for each period out of the store's `STATUSES`.
    groups : mapping or None
        "women" and "men": float64 (n,) each, on the same periods.
    young : bool
        They are girls and boys.
    title : str
        Of the indicator.
    people : mapping or None
        "all", "women" and "men": float64 (n,) each, how many are behind the values of a share; NaN: not known.
    units : sequence of UnitShare
        The same share in all units, in the latest period, those hidden or without people left out.

    Returns
    -------
    LadderEvidence

    Raises
    ------
    ValueError
        Shapes do not fit or periods do not rise.

    Examples
    --------
    >>> evidence = own_evidence([2022, 2023], [10, 12], target=11, direction="higher", language="en", decimals=0)
    >>> evidence.targets.sentence
    'The target 11 is met: the value was 12 in 2023.'

    """
    (line, calendar), known = read_periods(periods), floats(values)
    measure = Measure(language, decimals, unit, direction, calendar)
    words = tuple(statuses) if statuses is not None else ("",) * len(known)
    series = Line(line, known, words, bounds=_possible(known, unit), own=True)
    aim = Aim(target, target_year, base)
    behind = {name: floats(row) for name, row in (people or {}).items()}
    last = series.last
    earlier = earlier_step(series, measure, aim, years_in_value(title))
    return LadderEvidence(
        **NOWHERE,
        title=title,
        language=language,
        unit=unit,
        decimals=decimals,
        direction=direction,
        earlier=with_certainty(earlier, series, behind.get("all"), measure),
        targets=with_doubt(targets_step(series, measure, aim), series, behind.get("all"), measure),
        groups=_own_groups(series, groups, behind, measure, young=young) if groups is not None else None,
        units=units_step(units, int(line[last]), measure) if units and last is not None else None,
        others=None,
        patterns=None,
    )


def _own_groups(
    line: Line, groups: Mapping[str, npt.ArrayLike], behind: Mapping[str, Floats], measure: Measure, *, young: bool
) -> StepEvidence:
    women, men = floats(groups["women"]), floats(groups["men"])
    step = groups_step(line.periods, women, men, measure, young=young, own=True)
    if not {"women", "men"} <= behind.keys():
        return step
    return with_sexes_certainty(step, Part(women, behind["women"]), Part(men, behind["men"]), measure)


def measure_of(info: IndicatorInfo, direction: Good | None, decimals: int | None, language: str) -> Measure:
    """Say how a national indicator is written: the caller's choices first, then ours, then the title's.

    Costs and conditions have no good direction, whatever the caller chose.

    Parameters
    ----------
    info : IndicatorInfo
        Which.
    direction : "higher", "lower", "none" or None
        The caller's choice.
    decimals : int or None
        The caller's choice.
    language : str
        Anything but "en" is taken for Swedish.

    Returns
    -------
    Measure

    """
    chosen: Language = "en" if language == "en" else "sv"
    curated = info.curated
    if curated is None:
        share = "%" if "(%)" in info.title else ""
        return Measure(chosen, 1 if decimals is None else decimals, share, direction or "none")
    good = direction or curated.direction
    if curated.kind != "steering":
        good = "none"
    return Measure(chosen, curated.decimals if decimals is None else decimals, curated.unit.of(chosen), good)


def years_in_value(title: str) -> int:
    """Read from a title over how many years each value is a mean.

    Examples
    --------
    >>> years_in_value("Fallskador bland personer 80+, 3-årsm"), years_in_value("Elever i åk 9")
    (3, 1)

    """
    found = re.search(r"\b([2-5])-års?m", title)
    return int(found[1]) if found else 1


def mean_of(info: IndicatorInfo) -> int:
    """Say over how many years each value of a national indicator is a mean: by our choices, else by its title."""
    return info.curated.mean_of if info.curated else years_in_value(info.title)


def _possible(values: Floats, unit: str) -> Bounds:
    """Take a share that has stayed between nil and 100 to be bound by them."""
    known = values[~np.isnan(values)]
    return (0.0, 100.0) if unit == "%" and known.size and known.min() >= 0 and known.max() <= 100 else UNBOUNDED
