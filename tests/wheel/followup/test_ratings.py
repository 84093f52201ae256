import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation import actions as actions_of_people
from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience, Link, Node
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.actions import ratings as module
from styrhjul.wheel.followup.models import Rating
from styrhjul.wheel.followup.queries.ratings import ratings_of_goal, thing_of
from tests import factories, measured


def sides(town, user):
    return ratings_of_goal(town.board_goal, user, rated=town.board, occasion="interim_2", year=2023)


def test_each_level_rates_from_its_own_perspective(town):
    measured.rating(town, "own", "yellow", by=town.per)
    measured.rating(town, "programme", "red", by=town.mia)
    measured.rating(town, "municipality", "red", by=town.ulla)
    found = sides(town, town.world.alva)
    assert [(one.level.key, one.rating.colour, one.departs) for one in found] == [
        ("own", "yellow", False),
        ("programme", "red", True),
        ("municipality", "red", False),
    ]
    assert [one.rating.unit for one in found] == [town.board, town.world.programmes[0], town.world.executive]


def test_a_level_that_has_not_rated_is_shown_as_such(town):
    measured.rating(town, "municipality", "white", by=town.ulla)
    found = sides(town, town.world.alva)
    assert [one.rating and one.rating.colour for one in found] == [None, None, "white"]
    assert found[0].word == ""


def test_departure_is_told_against_the_nearest_level_that_has_rated(town):
    measured.rating(town, "own", "green", by=town.per)
    measured.rating(town, "municipality", "red", by=town.ulla)
    assert [one.departs for one in sides(town, town.per)] == [False, False, True]


def test_rating_anew_keeps_both(town):
    first = measured.rating(town, "own", "yellow", by=town.per)
    second = measured.rating(town, "own", "green", reason="Nu är vi framme.", by=town.per)
    assert second.follows == first
    assert Rating.objects.count() == 2
    assert [one.colour for one in Rating.objects.standing()] == ["green"]
    assert Link.objects.filter(cause=first.node, effect=second.node).exists()


def test_a_level_rates_again_what_the_level_below_rated(town):
    own = measured.rating(town, "own", by=town.per)
    above = measured.rating(town, "programme", "red", by=town.mia)
    assert Link.objects.filter(cause=own.node, effect=above.node).exists()
    assert above.follows is None


@pytest.mark.parametrize(("level", "person"), [("own", "mia"), ("programme", "per"), ("municipality", "mia")])
def test_nobody_rates_for_another_level(town, level, person):
    with pytest.raises(Refused):
        measured.rating(town, level, by=getattr(town, person))
    assert not Rating.objects.exists()


def test_a_role_at_the_rating_unit_itself_counts_though_one_above_is_held_too(town):
    actions_of_people.appoint(town.mia, role="politician", unit=town.board, starts=measured.START, ends=None, by=None)
    assert measured.rating(town, "own", by=town.mia).level == "own"


def test_whoever_rates_everything_from_the_executive_board_rates_only_its_level_again(town):
    erik = factories.appointed("Erik", "central_office_reviewer", town.world.executive)
    with pytest.raises(Refused):
        measured.rating(town, "own", by=erik)
    assert measured.rating(town, "municipality", by=erik).level == "municipality"


def test_a_stranger_and_a_reader_are_refused(town):
    for user in (town.world.stranger, town.world.dan, town.world.bo):
        with pytest.raises(Refused):
            measured.rating(town, "own", by=user)


def test_the_last_level_is_the_one_board_of_its_kind_wherever_it_stands(town):
    assert policies.rater_of(town.board, "municipality") == town.world.executive
    assert policies.rater_of(town.world.executive, "municipality") is None
    assert policies.rater_of(town.world.executive, "own") == town.world.executive
    assert policies.rater_of(town.world.administrations[0], "own") is None
    assert policies.rater_of(town.board, "county") is None


def test_the_middle_level_is_never_borrowed_from_another_programme(town):
    lone = factories.unit("Valnämnden", "operating_board", town.world.executive)
    assert policies.rater_of(lone, "programme") is None
    assert policies.rater_of(lone, "municipality") == town.world.executive


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"colour": "blue"}, "colour"),
        ({"reason": "  "}, "reason"),
        ({"occasion": "midsummer"}, "occasion"),
        ({"aspect": "process"}, None),
        ({"goal": None, "focus_area": "weather"}, None),
        ({"goal": None, "aspect": "weather"}, None),
    ],
)
def test_what_cannot_be_taken_is_a_fault_and_leaves_nothing(town, wrong, field):
    nodes = Node.objects.count()
    with pytest.raises(Fault) as fault:
        measured.rating(town, by=town.per, **wrong)
    assert fault.value.field == field
    assert (Rating.objects.count(), Node.objects.count()) == (0, nodes)


