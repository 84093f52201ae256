"""How many clicks the errands of each role take, from the start page to where one wanted to be.

The budgets are those of the design. Logging in comes before the start page and is not counted; neither is what others
must have done first.
"""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.functional.clicking import Clicking
from tests.functional.turn import BOARD, SCHOOL, SCHOOL_GOAL, VISION, becomes, main, open_plan, press

GOAL = "Fler elever blir behöriga till gymnasiet"
INDICATOR = "Elever i åk 9 som är behöriga till yrkesprogram, hemkommun"
BOARD_PLAN = "Verksamhetsplan med budget"
DONE_ACTIVITY, ITS_EFFECT = "Samtal hem inom två dagar", "minskade från elva till två dagar"


def at_start(page: Page, name: str) -> Clicking:
    """Return a person at the start page."""
    becomes(page, name)
    page.goto("/")
    return Clicking(page)


def send_plan(page: Page, name: str, **which: str) -> None:
    """Write what is left of next year's plan and send it, as somebody who does."""
    becomes(page, name)
    open_plan(page, "2024", **which)
    plan = page.url
    while not main(page).get_by_role("button", name="Lämna", exact=True).is_enabled():
        main(page).get_by_role("link", name=re.compile("^Skriv")).first.click()
        main(page).get_by_role("textbox").first.fill("Elever från sex till sexton år.")
        press(page, "Spara")
        page.goto(plan)
    press(page, "Lämna")


class TestUnitManager:
    def test_sees_what_is_expected_now(self, page: Page) -> None:
        karin = at_start(page, "Karin Ekström")
        karin.stands_at(SCHOOL)
        karin.reads("Nu i varvet", "Stäm av enhetens aktiviteter", "Gå igenom förra årets resultat", "dagar sen")
        karin.has_clicked_at_most(0)

    def test_does_the_monthly_check_in(self, page: Page) -> None:
        karin = at_start(page, "Karin Ekström")
        karin.go("Mitt arbete")
        karin.follow("Stäm av", karin.main.get_by_role("listitem").filter(has_text="avser november 2023"))
        karin.stands_at("Avstämning november 2023")
        karin.write("Elever med frånvaro över 15 procent", "13,2")
        for group in karin.main.get_by_role("group", name=re.compile("^Hur går det")).all():
            karin.choose("Pågår", group)
        karin.write("Månadens kommentar", "Frånvaron går åt rätt håll.")
        karin.press("Klar för månaden")
        karin.reads("Avstämningen för november är klar")
        karin.has_clicked_at_most(25)

    def test_analyses_and_rates_a_goal(self, page: Page) -> None:
        karin = at_start(page, "Karin Ekström")
        karin.follow("Analysera")
        karin.follow(f"{SCHOOL}: {SCHOOL_GOAL}")
        karin.stands_at(f"Varför blev det så? {SCHOOL_GOAL}")
        for step in ("Fundera över vad som påverkat", "Dra slutsatser"):
            karin.write(f"Er text: {step}", "Den som läser varje dag klarar mer.")
            karin.press("Spara steget", karin.main.get_by_role("region", name=step))
            karin.reads("Sparat")
        karin.choose("Gul", karin.main.get_by_role("group", name="Färg"))
        karin.write("Skäl", "Läsgrupperna hjälper, men matematiken står still.")
        karin.press("Lämna bedömningen")
        karin.press("Avsluta analysen")
        karin.reads("Analysen är avslutad", "Läsgrupperna hjälper")
        karin.has_clicked_at_most(12)


class TestEmployee:
    def test_proposes_an_improvement(self, page: Page) -> None:
        amir = at_start(page, "Amir Hassan")
        amir.follow("Föreslå en förbättring")
        amir.stands_at("Föreslå en åtgärd")
        amir.select("Med anledning av", SCHOOL_GOAL)
        amir.write("Vad bör göras?", "Läxhjälp i biblioteket på tisdagar")
        amir.write("Beskriv förslaget", "Två lärare sitter kvar en timme.")
        amir.write("Hur märks det om det hjälpte?", "Fler lämnar in i tid.")
        amir.press("Lämna förslaget")
        amir.stands_at("Läxhjälp i biblioteket på tisdagar")
        amir.has_clicked_at_most(3)


