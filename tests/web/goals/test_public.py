"""What residents read without logging in: the wheel, the vision, how it goes, and what is decided next."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from styrhjul.base.calendar.actions import fulfil
from styrhjul.base.common import clock
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.packs.loader import shipped_keys
from styrhjul.engine.packs.schema import Event
from styrhjul.web.goals.decisions_ahead import ahead, next_by_unit
from styrhjul.web.goals.public_wheel import public_wheel
from styrhjul.web.goals.stories import anybody, stories_of
from styrhjul.wheel.followup import actions as actions_of_reports
from styrhjul.wheel.goals import actions
from styrhjul.wheel.goals.queries import goals_in_force
from tests import factories, reporting
from tests.goal_scenes import START, follow

MOST_QUERIES = 30
FIRST = "/offentligt/"


def read(client, address=FIRST):
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def stories():
    return stories_of(goals_in_force(anybody()))


class TestFirstPage:
    def test_shows_vision_wheel_and_goals_to_everybody(self, world, chain, client):
        follow(world, chain)
        text = read(client)
        for said in ("Här lyckas fler", "Lärande", "Målområde: Barns lärande", "Fler blir behöriga", "Stöd i tid"):
            assert said in text
        assert 'class="wheel wheel-full"' in text
        assert 'class="wheel wheel-phone"' in text

    def test_says_in_one_sentence_how_it_goes_with_value_target_and_source(self, world, chain, client):
        follow(world, chain)
        text = read(client)
        assert "Resultatet har blivit sämre sedan 2012, och 7,4 procentenheter återstår till målet för 2026." in text
        assert re.search(r"Utfall 2022 </dt> <dd> 80,6 % </dd>", text)
        assert re.search(r"Målvärde 2026 </dt> <dd> 88,0 % </dd>", text)
        assert "Källa: Kolada N15428" in text

    def test_a_goal_without_numbers_says_so(self, world, chain, client):
        assert "Målet har ingen indikator än." in read(client)

    def test_a_target_that_nobody_has_decided_is_not_made_up(self, world, chain, client):
        national, _own = follow(world, chain)
        actions.connect_indicator(chain.board, national, by=chain.kim)
        text = read(client, reverse("public-goal", args=[chain.board.pk]))
        assert "88,0" not in text
        assert "ingen har beslutat" in text

    def test_explains_each_part_of_the_wheel_and_the_drawing_leads_there(self, world, chain, client):
        text = read(client)
        for part in pack_in_force().wheel.parts:
            assert part.for_residents.sv in text
            assert f'id="del-{part.key}"' in text
            assert f'href="#del-{part.key}"' in text

    def test_a_list_at_the_top_leads_to_each_goal_area(self, world, chain, client):
        text = read(client)
        for number, chapter in enumerate(stories().chapters, start=1):
            assert f'<a href="#chapter-{number}">{chapter.goal.title}</a>' in text
            for place, group in enumerate(chapter.groups, start=1):
                assert f'<a href="#chapter-{number}-{place}">{group.title}</a>' in text
                assert f'id="chapter-{number}-{place}"' in text

    def test_nobodys_duties_are_shown(self, world, chain, client):
        text = read(client)
        for part in pack_in_force().wheel.parts:
            assert part.guidance.sv not in text
            for todo in part.todos:
                assert todo.label.sv not in text
        assert not re.search(r"\d+ av \d+ klar", text)

    def test_without_goals_it_says_so(self, world, client):
        assert "Kommunen har inte publicerat några mål än" in read(client)

    def test_somebody_who_is_logged_in_sees_what_everybody_sees(self, world, chain, client):
        client.force_login(world.alva)
        text = read(client)
        assert "Fler blir behöriga" in text
        assert "Alla läser i trean" not in text

    def test_asks_no_more_with_ten_times_the_goals(self, world, chain, client):
        follow(world, chain)
        few = self.asked(client)
        for number in range(40):
            said = {"level": "board_goal", "unit": world.boards[number % 2], "starts": START, "parents": [chain.goal]}
            actions.add_goal(title=f"Mål {number}", **said, by=chain.kim)
        assert self.asked(client) == few <= MOST_QUERIES

    def asked(self, client):
        with CaptureQueriesContext(connection) as asked:
            read(client)
        return len(asked)


class TestRatings:
    @pytest.fixture
    def decided(self, world):
        found = reporting.reported(world)
        found.send()
        actions_of_reports.decide_report(found.report, **reporting.DECIDED, by=found.jo)
        return found

    def test_a_decided_rating_is_shown_with_sign_word_reason_and_body(self, decided, client):
        text = read(client)
        assert "Vi är på väg." in text
        assert re.search(r'class="status status--\w+">.{0,400}Gul', text)
        assert "Mia" not in text, "the body answers for it, not the person who signed"

    def test_it_is_counted_once_for_the_level_that_rated_last(self, decided):
        told = stories()
        assert told.rated == 1
        assert sum(share.count for share in told.shares) == 1
        assert {share.colour.key: share.count for share in told.shares if share.count} == {"red": 1}

    def test_a_rating_that_no_report_carries_is_not_public(self, world, client):
        reporting.reported(world)
        assert "Vi är på väg." not in read(client)
        assert stories().rated == 0


class TestDecidedNext:
    def test_bodies_that_decide_the_same_thing_stand_together(self, world):
        first = next(one for one in ahead() if one.name == "verksamhetsplan med budget")
        assert first.day == date(2024, 1, 31)
        assert set(first.bodies) == {board.name for board in world.boards}
        assert first.sentence.replace("\u00a0", " ").endswith(
            " antar verksamhetsplan med budget för 2024 senast den 31 januari 2024."
        )

    def test_many_bodies_are_counted(self, world):
        found = next(one for one in ahead() if one.name == "årsberättelse")
        assert len(found.bodies) == 5
        assert found.sentence.startswith("5 nämnder beslutar om årsberättelse för 2023 senast den")

    def test_what_is_done_is_not_ahead(self, world):
        board = world.boards[0]
        assert next_by_unit()[board.pk].name == "verksamhetsplan med budget"
        fulfil(Event.PLAN_ADOPTED, unit=board, period="2024", scope="operating_plan", by=world.hanna)
        assert next_by_unit()[board.pk].name == "årsberättelse"

    def test_only_elected_bodies_are_named(self, world):
        names = {name for one in ahead() for name in one.bodies}
        assert names.isdisjoint(unit.name for unit in (*world.units, *world.administrations))

    def test_a_goal_says_what_is_decided_next_by_those_who_work_toward_it(self, world, chain, client):
        said = "Grundskolenämnden antar verksamhetsplan med budget för 2024 senast den 31 januari 2024."
        assert said in read(client, reverse("public-goal", args=[chain.goal.pk]))


class TestOneGoal:
    def test_says_the_same_sentence_as_the_first_page(self, world, chain, client):
        follow(world, chain)
        sentence = "Resultatet har blivit sämre sedan 2012, och 7,4 procentenheter återstår till målet för 2026."
        assert sentence in read(client, reverse("public-goal", args=[chain.goal.pk]))

    def test_an_area_shows_how_it_goes_with_the_goals_under_it(self, world, chain, client):
        follow(world, chain)
        text = read(client, reverse("public-goal", args=[chain.strategic.pk]))
        assert "Fler blir behöriga" in text
        assert "80,6 %" in text
        assert "Alla läser i trean" not in text


class TestGoalsOfOtherDays:
    @pytest.fixture
    def coming(self, world, chain):
        said = {"level": "board_goal", "unit": world.boards[0], "parents": [chain.goal]}
        return actions.add_goal(title="Mål för nästa år", starts=date(2024, 1, 1), **said, by=chain.kim)

    def test_a_goal_that_holds_later_is_not_there_yet(self, coming, chain, client):
        address = reverse("public-goal", args=[coming.pk])
        assert "Mål för nästa år" not in read(client)
        missing = client.get(address)
        assert missing.status_code == 404
        assert "Sidan finns inte, eller är inte öppen för alla." in missing.text
        above = read(client, reverse("public-goal", args=[chain.goal.pk]))
        assert address not in above
        assert "Mål för nästa år" not in above
        with clock.standing_at(date(2024, 1, 1)):
            assert "Mål för nästa år" in read(client, address)

    def test_a_goal_that_has_ended_is_there_no_longer(self, world, chain, client):
        address = reverse("public-goal", args=[chain.board.pk])
        assert client.get(address).status_code == 200
        actions.end_goal(chain.board, on=date(2023, 11, 20), by=chain.kim)
        assert client.get(address).status_code == 404
        assert address not in read(client, reverse("public-goal", args=[chain.goal.pk]))


@pytest.mark.django_db
def test_before_a_model_is_installed_there_is_nothing_to_show_and_no_fault(client):
    assert "Kommunen har inte publicerat några mål än" in read(client)


@pytest.mark.django_db
@pytest.mark.parametrize("key", shipped_keys())
def test_every_shipped_model_has_a_first_page_with_its_own_wheel(key, client):
    factories.model(key)
    factories.municipality()
    text = read(client)
    parts = public_wheel().parts
    assert len(parts) == len(pack_in_force().wheel.parts)
    assert len({part.colour for part in parts if part.about}) >= 1
    for part in parts:
        assert part.about in text
        assert part.label in text
    assert len([part for part in parts if part.current]) == 1, "one phase goes on today"


def test_between_years_the_wheel_is_that_of_the_day(world):
    with clock.standing_at(date(2024, 2, 1)):
        assert ">2024</text>" in public_wheel().large
