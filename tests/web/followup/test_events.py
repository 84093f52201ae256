"""Step 5 in the browser's eyes: events are laid, struck and offered again, and the chart has words beside it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from styrhjul.web.followup.timeline import shortened, when
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Event
from tests import measured

SAID = {"period": "2021-03", "what": "Skolan fick ny rektor", "expected": "better", "source": "", "link": ""}


def at(name, analysis, *more):
    return reverse(name, args=[analysis.pk, *more])


@pytest.fixture
def event(town, analysis):
    return actions.add_event(analysis, **SAID, by=town.world.bo)


def test_adding_works_and_goes_back_to_the_step(town, analysis, ask):
    answer = ask(town.world.bo, at("analysis-event-new", analysis), {**SAID, "link": "https://example.org/x"})
    assert (answer.status_code, answer.url) == (302, at("analysis-detail", analysis) + "#steg-5")
    text = ask(town.world.alva, at("analysis-detail", analysis)).text
    assert "På tidslinjen: 1 händelse." in text
    assert "1. Skolan fick ny rektor, mars 2021." in text.replace("\u00a0", " "), (
        "what the chart is called to who hears it"
    )
    assert text.count('class="chart chart-timeline"') == 2
    assert "Händelse, mars\u00a02021. Väntat: bättre" in text
    assert "Sammanföll i tid, inte orsak." in text
    assert "För tidigt att säga något" in text
    assert 'href="https://example.org/x"' in text
    assert "5 av 9" in text


def test_before_anything_lies_there_the_page_says_how_it_comes(town, analysis, ask):
    page = at("analysis-detail", analysis)
    assert "Annat som har hänt lägger ni in här." in ask(town.world.alva, page).text
    text = ask(town.world.dan, page).text
    assert "Inget ligger på tidslinjen." in text
    assert "Annat som har hänt" not in text
    assert "chart-timeline" not in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"period": "i våras"}, "Skriv ett år, en månad eller en dag"),
        ({"period": "2024"}, "Det har inte hänt än."),
        ({"what": ""}, "Skriv vad som hände."),
        ({"link": "inte en länk"}, "Skriv hela adressen"),
        ({"expected": "great"}, "great"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_words_typed(town, analysis, ask, wrong, said):
    answer = ask(town.world.bo, at("analysis-event-new", analysis), {**SAID, "source": "Protokollet", **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Protokollet"' in answer.text
    assert not Event.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(town, analysis, ask):
    answer = ask(town.world.bo, at("analysis-event-new", analysis), {"period": "i våras", "what": "", "link": "nej"})
    for said in ("Skriv ett år, en månad eller en dag", "Skriv vad som hände.", "Skriv hela adressen"):
        assert said in answer.text


def test_striking_needs_a_reason_and_keeps_the_event_readable(town, analysis, event, ask):
    address = at("analysis-event-strike", analysis, event.pk)
    assert ask(town.world.alva, address, {"reason": ""}).status_code == 422
    assert ask(town.world.alva, address, {"reason": "Det var en annan skola."}).status_code == 302
    text = ask(town.world.dan, at("analysis-detail", analysis)).text
    assert "1 struken händelse" in text
    assert "Det var en annan skola." in text
    assert "Lägg tillbaka" not in text
    assert ask(town.world.alva, address).status_code == 403
    assert ask(town.world.alva, at("analysis-event-lay", analysis, event.pk), {}).status_code == 302
    assert "struken händelse" not in ask(town.world.alva, at("analysis-detail", analysis)).text


def test_the_next_analysis_offers_it(town, analysis, event, ask):
    later = measured.analysis(town)
    assert "Finns i andra analyser av samma resultat" in ask(town.world.alva, at("analysis-detail", later)).text
    assert ask(town.world.alva, at("analysis-event-lay", later, event.pk), {}).status_code == 302
    text = ask(town.world.alva, at("analysis-detail", later)).text
    assert "Finns i andra analyser" not in text
    assert "På tidslinjen: 1 händelse." in text


def test_whoever_may_not_write_is_told_and_a_stranger_finds_nothing(town, analysis, event, ask):
    posts = [
        (at("analysis-event-new", analysis), SAID),
        (at("analysis-event-strike", analysis, event.pk), {"reason": "Nej."}),
        (at("analysis-event-lay", analysis, event.pk), {}),
    ]
    for address, data in posts:
        assert ask(town.world.dan, address, data).status_code == 403
        assert ask(town.world.cia, address, data).status_code == 404
    assert "Stryk händelsen" not in ask(town.world.dan, at("analysis-detail", analysis)).text


def test_an_event_that_does_not_exist_is_not_found(town, analysis, ask):
    for name, data in (("analysis-event-strike", {"reason": "x"}), ("analysis-event-lay", {})):
        assert ask(town.world.alva, at(name, analysis, 12345), data).status_code == 404


def test_a_concluded_analysis_shows_what_it_kept(town, analysis, event, ask):
    actions.write_step(analysis, step="conclusion", body="Stödet kom sent.", base=0, by=town.world.alva)
    actions.conclude_analysis(analysis, by=town.world.alva)
    text = ask(town.world.cia, at("analysis-detail", analysis)).text
    assert "Skolan fick ny rektor" in text
    assert "Bo, 20" in text
    assert "Lägg till en händelse" not in text


def test_the_text_of_the_step_stays_open_beside_the_time_line(town, analysis, ask):
    text = ask(town.world.alva, at("analysis-detail", analysis)).text
    assert "Din text" in text.replace("Er text", "Din text")
    assert 'id="text_influences_body"' in text


def test_the_page_asks_as_little_however_many_events_there_are(town, analysis, client):
    def asked():
        client.force_login(town.world.alva)
        client.get(at("analysis-detail", analysis))
        with CaptureQueriesContext(connection) as questions:
            client.get(at("analysis-detail", analysis))
        return len(questions)

    actions.add_event(analysis, **SAID, by=town.world.bo)
    first = actions.add_event(analysis, **{**SAID, "what": "0"}, by=town.world.bo)
    actions.strike_event(analysis, event=first, reason="Fel.", by=town.world.bo)
    before = asked()
    for number in range(1, 6):
        actions.add_event(analysis, **{**SAID, "what": f"{number}"}, by=town.world.bo)
        one = actions.add_event(analysis, **{**SAID, "what": f"{number}x"}, by=town.world.bo)
        actions.strike_event(analysis, event=one, reason="Fel.", by=town.world.bo)
    assert asked() == before <= 34


def test_times_and_long_words_are_written_short():
    assert [when(one) for one in ("2022", "2022-03", "2022-03-14")] == [
        "2022",
        "mars\u00a02022",
        "14\u00a0mars\u00a02022",
    ]
    assert shortened("Ny rektor", 30) == "Ny rektor"
    assert shortened("Skolan fick en ny rektor, och två lärare slutade", 30) == "Skolan fick en ny rektor…"
    assert shortened("a" * 40, 30) == "a" * 29 + "…"
