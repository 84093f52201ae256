import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from styrhjul.engine.analysis.earlier import Finding, judge_series
from styrhjul.engine.analysis.numbers import Measure
from styrhjul.engine.analysis.rebase import segments
from styrhjul.engine.analysis.sentences import say_earlier
from styrhjul.engine.analysis.trend import trend
from styrhjul.engine.analysis.xmr import xmr

SV = Measure("sv", 1, "%", "higher")
NOISE = np.random.default_rng(8).normal(50, 3, size=40).round(1)
YEARS = np.arange(2000, 2040)
WHY = "andelen räknas av befolkningen, tidigare av hushåll"


def by_hand(values, periods, breaks):
    """Cut a series in the slow, obvious way: each value belongs to the latest break that is not after it."""
    parts: dict[int, list[tuple[int, float]]] = {}
    for period, value in zip(periods, values, strict=True):
        if not np.isnan(value):
            parts.setdefault(max([0, *(one for one in breaks if one <= period)]), []).append((period, value))
    return [parts[begins] for begins in sorted(parts)]


lines = some.lists(some.one_of(some.just(float("nan")), some.floats(-100, 100)), max_size=30)


@given(lines, some.lists(some.integers(1995, 2035), max_size=4))
def test_segments_agree_with_the_slow_way(values, breaks) -> None:
    periods = YEARS[: len(values)]
    found = segments(values, periods, breaks)
    wanted = by_hand(values, periods.tolist(), breaks)
    assert [part.n for part in found] == [len(part) for part in wanted]
    for part, hand in zip(found, wanted, strict=True):
        assert (periods[part.first], periods[part.last]) == (hand[0][0], hand[-1][0])
        assert (part.chart is None) == (len(hand) < 6)
    assert not found or found[0].begins is None


def test_each_part_has_the_limits_that_it_would_have_alone() -> None:
    first, second = segments(NOISE, YEARS, [2015])
    for part, alone in ((first, xmr(NOISE[:15], YEARS[:15])), (second, xmr(NOISE[15:], YEARS[15:]))):
        assert (part.chart.mean, part.chart.lower, part.chart.upper) == (alone.mean, alone.lower, alone.upper)
        assert part.chart.signals == alone.signals


@pytest.mark.parametrize("breaks", [[], [1990], [2000], [2045]])
def test_a_break_outside_the_series_changes_nothing(breaks) -> None:
    plain, broken = judge_series(NOISE, YEARS), judge_series(NOISE, YEARS, breaks=breaks)
    assert broken.broken_at is None
    assert (broken.n, broken.finding, broken.trend, broken.chart.signals) == (
        plain.n,
        plain.finding,
        plain.trend,
        plain.chart.signals,
    )
    assert say_earlier(broken, SV) == say_earlier(plain, SV)


def test_direction_and_change_rest_on_what_came_after_the_last_break() -> None:
    """The values before rise; those after fall."""
    values = [*range(10), 30, 29, 28, 26, 25, 24]
    found = judge_series(values, YEARS[:16], breaks=[2005, 2010])
    assert (found.finding, found.n, found.broken_at) == (Finding.FALLS, 6, 2010)
    assert found.trend == trend(values[10:], YEARS[10:16])
    assert found.periods.tolist() == list(range(2010, 2016))
    first = judge_series(values[:11], YEARS[:11], breaks=[2010])
    assert (first.finding, np.isnan(first.change)) == (Finding.ONE_VALUE, True)


@given(some.lists(some.floats(-1e6, 1e6), min_size=1, max_size=12))
def test_values_before_a_break_never_change_what_is_said_of_those_after(earlier_values) -> None:
    later = NOISE[:14]
    start = 2020 - len(earlier_values)
    found = judge_series([*earlier_values, *later], np.arange(start, 2034), breaks=[2020])
    alone = judge_series(later, np.arange(2020, 2034))
    assert (found.finding, found.signal, found.limits, found.trend) == (
        alone.finding,
        alone.signal,
        alone.limits,
        alone.trend,
    )
    assert (found.chart.lower, found.chart.upper, found.change) == (alone.chart.lower, alone.chart.upper, alone.change)


def test_a_part_of_six_to_nine_has_provisional_limits_but_names_no_value() -> None:
    found = judge_series([*NOISE[:12], *NOISE[12:17], 500.0], YEARS[:18], breaks=[2012])
    assert (found.n, found.limits, found.provisional, found.signal) == (6, True, True, "")
    assert not judge_series(NOISE[12:20], YEARS[:8]).limits
    assert "Gränserna för vad som är vanligt är preliminära" in say_earlier(found, SV)
    assert "ligger inom det vanliga" not in say_earlier(found, SV)


def test_a_part_full_of_signals_shows_no_limits() -> None:
    (rising,) = segments(np.arange(20.0) + NOISE[:20] / 50, YEARS[:20])
    assert rising.chart is not None
    assert not rising.limits


@pytest.mark.parametrize(
    ("count", "breaks", "said"),
    [
        (14, [2002], "Värdet ökar: 54,5 % år 2013, omkring 0,74 procentenheter mer per år sedan 2002"),
        (14, [2002], "Definitionen ändrades 2002, så åren före jämförs inte: " + WHY + "."),
        (14, [2002], "Gränser visas bara för perioder med minst 6 mätningar."),
        (14, [2013], "så åren före jämförs inte: " + WHY + ". Gränser visas bara för perioder med minst 6 mätningar. "
                     "Värdet var 54,5"),
        (14, [2012], "Två mätningar räcker inte"),
        (14, [2007, 2011], "Definitionen ändrades 2011"),
    ],
)  # fmt: skip
def test_the_break_is_told_and_first_where_it_leaves_few_values(count, breaks, said) -> None:
    sentence = say_earlier(judge_series(NOISE[:count], YEARS[:count], breaks=breaks), SV, why=WHY).replace(
        "\u00a0", " "
    )
    assert said in sentence


def test_the_break_is_told_in_english_and_without_a_reason() -> None:
    found = judge_series(NOISE[:20], YEARS[:20], breaks=[2010])
    assert say_earlier(found, Measure("en")).endswith(
        "The definition changed in 2010, so the years before are not compared."
    )
    assert "Gränser visas bara" not in say_earlier(found, SV)