def test_cells_of_the_matrix_and_the_whole_year_are_rated_apart(town):
    strategic = next(goal for goal in town.goal.parents.get().parents.all())
    things = [
        {"aspect": "process"},
        {"aspect": "process", "focus_area": "gender_account"},
        {"aspect": f"goal-{strategic.pk}"},
        {},
    ]
    given = [measured.rating(town, by=town.per, goal=None, **thing) for thing in things]
    assert {rating.follows for rating in given} == {None}
    again = measured.rating(town, by=town.per, goal=None)
    assert again.follows == given[-1]


def test_two_who_rate_in_the_same_moment_get_one_after_the_other(town, monkeypatch):
    measured.rating(town, by=town.per)
    stale = Rating.objects.none()
    monkeypatch.setattr(type(Rating.objects.all()), "standing", lambda self: stale)
    with pytest.raises(Conflict):
        measured.rating(town, by=town.per)
    assert Rating.objects.count() == 1


def test_a_rating_marks_the_duty_of_the_rater_in_the_same_transaction(town, monkeypatch):
    duties = Duty.objects.filter(event="rating_given", unit=town.board, year=2023)
    interim = duties.get(key="self_rated_interim")
    monkeypatch.setattr(module.trace, "record", lambda *_args, **_kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        measured.rating(town, by=town.per)
    interim.refresh_from_db()
    assert interim.done_at is None
    monkeypatch.undo()
    measured.rating(town, by=town.per)
    interim.refresh_from_db()
    assert interim.done_at is not None
    assert not duties.filter(scope="annual_report").exclude(done_at=None).exists()


def test_a_rating_is_recorded(town):
    rating = measured.rating(town, by=town.per)
    assert TraceEntry.objects.filter(event="rating.given", subject=f"node:{rating.pk}").exists()


def test_a_rating_is_never_changed_or_deleted(town):
    rating = measured.rating(town, by=town.per)
    rating.colour = "green"
    with pytest.raises(TypeError):
        rating.save()
    with pytest.raises(TypeError):
        rating.delete()


@given(
    moves=st.lists(
        st.tuples(st.sampled_from(measured.LEVELS), st.sampled_from(["green", "yellow", "red", "white"])), max_size=5
    )
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_level_never_changes_the_row_of_another(town, moves):
    raters = dict(zip(measured.LEVELS, (town.per, town.mia, town.ulla), strict=True))
    last: dict[str, str] = {rating.level: rating.colour for rating in Rating.objects.standing()}
    for level, colour in moves:
        before = {row["node_id"]: row for row in Rating.objects.values()}
        measured.rating(town, level, colour, by=raters[level])
        last[level] = colour
        after = {row["node_id"]: row for row in Rating.objects.values()}
        assert {pk: after[pk] for pk in before} == before
        assert len(after) == len(before) + 1
    assert {one.level.key: one.rating.colour for one in sides(town, town.per) if one.rating} == last


def test_the_rating_of_a_goal_kept_to_a_unit_is_kept_there_too(town):
    open_to(town.board_goal.node, Audience.UNIT, by=town.kim)
    rating = measured.rating(town, "municipality", "red", by=town.ulla)
    assert rating.node.audience == Audience.UNIT
    assert Rating.objects.visible_to(town.world.hanna).get() == rating
    assert not Rating.objects.visible_to(town.world.cia).exists()
    assert not Node.objects.visible_to(town.world.cia).filter(title__contains=town.board_goal.title).exists()


def test_a_rating_disappears_with_a_goal_that_is_closed_to_somebody(town):
    measured.rating(town, by=town.per)
    assert Rating.objects.visible_to(town.world.cia).exists()
    open_to(town.board_goal.node, Audience.NAMED, by=town.kim)
    assert not Rating.objects.visible_to(town.world.cia).exists()
    assert sides(town, town.world.cia)[0].rating is None


def test_a_rating_belongs_to_one_thing(town):
    rating = measured.rating(town, by=town.per)
    assert thing_of(rating).fields() == {
        "rated": town.board, "occasion": "interim_2", "year": 2023, "goal": town.board_goal,
        "focus_area": "", "aspect": "",
    }  # fmt: skip
