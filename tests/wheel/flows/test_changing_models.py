"""What follows when another model comes into force: duties, rights, plans, ratings and reports."""

from datetime import date

import pytest

from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.queries import label_of, task_of
from styrhjul.base.common import clock, memory
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation.models import Appointment
from styrhjul.base.organisation.permissions import holds, rights_of
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Event, Right
from styrhjul.wheel.flows.models import ensure_years, install_model, take_back_model
from styrhjul.wheel.followup.queries.ratings import last_given, ratings_of_goal
from tests import measured

OREBRO, COMMON = loader.load("orebro"), loader.load("common")
TODAY, NEW_YEAR = date(2023, 11, 20), date(2024, 1, 1)
KINDS = {"operating_board": "board", "programme_board": "board"}


def install(world, day=NEW_YEAR, **moves):
    return install_model(pack=COMMON, in_force_from=day, moves=moves, by=world.siv)


def keys(**conditions):
    return set(Duty.objects.filter(**conditions).values_list("key", flat=True))


OWN = {task.key for task in [*OREBRO.calendar, *(t for part in OREBRO.wheel.parts for t in part.todos)]}
NEW = {task.key for task in [*COMMON.calendar, *(t for part in COMMON.wheel.parts for t in part.todos)]}


def test_open_duties_from_the_day_on_are_those_of_the_new_model(world):
    install(world, unit_kinds=KINDS)
    assert keys(year=2025, due__gte=NEW_YEAR, done_at=None) <= NEW
    assert keys(year=2024, due__lt=NEW_YEAR) <= OWN
    assert "council_plan_adopted" in keys(year=2025)


def test_done_and_late_duties_stay_as_they_are(world):
    done = Duty.objects.filter(year=2024, due__gte=NEW_YEAR, key__in=OWN - NEW).first()
    late = Duty.objects.filter(due__lt=TODAY, done_at=None, key__in=OWN - NEW).first()
    Duty.objects.filter(pk=done.pk).update(done_at=clock.now(), done_by=world.siv)
    install(world, unit_kinds=KINDS)
    assert Duty.objects.get(pk=done.pk).part == done.part
    assert Duty.objects.filter(pk=late.pk).exists()


def test_what_closes_a_year_is_asked_for_by_the_model_of_that_year(world):
    before = keys(year=2023, due__gte=NEW_YEAR)
    install(world, unit_kinds=KINDS)
    assert before
    assert keys(year=2023, due__gte=NEW_YEAR) == before


def test_nobody_is_late_with_what_the_new_model_asked_for_before_its_day(world):
    lately = Duty.objects.filter(done_at=None, due__lt=TODAY).count()
    install(world, TODAY, unit_kinds=KINDS)
    assert Duty.objects.filter(done_at=None, due__lt=TODAY).count() == lately


def test_units_of_kinds_that_were_moved_get_the_duties_of_the_new_kind(world):
    install(world, unit_kinds={"operating_board": "board"})
    task = next(one for one in COMMON.calendar if "board" in one.unit_kinds)
    assert Duty.objects.filter(key=task.key, year=2025, unit=world.boards[0]).exists()
    assert not Duty.objects.filter(key=task.key, year=2025, unit=world.programmes[0]).exists()


def test_the_background_changes_nothing_more_when_the_day_comes(world):
    install(world, unit_kinds=KINDS)
    before = sorted(Duty.objects.filter(year=2024).values_list("key", "unit", "period"))
    with clock.standing_at(NEW_YEAR):
        ensure_years(by=None)
    assert sorted(Duty.objects.filter(year=2024).values_list("key", "unit", "period")) == before


def test_a_duty_keeps_the_words_of_the_model_that_asked_for_it(world):
    duty = Duty.objects.filter(key="osb_adopted", due__lt=TODAY).first()
    before = label_of(duty)
    install(world, TODAY)
    memory.forget()
    assert label_of(duty) == before
    assert task_of(duty).fulfilled_by is Event.PLAN_ADOPTED


