import numpy as np
import pytest

from styrhjul.engine.analysis.earlier import Finding, judge_series
from styrhjul.engine.analysis.trend import seasonal_trend, trend

NOISE = np.random.default_rng(5).normal(size=60)


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ([], Finding.NOTHING),
        ([np.nan], Finding.NOTHING),
        ([1], Finding.ONE_VALUE),
        ([1, 2], Finding.CHANGE),
        ([1, 2, 3], Finding.SPREAD),
        ([1, 2, 3, 4], Finding.SPREAD),
        ([1, 2, 3, 4, 5], Finding.RISES),
        ([5, 4, 3, 2, 1], Finding.FALLS),
        ([1, 2, 3, 5, 4], Finding.TENDS_UP),
        ([5, 4, 3, 1, 2], Finding.TENDS_DOWN),
        ([3, 5, 1, 4, 2, 6, 0], Finding.TOO_FEW),
        ([3, 5, 1, 4, 2, 6, 0, 7], Finding.NO_DIRECTION),
        ([2, 2, 2, 2, 2], Finding.UNCHANGED),
        ([2, 2, 2, 2, 2, 3], Finding.STEPS),
        ([1, 1, 1, 1, 4, 4, 4, 4, 6, 6, 6, 6, 7, 7, 7, 7], Finding.STEPS),
        ([1, np.nan, 2, np.nan, 3, np.nan, 4], Finding.SPREAD),
    ],
)
def test_words_follow_from_the_number_of_values(values, finding) -> None:
    assert judge_series(values).finding is finding


@pytest.mark.parametrize(
    ("n", "limits", "provisional"), [(9, False, False), (10, True, True), (11, True, True), (12, True, False)]
)
def test_limits_come_with_ten_values_and_are_provisional_until_twelve(n, limits, provisional) -> None:
    earlier = judge_series(NOISE[:n])
    assert (earlier.limits, earlier.provisional) == (limits, provisional)


def test_with_ten_or_eleven_values_only_an_outside_latest_point_is_named() -> None:
    assert judge_series([*NOISE[:10], 9.0]).signal == "above"
    eleven = [0.1, -0.1] * 4 + [0.1, 0.45, 0.46]
    assert judge_series(eleven).signal == ""
    assert judge_series([0.1, -0.1, *eleven]).signal == "two_of_three_above"


def test_an_earlier_signal_is_not_news() -> None:
    assert judge_series([9.0, *NOISE[:14]]).signal == ""


def test_a_trend_that_breaks_every_rule_is_one_finding() -> None:
    earlier = judge_series(np.arange(25.0) + NOISE[:25] / 5)
    assert earlier.finding is Finding.RISES
    assert (earlier.signal, earlier.limits) == ("", False)


def test_false_alarms_on_the_latest_point_are_as_rare_as_promised() -> None:
    random = np.random.default_rng(11)
    for n, most in ((12, 0.03), (15, 0.03)):
        named = sum(judge_series(random.normal(size=n)).signal != "" for _ in range(500))
        assert named / 500 < most


@pytest.mark.parametrize("n", [5, 8, 12])
def test_a_direction_is_claimed_of_chance_at_most_five_times_in_a_hundred(n) -> None:
    random = np.random.default_rng(n)
    claimed = sum(judge_series(random.normal(size=n)).finding in (Finding.RISES, Finding.FALLS) for _ in range(500))
    assert claimed / 500 < 0.075


def test_seasons_are_not_taken_for_a_trend() -> None:
    months = np.arange(2021 * 12, 2021 * 12 + 30)
    season = np.sin(months * np.pi / 6) * 5
    assert judge_series(season[:7] + NOISE[:7] / 10, months[:7], seasons=12).finding is Finding.TOO_FEW
    assert judge_series(season + NOISE[:30] / 10, months, seasons=12).finding is Finding.TOO_FEW
    months = np.arange(2020 * 12, 2020 * 12 + 48)
    season = np.sin(months * np.pi / 6) * 5
    assert judge_series(season + NOISE[:48] / 10, months, seasons=12).finding is not Finding.RISES
    rising = judge_series(season + NOISE[:48] / 10 + np.arange(48) / 20, months, seasons=12)
    assert rising.finding is Finding.RISES
    assert rising.trend is not None
    assert rising.trend.slope == pytest.approx(0.05, abs=0.01)
    assert rising.signal in ("", "above", "below")


def test_the_seasonal_test_adds_up_its_seasons() -> None:
    line = np.arange(24)
    values = NOISE[:24].copy()
    values[3] = np.nan
    whole = seasonal_trend(values, line, 4)
    parts = [trend(values[season::4], line[season::4]) for season in range(4)]
    assert (whole.s, whole.n) == (sum(part.s for part in parts), 23)
    assert whole.variance == pytest.approx(sum(part.variance for part in parts))
    assert np.isnan(seasonal_trend([1.0], [0], 4).slope)
