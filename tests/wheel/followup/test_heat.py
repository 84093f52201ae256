import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from styrhjul.base.common.memory import RequestMemory
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry
from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.queries.heat import heat_map, latest_occasion, rated_rows
from styrhjul.wheel.followup.queries.overview import awaited_from, results_of
from tests import factories, measured


def found(user, view="goals", year=2023):
    return heat_map(user, occasion=entry(pack_in_force().occasions, "interim_2"), year=year, view=view)


def cell_of(heat, town, column=1):
    return next(cells[column] for row, cells in heat.rows if row.unit == town.board)


def test_the_latest_occasion_is_the_one_whose_time_ended_last(world):
    occasion, year = latest_occasion()
    assert (occasion.key, year) == ("interim_2", 2023)


def test_boards_that_rate_themselves_stand_under_their_programme(town):
    rows = rated_rows(measured.START, measured.START.year)
    assert [(row.unit.name, row.group and row.group.name) for row in rows] == [
        ("Grundskolenämnden", "Programnämnd barn och utbildning"),
        ("Vårdnämnden", "Programnämnd social välfärd"),
        ("Kommunstyrelsen", None),
    ]
    assert [unit and unit.name for unit in rows[0].raters.values()] == [
        "Grundskolenämnden", "Programnämnd barn och utbildning", "Kommunstyrelsen",
    ]  # fmt: skip
    assert [unit and unit.name for unit in rows[2].raters.values()] == ["Kommunstyrelsen", None, None]


def test_a_board_without_the_goal_is_not_to_be_rated_on_it(town):
    heat = found(town.per)
    assert [column.label for column in heat.columns] == ["Helheten", town.goal.title]
    assert [(row.unit.name, cells[1].skipped) for row, cells in heat.rows] == [
        ("Grundskolenämnden", False), ("Vårdnämnden", True), ("Kommunstyrelsen", True),
    ]  # fmt: skip
    assert (heat.handed_in, len(heat.cells), heat.differing) == (0, 4, 0)


def test_an_occasion_that_uses_a_part_of_the_model_has_no_whole_and_no_matrix(town):
    first = entry(pack_in_force().occasions, "interim_1")
    heat = heat_map(town.per, occasion=first, year=2023)
    assert [column.label for column in heat.columns] == [town.goal.title]
    assert heat_map(town.per, occasion=first, year=2023, view="matrix").cells == []


def test_a_cell_is_the_boards_own_goal_below_or_the_goal_that_was_rated(town):
    assert cell_of(found(town.per), town).thing.goal == town.board_goal
    measured.rating(town, goal=town.goal, by=town.per)
    assert cell_of(found(town.per), town).thing.goal == town.goal


def test_levels_that_see_it_differently_are_counted(town):
    measured.rating(town, "own", "yellow", by=town.per)
    assert not cell_of(found(town.per), town).differs
    measured.rating(town, "programme", "red", by=town.mia)
    heat = found(town.per)
    assert cell_of(heat, town).differs
    assert [one.level.key for one in cell_of(heat, town).given] == ["own", "programme"]
    assert (heat.handed_in, heat.differing) == (1, 1)
    assert heat.cell(cell_of(heat, town).key) == cell_of(heat, town)
    assert heat.cell("1-nothing") is None


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [("red", "yellow", 1), ("green", "yellow", -1), ("red", "red", 0), ("white", "green", 0), ("red", "white", 0)],
)
def test_better_and_worse_than_the_year_before_and_white_is_neither(town, then, now, change):
    measured.rating(town, "own", then, year=2022, by=town.per)
    measured.rating(town, "own", now, by=town.per)
    assert cell_of(found(town.per), town).change == change


def test_the_same_level_is_compared_with_itself(town):
    measured.rating(town, "own", "red", year=2022, by=town.per)
    measured.rating(town, "own", "green", by=town.per)
    measured.rating(town, "programme", "green", by=town.mia)
    assert cell_of(found(town.per), town).change == 0