def test_taking_a_model_back_brings_the_duties_of_before_back(world):
    before = sorted(Duty.objects.values_list("key", "unit", "period"))
    model = install(world, unit_kinds=KINDS)
    assert sorted(Duty.objects.values_list("key", "unit", "period")) != before
    taken = take_back_model(model, by=world.siv)
    assert sorted(Duty.objects.values_list("key", "unit", "period")) == before
    assert taken.taken_back_by == world.siv
    assert TraceEntry.objects.filter(event="model.taken_back").count() == 1


def test_a_model_is_taken_back_once_and_only_before_its_day(world):
    model = install(world)
    take_back_model(model, by=world.siv)
    with pytest.raises(Fault, match="redan återtagen"):
        take_back_model(model, by=world.siv)
    first = SteeringModel.objects.order_by("pk").first()
    with pytest.raises(Fault, match="kan inte tas tillbaka"):
        take_back_model(first, by=world.siv)
    again = install(world)
    with clock.standing_at(NEW_YEAR), pytest.raises(Fault):
        take_back_model(again, by=world.siv)


@pytest.mark.parametrize("who", ["alva", "bo", "dan", "stranger"])
def test_only_who_may_takes_back(world, who):
    model = install(world)
    with pytest.raises(Refused):
        take_back_model(model, by=getattr(world, who))


def test_after_one_was_taken_back_another_may_begin_on_that_day(world):
    take_back_model(install(world), by=world.siv)
    assert install(world).in_force_from == NEW_YEAR


def test_nobody_is_locked_out(world):
    roles = [one for one in COMMON.roles if one.key != "system_administrator"]
    pack = COMMON.model_copy(update={"roles": roles})
    with pytest.raises(Fault, match="sköta konton"):
        install_model(pack=pack, in_force_from=NEW_YEAR, by=world.siv)
    weak = {"roles": {"system_administrator": "employee"}}
    with pytest.raises(Fault, match="sköta konton"):
        install_model(pack=pack, in_force_from=NEW_YEAR, moves=weak, by=world.siv)


def test_a_role_that_was_moved_gives_what_the_new_role_may(world):
    roles = [one for one in COMMON.roles if one.key != "unit_manager"]
    pack = COMMON.model_copy(update={"roles": roles})
    assert holds(world.alva, Right.WRITE_PLANS, world.units[0])
    install_model(pack=pack, in_force_from=TODAY, moves={"roles": {"unit_manager": "employee"}}, by=world.siv)
    assert [post.role.key for post in rights_of(world.alva).posts] == ["employee"]
    assert not holds(world.alva, Right.WRITE_PLANS, world.units[0])
    assert Appointment.objects.get(user=world.alva).role == "unit_manager"


def test_what_is_installed_says_where_keys_went_in_the_trace(world):
    model = install(world, unit_kinds=KINDS)
    entry = TraceEntry.objects.get(event="model.installed", subject=f"model:{model.pk}")
    assert '"operating_board":"board"' in entry.detail.content
    assert pack_in_force(NEW_YEAR).unit_kinds != COMMON.unit_kinds


def test_levels_without_a_place_stand_after_those_of_the_model_in_force(world):
    town = measured.town(world)
    measured.rating(town, "municipality", "red", by=town.ulla)
    measured.rating(town, "programme", "red", by=town.mia)
    measured.rating(town, "own", "yellow", by=town.per)
    own = [one for one in COMMON.rating.levels if one.key == "own"]
    pack = COMMON.model_copy(update={"rating": COMMON.rating.model_copy(update={"levels": own})})
    day = date(2023, 11, 21)
    install_model(pack=pack, in_force_from=day, by=world.siv)
    with clock.standing_at(day):
        memory.forget()
        found = ratings_of_goal(town.board_goal, world.alva, rated=town.board, occasion="interim_2", year=2023)
        assert [(one.label, one.has_place) for one in found] == [
            ("egen bedömning", True),
            ("programnämndens bedömning", False),
            ("kommunens slutbedömning", False),
        ]
        assert last_given(found) == found[0]
        assert last_given(found[1:]) == found[2]
        assert last_given([]) is None
