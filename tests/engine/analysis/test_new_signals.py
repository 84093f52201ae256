import numpy as np
import pytest

from styrhjul.engine.analysis.earlier import judge_series
from styrhjul.engine.analysis.new_signals import new_signals
from styrhjul.engine.store import ensure_bundled
from tests.engine.analysis.test_many_series import some_series


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return ensure_bundled(tmp_path_factory.mktemp("bundled")).reader()


@pytest.mark.parametrize("area", ["1880", "0180", "2505"])
def test_all_indicators_at_once_give_the_signals_of_each_alone(reader, area) -> None:
    lines = reader.lines(area)
    found = new_signals(lines.values, lines.periods, lines.measured)
    alone = {}
    judged = 0
    for place, indicator in enumerate(lines.indicators):
        series = reader.series(indicator, area)
        earlier = judge_series(series.values, series.periods)
        judged += earlier.n >= 10
        if earlier.signal:
            alone[place] = (earlier.signal, int(series.periods[-1]))
    told = zip(found.signals, found.periods.tolist(), strict=True)
    assert dict(zip(found.places.tolist(), told, strict=True)) == alone
    assert found.judged == judged
    assert 0.010 * judged <= found.expected_false <= 0.016 * judged
    assert alone


@pytest.mark.parametrize("seed", range(6))
def test_also_of_made_up_series(seed) -> None:
    values, line = some_series(seed), np.arange(1998, 2023)
    found = new_signals(values, line)
    told = dict(zip(found.places.tolist(), found.signals, strict=True))
    for row, series in enumerate(values):
        known = np.flatnonzero(~np.isnan(series))
        part = slice(known[0], known[-1] + 1) if known.size else slice(0, 0)
        assert judge_series(series[part], line[part]).signal == told.get(row, "")


def test_old_values_are_not_new() -> None:
    steady = [5, 4, 6, 5, 7, 4, 5, 6, 5, 4, 6, 5, 11]
    values = np.full((2, 15), np.nan)
    values[0, 2:], values[1, :13] = steady, steady
    found = new_signals(values, np.arange(2008, 2023), since=2021)
    assert (found.places.tolist(), found.periods.tolist(), found.judged) == ([0], [2022], 1)
    assert new_signals(values, np.arange(2008, 2023)).places.tolist() == [0, 1]


def test_chance_alone_gives_about_as_many_as_expected() -> None:
    for periods in (10, 12, 15, 25):
        values = np.random.default_rng(periods).normal(size=(20_000, periods))
        found = new_signals(values, np.arange(periods))
        assert len(found.places) == pytest.approx(found.expected_false, rel=0.2)


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="1 dimensions"):
        new_signals([1.0], [2020])
    with pytest.raises(ValueError, match="occasions"):
        new_signals([[1.0, 2.0]], [2020, 2021], [[True]])
    with pytest.raises(ValueError, match="do not rise"):
        new_signals([[1.0, 2.0]], [2020, 2020])