class TestProcessLead:
    def test_sees_who_is_late_and_with_what(self, page: Page) -> None:
        lena = at_start(page, "Lena Bergvall")
        lena.follow("Alla enheters hjul")
        lena.reads("5 där något är sent", "Strandskolan")
        lena.follow(SCHOOL)
        lena.stands_at(SCHOOL)
        lena.reads("Stäm av enhetens aktiviteter", "dagar sen")
        lena.has_clicked_at_most(3)

    def test_compiles_the_boards_report(self, page: Page) -> None:
        johan = at_start(page, "Johan Åkerlind")
        johan.go("Rapporter")
        johan.press("Påbörja rapporten")
        johan.follow("Läs")
        johan.stands_at("Årsberättelse 2023")
        johan.reads(BOARD, "Målen och hur de bedöms på varje nivå", "Stödet kommer för sent", "Aktiviteter för målet")
        johan.has_clicked_at_most(6)

    def test_begins_a_plan_from_that_of_last_year(self, page: Page) -> None:
        johan = at_start(page, "Johan Åkerlind")
        johan.go("Mål och planer")
        johan.follow("Planer")
        johan.press("Påbörja planen", johan.main.get_by_role("row").filter(has_text="Björkskolan"))
        johan.stands_at("Enhetsplan 2024, Björkskolan")
        johan.unfold("Vad förra årets plan sa")
        johan.follow(re.compile("^Ta över förra årets text"))
        text = johan.main.get_by_role("textbox").first
        expect(text).not_to_have_value("")
        said = text.input_value()
        johan.press("Spara")
        johan.reads("1 av 9 avsnitt skrivna", said)
        johan.has_clicked_at_most(8)

    def test_changes_a_word(self, page: Page) -> None:
        siv = at_start(page, "Siv Lundmark")
        siv.go("Administration", "Egna ord")
        siv.write("Ert ord för ”avdelning”", "sektion")
        siv.press("Spara")
        siv.stands_at("Egna ord")
        siv.has_clicked_at_most(6)
        page.goto("/organisation/")
        siv.reads(re.compile(r"Ekonomiavdelningen\s+sektion"))


class TestHeadOfAdministration:
    def test_sees_the_state_of_all_units(self, page: Page) -> None:
        birgitta = at_start(page, "Birgitta Sandell")
        birgitta.follow("Alla enheters hjul")
        birgitta.stands_at(f"Hjulen i {BOARD}")
        for school in ("Björkskolan", "Kvarnskolan", SCHOOL, "Strandskolan", "Tallskolan"):
            birgitta.reads(re.compile(rf"{school}: \d+ av \d+ klart, \d sent"))
        birgitta.has_clicked_at_most(1)

    def test_rates_with_a_reason(self, page: Page) -> None:
        birgitta = at_start(page, "Birgitta Sandell")
        birgitta.go("Resultat")
        birgitta.follow(re.compile(f"^Bedöm på nytt.*{GOAL}"))
        birgitta.choose("Gul")
        birgitta.write("Skäl", "Stödet sätts in tidigare, men nivån är låg.")
        birgitta.press("Lämna bedömningen")
        birgitta.reads("Stödet sätts in tidigare", "Birgitta Sandell")
        birgitta.has_clicked_at_most(4)

    def test_adopts_a_plan(self, page: Page) -> None:
        send_plan(page, "Karin Ekström")
        birgitta = at_start(page, "Birgitta Sandell")
        birgitta.follow("Anta", birgitta.main.get_by_role("listitem").filter(has_text=f"Enhetsplan 2024, {SCHOOL}"))
        birgitta.press("Anta och frys")
        birgitta.stands_at(f"Enhetsplan 2024, {SCHOOL}")
        birgitta.reads("Antagen av Birgitta Sandell")
        birgitta.has_clicked_at_most(3)


