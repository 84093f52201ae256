"""Who leaves, moves or is moved loses the rights at the next request; what was written keeps its author."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from styrhjul.base.common import clock, memory
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation.actions import appoint, close_user, end_appointment, move_unit
from styrhjul.base.organisation.models import Appointment
from styrhjul.wheel.improvement.actions import check_assurance, close_activity
from styrhjul.wheel.improvement.queries import effect_as_json, effects_of
from styrhjul.wheel.plans import actions
from styrhjul.wheel.plans.models import Plan
from tests import factories, planning

TODAY = date(2023, 11, 20)


@pytest.fixture
def planned(world):
    return planning.planned(world)


@pytest.fixture
def alva(planned) -> Client:
    """Alva, in the middle of her day."""
    client = Client()
    client.force_login(planned.manager)
    assert status(client, "plan-detail", planned.draft) == 200
    assert client.post(reverse("plan-start"), said(planned)).status_code == 302
    return client


def said(planned, year: int = 2025) -> dict[str, object]:
    return {"unit": planned.school.pk, "level": planning.LEVEL, "year": year}


def status(client: Client, name: str, thing=None) -> int:
    return client.get(reverse(name, args=[thing.pk] if thing else [])).status_code


def leave(planned, on: date = TODAY) -> None:
    held = Appointment.objects.get(user=planned.manager)
    end_appointment(held, on=on, by=planned.world.siv)


def test_whose_appointment_ends_is_outside_at_the_next_request(planned, alva):
    leave(planned)
    assert [status(alva, "plan-detail", plan) for plan in (planned.draft, planned.adopted)] == [404, 404]
    assert alva.post(reverse("plan-start"), said(planned, 2026)).status_code == 404
    assert alva.post(reverse("plan-send", args=[planned.draft.pk])).status_code == 404
    assert alva.get("/").url == reverse("public-goals")
    assert status(alva, "work") == 404


def test_an_appointment_that_ends_later_holds_until_that_day_and_not_on_it(planned, alva):
    leave(planned, on=date(2023, 12, 1))
    with clock.standing_at(date(2023, 11, 30)):
        assert status(alva, "plan-detail", planned.draft) == 200
    with clock.standing_at(date(2023, 12, 1)):
        assert status(alva, "plan-detail", planned.draft) == 404


def test_whose_account_is_closed_is_logged_out_at_the_next_request(planned, alva):
    close_user(planned.manager, by=planned.world.siv)
    for answer in (alva.get(reverse("work")), alva.post(reverse("plan-start"), said(planned, 2026))):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse(settings.LOGIN_URL))
    assert not Plan.objects.filter(year=2026).exists()


def test_a_closed_account_does_not_log_in_again(planned):
    person = factories.person("Vera", password="hjul-och-mål-2023")
    close_user(person, by=planned.world.siv)
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": "hjul-och-mål-2023"})
    assert "_auth_user_id" not in client.session


def test_who_goes_on_to_another_unit_reads_and_writes_there_and_no_longer_here(planned, alva):
    birch = planned.world.units[1]
    leave(planned)
    appoint(planned.manager, role="unit_manager", unit=birch, by=planned.world.siv)
    assert status(alva, "plan-detail", planned.draft) == 404
    assert status(alva, "plan-detail", planned.adopted) == 200, "whoever is inside reads what is adopted"
    assert alva.post(reverse("plan-start"), said(planned, 2026)).status_code == 403
    assert alva.post(reverse("plan-start"), {**said(planned, 2026), "unit": birch.pk}).status_code == 302


def test_who_gets_a_smaller_role_loses_what_only_the_larger_had(planned, alva):
    leave(planned)
    appoint(planned.manager, role="employee", unit=planned.school, by=planned.world.siv)
    assert status(alva, "plan-detail", planned.draft) == 200
    assert status(alva, "plan-goals", planned.draft) == 403
    assert alva.post(reverse("plan-send", args=[planned.draft.pk])).status_code == 403


def test_a_unit_that_moves_is_read_by_those_above_it_now_and_no_longer_by_those_before(planned):
    world, before, after = planned.world, Client(), Client()
    before.force_login(world.hanna)
    after.force_login(factories.appointed("Vera", "head_of_administration", world.boards[1]))
    assert [status(one, "plan-detail", planned.draft) for one in (before, after)] == [200, 404]
    move_unit(planned.school, to=world.administrations[1], on=TODAY, by=world.siv)
    assert [status(one, "plan-detail", planned.draft) for one in (before, after)] == [404, 200]
    assert [status(one, "plan-goals", planned.draft) for one in (before, after)] == [404, 200]


def test_ones_own_activity_is_no_longer_ones_own_after_leaving(planned):
    """The owner reports progress by being the owner; that ends with the role, and so does answering for what lasts."""
    activity, bo = planned.activities[1], planned.world.bo
    activity.owner = bo
    activity.save()
    actions.report_progress(activity, month="2023-11", state="going_on", by=bo)
    before = effect_as_json(effects_of(activity))
    told = {"effect": "Ja.", "made_permanent": "Rutinen.", "check_on": date(2024, 3, 1), "before": before}
    assurance = close_activity(planned.activities[0], **told, responsible=bo, by=planned.manager)
    end_appointment(Appointment.objects.get(user=bo), on=TODAY, by=planned.world.siv)
    memory.forget()
    with pytest.raises(Refused):
        actions.report_progress(activity, month="2023-11", state="done", by=bo)
    with pytest.raises(Refused):
        check_assurance(assurance, holds=True, note="Jo.", by=bo)


def test_what_was_written_keeps_its_author(planned):
    close_user(planned.manager, by=planned.world.siv)
    assert {text.by for text in planned.adopted.texts.all()} == {planned.manager}
    assert planned.adopted.decision.manager == planned.manager
    client = Client()
    client.force_login(planned.world.hanna)
    page = client.get(reverse("decision-detail", args=[planned.adopted.decision_id])).text
    assert "Alva" in page
