"""What is new: the latest values that chance does not explain, among all national indicators at once."""

import re

import numpy as np
import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from styrhjul.engine.analysis.earlier import judge_series
from styrhjul.engine.analysis.evidence import mean_of
from styrhjul.wheel.indicators.queries import reader
from styrhjul.wheel.indicators.queries.new_signals import signal_list

pytestmark = pytest.mark.django_db
PAGE = reverse("explore-signals")


def words(answer):
    return re.sub(r"\s+", " ", strip_tags(answer.text)).replace("\xa0", " ")


def test_every_signal_is_that_of_its_series_alone_after_its_last_break(reads):
    signals = signal_list()
    assert signals.found
    for one in signals.found:
        series = reader().series(one.info.id, "1880")
        breaks = one.info.curated.breaks_in("1880")
        assert mean_of(one.info) == 1
        assert one.period >= signals.since
        assert judge_series(series.values, series.periods, breaks=[at.year for at in breaks]).signal == one.signal
        assert one.value == pytest.approx(series.values[np.flatnonzero(series.periods == one.period)[0]])


def test_what_is_worse_stands_first_and_without_a_direction_nothing_is_called_so(reads):
    meanings = [one.means for one in signal_list().found]
    assert meanings == sorted(meanings, key=["worse", "better", ""].index)
    for one in signal_list().found:
        rises = one.signal in {"above", "rising", "shift_above", "two_of_three_above"}
        expected = {"none": "", "higher": ("worse", "better")[rises], "lower": ("better", "worse")[rises]}
        assert one.means == expected[one.info.curated.direction]


def test_the_page_says_how_many_are_to_be_expected_by_chance(reads):
    signals, page = signal_list(), words(reads.get(PAGE))
    assert f"Av dem har {len(signals.found)} en signal i sitt senaste värde." in page
    assert f"Ungefär {round(signals.expected)} skulle ha det även om bara slumpen rådde." in page
    assert signals.found[0].info.title in page
    assert reads.get(reverse("explore")).text.count(PAGE) == 1


def test_the_list_is_searched_and_narrowed(reads):
    one = signal_list().found[0]
    found = reads.get(PAGE, {"q": one.info.id})
    assert one.info.title in words(found)
    assert "1 nyckeltal med en signal" in words(found)
    assert "Inget passar." in words(reads.get(PAGE, {"q": "finnsinte"}))
    worse = sum(signal.means == "worse" for signal in signal_list().found)
    assert len(signal_list().fitting("", "worse")) == worse
    assert reads.get(PAGE, {"means": "odd"}).status_code == 422


def test_without_statistics_of_its_own_the_municipality_is_told_so(client, world):
    client.force_login(world.bo)
    assert "Det finns ingen nationell statistik för kommunen" in words(client.get(PAGE))
