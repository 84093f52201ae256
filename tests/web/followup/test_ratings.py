"""The pages of ratings and results: the map and its table, a rating with its thread, and giving one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Rating
from styrhjul.wheel.goals import actions as goals
from tests import factories, measured

MOST_QUERIES = 30
MAP = "/bedomningar/?tillfalle=interim_2&ar=2023"


def give(town, level="own", **more):
    named = {"enhet": town.board.pk, "mal": town.board_goal.pk, "tillfalle": "interim_2", "ar": 2023, "niva": level}
    query = "&".join(f"{key}={value}" for key, value in (named | more).items() if value)
    return f"{reverse('rating-new')}?{query}"


RATED = {"colour": "yellow", "reason": "Nivån är för låg."}


def test_the_map_says_what_is_not_handed_in_and_what_is_not_to_be_rated(town, ask):
    answer = ask(town.world.bo, MAP)
    assert answer.status_code == 200
    assert "Delårsrapport 2 2023 · 0 av 4 bedömningar lämnade" in answer.text
    assert "inte lämnad" in answer.text
    assert "ska inte bedömas" in answer.text
    assert "Programnämnd barn och utbildning" in answer.text


def test_white_is_a_ring_without_tint_and_never_counts_as_good(town, ask):
    measured.rating(town, colour="white", by=town.per)
    text = ask(town.world.bo, MAP).text
    assert "heat__cell--white" in text
    assert "heat__cell--green" not in text


def test_levels_that_differ_stand_in_one_frame_with_their_short_words(town, ask):
    measured.rating(town, by=town.per)
    assert 'class="levels"' not in ask(town.world.bo, MAP).text
    measured.rating(town, "programme", "red", by=town.mia)
    text = ask(town.world.bo, MAP).text
    frame = text[text.index('class="levels"') : text.index("</a>", text.index('class="levels"'))]
    assert (">egen<" in frame, ">prog<" in frame, ">kom<" in frame) == (True, True, False)
    assert "heat__cell--red" in text


def test_only_one_level_or_only_differences_can_be_shown(town, ask):
    measured.rating(town, by=town.per)
    assert "heat__cell--missing" in ask(town.world.bo, f"{MAP}&niva=municipality").text
    assert "Nivåerna bedömer allt lika" in ask(town.world.bo, f"{MAP}&skillnader=1").text
    measured.rating(town, "programme", "red", by=town.mia)
    text = ask(town.world.bo, f"{MAP}&skillnader=1").text
    assert "Grundskolenämnden" in text
    assert "Vårdnämnden" not in text


def test_the_table_says_the_same(town, ask):
    measured.rating(town, by=town.per)
    text = ask(town.world.bo, f"{MAP}&tabell=1").text
    assert 'class="heat"' not in text
    assert ("Gul" in text, "inte lämnad" in text) == (True, True)


def test_an_opened_cell_shows_each_levels_reason_and_what_it_stood_on(town, ask):
    measured.rating(town, by=town.per)
    cell = f"{town.board.pk}-g{town.goal.pk}"
    text = ask(town.world.bo, f"{MAP}&ruta={cell}").text
    opened = text[text.index('id="ruta"') :]
    assert "Vi är på väg." in opened
    assert "Mot vad?" in opened
    assert "Utfall 80,6\u00a0% (2022)" in opened
    assert "inte lämnad" in opened
    assert "Per, Grundskolenämnden" in opened
    assert "niva=programme" in ask(town.mia, f"{MAP}&ruta={cell}").text


@pytest.mark.parametrize("view", ["matrix", "gender_account"])
def test_the_matrix_is_a_map_too(town, ask, view):
    text = ask(town.world.bo, f"{MAP}&vy={view}").text
    assert "process" in text
    assert ("Helheten" in text) == (view == "matrix")


def test_a_wrong_choice_is_said_beside_the_field(town, ask):
    assert ask(town.world.bo, f"{MAP}&vy=weather").status_code == 422


def test_a_map_without_goals_says_what_to_do(world, ask):
    assert "Här finns inget att bedöma" in ask(world.bo, "/bedomningar/?tillfalle=interim_1&ar=2023").text


@pytest.mark.parametrize("address", ["/bedomningar/", "/resultat/"])
def test_the_pages_are_for_those_inside(town, ask, client, address):
    assert ask(town.world.stranger, address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_giving_a_rating_shows_the_other_levels_and_the_numbers(town, ask):
    measured.rating(town, by=town.per)
    text = ask(town.mia, give(town, "programme")).text
    assert "Vi är på väg." in text
    assert "80,6\u00a0% (2022)" in text
    assert "Årets mål nås enligt bedömningen" in text
    answer = ask(town.mia, give(town, "programme"), RATED)
    assert answer.url == reverse("rating-detail", args=[Rating.objects.get(level="programme").pk])


def test_the_level_is_the_one_at_which_one_rates(town, ask):
    ask(town.mia, give(town, ""), RATED)
    assert Rating.objects.get().level == "programme"


def test_a_rating_without_colour_or_reason_comes_back(town, ask):
    answer = ask(town.per, give(town), {"colour": "", "reason": ""})
    assert answer.status_code == 422
    assert "Välj en färg." in answer.text
    assert "Skriv skälet." in answer.text
    assert not Rating.objects.exists()


@pytest.mark.parametrize("who", ["dan", "bo", "alva"])
def test_giving_is_refused_with_the_reason(town, ask, who):
    answer = ask(getattr(town.world, who), give(town))
    assert answer.status_code == 403
    assert "Grundskolenämnden" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"enhet": 999999},
        {"enhet": "x"},
        {"ar": ""},
        {"mal": 999999},
        {"mal": "x"},
        {"tillfalle": "midsummer"},
        {"omrade": "weather"},
        {"kolumn": "weather"},
        {"niva": "county"},
    ],
)
def test_what_does_not_exist_is_not_found(town, ask, wrong):
    assert ask(town.per, give(town, **wrong)).status_code == 404


def test_a_cell_of_the_matrix_can_be_rated(town, ask):
    ask(town.per, give(town, mal="", kolumn="process", omrade="gender_account"), RATED)
    rating = Rating.objects.get()
    assert (rating.goal, rating.aspect, rating.focus_area) == (None, "process", "gender_account")
    assert "genusredovisning" in ask(town.per, reverse("rating-detail", args=[rating.pk])).text


def test_a_rating_has_signature_history_and_thread_both_ways(town, ask):
    first = measured.rating(town, by=town.per)
    second = measured.rating(town, "own", "green", reason="Nu är vi framme.", by=town.per)
    above = measured.rating(town, "programme", "red", reason="Inte än.", by=town.mia)
    text = ask(town.world.bo, reverse("rating-detail", args=[second.pk])).text
    assert "Per, Grundskolenämnden, 20\u00a0november\u00a02023" in text
    assert "Nu är vi framme." in text
    assert "Vi är på väg." in text
    assert town.board_goal.title in text
    assert reverse("rating-detail", args=[above.pk]) in text
    assert "Nivån har bedömt på nytt sedan dess" in ask(town.world.bo, reverse("rating-detail", args=[first.pk])).text


def test_a_rating_tells_that_its_ground_has_changed(town, ask):
    rating = actions.rate(
        town.school, level="own", occasion="interim_2", year=2023, colour="yellow", reason="På väg.",
        goal=town.school_goal, by=town.world.alva,
    )  # fmt: skip
    address = reverse("rating-detail", args=[rating.pk])
    assert "underlaget har ändrats" not in ask(town.world.bo, address).text
    measured.values(town.reading, town.school, {"2022": 82}, by=town.world.alva)
    text = ask(town.world.bo, address).text
    assert "underlaget har ändrats" in text
    assert "Sedan dess: 82,0\u00a0% (2022), målvärde 80,0\u00a0% (2023)." in text


def test_a_secret_title_is_shown_nowhere(town, ask):
    rating = measured.rating(town, by=town.per)
    open_to(town.board_goal.node, Audience.NAMED, by=town.kim)
    cia = town.world.cia
    assert ask(cia, reverse("rating-detail", args=[rating.pk])).status_code == 404
    for address in (MAP, f"{MAP}&tabell=1", f"{MAP}&ruta={town.board.pk}-g{town.goal.pk}", "/resultat/"):
        assert town.board_goal.title not in ask(cia, address).text
    assert ask(cia, give(town)).status_code == 404


def test_the_overview_shows_outcomes_ratings_analyses_and_what_waits(town, analysis, ask):
    text = ask(town.world.alva, "/resultat/").text
    assert "78,5\u00a0% (2022)" in text
    assert "80,6\u00a0% (2022)" in text
    assert "1 bedömning väntar på dig" in text
    assert reverse("analysis-detail", args=[analysis.pk]) in text
    assert "bättre än förra gången" in text
    measured.rating(town, by=town.per)
    text = ask(town.mia, "/resultat/").text
    assert "1 bedömning väntar på dig" in text
    assert "niva=programme" in text
    assert '<p class="note">Delårsrapport 2 2023</p>' in text


def test_the_overview_narrows_and_says_when_nothing_fits(town, ask):
    text = ask(town.world.alva, "/resultat/?niva=basic_mission").text
    assert "Inget mål stämmer med urvalet" in text
    assert town.goal.title not in ask(town.world.alva, f"/resultat/?enhet={town.school.pk}").text
    assert ask(town.world.alva, "/resultat/?enhet=x").status_code == 422


def test_the_overview_is_empty_in_words(world, ask):
    text = ask(world.alva, "/resultat/").text
    assert "Inget mål att visa" in text
    assert "Ingen analys är påbörjad" in text


@pytest.mark.parametrize("address", [MAP, f"{MAP}&vy=matrix", f"{MAP}&tabell=1", "/resultat/", "give", "detail"])
def test_the_pages_ask_as_little_however_much_there_is(town, client, address):
    rating = measured.rating(town, by=town.per)
    where = {"give": give(town, "programme"), "detail": reverse("rating-detail", args=[rating.pk])}.get(
        address, address
    )

    def asked():
        client.force_login(town.mia)
        client.get(where)
        with CaptureQueriesContext(connection) as questions:
            assert client.get(where).status_code == 200
        return len(questions)

    before = asked()
    for number in range(4):
        board = factories.unit(f"Nämnd {number}", "operating_board", town.world.programmes[0])
        goal = goals.add_goal(
            title=f"Mål {number}",
            level="board_goal",
            unit=board,
            starts=measured.START,
            parents=[town.goal],
            by=town.kim,
        )
        goals.connect_indicator(goal, town.eligible, by=town.kim)
        lead = factories.appointed(f"Lead {number}", "politician", board)
        actions.rate(
            board, level="own", occasion="interim_2", year=2023, colour="red", reason="Nej.", goal=goal, by=lead
        )
    assert asked() == before <= MOST_QUERIES


def test_whoever_rates_a_level_up_finds_the_way_to_a_units_own_rating(town, ask):
    actions.rate(
        town.school, level="own", occasion="interim_2", year=2023, colour="yellow", reason="På väg.",
        goal=town.school_goal, by=town.world.alva,
    )  # fmt: skip
    assert "Almskolan: Alla läser i trean" in ask(town.mia, "/resultat/").text
    page = reverse("goal-detail", args=[town.school_goal.pk])
    text = ask(town.mia, page).text
    assert "niva=programme" in text
    assert "niva=municipality" not in text
    assert "niva=" not in ask(town.world.alva, page).text
    way = give(town, "programme", enhet=town.school.pk, mal=town.school_goal.pk)
    assert ask(town.mia, way, {"colour": "red", "reason": "Det går för sakta."}).status_code == 302
    assert "niva=municipality" in ask(town.ulla, page).text


def test_whoever_rates_at_a_unit_rates_it_anew_from_the_overview(town, ask):
    measured.rating(town, by=town.per)
    said = ">Bedöm på nytt<"
    text = ask(town.per, "/resultat/").text
    assert text.count(said) == 1
    assert give(town).replace("&", "&amp;") in text
    assert said not in ask(town.world.bo, "/resultat/").text
    assert said not in ask(town.world.alva, "/resultat/").text
    assert give(town, "programme").replace("&", "&amp;") in ask(town.mia, "/resultat/").text


def test_the_count_of_results_is_of_the_goals_that_are_listed(town, ask):
    def counted():
        answer = ask(town.world.alva, "/resultat/")
        rated = sum(bool(row.ratings) for row in answer.context["rows"])
        assert f"{rated} av {len(answer.context['rows'])} mål har en bedömning" in " ".join(answer.text.split())
        return rated, answer.text

    before, _text = counted()
    measured.rating(town, by=town.per)
    after, text = counted()
    assert after == before + 1
    assert "Egen bedömning" in text


def test_the_lines_of_a_reason_stay_apart_beside_the_goal(town, ask):
    measured.rating(town, reason="- ett skäl\n- ett till", by=town.per)
    assert "- ett skäl<br>- ett till" in ask(town.world.alva, reverse("goal-detail", args=[town.board_goal.pk])).text