def test_the_matrix_has_the_whole_its_columns_and_the_strategic_areas(town):
    heat = found(town.per, "matrix")
    assert [column.key for column in heat.columns][:3] == ["whole", "internal_contractors", "other_operations"]
    assert heat.columns[-1].label == "Lärande"
    measured.rating(town, goal=None, aspect="process", by=town.per)
    assert found(town.per, "matrix").handed_in == 1


def test_a_row_of_the_matrix_is_rated_only_where_it_is_crossed(town):
    heat = found(town.per, "climate_account")
    assert [column.key for column, cell in zip(heat.columns, heat.rows[0][1], strict=True) if not cell.skipped] == [
        "other_operations", "process", "efficiency",
    ]  # fmt: skip


def test_a_secret_goal_is_no_column(town):
    strategic = town.goal.parents.get().parents.get()
    for goal in (town.goal, strategic):
        open_to(goal.node, Audience.NAMED, by=town.kim)
    assert [column.key for column in found(town.world.cia).columns] == ["whole"]
    assert strategic.title not in {column.label for column in found(town.world.cia, "matrix").columns}


def test_a_rating_is_awaited_once_the_level_below_has_rated(town):
    def awaited(user):
        return [one.level.level.key for one in awaited_from(user, found(user)) if one.thing.goal]

    assert (awaited(town.per), awaited(town.mia), awaited(town.ulla)) == (["own"], [], [])
    measured.rating(town, by=town.per)
    assert (awaited(town.per), awaited(town.mia), awaited(town.ulla)) == ([], ["programme"], [])
    measured.rating(town, "programme", by=town.mia)
    assert (awaited(town.mia), awaited(town.ulla)) == ([], ["municipality"])
    assert awaited(town.world.alva) == []


def test_the_whole_is_awaited_too(town):
    awaited = awaited_from(town.per, found(town.per))
    assert [one.thing.goal for one in awaited] == [None, town.board_goal]


def test_whoever_rates_everything_rates_for_the_municipality_as_a_whole(town):
    erik = factories.appointed("Erik", "central_office_reviewer", town.world.top)
    measured.rating(town, by=town.per)
    measured.rating(town, "programme", by=town.mia)
    awaited = [one for one in awaited_from(erik, found(erik)) if one.thing.goal]
    assert [one.level.level.key for one in awaited] == ["municipality"]


def test_what_a_unit_has_said_of_itself_is_awaited_one_level_up_at_a_time(town):
    def awaited(user):
        given = [one for one in awaited_from(user, found(user)) if one.thing.rated == town.school]
        return [(one.thing.goal, one.level.level.key) for one in given]

    def rate(level, by):
        given = {"occasion": "interim_2", "year": 2023, "colour": "yellow", "reason": "På väg.", "by": by}
        actions.rate(town.school, level=level, goal=town.school_goal, **given)

    assert awaited(town.mia) == awaited(town.ulla) == []
    rate("own", town.world.alva)
    assert (awaited(town.mia), awaited(town.ulla)) == ([(town.school_goal, "programme")], [])
    rate("programme", town.mia)
    assert (awaited(town.mia), awaited(town.ulla)) == ([], [(town.school_goal, "municipality")])
    assert awaited(town.world.alva) == awaited(town.per) == []


def test_results_are_of_the_goals_own_unit_and_hide_secret_indicators(town):
    open_to(town.eligible.node, Audience.NAMED, by=town.kim)
    results = {one.goal: one.outcomes for one in results_of([town.goal, town.school_goal], town.world.cia)}
    assert list(results[town.goal]) == []
    assert [outcome.value for outcome in results[town.school_goal]] == [town.reading.values.last().value]


@pytest.mark.parametrize("view", ["goals", "matrix", "gender_account"])
def test_the_map_asks_as_many_questions_however_many_boards_there_are(town, view):
    def asked():
        with CaptureQueriesContext(connection) as questions:
            RequestMemory(lambda _request: found(town.per, view))(None)
        return len(questions)

    before = asked()
    for number in range(6):
        factories.unit(f"Nämnd {number}", "operating_board", town.world.programmes[1])
    assert asked() == before <= 14