class TestPolitician:
    def test_reads_what_is_to_be_decided(self, page: Page) -> None:
        send_plan(page, "Johan Åkerlind", kind=BOARD_PLAN, unit=BOARD)
        per = at_start(page, "Per Wiklander")
        per.reads("Väntar på beslut")
        per.follow(f"{BOARD_PLAN} 2024, {BOARD}")
        per.stands_at(f"{BOARD_PLAN} 2024, {BOARD}")
        per.has_clicked_at_most(1)

    def test_asks_why_a_goal_has_its_colour_and_at_which_units(self, page: Page) -> None:
        per = at_start(page, "Per Wiklander")
        per.go("Resultat")
        per.follow(GOAL, per.main.get_by_role("region", name="Mål", exact=True))
        per.stands_at(GOAL)
        per.reads("Egen bedömning", "avviker", "Målet 2026 nås inte med nuvarande takt")
        per.follow(SCHOOL)
        per.stands_at(SCHOOL_GOAL)
        per.reads("14,1 %", "Extra matematik på loven")
        per.has_clicked_at_most(3)

    def test_compares_with_similar_municipalities(self, page: Page) -> None:
        per = at_start(page, "Per Wiklander")
        per.go("Resultat")
        per.follow(INDICATOR)
        per.stands_at(INDICATOR)
        per.reads("Liknande kommuner", "201 av 290")
        per.has_clicked_at_most(2)


class TestSystemAdministrator:
    def test_moves_a_unit_during_the_year(self, page: Page) -> None:
        siv = at_start(page, "Siv Lundmark")
        siv.go("Administration", "Organisation")
        siv.follow("Kulturskolan")
        siv.follow("Flytta")
        siv.select("Ska stå under", "Gymnasieförvaltningen")
        siv.page.get_by_label("Från").fill("2023-12-01")
        siv.press("Flytta")
        siv.stands_at("Kulturskolan")
        siv.reads("Gymnasieförvaltningen")
        siv.has_clicked_at_most(6)

    def test_adds_a_unit(self, page: Page) -> None:
        siv = at_start(page, "Siv Lundmark")
        siv.go("Administration", "Organisation")
        siv.follow("Lägg till organisationsdel")
        siv.write("Namn", "Sjöängsskolan")
        siv.write("Kod", "2214")
        siv.select("Slag", "enhet")
        siv.select("Står under", "Grundskoleförvaltningen")
        siv.page.get_by_label("Från").fill("2023-12-01")
        siv.press("Lägg till")
        siv.stands_at("Sjöängsskolan")
        siv.reads("Grundskoleförvaltningen")
        siv.has_clicked_at_most(6)

    def test_answers_why_somebody_may_not(self, page: Page) -> None:
        siv = at_start(page, "Siv Lundmark")
        siv.go("Administration", "Varför får någon göra det här?")
        siv.stands_at("Varför får någon göra det här?")
        for label, words in (("Vem", "karin ek"), ("Får", "sköta konton"), ("Var", SCHOOL)):
            siv.main.get_by_role("combobox", name=label, exact=True).fill(words)
        siv.page.keyboard.press("Enter")
        siv.reads(f"Nej, Karin Ekström får inte sköta konton och roller för {SCHOOL}")
        siv.stands_at("Varför får någon göra det här?")
        siv.has_clicked_at_most(2)


class TestAuditor:
    def test_walks_from_the_vision_to_an_effect(self, page: Page) -> None:
        tomas = at_start(page, "Tomas Rydelius")
        tomas.go("Mål och planer")
        tomas.reads(VISION)
        tomas.follow(SCHOOL_GOAL)
        tomas.reads(VISION, GOAL, SCHOOL)
        tomas.follow(DONE_ACTIVITY)
        tomas.stands_at(DONE_ACTIVITY)
        tomas.reads(ITS_EFFECT)
        tomas.has_clicked_at_most(4)

    def test_takes_home_who_did_what_and_when(self, page: Page) -> None:
        tomas = at_start(page, "Tomas Rydelius")
        tomas.go("Administration", "Logg")
        tomas.stands_at("Logg")
        with page.expect_download() as download:
            tomas.follow("Ladda ner som lista")
        text = download.value.path().read_text(encoding="utf-8-sig")
        assert "Johan Åkerlind" in text
        tomas.has_clicked_at_most(3)


def test_a_resident_sees_how_a_goal_goes(page: Page) -> None:
    page.goto("/offentligt/")
    resident = Clicking(page)
    resident.follow(GOAL)
    resident.stands_at(GOAL)
    resident.reads("80,6 %", "85,0 %")
    resident.has_clicked_at_most(2)
