"""The start page counts what its lists show, for whoever looks and whatever is chosen."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from styrhjul.base.calendar.actions import ensure_duties, mark_done
from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import memory
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.web.home.scope import WORDS
from tests import factories

VIEWS = [key for key, _label in WORDS]
COUNTED = re.compile(r"(\d+) av (\d+)")


@pytest.fixture
def town(world):
    for year in (2022, 2023, 2024):
        ensure_duties(year, by=None)
    return world


def logged_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(name, *parts, **query):
    return reverse(name, args=parts) + "?" + "&".join(f"{key}={value}" for key, value in query.items())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("year", [2022, 2023, 2024])
@pytest.mark.parametrize("who", ["alva", "hanna", "siv"])
def test_every_count_equals_the_list_behind_it(client, town, who, view, year):
    logged_in(client, getattr(town, who))
    home = client.get(address("home", vy=view, ar=year))
    assert home.status_code == 200
    for row in home.context["wheel"].rows:
        page = client.get(address("part", row.key, vy=view, ar=year))
        duties = [one.duty for one in page.context["duties"]]
        assert row.tally.total == len(duties)
        assert row.tally.done == sum(duty.done_at is not None for duty in duties)
        assert row.tally.late == sum(duty.is_late for duty in duties)
        if duties:
            done, total = map(int, COUNTED.search(page.content.decode()).groups())
            assert (done, total) == (row.tally.done, row.tally.total)


def test_a_duty_that_is_marked_moves_the_wheel(client, town):
    duty = Duty.objects.of(town.alva).filter(event="", due__year=2023).exclude(part="").first()
    logged_in(client, town.alva)

    def tally():
        rows = client.get(address("home", vy="jag", ar=2023)).context["wheel"].rows
        return next(row.tally for row in rows if row.key == duty.part)

    before = tally()
    memory.forget()
    mark_done(duty, by=town.alva)
    after = tally()
    assert (after.done, after.total) == (before.done + 1, before.total)


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_late_now_is_late_on_the_wheel_too(client, town, view):
    logged_in(client, town.hanna)
    page = client.get(address("home", vy=view, ar=2023))
    late = {row.duty.part for row in page.context["now"] if row.late and row.duty.due.year == 2023}
    assert late <= {row.key for row in page.context["wheel"].rows if row.tally.late}
    assert not Duty.objects.filter(part="").exists()


def test_a_duty_shows_its_button_only_to_whoever_can_do_it(client, town):
    duty = Duty.objects.of(town.alva).filter(event="", due__year=2023).exclude(part="").first()
    for user, shown in ((town.alva, True), (town.bo, False)):
        logged_in(client, user)
        text = client.get(address("part", duty.part, vy="enhet", ar=2023)).content.decode()
        assert (reverse("duty-done", args=[duty.pk]) in text) is shown


def test_the_parts_follow_the_model_in_its_order(client, town):
    logged_in(client, town.alva)
    rows = client.get("/").context["wheel"].rows
    parts = sorted(pack_in_force().wheel.parts, key=lambda part: part.order)
    assert [row.key for row in rows] == [part.key for part in parts]


def test_the_list_stands_beside_the_drawing_and_has_the_same_links(client, town):
    logged_in(client, town.alva)
    text = client.get("/").content.decode()
    nav = text[text.index('<nav aria-label="Hjulets delar"') :]
    for part in pack_in_force().wheel.parts:
        assert reverse("part", args=[part.key]) in nav[: nav.index("</nav>")]


@pytest.mark.parametrize(("who", "may"), [("bo", True), ("alva", True), ("dan", False), ("siv", False)])
def test_whoever_may_propose_is_led_there_at_once(client, town, who, may):
    text = logged_in(client, getattr(town, who)).get("/").text
    assert ("Föreslå en förbättring" in text) is may
    assert (f'href="{reverse("proposal-new")}"' in text) is may


def test_nobody_is_asked_for_what_fell_due_before_the_system_was_in_use(db):
    factories.model()
    factories.municipality()
    ensure_duties(2014, by=None)
    assert not Duty.objects.filter(due__lt=date(2015, 1, 1)).exists()


def test_an_unknown_part_is_not_found(client, town):
    logged_in(client, town.alva)
    assert client.get("/hjulet/finns-inte/").status_code == 404


@pytest.mark.parametrize("query", ["?vy=ingenting&ar=abc", "?ar=99999", "?vy=kommun&ar=-1", "?ar=2023&vy="])
def test_odd_addresses_show_the_usual_page(client, town, query):
    logged_in(client, town.alva)
    assert client.get("/" + query).status_code == 200


@pytest.mark.parametrize("view", VIEWS)
def test_asks_few_questions(client, town, view, django_assert_max_num_queries):
    logged_in(client, town.hanna)
    client.get("/")
    with django_assert_max_num_queries(30):
        client.get(address("home", vy=view, ar=2023))
    with django_assert_max_num_queries(30):
        client.get(address("part", "planning", vy=view, ar=2023))


@pytest.mark.parametrize("page", ["analysis-list", "rating-list", "wheels"])
def test_the_trail_of_every_page_begins_with_the_models_own_wheel(client, town, page):
    response = logged_in(client, town.alva).get(reverse(page))
    trail = response.content.decode().split('class="crumbs"')[1].split("<ol>")[0]
    own = len(pack_in_force().wheel.parts)
    assert trail.count("<path") + trail.count("<circle") >= own
    assert "M14 13V4.6" not in trail  # the product's sign, which has three parts whatever the model


def test_what_waits_says_where_on_the_wheel_it_is_and_repeats_neither_unit_nor_person(client, town):
    text = logged_in(client, town.alva).get(address("home", vy="enhet")).content.decode()
    first = text.split('class="duty"')[1].split('class="duty__when"')[0]
    words = {part.label.sv.capitalize() for part in pack_in_force().wheel.parts}
    assert any(f'<p class="small">{word}</p>' in first for word in words)
    assert "Almskolan" not in first


@pytest.mark.parametrize(("area", "said"), [("Leksand", "den öppna för Leksand."), ("", "är påhittade. Dagens")])
def test_the_demo_says_whose_statistics_it_shows_when_there_are_any(client, town, settings, monkeypatch, area, said):
    settings.DEMO = True
    monkeypatch.setattr("styrhjul.web.ui.context.area_name", lambda code: area)
    assert said in logged_in(client, town.alva).get("/").content.decode()


def test_fewer_duties_of_ones_own_than_are_shown_are_not_called_all(client, town, monkeypatch):
    monkeypatch.setattr("styrhjul.web.ui.context.Frame.duties", 1)
    response = logged_in(client, town.hanna).get(address("home", vy="kommun"))
    assert len(response.context["now"]) > 1
    assert "Allt mitt arbete" in response.content.decode()
