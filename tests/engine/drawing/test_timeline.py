"""What happened, drawn under its line: a lane each, words inside the drawing, and nothing lost at the edges."""

from __future__ import annotations

import re

import pytest

from styrhjul.engine.drawing.charts import Series, Target
from styrhjul.engine.drawing.charts.timeline import Happening, TimelineChart, draw_timeline

VALUES = tuple((float(year), 70.0 + year % 4) for year in range(2012, 2023))
HAPPENINGS = (
    Happening(1, "event", 2009.0, label="Ny skollag"),
    Happening(2, "event", 2016.2, label="Ny modell för skolval"),
    Happening(3, "activity", 2019.6, 2021.2, "Läsgrupper"),
    Happening(4, "activity", 2022.6, None, "Matematikstöd på loven"),
    Happening(5, "activity", 2010.0, 2013.0, "Språkstöd"),
)


def chart(*happenings, values=VALUES, until=2023.4):
    return TimelineChart(
        title="Vad som hände",
        own=Series("Almskolan", values),
        target=Target("mål 85", 85),
        until=until,
        happenings=happenings,
    )


def height(drawn):
    return float(re.search(r'viewBox="[\d.-]+ [\d.-]+ [\d.-]+ ([\d.]+)"', drawn)[1])


@pytest.mark.parametrize("width", [844, 640, 358])
def test_every_happening_has_its_number_at_every_width(width):
    drawn = draw_timeline(chart(*HAPPENINGS), width=width)
    assert drawn.count('class="activity"') == 3
    for one in HAPPENINGS:
        assert re.search(rf">(← )?{one.number}( [^<]+)?</text>", drawn), one
    assert len(re.findall(r'class="event"', drawn)) >= 2


def test_what_goes_on_where_there_is_no_value_yet_has_no_vertical():
    assert 'class="event"' not in draw_timeline(chart(HAPPENINGS[3]))
    assert 'class="event"' in draw_timeline(chart(HAPPENINGS[2]))


def test_each_lane_makes_the_chart_higher_and_none_leaves_it_as_it_is():
    heights = [height(draw_timeline(chart(*HAPPENINGS[:count]))) for count in (1, 2, 5)]
    assert heights[1] - heights[0] == pytest.approx(24)
    assert heights[2] - heights[1] == pytest.approx(72)


def test_what_happened_before_the_first_value_is_said_to_be_earlier():
    drawn = draw_timeline(chart(HAPPENINGS[0]))
    assert "← 1 Ny skollag" in drawn
    assert 'class="event"' not in drawn


def test_the_axis_reaches_what_happened_after_the_last_value():
    late = Happening(1, "event", 2024.0, label="Sent")
    assert 'class="event"' in draw_timeline(chart(late, until=2024.0))


def test_words_are_escaped_and_a_chart_without_values_is_only_said_to_be_empty():
    assert "<b>" not in draw_timeline(chart(Happening(1, "event", 2015.0, label="<b>")))
    drawn = draw_timeline(chart(*HAPPENINGS, values=()))
    assert 'class="activity"' not in drawn


def test_the_chart_survives_json():
    spec = chart(*HAPPENINGS)
    assert TimelineChart.from_dict(spec.as_dict()) == spec
