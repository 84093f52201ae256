"""The library of national indicators: all of them can be found, with values here or without."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode

from styrhjul.wheel.indicators import queries
from styrhjul.wheel.indicators.actions import add_indicator
from tests import goal_scenes

pytestmark = pytest.mark.django_db
LIST = reverse("library")


@pytest.fixture
def world(world):
    """The municipality of the tests with the statistics of a real one."""
    world.top.area = "1880"
    world.top.save()
    return world


@pytest.fixture
def reads(client, world):
    client.force_login(world.bo)
    return client


def found(page):
    return re.findall(r"/indikatorer/nationella/(\w+)/", page.text)


def test_those_with_values_are_shown_first_and_page_by_page(reads):
    page = reads.get(LIST)
    assert len(found(page)) == 25
    assert "137 nyckeltal" in page.text
    assert set(found(page)).isdisjoint(found(reads.get(LIST, {"page": 2})))


def test_the_whole_catalogue_can_be_browsed_to_its_end(reads):
    page = reads.get(LIST, {"which": "all", "page": 246})
    assert "6\xa0142 nyckeltal" in page.text
    assert len(found(page)) == 6142 - 245 * 25


def test_words_fields_and_what_is_withdrawn_narrow_it(reads):
    assert "N15428" in found(reads.get(LIST, {"q": "elevernas behörighet"}))
    school = reads.get(LIST, {"field": "Grundskola åk 0-9 inkl förskoleklass"})
    assert "18 nyckeltal" in school.text
    assert "N00713" in found(reads.get(LIST, {"which": "withdrawn", "q": "förvärvsarbetande"}))
    assert "Inget stämmer med urvalet" in reads.get(LIST, {"q": "finnsinte"}).text


def test_a_field_that_there_is_not_is_a_fault(reads):
    assert reads.get(LIST, {"field": "Rymdfart"}).status_code == 422


def test_an_indicator_shows_its_years_at_home_for_all_women_and_men(reads):
    info = queries.national_indicator("N15428")
    groups, rows = queries.years_at_home(info)
    assert len(groups) == 3
    assert rows[0].year == info.last_period
    page = reads.get(reverse("library-indicator", args=["N15428"]))
    for text in ("Flickor", "Pojkar", str(rows[0].year), "Källa: Kolada", "Skollagen vill att varje elev når"):
        assert text in page.text
    assert f"{rows[0].values[0]:.1f}".replace(".", ",") in page.text


def test_one_shows_kind_ground_changes_and_what_it_is_computed_together_with(reads):
    page = reads.get(reverse("library-indicator", args=["N15428"])).text
    for text in ("ett resultat att arbeta för", "fler godkända betyg krävs", "Hänger ihop genom hur de räknas"):
        assert text in page
    assert re.search(r"<b>2012</b>: fler godkända betyg", page)
    assert re.search(r"2012 <span class=\"note\">ny definition</span>", page)
    assert page.count("ny definition</span>") == 1
    assert reverse("library-indicator", args=["N15507"]) in page
    assert reverse("library-indicator", args=["N15424"]) in page


def test_what_a_share_is_computed_from_leads_there(reads):
    page = reads.get(reverse("library-indicator", args=["N01813"])).text
    assert "en förutsättning" in page
    assert "varken högre eller lägre är bättre" in page
    for part in ("N01957", "N01951"):
        assert f'href="{reverse("library-indicator", args=[part])}"' in page
    assert "delat med" in page
    assert "det som räknas, delat med" in re.sub(
        r"\s+", " ", reads.get(reverse("library-indicator", args=["N20048"])).text
    )


def test_a_change_that_concerns_few_names_them(reads):
    page = reads.get(reverse("library-indicator", args=["N07037"])).text
    assert "Berör Stockholm, Tranås" in page
    assert "en kostnad" in page


def test_one_that_nobody_has_decided_on_says_so(reads):
    page = reads.get(reverse("library-indicator", args=["N00713"])).text
    assert "inte bestämt" in page
    assert "Grund för båda" not in page


def test_one_without_values_says_so_and_cannot_be_followed(client, world):
    client.force_login(world.alva)
    page = client.get(reverse("library-indicator", args=["N00713"])).text
    assert "Inga värden är inlästa" in page
    assert "borttaget ur katalogen" in page
    assert f"{reverse('indicator-add')}?number=" not in page
    assert reverse("indicator-add") in client.get(reverse("library-indicator", args=["U21401"])).text


def test_one_in_use_leads_to_the_indicator(client, world):
    eligible = add_indicator(unit=world.boards[0], national_id="N15428", by=world.hanna)
    client.force_login(world.alva)
    page = client.get(reverse("library-indicator", args=[eligible.national_id])).text
    assert reverse("indicator-detail", args=[eligible.pk]) in page
    assert f"{reverse('indicator-add')}?number=" not in page


def test_what_there_is_not_is_not_found(reads):
    assert reads.get(reverse("library-indicator", args=["X99999"])).status_code == 404


def test_it_asks_few_questions(reads, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        reads.get(LIST, {"which": "all", "q": "elever"})


class TestForAGoal:
    """One comes from a goal to choose an indicator, and goes on to it wherever one looks."""

    @pytest.fixture
    def goal(self, world):
        chain = goal_scenes.goal_chain(world)
        return chain.board

    def asked(self, goal):
        return f"mal={goal.pk}"

    def test_the_goal_is_kept_from_list_through_library_to_the_form(self, client, world, goal):
        client.force_login(world.hanna)
        listed = client.get(reverse("indicator-list"), {"mal": goal.pk, "q": "hemtjänst"}).text
        assert f"{LIST}?{self.asked(goal)}" in listed
        assert f"{reverse('library-indicator', args=['U21401'])}?{self.asked(goal)}" in listed
        library = client.get(LIST, {"mal": goal.pk}).text
        assert f'name="mal" value="{goal.pk}"' in library, "a search keeps it"
        assert f"?{self.asked(goal)}" in library
        one = client.get(reverse("library-indicator", args=["U21401"]), {"mal": goal.pk}).text
        assert f"{reverse('indicator-add')}?number=U21401&amp;{self.asked(goal)}" in one
        for page in (listed, library, one):
            assert goal.title in page
            assert 'aria-current="page">Mål och planer' in re.sub(r"\s+", " ", page)

    def test_one_in_use_is_taken_for_the_goal_at_once(self, client, world, goal):
        used = add_indicator(unit=world.boards[0], national_id="U21401", by=world.hanna)
        client.force_login(world.hanna)
        one = client.get(reverse("library-indicator", args=["U21401"]), {"mal": goal.pk}).text
        assert f'action="{reverse("goal-indicators", args=[goal.pk])}"' in one
        assert f'name="indicator" value="{used.pk}"' in one

    def test_one_without_values_leads_on(self, client, world, goal):
        client.force_login(world.hanna)
        page = client.get(reverse("library-indicator", args=["N00713"]), {"mal": goal.pk}).text
        field = queries.national_indicator("N00713").operating_area
        assert escape(f"{LIST}?{urlencode({'field': field, 'mal': goal.pk})}") in page
        assert f"{reverse('indicator-add')}?{self.asked(goal)}" in page

    def test_a_goal_that_one_may_not_know_of_is_not_found(self, client, world, goal):
        client.force_login(world.stranger)
        assert client.get(LIST, {"mal": 999999}).status_code == 404
