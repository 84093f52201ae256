"""Evidence from national statistics: women and men, and other municipalities."""

from dataclasses import dataclass, replace

import numpy as np

from styrhjul.engine.analysis.arrays import SIGN, Bools, Floats, Integers
from styrhjul.engine.analysis.changes import ChangeAmongOthers, change_among_others
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.own_steps import groups_evidence
from styrhjul.engine.analysis.ranks import Ranks, ranks
from styrhjul.engine.analysis.sentences import UNBOUNDED, Bounds, phrase, why_missing
from styrhjul.engine.analysis.sentences_among import say_change, say_missing, say_place, say_similar
from styrhjul.engine.analysis.sexes import sex_difference
from styrhjul.engine.analysis.spread import spread
from styrhjul.engine.analysis.step import Line, StepEvidence, cell, frame, head
from styrhjul.engine.store import Area, Break, IndicatorInfo, Panel, Reader, SimilarGroup
from styrhjul.engine.store.answers import Sex

SPANS = (1, 3)


@dataclass(frozen=True, slots=True)
class Subject:
    """One national indicator in one area, up to a year."""

    reader: Reader
    info: IndicatorInfo
    area: Area
    measure: Measure
    until: int | None

    def series(self, sex: Sex = "T") -> Line:
        """Read the area's own line."""
        series, panel = self.reader.series(self.info.id, self.area.id, sex), self.panel(sex)
        kept = self.within(series.periods)
        known = panel.periods[~np.all(np.isnan(panel.values), axis=0)]
        expected = int(known[-1]) if known.size else None
        statuses = tuple(word for word, keep in zip(series.statuses, kept, strict=True) if keep)
        bounds, breaks = self._bounds(panel), self.breaks
        return Line(series.periods[kept], series.values[kept], statuses, expected, bounds, breaks=breaks)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The documented changes of definition that touch the area."""
        return self.info.curated.breaks_in(self.area.id) if self.info.curated else ()

    def panel(self, sex: Sex = "T") -> Panel:
        """Read all municipalities."""
        panel = self.reader.panel(self.info.id, sex)
        kept = self.within(panel.periods)
        return Panel(panel.indicator, sex, panel.areas, panel.periods[kept], panel.values[:, kept])

    def within(self, periods: Integers) -> Bools:
        """Say which periods may be used."""
        return periods <= (self.until if self.until is not None else np.iinfo(np.int64).max)

    def _bounds(self, panel: Panel) -> Bounds:
        """Take what no municipality has ever been outside for what is possible: nil, and 100 for a share."""
        if np.isnan(panel.values).all() or np.nanmin(panel.values) < 0:
            return UNBOUNDED
        share = self.measure.unit == "%" and np.nanmax(panel.values) <= 100
        return (0.0, 100.0 if share else np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """The own municipality among all of them in one period."""

    panel: Panel
    column: Floats
    period: int
    row: int
    ranks: Ranks
    similar: SimilarGroup | None

    def similar_rows(self) -> list[int]:
        """Say which rows are the similar municipalities'."""
        return [self.panel.row(area) for area in self.similar.members] if self.similar else []

    def better(self, rows: list[int], measure: Measure) -> tuple[int, int]:
        """Count those that do better (without a good direction: lie higher), and those with values."""
        values = self.column[rows]
        values = values[~np.isnan(values)]
        ahead = (values - self.column[self.row]) * (SIGN[measure.good] or 1) > 0
        return int(ahead.sum()), len(values)


def national_groups(subject: Subject, *, young: bool) -> StepEvidence | None:
    """Lay out women and men; None when the area has no values for them."""
    women, men = subject.panel("K"), subject.panel("M")
    periods, measure = women.periods, subject.measure
    lines = [_on(subject.series(sex), periods) for sex in ("K", "M")]
    known = ~np.isnan(lines[0]) | ~np.isnan(lines[1])
    if not known.any():
        return None
    part = slice(int(np.flatnonzero(known)[0]), int(np.flatnonzero(known)[-1]) + 1)
    own_women, own_men = (line[part] for line in lines)
    all_women, all_men = women.values[:, part], men.values[:, part]
    result = sex_difference(
        own_women, own_men, measure.good, decimals=measure.decimals, all_women=all_women, all_men=all_men
    )
    made = groups_evidence(result, periods[part], own_women, own_men, measure, young=young)
    return replace(made, municipalities=result.compared, missing=len(women.areas) - result.compared)


