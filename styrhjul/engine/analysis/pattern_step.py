"""Evidence of what moves together with an indicator in the country's municipalities."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from styrhjul.engine.analysis.arrays import Integers
from styrhjul.engine.analysis.comparable import AREAS_NEEDED, EVERY, Prepared, prepare
from styrhjul.engine.analysis.national_steps import Subject
from styrhjul.engine.analysis.numbers import Measure, written
from styrhjul.engine.analysis.patterns import FALSE_SHARE, Pattern, PatternSearch, find_patterns
from styrhjul.engine.analysis.relatives import LeftOut, left_out, why_related
from styrhjul.engine.analysis.sentences import phrase
from styrhjul.engine.analysis.sentences_among import say_patterns
from styrhjul.engine.analysis.step import Line, StepEvidence, frame, head
from styrhjul.engine.store import IndicatorInfo, Reader

ARITHMETIC = ("related", "denominator", "title")


def patterns_step(subject: Subject) -> StepEvidence:
    """Lay out what moves together with the indicator in the country's municipalities."""
    measure, info = subject.measure, subject.info
    searched, prepared, periods = _prepared(subject.reader, info.id)
    kept = slice(int(np.sum(subject.within(periods))))
    place = [other.id for other in searched].index(info.id)
    data = prepared.part(EVERY, kept)
    own = data.part(slice(place, place + 1))
    why = left_out(info, searched)
    search = find_patterns(own, data, np.array([word != "" for word in why]))
    kin = [(other, word) for other, word in zip(searched, why, strict=True) if word in ARITHMETIC]
    titles = tuple(other.title for other in searched)
    measured = np.where(np.all(np.isnan(own.levels[0]), axis=1), np.nan, 1.0)
    line = Line(periods[kept], measured, ("",) * len(measured))
    return replace(
        frame("patterns", say_patterns(search, titles, measure.language, len(kin)), line, line.last, measure),
        municipalities=search.municipalities,
        numbers={
            "tested": search.tested,
            "robust": search.robust,
            "loose": search.loose,
            "left_out": sum(word not in ("", "itself") for word in why),
            "absolute": why.count("absolute"),
            "same_thing": [searched[index].id for index in search.same_thing],
            "false_share": FALSE_SHARE,
        },
        head=head(measure, "title", "between", "within", "kind", "years"),
        rows=tuple(_pattern_row(pattern, titles, measure) for pattern in search.found),
        chart={"bars": _bars(search, searched), "kin": [_kin(subject, other, word) for other, word in kin]},
    )


@lru_cache(maxsize=2)
def _searched(reader: Reader) -> tuple[IndicatorInfo, ...]:
    """Choose those with values from enough municipalities, in order of id."""
    return tuple(info for info in reader.indicators() if info.municipalities >= AREAS_NEEDED)


def _prepared(reader: Reader, own: str) -> tuple[tuple[IndicatorInfo, ...], Prepared, Integers]:
    """Make ready the indicators to search among, the one asked about always with them."""
    searched = _searched(reader)
    if own not in {info.id for info in searched}:
        searched = (*searched, reader.indicator(own))
    return searched, *_made_ready(reader, tuple(info.id for info in searched))


@lru_cache(maxsize=2)
def _made_ready(reader: Reader, indicators: tuple[str, ...]) -> tuple[Prepared, Integers]:
    cube = reader.cube(indicators)
    return prepare(cube.values), cube.periods


def _pattern_row(pattern: Pattern, titles: tuple[str, ...], measure: Measure) -> tuple[str, ...]:
    kind = "pattern_within" if pattern.kind == "within" else pattern.kind
    return (
        titles[pattern.index],
        written(pattern.between, 2, measure.language),
        written(pattern.within, 2, measure.language),
        phrase(measure.language, kind),
        phrase(measure.language, "years_of", same=pattern.years_same, years=pattern.years),
    )


def _bars(search: PatternSearch, searched: tuple[IndicatorInfo, ...]) -> list[dict[str, object]]:
    return [
        {
            "indicator": searched[pattern.index].id,
            "title": searched[pattern.index].title,
            "between": pattern.between,
            "within": pattern.within,
            "kind": pattern.kind,
            "municipalities": pattern.areas,
            "pairs": pattern.pairs,
        }
        for pattern in search.found
    ]


def _kin(subject: Subject, other: IndicatorInfo, word: LeftOut) -> dict[str, str]:
    """Say why an indicator was not tried."""
    language, known = subject.measure.language, why_related(subject.info, other)
    why = known.of(language) if known else phrase(language, f"kin_{word}", title=_denominator(subject))
    return {"indicator": other.id, "title": other.title, "why": why}


def _denominator(subject: Subject) -> str:
    counts = subject.info.curated.counts if subject.info.curated else None
    return subject.reader.indicator(counts.denominator).title if counts and counts.denominator else ""
