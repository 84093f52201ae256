"""Years chosen for the limits, as the page of an analysis shows them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from styrhjul.wheel.followup import actions
from tests import measured

CHOSEN = {"first": "2012", "last": "2018", "reason": "Före omorganisationen"}


@pytest.fixture
def national(town):
    return actions.begin_analysis(
        town.board_goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023, by=town.world.hanna
    )


def at(name, analysis):
    return reverse(name, args=[analysis.pk])


def limits(text):
    return re.findall(r"(?:medel|undre gräns|övre gräns) [\d,]+", text.replace("\u00a0", " "))


def test_choosing_works_and_the_chart_rests_on_the_years(town, national, ask):
    before = ask(town.world.hanna, at("analysis-detail", national)).text
    answer = ask(town.world.hanna, at("analysis-baseline", national), CHOSEN)
    assert (answer.status_code, answer.url) == (302, at("analysis-detail", national) + "#steg-1")
    text = ask(town.world.hanna, at("analysis-detail", national)).text
    assert "Medel och gränser räknas på 2012–2018: Före omorganisationen" in text
    assert "Det senaste värdet ligger då" in text
    assert "20\u00a0november\u00a02023" in text
    assert limits(text) != limits(before)
    assert 'stroke-dasharray="1 4"' in text, "the limits go on dotted after the chosen years"
    assert national.evidence["earlier"]["sentence"] in text
    assert "2009</option>" not in text, "years before the change of definition can't be chosen"


@pytest.mark.parametrize(
    ("last", "said"), [("2017", "Det senaste värdet ligger då under den undre gränsen."),
                       ("2022", "Det senaste värdet ligger då inom gränserna.")],
)  # fmt: skip
def test_it_is_said_where_the_latest_value_then_lies(town, national, ask, last, said):
    actions.choose_baseline(national, **{**CHOSEN, "last": last, "reason": "Skäl."}, by=town.world.hanna)
    text = ask(town.world.dan, at("analysis-detail", national)).text
    assert said in text
    assert "2012–" in text
    assert "Skäl.." not in text


def test_later_values_are_judged_against_the_chosen_years_in_the_table_too(town, national, ask):
    actions.choose_baseline(national, **{**CHOSEN, "last": "2017"}, by=town.world.hanna)
    text = ask(town.world.hanna, at("analysis-detail", national)).text
    cells = re.findall(r'<th scope="row">(\d{4})</th><td class="num">[^<]*</td><td class="num">([^<]*)</td>', text)
    remarks = dict(reversed(cells))  # the first table is that of the step
    assert "under gränsen" in remarks["2022"]
    assert remarks["2012"] == "ny definition: fler godkända betyg krävs för att vara behörig"
    assert remarks["2005"] == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"last": "2013"}, "Välj minst 6 mätningar"),
        ({"reason": ""}, "Fyll i: Varför de här åren?"),
        ({"first": "1999"}, "1999"),
    ],
)
def test_what_cannot_be_taken_comes_back_in_its_place(town, national, ask, wrong, said):
    answer = ask(town.world.hanna, at("analysis-baseline", national), {**CHOSEN, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Välj vilka år gränserna räknas på" in answer.text


def test_a_reader_sees_the_choice_and_no_form_and_few_values_offer_none(town, national, ask):
    actions.choose_baseline(national, **CHOSEN, by=town.world.hanna)
    text = ask(town.world.dan, at("analysis-detail", national)).text
    assert "Medel och gränser räknas på 2012–2018" in text
    assert "Välj vilka år gränserna räknas på" not in text
    own = ask(town.world.alva, at("analysis-detail", measured.analysis(town))).text
    assert "Välj vilka år gränserna räknas på" not in own
