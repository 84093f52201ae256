"""The pages of goals: who sees what, what they show, and how much they ask of the database."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience
from styrhjul.web.goals.thread import how_far
from styrhjul.wheel.flows.around_goals import decided_ratings_of_goals
from styrhjul.wheel.followup import actions as actions_of_reports
from styrhjul.wheel.goals import actions
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.indicators.actions import Aim, decide_targets
from tests import reporting
from tests.goal_scenes import START, follow

MOST_QUERIES = 30


def detail(goal):
    return reverse("goal-detail", args=[goal.pk])


def queries_of(client, person, address) -> int:
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


class TestList:
    def test_shows_the_tree_with_level_words(self, world, chain, seen_by):
        status, text = seen_by(world.bo, reverse("goal-list"))
        assert status == 200
        for title in ("Här lyckas fler", "Stöd i tid", "Alla läser i trean"):
            assert title in text
        assert "Nämndmål" in text
        assert text.index("Här lyckas fler") < text.index("Alla läser i trean")

    def test_narrows(self, world, chain, seen_by):
        text = seen_by(world.bo, f"{reverse('goal-list')}?unit={world.units[0].pk}")[1]
        rows = text[: text.index("orphans-heading")]
        assert "Alla läser i trean" in rows
        assert "Stöd i tid</a>" not in rows

    def test_the_year_is_shown_and_a_coming_goal_says_from_when(self, world, chain, seen_by):
        asked = {"level": "unit_goal", "unit": world.units[0], "parents": [chain.board], "by": world.alva}
        actions.add_goal(title="Lugna lektioner", starts=date(2024, 1, 1), **asked)
        text = seen_by(world.alva, reverse("goal-list"))[1]
        assert re.search(r'name="year" value="2023"', text)
        assert "från 2024" in text[text.index("Lugna lektioner") :]
        earlier = seen_by(world.alva, f"{reverse('goal-list')}?year=2022")[1]
        assert "Lugna lektioner" not in earlier

    def test_a_coming_goal_can_have_goals_below_it(self, world, chain, seen_by):
        asked = {"level": "board_goal", "unit": world.boards[0], "parents": [chain.goal], "by": world.hanna}
        actions.add_goal(title="Tidiga insatser", starts=date(2024, 1, 1), **asked)
        assert "Tidiga insatser" in seen_by(world.alva, reverse("goal-add"))[1]

    def test_a_wrong_year_is_said_beside_the_field(self, world, chain, seen_by):
        assert seen_by(world.bo, f"{reverse('goal-list')}?year=12")[0] == 422

    def test_points_out_where_the_thread_is_broken(self, world, chain, seen_by):
        actions.remove_parent(chain.school, chain.board, by=world.alva)
        text = seen_by(world.bo, reverse("goal-list"))[1]
        assert "Mål utan mål ovanför" in text

    def test_an_empty_list_says_what_to_do(self, world, seen_by):
        assert "Inga mål än" in seen_by(world.bo, reverse("goal-list"))[1]

    def test_asks_no_more_with_ten_times_the_goals(self, world, chain, client):
        few = queries_of(client, world.bo, reverse("goal-list"))
        add_many(world, chain, 40)
        assert queries_of(client, world.bo, reverse("goal-list")) == few <= MOST_QUERIES


def add_many(world, chain, count):
    for number in range(count):
        actions.add_goal(
            title=f"Mål {number}",
            level="unit_goal",
            unit=world.units[number % 2],
            starts=START,
            parents=[chain.board],
            by=world.hanna,
        )


class TestDetail:
    def test_shows_facts_thread_and_charts(self, world, chain, seen_by):
        follow(world, chain)
        status, text = seen_by(world.bo, detail(chain.goal))
        assert status == 200
        assert "80,6\u00a0%" in text
        assert "Nästa målvärde, 2026" in text
        assert "88,0\u00a0%" in text
        assert re.search(r"\d+ av 2[89]\d", text)
        assert text.count("<svg") >= 3
        assert "Källa: Kolada N15428" in text
        assert "egen bearbetning av öppen statistik" in text.lower()
        for title in ("Här lyckas fler", "Lärande", "Stöd i tid"):
            assert title in text

    def test_the_same_number_is_written_in_one_way_in_tile_chart_table_and_sentence(self, world, chain, client):
        """Also a whole one: the indicator says how many decimals, for values and targets alike."""
        follow(world, chain)
        for address in (detail(chain.goal), reverse("public-goal", args=[chain.goal.pk])):
            client.force_login(world.bo)
            text = client.get(address).content.decode().replace("\u00a0", " ")
            assert "Mål 88,0 %" in text, "the chart"
            outside = re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)  # an axis has decimals of its own
            assert "88,0 %" in outside, "the tile, and on the public page the sentence"
            assert not re.search(r"(?<![\d,])88 ?%", outside), address

    def test_the_target_of_the_outcomes_year_stands_beside_it_and_the_next_one_for_itself(self, world, chain, seen_by):
        national, _own = follow(world, chain)
        aims = [Aim(2022, Decimal(84)), Aim(2026, Decimal(88))]
        decided = {"decided_by": world.top, "decided_on": START, "paragraph": "§ 12"}
        decide_targets(national, world.top, aims, **decided, by=chain.kim)
        text = seen_by(world.bo, detail(chain.goal))[1].replace("\u00a0", " ")
        facts = text[text.index('class="facts"') : text.index("</dl>")]
        outcome, following = (facts.index(words) for words in ("Utfall 2022", "Nästa målvärde, 2026"))
        assert outcome < facts.index("målvärde 2022: 84,0 %, 3,4 procentenheter kvar") < following

    def test_says_in_words_that_a_value_is_missing(self, world, chain, seen_by):
        _national, own = follow(world, chain)
        from styrhjul.wheel.indicators.actions import Cell, enter_values

        enter_values(own, world.units[0], [Cell("2023", "– testet ställdes in")], by=world.alva)
        text = seen_by(world.bo, detail(chain.school))[1]
        assert "Värdet för 2023 saknas: testet ställdes in." in text

    def test_without_direction_nothing_is_better_or_worse(self, world, chain, seen_by):
        from styrhjul.wheel.indicators.actions import change_indicator

        _national, own = follow(world, chain)
        change_indicator(own, title=own.title, direction="none", by=world.alva)
        text = seen_by(world.bo, detail(chain.school))[1]
        facts = text[text.index('class="facts"') : text.index("</dl>")]
        assert "Bättre" not in facts
        assert "Ökar" in facts

    def test_with_direction_a_rise_is_better(self, world, chain, seen_by):
        follow(world, chain)
        assert "Bättre" in seen_by(world.bo, detail(chain.school))[1]

    def test_a_goal_without_anything_says_what_is_lacking(self, world, chain, seen_by):
        text = seen_by(world.alva, detail(chain.school))[1]
        assert "Målet har ingen indikator" in text
        assert "Ingen aktivitet arbetar mot målet" in text
        assert "Det finns ingen bedömning att visa än" in text
        assert "har mål men ingen aktivitet" in text

    def test_refuses_strangers_what_is_internal(self, world, chain, seen_by):
        assert seen_by(world.stranger, detail(chain.school))[0] == 404
        assert seen_by(world.stranger, detail(chain.goal))[0] == 200

    def test_a_secret_title_shows_nowhere(self, world, chain, seen_by):
        open_to(chain.school.node, Audience.NAMED, by=world.alva)
        addresses = [
            reverse("goal-list"),
            detail(chain.board),
            detail(chain.goal),
            reverse("thread", args=[chain.goal.pk]),
            reverse("goal-parents", args=[chain.board.pk]),
            reverse("public-goals"),
            reverse("public-goal", args=[chain.goal.pk]),
            reverse("goal-add"),
        ]
        for person in (world.bo, world.cia, world.dan, world.hanna, chain.kim, world.stranger):
            assert seen_by(person, detail(chain.school))[0] == 404
            assert seen_by(person, reverse("thread", args=[chain.school.pk]))[0] == 404
            for address in addresses:
                assert "Alla läser i trean" not in seen_by(person, address)[1], (person, address)

    def test_asks_no_more_with_ten_times_the_goals(self, world, chain, client):
        follow(world, chain)
        few = queries_of(client, world.bo, detail(chain.goal))
        add_many(world, chain, 40)
        assert queries_of(client, world.bo, detail(chain.goal)) == few <= MOST_QUERIES

    def test_whoever_may_not_change_gets_the_reason(self, world, chain, client):
        client.force_login(world.bo)
        answer = client.get(reverse("goal-change", args=[chain.school.pk]))
        assert answer.status_code == 403
        assert "Din roll omfattar inte" in answer.content.decode()


class TestForms:
    def test_sets_a_goal_under_another(self, world, chain, client):
        client.force_login(world.alva)
        asked = {
            "title": "Lugna lektioner",
            "unit": world.units[0].pk,
            "level": "unit_goal",
            "parent": chain.board.pk,
            "contribution": "arbetsro",
            "starts": "2024-01-01",
        }
        answer = client.post(reverse("goal-add"), asked)
        made = Goal.objects.get(node__title="Lugna lektioner")
        assert answer.url == detail(made)
        assert list(made.parents.all()) == [chain.board]

    def test_says_beside_the_field_what_cannot_be(self, world, chain, client):
        client.force_login(world.hanna)
        asked = {"title": "x", "unit": world.units[0].pk, "level": "board_goal", "starts": "2024-01-01"}
        answer = client.post(reverse("goal-add"), asked)
        assert answer.status_code == 422
        assert "kan bara sättas av" in answer.content.decode()
        client.force_login(chain.kim)
        answer = client.post(reverse("goal-add"), {**asked, "level": "goal"})
        assert f"({world.top.name})." in answer.content.decode(), "the body is called what one chooses among"
        assert not Goal.objects.filter(node__title="x").exists()

    def test_unit_and_level_that_are_filled_in_fit_each_other(self, world, chain, client):
        def filled_in(person, asked="") -> tuple[object, object]:
            client.force_login(person)
            form = client.get(reverse("goal-add") + asked).context["form"]
            return form["unit"].value(), form["level"].value()

        assert filled_in(world.alva) == (world.units[0].pk, "unit_goal")
        assert filled_in(world.hanna, f"?under={chain.goal.pk}") == (world.boards[0].pk, "board_goal")
        assert filled_in(world.hanna, f"?under={chain.board.pk}&unit={world.units[1].pk}") == (
            world.units[1].pk,
            "unit_goal",
        )
        unit, level = filled_in(chain.kim)
        assert unit == world.top.pk
        assert level != "vision", "which there is one of already"

    def test_what_cannot_be_set_there_is_said_where_it_is_mended(self, world, chain, client):
        client.force_login(world.hanna)
        asked = {"title": "x", "unit": world.units[0].pk, "level": "board_goal", "starts": "2024-01-01"}
        assert list(client.post(reverse("goal-add"), asked).context["form"].errors) == ["unit"]

    def test_goals_above_say_of_which_level_they_are(self, world, chain, client):
        client.force_login(world.alva)
        said = f"Stöd i tid (nämndmål, {world.boards[0].name})"
        assert said in client.get(reverse("goal-add")).content.decode()
        actions.remove_parent(chain.school, chain.board, by=world.alva)
        assert said in client.get(reverse("goal-parents", args=[chain.school.pk])).content.decode()

    def test_changes_and_lays_two_texts_beside_each_other(self, world, chain, client):
        client.force_login(world.alva)
        address = reverse("goal-change", args=[chain.school.pk])
        asked = {"title": "Mitt", "description": "", "starts": "2023-01-01", "ends": "", "seen": chain.school.stamp}
        assert client.post(address, asked | {"title": "Först"}).status_code == 302
        answer = client.post(address, asked)
        text = answer.content.decode()
        assert answer.status_code == 412
        assert "Först" in text
        assert "Mitt" in text
        seen = re.search(r'name="seen" value="(\w+)"', text)[1]
        assert client.post(address, asked | {"seen": seen}).status_code == 302
        assert Goal.objects.get(pk=chain.school.pk).title == "Mitt"

    def test_ends_a_goal(self, world, chain, client):
        client.force_login(world.alva)
        client.post(reverse("goal-end", args=[chain.school.pk]), {"on": "2024-01-01"})
        assert Goal.objects.get(pk=chain.school.pk).ends == date(2024, 1, 1)

    def test_ties_and_unties_goals_above(self, world, chain, client):
        client.force_login(world.alva)
        asked = {"parent": chain.goal.pk, "contribution": "direkt"}
        assert client.post(reverse("goal-parents", args=[chain.school.pk]), asked).status_code == 302
        assert set(chain.school.parents.all()) == {chain.board, chain.goal}
        client.post(reverse("goal-parent-remove", args=[chain.school.pk, chain.board.pk]))
        assert set(chain.school.parents.all()) == {chain.goal}

    def test_connects_and_disconnects_indicators(self, world, chain, client):
        from tests.goal_scenes import own_indicator

        own = own_indicator(world)
        client.force_login(world.alva)
        address = reverse("goal-indicators", args=[chain.school.pk])
        assert client.post(address, {"indicator": own.pk}).status_code == 302
        assert list(chain.school.indicators.all()) == [own]
        client.post(reverse("goal-indicator-remove", args=[chain.school.pk, own.pk]))
        assert not chain.school.indicators.exists()

    def test_an_indicator_found_for_a_goal_ends_up_on_the_goal(self, world, chain, client):
        client.force_login(chain.kim)
        here = reverse("goal-indicators", args=[chain.goal.pk])
        assert f"{reverse('indicator-list')}?mal={chain.goal.pk}" in client.get(here).content.decode()
        found = client.get(f"{reverse('indicator-list')}?mal={chain.goal.pk}&q=behöriga yrkesprogram").content.decode()
        assert f"?number=N15428&amp;mal={chain.goal.pk}" in found
        form = client.get(f"{reverse('indicator-add')}?number=N15428&mal={chain.goal.pk}").context["form"]
        asked = {name: form[name].value() or "" for name in form.fields}
        answer = client.post(f"{reverse('indicator-add')}?number=N15428&mal={chain.goal.pk}", asked)
        assert answer.url == detail(chain.goal)
        assert [one.national_id for one in chain.goal.indicators.all()] == ["N15428"]

    def test_whoever_may_not_change_the_goal_sets_no_indicator_for_it(self, world, chain, client):
        client.force_login(world.alva)
        address = f"{reverse('indicator-add')}?number=N15428&mal={chain.goal.pk}"
        form = client.get(address).context["form"]
        asked = {name: form[name].value() or "" for name in form.fields} | {"unit": world.units[0].pk}
        assert client.post(address, asked).status_code == 403
        assert not chain.goal.indicators.exists()

    @pytest.mark.parametrize("name", ["goal-change", "goal-end", "goal-parents", "goal-indicators"])
    def test_looking_at_a_form_works_and_strangers_do_not_find_it(self, world, chain, seen_by, name):
        address = reverse(name, args=[chain.school.pk])
        assert seen_by(world.alva, address)[0] == 200
        assert seen_by(world.bo, address)[0] == 403
        assert seen_by(world.stranger, address)[0] == 404


class TestPublic:
    def test_everybody_reads_public_goals_without_logging_in(self, world, chain, client):
        follow(world, chain)
        assert "Fler blir behöriga" in client.get(reverse("public-goals")).content.decode()
        text = client.get(reverse("public-goal", args=[chain.goal.pk])).content.decode()
        assert "80,6\u00a0%" in text
        assert "Alla läser i trean" not in text

    def test_internal_goals_are_not_found_even_by_those_who_may_read_them(self, world, chain, client):
        assert client.get(reverse("public-goal", args=[chain.school.pk])).status_code == 404
        client.force_login(world.alva)
        assert client.get(reverse("public-goal", args=[chain.school.pk])).status_code == 404
        assert "Alla läser i trean" not in client.get(reverse("public-goals")).content.decode()

    def test_a_rating_is_public_once_the_report_that_carries_it_is_decided(self, world, client):
        found = reporting.reported(world)
        address = reverse("public-goal", args=[found.town.board_goal.pk])
        assert "Vi är på väg." not in client.get(address).content.decode()
        found.send()
        actions_of_reports.decide_report(found.report, **reporting.DECIDED, by=found.jo)
        text = client.get(address).content.decode()
        assert "Vi är på väg." in text
        assert "Det går för långsamt." in text
        assert "Mia" not in text, "the body answers for it, not the person who signed"
        assert 'class="status"' in client.get(reverse("public-goals")).content.decode()

    def test_a_goal_kept_to_few_is_not_public_with_its_ratings(self, world, client):
        found = reporting.reported(world)
        found.send()
        actions_of_reports.decide_report(found.report, **reporting.DECIDED, by=found.jo)
        open_to(found.town.board_goal.node, Audience.UNIT, by=found.jo)
        assert decided_ratings_of_goals([found.town.board_goal.pk]).ratings == ()
        assert "Vi är på väg." not in client.get(reverse("public-goals")).content.decode()


@pytest.mark.parametrize(
    ("going", "late", "closed", "said"),
    [
        (3, 1, 2, "2 klara, 3 kvar (varav 1 sen)"),
        (3, 2, 0, "3 kvar (varav 2 sena)"),
        (0, 0, 1, "1 klar"),
        (1, 0, 0, "1 kvar"),
    ],
)
def test_activities_are_counted_so_that_the_late_are_among_those_left(going, late, closed, said):
    assert how_far(going, late, closed) == said
