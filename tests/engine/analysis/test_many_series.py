from itertools import combinations_with_replacement

import numpy as np
import pytest

from styrhjul.engine.analysis import inversions
from styrhjul.engine.analysis.arrays import floats, usual_step
from styrhjul.engine.analysis.inversions import WEIGHTS, tails
from styrhjul.engine.analysis.many_charts import SIGNALS, STATUSES
from styrhjul.engine.analysis.many_series import many_series
from styrhjul.engine.analysis.runs import run_chart
from styrhjul.engine.analysis.sorting import sorted_upright
from styrhjul.engine.analysis.trend import exact_p, trend
from styrhjul.engine.analysis.xmr import xmr
from tests.engine.analysis.conftest import vector

CASES = {case["id"]: case for case in vector("spc_xmr")["cases"]}


def some_series(seed, count=120, periods=25):
    """Walks, trends, steps, ties, constants, gaps of one and of many, and nothing at all."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(count, periods)) * 2
    values[::3] = values[::3].cumsum(axis=1)
    values[1::4] = np.round(values[1::4])
    values[2::7] += np.arange(periods) * 0.3
    values[5::11] = np.where(np.arange(periods) > 12, 3.5, 3.1)
    values[6::13] = 0.1
    values[7::9] += 1e6
    gaps = random.choice([0.0, 0.05, 0.3, 0.8], count)
    values[random.random(values.shape) < gaps[:, None]] = np.nan
    first = random.integers(0, max(periods // 2, 1), count)
    values[(np.arange(periods) < first[:, None]) & (random.random(count) < 0.5)[:, None]] = np.nan
    values[-1], values[-2, 1:] = np.nan, np.nan
    return values


def compare(found, row, values, line, **options):
    chart, runs, direction = xmr(values, line, **options), run_chart(values), trend(values, line)
    assert STATUSES[found.status[row]] is chart.status
    assert [SIGNALS[code] for code in found.signals[row]] == list(chart.signals)
    assert found.mean[row] == pytest.approx(chart.mean, rel=1e-12, abs=1e-12, nan_ok=True)
    assert found.moving_range[row] == pytest.approx(chart.moving_range, rel=1e-11, nan_ok=True)
    assert found.median[row] == pytest.approx(runs.median, rel=0, nan_ok=True)
    assert (found.useful[row], found.longest_run[row], found.crossings[row], found.run_signal[row]) == (
        runs.useful, runs.longest_run, runs.crossings, runs.signal,
    )  # fmt: skip
    assert (found.n[row], found.s[row], found.variance[row]) == (direction.n, direction.s, direction.variance)
    assert found.p[row] == pytest.approx(direction.p, rel=1e-10)
    assert found.slope[row] == pytest.approx(direction.slope, rel=0, nan_ok=True)


@pytest.mark.parametrize("run_length", [6, 7, 8])
@pytest.mark.parametrize("seed", range(12))
def test_many_series_at_once_are_as_one_by_one(seed, run_length) -> None:
    values, line = some_series(seed), np.arange(1998, 2023)
    found = many_series(values, line, run_length=run_length)
    for row in range(len(values)):
        compare(found, row, values[row], line, run_length=run_length)


@pytest.mark.parametrize("periods", [1, 2, 45, 70, 140])
def test_also_when_they_are_short_or_long(periods) -> None:
    values, line = some_series(periods, 60, periods), np.arange(periods) * 3
    found = many_series(values, line)
    for row in range(len(values)):
        compare(found, row, values[row], line)


def test_series_measured_every_other_year_are_judged_on_their_own_line() -> None:
    values, line = some_series(3)[:60], np.arange(1998, 2023)
    values[:, 1::2] = np.nan
    alone = line[::2]
    found = many_series(values, line, step=np.full(60, usual_step(alone)))
    for row in range(60):
        chart, direction = xmr(values[row, ::2], alone), trend(values[row, ::2], alone)
        assert STATUSES[found.status[row]] is chart.status
        assert [SIGNALS[code] for code in found.signals[row, ::2]] == list(chart.signals)
        assert found.slope[row] == pytest.approx(direction.slope, rel=0, nan_ok=True)


def test_the_vectors_of_other_programs_at_once() -> None:
    longest = max(len(case["y"]) for case in CASES.values())
    values = np.full((len(CASES), longest), np.nan)
    for row, case in enumerate(CASES.values()):
        values[row, : len(case["y"])] = floats(case["y"])
    found = many_series(values)
    for row, case in enumerate(CASES.values()):
        compare(found, row, values[row], np.arange(longest))
        assert found.run_signal[row] == (case["expected"]["qic_run_median"]["runs_signal"] and found.useful[row] >= 10)


def test_blocks_do_not_matter(monkeypatch) -> None:
    for name, size in (("AT_A_TIME", 1000), ("TOGETHER", 300), ("ALONE", 400)):
        monkeypatch.setattr(f"styrhjul.engine.analysis.many_series.{name}", size)
    values = np.tile(some_series(1), (40, 1))
    found, once = many_series(values), many_series(values[:120])
    for name in ("signals", "p", "slope", "moving_range", "crossings"):
        np.testing.assert_array_equal(getattr(found, name), np.concatenate([getattr(once, name)] * 40))


def patterns_of(n):
    """List all ways in which n values can be tied."""
    return [
        ties
        for groups in range(n // 2 + 1)
        for ties in combinations_with_replacement(range(2, n + 1), groups)
        if sum(ties) <= n
    ]


@pytest.mark.parametrize("n", [1, 2, 3, 8, 12, 25])
def test_probabilities_with_ties_are_those_of_whole_numbers(n) -> None:
    chosen = patterns_of(n) if n < 20 else [(), (2,), (2, 2, 3), (5, 7, 9), (25,)]
    for ties in chosen:
        table = tails(n, ties)
        groups = [*ties, *[1] * (n - sum(ties))]
        assert len(table) - 1 == (n * (n - 1) - sum(t * (t - 1) for t in ties)) // 2
        for rare in range((len(table) + 1) // 2):
            assert table[rare] == pytest.approx(exact_p(len(table) - 1 - 2 * rare, n, groups), rel=1e-12)


def partitions(n, largest=None):
    if n == 0:
        yield ()
    for part in range(min(n, largest or n), 0, -1):
        for rest in partitions(n - part, part):
            yield (part, *rest)


def test_no_two_patterns_of_ties_are_taken_for_each_other() -> None:
    """Of up to 25 values, and a good many of 40."""
    tried = [parts for n in range(2, 26) for parts in partitions(n)]
    tried += [parts for parts in partitions(40) if len(parts) < 12]
    keys = set()
    for parts in tried:
        apart = np.arange(1, 41)
        equal = sum(np.maximum(part - apart, 0) for part in parts)
        with np.errstate(over="ignore"):
            keys.add(int((equal * WEIGHTS[:40]).sum() + sum(parts) * WEIGHTS[-1]))
    assert len(keys) == len(tried)


@pytest.mark.parametrize("rows", [0, 1, 2, 3, 5, 16, 25, 33, 64, 70])
def test_upright_lines_are_sorted(rows) -> None:
    values = np.random.default_rng(rows).integers(0, 9, (rows, 200)).astype(float)
    assert np.array_equal(sorted_upright(values), np.sort(values, axis=0))


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="1 dimensions"):
        many_series([1.0])
    with pytest.raises(ValueError, match="run_length is 9"):
        many_series([[1.0]], run_length=9)
    with pytest.raises(ValueError, match="do not rise"):
        many_series([[1.0, 2.0]], [2020, 2020])
    with pytest.raises(ValueError, match="1 series and 2 steps"):
        many_series([[1.0, 2.0]], step=[1, 1])


def test_so_many_patterns_of_ties_that_all_begins_anew_do_not_matter(monkeypatch) -> None:
    values = np.concatenate([some_series(seed) for seed in range(4)])
    expected = many_series(values).p
    monkeypatch.setattr(inversions, "FEWEST_SLOTS", 4)
    monkeypatch.setattr(inversions, "_kept", inversions._Tables(0))
    for part in np.array_split(np.arange(len(values)), 9):
        np.testing.assert_array_equal(many_series(values[part]).p, expected[part])
    np.testing.assert_array_equal(many_series(values).p, expected)
