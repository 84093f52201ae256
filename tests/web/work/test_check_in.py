"""The month on one screen: saved row by row or all at once, complete when everything is answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock
from styrhjul.wheel.indicators.actions import Cell, enter_values
from styrhjul.wheel.indicators.models import Value
from styrhjul.wheel.plans import actions, queries
from styrhjul.wheel.plans.models import CheckIn, Progress
from tests.planning import monthly_indicator

MONTH = "2023-11"
HTMX = {"HX-Request": "true"}


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def alva(planned) -> Client:
    return as_(planned.manager)


@pytest.fixture
def url(planned) -> str:
    return reverse("check-in", args=[planned.school.pk, MONTH])


@pytest.fixture
def keys(planned) -> tuple[str, str, str]:
    first, second = planned.activities
    return f"varde-{planned.indicator.pk}", f"aktivitet-{first.pk}", f"aktivitet-{second.pk}"


def all_of(keys, **more) -> dict[str, str]:
    value, first, second = keys
    return {f"{value}-svar": "13,2", f"{first}-svar": "going_on", f"{second}-svar": "done", **more}


def newest() -> Value:
    return Value.objects.order_by("-pk").first()


def test_the_page_asks_for_each_value_and_activity_with_how_it_was(planned, alva, url, keys):
    actions.report_progress(planned.activities[0], month="2023-10", state="delayed", by=planned.manager)
    shown = alva.get(url).content.decode()
    for word in ("Avstämning november 2023", "Almskolan", "Frånvaro", "Läsgrupper", "Samtal hem", "i oktober"):
        assert word in shown, word
    assert "10,0\u00a0%" in shown, "last month's value stands beside"
    assert "målvärde högst 12,0\u00a0%" in shown
    assert "i oktober: Försenad" in shown
    assert "0 av 3" in shown
    assert shown.count("3 svar kvar") == 1, "the button says why it is not possible"
    for key in keys:
        assert f'name="{key}-svar"' in shown


def test_one_row_is_saved_by_itself_and_the_count_follows(planned, alva, url, keys):
    response = alva.post(url, {"rad": keys[0], f"{keys[0]}-svar": "13,2", f"{keys[0]}-mening": "Färre"}, headers=HTMX)
    answer = response.content.decode()
    assert response.status_code == 200
    assert "Sparat" in answer
    assert "1 av 3" in answer
    assert "2 svar kvar" in answer
    assert 'hx-swap-oob="true"' in answer
    assert "<html" not in answer
    assert (newest().value, newest().note, newest().period) == (Decimal("13.2"), "Färre", MONTH)
    assert not Progress.objects.exists(), "only the named row is saved"


def test_only_the_named_row_is_saved_whatever_else_is_sent(planned, alva, url, keys):
    alva.post(url, {"rad": keys[1], **all_of(keys)}, headers=HTMX)
    assert Progress.objects.count() == 1
    assert alva.post(url, {"rad": "aktivitet-0"}, headers=HTMX).status_code == 404


def test_the_piece_that_htmx_gets_is_the_very_piece_of_the_page(planned, alva, url, keys):
    alva.post(url, {"rad": keys[1], f"{keys[1]}-svar": "going_on"}, headers=HTMX)
    answer = alva.post(url, {"rad": keys[0], f"{keys[0]}-svar": "8..1"}, headers=HTMX).content.decode()
    page = alva.post(url, {f"{keys[0]}-svar": "8..1"}).content.decode()

    def piece(text):
        return " ".join(text.split(f'id="{keys[0]}-fel"')[1].split("</div>")[0].split())

    assert piece(answer) == piece(page)


@pytest.mark.parametrize("typed", ["8..1", "åtta", "-", "180", "−2"])
def test_a_value_that_is_none_is_said_at_the_row(planned, alva, url, keys, typed):
    response = alva.post(url, {"rad": keys[0], f"{keys[0]}-svar": typed}, headers=HTMX)
    assert response.status_code == 422
    assert "data-fault" in response.content.decode()
    assert not Value.objects.filter(period=MONTH).exists()


def test_a_missing_value_with_its_reason_is_taken(planned, alva, url, keys):
    alva.post(url, {"rad": keys[0], f"{keys[0]}-svar": "– systemet låg nere"}, headers=HTMX)
    assert (newest().value, newest().missing_because) == (None, "systemet låg nere")
    shown = alva.get(url).content.decode()
    assert "saknas: systemet låg nere" in shown


def test_a_sentence_waits_for_its_answer_and_is_not_lost(planned, alva, url, keys):
    said = {"rad": keys[1], f"{keys[1]}-mening": "Tredje gruppen"}
    response = alva.post(url, said, headers=HTMX)
    assert response.status_code == 200
    assert "Sparas när svaret finns." in response.content.decode()
    response = alva.post(url, {f"{keys[1]}-mening": "Tredje gruppen"})
    assert response.status_code == 422
    assert 'value="Tredje gruppen"' in response.content.decode()


def test_everything_at_once_without_script(planned, alva, url, keys):
    response = alva.post(url, all_of(keys, **{f"{keys[1]}-mening": "Bra", "kommentar-svar": "Åt rätt håll."}))
    assert response.status_code == 302
    shown = alva.get(url).content.decode()
    assert "3 av 3" in shown
    assert "Åt rätt håll." in shown
    assert queries.what_is_left(planned.school, MONTH) == []
    assert CheckIn.objects.get().comment == "Åt rätt håll."
    said = " ".join(shown.split())
    assert "3 svar, 1 kommentar" in said
    assert "Kommentaren räknas inte." in said


def test_what_cannot_be_taken_keeps_what_was_typed_and_the_rest_is_saved(planned, alva, url, keys):
    response = alva.post(url, {**all_of(keys), f"{keys[0]}-svar": "8..1"})
    shown = response.content.decode()
    assert response.status_code == 422
    assert 'value="8..1"' in shown
    assert shown.count("Skriv ett tal, till exempel 8 eller") == 2, "in the summary and at the row"
    assert f'href="#{keys[0]}-svar"' in shown
    assert Progress.objects.count() == 2


def test_keeping_last_months_status_saves_what_is_typed_first(planned, alva, url, keys):
    for activity in planned.activities:
        actions.report_progress(activity, month="2023-10", state="delayed", by=planned.manager)
    assert "Behåll läget från oktober för de 2 som är kvar" in alva.get(url).content.decode()
    alva.post(url, {f"{keys[1]}-svar": "done", "gor": "behall"})
    said = queries.said_in(planned.activities, MONTH)
    assert [said[one.pk].state for one in planned.activities] == ["done", "delayed"]


def test_done_for_the_month_fulfils_the_duty_and_gives_a_receipt(planned, alva, url, keys):
    response = alva.post(url, {**all_of(keys), "gor": "klar"}, follow=True)
    shown = response.content.decode()
    assert "Avstämningen för november är klar." in shown
    assert "Alva" in shown
    assert Duty.objects.get(key="unit_check_in", unit=planned.school, period=MONTH).done_by == planned.manager


def test_done_is_refused_while_answers_are_missing(planned, alva, url, keys):
    response = alva.post(url, {f"{keys[0]}-svar": "13,2", "gor": "klar"})
    assert response.status_code == 422
    assert "Svar saknas" in response.content.decode()
    assert not CheckIn.objects.filter(complete_at__isnull=False).exists()


def test_answered_rows_lie_below_and_open_again(planned, alva, url, keys):
    alva.post(url, all_of(keys))
    shown = alva.get(url).content.decode()
    assert f'name="{keys[0]}-svar"' not in shown
    assert f"?andra={keys[0]}#{keys[0]}" in shown
    opened = alva.get(url, {"andra": keys[0]}).content.decode()
    assert f'name="{keys[0]}-svar"' in opened
    assert 'value="13,2"' in opened


def test_a_finer_value_is_not_rounded_when_only_its_sentence_changes(planned, alva, url, keys):
    enter_values(planned.indicator, planned.school, [Cell(MONTH, Decimal("13.256"))], by=planned.manager)
    opened = alva.get(url, {"andra": keys[0]}).content.decode()
    assert 'value="13,256"' in opened
    said = {f"{keys[0]}-svar": "13,256", f"{keys[0]}-mening": "Så blev det", f"{keys[0]}-sett": str(newest().pk)}
    alva.post(url, {"rad": keys[0], **said}, headers=HTMX)
    assert (newest().value, newest().note) == (Decimal("13.256"), "Så blev det")


def test_two_who_answer_the_same_row_keep_both(planned, alva, url, keys):
    other = actions.report_progress(
        planned.activities[0], month=MONTH, state="delayed", note="Få lärare", by=planned.world.hanna
    )
    said = {"rad": keys[1], f"{keys[1]}-svar": "done", f"{keys[1]}-mening": "Färdigt", f"{keys[1]}-sett": "0"}
    response = alva.post(url, said, headers=HTMX)
    shown = response.content.decode()
    assert response.status_code == 412
    assert "Hanna: Försenad. Få lärare" in shown
    assert f'value="{other.pk}"' in shown, "the next save stands on what is now shown"
    assert alva.post(url, {**said, f"{keys[1]}-sett": str(other.pk)}, headers=HTMX).status_code == 200


def test_two_who_write_the_comment_keep_both(planned, alva, url):
    actions.write_comment(planned.school, month=MONTH, comment="Hannas", by=planned.world.hanna)
    said = {"kommentar-svar": "Alvas", "kommentar-sett": ""}
    response = alva.post(url, said)
    shown = response.content.decode()
    assert response.status_code == 412
    assert "Hannas" in shown
    assert "Alvas" in shown
    assert CheckIn.objects.get().comment == "Hannas"


def test_a_complete_month_that_is_over_is_only_read(planned, alva, url, keys):
    alva.post(url, {**all_of(keys), "gor": "klar"})
    with clock.standing_at(date(2023, 12, 1)):
        shown = alva.get(url).content.decode()
        assert "Avstämningen är klar och månaden är slut." in shown
        assert "?andra=" not in shown
        grid = f"{reverse('value-grid')}?indicator={planned.indicator.pk}&amp;until={MONTH}"
        assert shown.count(f'href="{grid}"') == 1, "a value is corrected in its own grid"
        assert alva.get(grid.replace("&amp;", "&")).status_code == 200
        assert alva.post(url, {f"{keys[1]}-svar": "done"}).status_code == 403


def test_only_those_who_check_in_there_come_in(planned, url):
    assert as_(planned.world.hanna).get(url).status_code == 200
    for person in (planned.world.bo, planned.world.cia, planned.world.dan):
        assert as_(person).get(url).status_code == 403
        assert as_(person).post(url, {}).status_code == 403
    assert as_(planned.world.stranger).get(url).status_code == 404


@pytest.mark.parametrize("month", ["2023-12", "2023-13", "nu"])
def test_a_month_that_is_none_or_has_not_begun_is_not_found(planned, alva, month):
    assert alva.get(reverse("check-in", args=[planned.school.pk, month])).status_code == 404


def test_a_unit_with_nothing_to_answer_says_so(planned):
    other = reverse("check-in", args=[planned.world.units[1].pk, MONTH])
    shown = as_(planned.world.hanna).get(other).content.decode()
    assert "Inget att svara på den här månaden" in shown
    assert "Inget att stämma av – klar för månaden" in shown


def test_the_month_asks_the_same_number_of_questions_with_ten_times_as_much(
    planned, alva, url, django_assert_max_num_queries
):
    def count() -> int:
        alva.get(url)  # what a session costs once is not counted
        with django_assert_max_num_queries(30) as asked:
            assert alva.get(url).status_code == 200
        return len(asked)

    once = count()
    for place in range(10):
        indicator = monthly_indicator(f"Indikator {place}", planned.school, planned.manager)
        enter_values(indicator, planned.school, [Cell("2023-10", Decimal(place))], by=planned.manager)
    assert count() == once


def test_the_page_says_from_the_beginning_that_answers_are_saved_by_themselves(alva, url):
    assert "Varje svar sparas av sig självt" in alva.get(url).content.decode()