def others_step(subject: Subject, line: Line) -> StepEvidence:
    """Lay out the place among all municipalities, similar ones and county, and the change beside everybody's."""
    measure, last = subject.measure, line.last
    if subject.area.kind != "K" or last is None:
        why = why_missing("", measure.language)
        key = "only_municipalities" if subject.area.kind != "K" else "no_place"
        return frame("others", phrase(measure.language, key, reason=why), line, None, measure)
    place = place_of(subject, int(line.periods[last]))
    changes = [
        change_among_others(place.panel.values, place.panel.periods, place.row, last=place.period, span=span)
        for span in SPANS
        if not any(place.period - span < one.year <= place.period for one in subject.breaks)
    ]
    reasons = subject.reader.missing(subject.info.id, place.period)
    sentence = _say_others(place, changes, reasons, measure)
    return replace(
        frame("others", sentence, line, last, measure),
        municipalities=place.ranks.compared,
        missing=place.ranks.missing,
        numbers=_others_numbers(subject, place, changes) | {"missing_reasons": reasons},
        head=head(measure, "area", "value", "rank"),
        rows=_rows_of_similar(subject, place),
        chart=_others_chart(subject, place),
    )


def place_of(subject: Subject, period: int) -> Place:
    """Place the own municipality among all of them in one period."""
    panel = subject.panel()
    column = panel.values[:, int(np.searchsorted(panel.periods, period))]
    group = subject.reader.similar(subject.area.id, subject.info.id)
    placed = ranks(column, subject.measure.good)
    return Place(panel, column, period, panel.row(subject.area.id), placed, group)


def _say_others(place: Place, changes: list[ChangeAmongOthers], reasons: dict[str, int], measure: Measure) -> str:
    said = say_place(
        int(place.ranks.rank[place.row]),
        shared=bool(place.ranks.shared[place.row]),
        compared=place.ranks.compared,
        period=place.period,
        colour=place.ranks.colour[place.row],
        measure=measure,
    )
    told = next((change for change in changes if change.unusual), changes[0] if changes else None)
    change = say_change(told, measure) if told else phrase(measure.language, "change_broken", year=place.period)
    parts = [
        said,
        say_missing(reasons, measure.language),
        say_similar(*place.better(place.similar_rows(), measure), measure),
        change,
    ]
    return " ".join(filter(None, parts))


def _others_numbers(subject: Subject, place: Place, changes: list[ChangeAmongOthers]) -> dict[str, object]:
    county = [
        row
        for row, area in enumerate(place.panel.areas)
        if row != place.row and subject.reader.area(area).county_code == subject.area.county_code
    ]
    ahead_similar, similar = place.better(place.similar_rows(), subject.measure)
    ahead_county, in_county = place.better(county, subject.measure)
    return {
        "rank": place.ranks.rank[place.row],
        "shared": place.ranks.shared[place.row],
        "percentile": place.ranks.percentile[place.row],
        "colour": place.ranks.colour[place.row],
        "oriented": place.ranks.oriented,
        "similar_name": place.similar.name if place.similar else "",
        "similar_field": place.similar.field if place.similar else "",
        "similar_year": place.similar.year if place.similar else None,
        "similar_compared": similar,
        "similar_better": ahead_similar,
        "county": subject.area.county,
        "county_rank": ahead_county + 1,
        "county_compared": in_county + 1,
        "changes": [{name: getattr(change, name) for name in change.__slots__} for change in changes],
    }


def _on(line: Line, periods: Integers) -> Floats:
    made = np.full(len(periods), np.nan)
    made[np.searchsorted(periods, line.periods)] = line.values
    return made


def _rows_of_similar(subject: Subject, place: Place) -> tuple[tuple[str, ...], ...]:
    """List the similar municipalities and the own one, best first, those without values last."""
    rank = place.ranks.rank
    rows = sorted([*place.similar_rows(), place.row], key=lambda row: (rank[row] == 0, rank[row]))
    return tuple(
        (
            subject.reader.area(place.panel.areas[row]).name,
            cell(float(place.column[row]), "", subject.measure),
            str(rank[row]) if rank[row] else "–",
        )
        for row in rows
    )


def _others_chart(subject: Subject, place: Place) -> dict[str, object]:
    kinds = dict.fromkeys(place.similar_rows(), "similar") | {place.row: "own"}
    dots = [
        {"area": area, "name": subject.reader.area(area).name, "value": value, "kind": kinds.get(row, "other")}
        for row, (area, value) in enumerate(zip(place.panel.areas, place.column.tolist(), strict=True))
        if not np.isnan(value)
    ]
    middle = spread(place.panel.values)
    history = {
        "periods": place.panel.periods,
        "own": place.panel.values[place.row],
        "lower": middle.lower,
        "median": middle.median,
        "upper": middle.upper,
    }
    return {"dots": dots, "quarters": np.nanquantile(place.column, [0.25, 0.5, 0.75]), "history": history}
