"""An indicator against others: the same numbers as the engine gives an analysis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from styrhjul.engine.analysis.ranks import ranks
from styrhjul.wheel.indicators import actions, comparisons, pictures, queries
from styrhjul.wheel.indicators.actions import Cell, enter_values
from styrhjul.wheel.indicators.models import Target
from tests.planning import monthly_indicator


def test_the_place_is_that_of_the_unrounded_values(world, eligible):
    place = comparisons.place_among_all(eligible, world.units[0])
    panel = queries.reader().panel("N15428")
    column = panel.values[:, -1]
    expected = ranks(column, "higher")
    row = panel.row("1880")
    assert (place.rank, place.compared, place.missing) == (
        int(expected.rank[row]),
        int((~np.isnan(column)).sum()),
        int(np.isnan(column).sum()),
    )
    assert place.period == "2022"
    assert place.lower < place.median < place.upper


def test_the_similar_ones_stand_best_first_with_the_own_among_them(world, eligible):
    found = comparisons.peers(eligible, world.units[0])
    values = [row.value for row in found.rows if row.value is not None]
    assert values == sorted(values, reverse=True)
    assert [row.name for row in found.rows if row.own] == ["Exempelby"]
    assert len(found.rows) == 8


def test_own_values_are_compared_with_nobody(world, readers):
    assert comparisons.place_among_all(readers, world.units[0]) is None
    assert comparisons.peers(readers, world.units[0]) is None


def test_a_municipality_without_an_area_is_compared_with_nobody(world, eligible):
    world.top.area = ""
    world.top.save()
    assert comparisons.place_among_all(eligible, world.units[0]) is None
    assert queries.line(eligible, world.units[0]).latest is None


@pytest.mark.parametrize(
    ("count", "finding"), [(0, "nothing"), (1, "one_value"), (2, "change"), (4, "spread"), (8, "rises")]
)
def test_words_of_direction_need_values_enough(world, readers, count, finding):
    cells = [Cell(str(2015 + place), f"{70 + place}") for place in range(count)]
    actions.enter_values(readers, world.units[0], cells, by=world.alva)
    line = queries.line(readers, world.units[0])
    assert comparisons.development(readers, line).earlier.finding == finding


def test_the_main_chart_has_the_target_and_everybody_else(world, eligible):
    picture = pictures.line_picture(eligible, world.units[0])
    assert picture.spec.median is not None
    assert picture.source == "Egen bearbetning av öppen statistik"
    assert picture.axis_note
    assert picture.rows[-1][0] == "2022"


@pytest.mark.parametrize(("decided", "since"), [(date(2023, 1, 9), 2023.0), (date(2026, 1, 9), 2025.5)])
def test_the_target_is_drawn_from_its_decision_to_its_year(world, eligible, decided, since):
    target = Target(value=Decimal(88), year=2026, decided_on=decided)
    drawn = pictures.line_picture(eligible, world.units[0], target=target).spec.target
    assert (drawn.since, drawn.until) == (since, 2026.0)


def test_a_tile_rounds_as_the_table_does(eligible):
    assert pictures.written(Decimal("81.7851"), eligible) == "81,8\u00a0%"


def test_nothing_is_drawn_where_there_is_no_value(world, readers):
    assert pictures.line_picture(readers, world.units[0]) is None
    assert pictures.sexes_picture(readers, world.units[0]) is None


def test_months_are_written_as_people_say_them(world):
    school = world.units[0]
    absent = monthly_indicator("Frånvaro", school, world.alva)
    cells = [Cell(f"2022-{month:02}", Decimal(10 + month % 3)) for month in range(1, 13)]
    enter_values(absent, school, [*cells, Cell("2023-10", Decimal(14))], by=world.alva)
    line = queries.line(absent, school)
    assert comparisons.development(absent, line).span == "januari 2022–oktober 2023"
    assert "oktober 2023" in pictures.line_picture(absent, school, line=line).spec.description
    assert pictures.spoken("2023") == "2023"


def test_a_change_of_definition_parts_the_series_in_words_and_in_the_picture(world, eligible):
    line = queries.line(eligible, world.units[0])
    found = comparisons.development(eligible, line)
    assert (found.earlier.broken_at, found.span) == (2012, "2012–2022")
    said = comparisons.sentences(eligible, line, None, None)[0]
    assert "Definitionen ändrades 2012, så åren före jämförs inte: fler godkända betyg krävs" in said
    picture = pictures.line_picture(eligible, world.units[0], line=line)
    assert [(one.time, one.label) for one in picture.spec.events] == [(2011.5, "ny definition 2012")]
    assert (2011.5, None) in picture.spec.own.points
    assert len(picture.rows) == len(line.points)
    assert pictures.line_picture(eligible, world.units[0], line=line, since=2012).spec.events == ()


def test_own_values_and_statistics_that_are_not_there_have_no_changes_of_definition(world, readers, eligible):
    assert queries.breaks_of(readers) == ()
    eligible.national_id = "N99999"
    assert queries.breaks_of(eligible) == ()


def test_means_over_several_years_are_counted_once_in_so_many(world, eligible):
    falls = actions.add_indicator(unit=world.boards[0], national_id="N20402", by=world.hanna)
    line = queries.line(falls, world.units[0])
    found = comparisons.development(falls, line)
    assert (found.every, found.earlier.n) == (3, 6)
    assert "vart 3:e år" in comparisons.sentences(falls, line, None, None)[0]
    falls.national_id = "N99999"
    assert queries.years_in_value_of(falls) == 3, "the title tells of it"
