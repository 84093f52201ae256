"""The page of a part: to-dos as work, with what belongs there."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from styrhjul.base.calendar.actions import mark_done
from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock
from styrhjul.engine.packs.schema import Holds
from styrhjul.web.home.holds import KINDS, SHOWN
from styrhjul.wheel.flows.held import FOUND
from styrhjul.wheel.goals.actions import add_goal
from styrhjul.wheel.plans.models import Activity
from tests import factories

from .conftest import as_


def page(client, key, **query):
    response = client.get(reverse("part", args=[key]), query)
    assert response.status_code == 200
    return response


def stages(response):
    return {one.key: [item.next.label for item in one.items] for one in response.context["stages"]}


def held(response):
    return {one.things[0].href if one.things else "": one for one in response.context["holds"]}


def test_every_duty_stands_in_exactly_one_stage(alva):
    for key in ("planning", "carrying_out", "follow_up"):
        response = page(alva, key, vy="kommun")
        rows = [row.duty.pk for stage in response.context["stages"] for item in stage.items for row in item.rows]
        assert sorted(rows) == sorted(one.duty.pk for one in response.context["duties"])


def test_what_can_be_done_now_comes_first_with_the_most_urgent_on_top(alva):
    response = page(alva, "carrying_out", vy="enhet")
    found = {one.key: one for one in response.context["stages"]}
    assert next(iter(found)) == "now"
    dues = [item.due for item in found["now"].items]
    assert dues == sorted(dues)
    assert all(item.is_open_now for item in found["now"].items)
    assert not any(item.is_open_now or item.is_done for item in found["ahead"].items)


def test_a_to_do_of_many_units_is_one_item_with_a_row_for_each(alva):
    response = page(alva, "planning", vy="kommun")
    item = next(
        item
        for stage in response.context["stages"]
        for item in stage.items
        if item.next.duty.key == "unit_plan_adopted"
    )
    assert {row.duty.unit.name for row in item.rows} == {"Almskolan", "Björkskolan", "Ekgården"}
    assert f"Var och en av de {item.tally.total}" in " ".join(response.content.decode().split())


def test_the_months_of_a_check_in_are_named(alva):
    text = page(alva, "carrying_out", vy="enhet").content.decode()
    assert "Almskolan, mars" in text
    assert "Almskolan, november" in text


def test_what_is_done_says_when_and_moves(alva, planned):
    duty = Duty.objects.get(key="responsible_named", unit=planned.school, year=2023)
    before = page(alva, "carrying_out", vy="enhet")
    assert "Utse ansvarig för varje aktivitet" in stages(before)["now"]
    mark_done(duty, by=planned.manager)
    after = page(alva, "carrying_out", vy="enhet")
    assert "Utse ansvarig för varje aktivitet" in stages(after)["done"]
    assert "klart 20\u00a0november\u00a02023" in after.content.decode()


def test_a_phase_that_goes_on_for_next_year_counts_and_lists_that_years_to_dos(alva, planned):
    def shown():
        part, home = page(alva, "planning", vy="enhet"), alva.get(reverse("home"), {"vy": "enhet"})
        row = next(one for one in home.context["wheel"].rows if one.key == "planning")
        return part, home, row

    part, home, row = shown()
    duties = [one.duty for one in part.context["duties"]]
    assert {duty.year for duty in duties if not duty.is_late} == {2024}
    assert not any(duty.done_at and duty.year == 2023 for duty in duties)
    assert (row.tally.total, row.lap_year) == (len(duties), 2024)
    assert "Att göra för 2024" in part.content.decode()
    assert "Planering för 2024 pågår" in home.content.decode()
    before = row.tally.done
    adopted = Duty.objects.get(key="unit_plan_adopted", unit=planned.school, year=2024)
    Duty.objects.filter(pk=adopted.pk).update(done_at=timezone.now())
    part, _home, row = shown()
    assert row.tally.done == before + 1
    assert adopted.pk in [
        item.next.duty.pk for one in part.context["stages"] if one.key == "done" for item in one.items
    ]


def test_everything_that_goes_on_today_is_marked(alva):
    rows = {one.key: one for one in alva.get(reverse("home"), {"vy": "enhet"}).context["wheel"].rows}
    assert all(rows[key].goes_on for key in ("planning", "carrying_out", "follow_up"))
    assert [key for key, one in rows.items() if one.current] == ["planning"]
    earlier = alva.get(reverse("home"), {"vy": "enhet", "ar": "2022"}).context["wheel"].rows
    assert not any(one.goes_on for one in earlier)


def test_ones_own_button_stands_beside_a_to_do_of_many(alva, planned):
    text = page(alva, "carrying_out", vy="forvaltning").content.decode()
    duty = Duty.objects.get(key="responsible_named", unit=planned.school, year=2023)
    assert reverse("duty-done", args=[duty.pk]) in text
    assert (
        reverse("duty-done", args=[duty.pk])
        not in page(as_(planned.world.dan), "carrying_out", vy="kommun").content.decode()
    )


@pytest.mark.parametrize("kind", list(Holds))
def test_every_kind_that_a_model_may_name_is_found_called_and_shown(kind):
    assert kind in FOUND
    assert kind in KINDS
    assert kind in SHOWN


def test_what_belongs_is_counted_and_the_latest_are_shown(alva, planned, begin, close):
    begin(1)
    close()
    response = page(alva, "carrying_out", vy="enhet")
    found = {str(one.label): one for one in response.context["holds"]}
    assert found["Aktiviteter som pågår"].count == 1
    assert found["Aktiviteter som pågår"].things[0].title == "Samtal hem"
    assert found["Det som säkrats"].things[0].href == reverse(
        "assurance-detail", args=[Activity.objects.get(pk=planned.activities[0].pk).assurances.get().pk]
    )
    for one in found.values():
        assert len(one.things) <= 3
        assert not one.more or one.count > 3


def test_an_activity_whose_time_is_out_says_so(alva, begin):
    begin()
    with clock.standing_at(date(2023, 12, 29)):
        assert "tiden är ute" in page(alva, "carrying_out", vy="enhet", ar=2023).content.decode()


def test_a_check_that_is_late_says_so(alva, close):
    close()
    with clock.standing_at(date(2024, 2, 21)):
        assert "20 dagar sen" in page(alva, "wedge", vy="enhet").content.decode()


def test_leaps_show_the_level_before_and_after(alva, close, planned):
    close(leap=True, before={str(planned.indicator.pk): {"before": "8.0000", "after": "10.0000"}})
    close(1)
    response = page(alva, "leap", vy="enhet")
    assert [thing.title for thing in response.context["holds"][0].things] == ["Läsgrupper"]
    assert "8,0 → 10,0\u00a0%" in response.content.decode()


def test_goals_carry_their_rating_and_inputs_lead_to_the_plan(alva, planned):
    response = page(alva, "planning", vy="enhet")
    found = {str(one.label): one for one in response.context["holds"]}
    assert [thing.title for thing in found["Mål"].things] == ["Alla läser"]
    assert found["Mål"].href == f"{reverse('goal-list')}?unit={planned.school.pk}"
    assert found["Planer"].count == 2


def test_the_list_of_the_whole_municipality_is_not_narrowed(alva):
    found = {str(one.label): one for one in page(alva, "planning", vy="kommun").context["holds"]}
    assert found["Mål"].href == reverse("goal-list")


def test_nobody_sees_what_belongs_to_a_unit_whose_drafts_are_not_theirs(alva, planned):
    mine = {str(one.label): one.count for one in page(alva, "planning", vy="enhet").context["holds"]}
    query = {"vy": "enhet", "enhet": planned.school.pk}
    others = {str(one.label): one.count for one in page(as_(planned.world.cia), "planning", **query).context["holds"]}
    assert (mine["Planer"], others["Planer"]) == (2, 1)


def test_a_part_without_to_dos_in_the_view_says_so(planned):
    nobody = as_(planned.world.bo)
    assert "Ingen i vyn har något att göra här." in page(nobody, "planning", vy="jag").content.decode()


def test_the_sign_in_the_trail_has_the_part_lit(alva):
    for key in ("planning", "wedge", "leap", "goals_plate"):
        assert page(alva, key).context["mini"].count('class="current"') == 1


def test_where_goals_lie_the_vision_above_them_is_read(alva, planned):
    assert "Vision:" not in page(alva, "goals_plate").content.decode()
    kim = factories.appointed("Kim", "municipal_director", planned.world.top)
    vision = add_goal(title="Här lyckas fler", level="vision", unit=planned.world.top, starts=date(2022, 1, 1), by=kim)
    text = page(alva, "goals_plate").content.decode()
    assert f'Vision: <a href="{reverse("goal-detail", args=[vision.pk])}">Här lyckas fler</a>' in text
    assert "Här lyckas fler" not in page(alva, "wedge").content.decode()


def test_a_plan_among_what_belongs_there_says_its_unit_once(alva):
    held_there = page(alva, "planning", vy="enhet").context["holds"]
    notes = [thing.note for one in held_there for thing in one.things if "Almskolan" in thing.title]
    assert notes
    assert not any("Almskolan" in note for note in notes)


def test_a_part_that_asks_nothing_shows_what_lies_there_in_place_of_an_empty_list(alva):
    text = page(alva, "leap").content.decode()
    assert 'id="todos"' not in text
    assert 'id="holds"' in text
    assert 'id="todos"' in page(alva, "planning").content.decode()
