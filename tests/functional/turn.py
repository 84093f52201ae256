"""What people do on one turn of the wheel, a function for each stop; pages are found by role and label only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

GOAL = "Fler barn läser varje dag"
SCHOOL, BOARD = "Lindängsskolan", "Grundskolenämnden"
SCHOOL_GOAL = "Fler klarar svenska och matematik"
PROPOSAL = "Läsning första kvarten varje dag"
TAKEN_IN = "Läsning varje morgon i alla klasser"


@dataclass(frozen=True)
class Model:
    """What a steering model and its Exempelby call the things that one meets on the turn."""

    pack: str
    part: str
    """A part of the wheel, as the start page lists it."""
    goal: str
    """The level on which the council sets its goals, and what such a goal stands under."""
    above: str
    board: str
    """The board that the school belongs to, and the report that it gives on the year."""
    report: str
    eligible: str
    """The municipality's share of pupils eligible for upper secondary school, 2022."""


AREA, VISION = "Kunskap hela vägen", "Exempelby – här lyckas fler"
SCHOOLS = "Barn- och utbildningsnämnden"
MODELS = (
    Model("orebro", "Planering", "Mål", AREA, BOARD, "Årsberättelse", "80,6"),
    Model("styrsnurran", "Planering och genomförande", "Fullmäktigemål", AREA, SCHOOLS, "Årsrapport", "85,9"),
    Model("leksand", "Vision och mål", "Mål", VISION, SCHOOLS, "Årsrapport", "82,1"),
    Model("norrkoping", "Kvalitetssäkring", "Politiskt mål", AREA, SCHOOLS, "Årsrapport", "83,4"),
    Model("karlskoga", "Åtgärder", "Fullmäktigemål", AREA, SCHOOLS, "Årsrapport", "79,9"),
    Model("common", "Åtgärda", "Fullmäktigemål", AREA, SCHOOLS, "Årsrapport", "84,4"),
)


def becomes(page: Page, name: str) -> None:
    """Log in as one of the role cards."""
    page.context.clear_cookies()
    page.goto("/konto/logga-in/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Välj vem du är")


def main(page: Page) -> Locator:
    """Return the page's own content."""
    return page.get_by_role("main")


def press(page: Page, name: str) -> None:
    """Press the first button with exactly this name."""
    main(page).get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link of the content with a name."""
    main(page).get_by_role("link", name=name).first.click()


def choose(page: Page, label: str | re.Pattern[str], containing: str) -> None:
    """Choose the first alternative of a list whose text holds some words."""
    field = page.get_by_role("combobox", name=label).first
    option = field.locator("option", has_text=containing).first
    field.select_option(value=option.get_attribute("value"))


def says(page: Page, text: str | re.Pattern[str]) -> None:
    """Expect words in the page's content."""
    expect(main(page)).to_contain_text(text)


def set_goal(page: Page, model: Model) -> str:
    """Set a goal of the council, follow it by a national indicator with a target, and return the goal's address."""
    page.goto("/mal/ny/")
    page.get_by_label("Målet", exact=True).fill(GOAL)
    page.get_by_label("Sätts av").select_option(label="Exempelby kommun")
    page.get_by_label("Nivå").select_option(label=model.goal)
    choose(page, re.compile("Bidrar till målet ovanför"), model.above)
    page.get_by_label("Gäller från").fill("2023-01-01")
    press(page, "Spara")
    expect(page.get_by_role("heading", level=1)).to_contain_text(GOAL)
    goal = page.url
    page.goto(goal + "indikatorer/")
    choose(page, "Indikator", "behöriga till yrkesprogram")
    press(page, "Lägg till en indikator")
    page.goto("/indikatorer/")
    follow(page, re.compile("behöriga till yrkesprogram"))
    page.goto(page.url.split("?")[0] + "malvarden/")
    page.get_by_label(re.compile("Alla 2025")).fill("86")
    page.get_by_label("Paragraf i protokollet").fill("§ 41")
    press(page, "Spara beslutet")
    page.goto(goal)
    says(page, "Källa: Kolada N15428")
    says(page, model.eligible)
    return goal


def check_in(page: Page) -> None:
    """Answer everything of November on one screen, mending a wrong number on the way."""
    page.goto("/arbete/")
    november = main(page).get_by_role("listitem").filter(has_text="avser november 2023")
    november.get_by_role("link", name="Stäm av").click()
    value = main(page).get_by_label(re.compile("frånvaro över 15 procent")).first
    value.fill("13,,2")
    press(page, "Spara")
    says(page, "Skriv ett tal, till exempel 8 eller 8,1.")
    value.fill("13,2")
    value.press("Tab")
    says(page, "Sparat")
    for group in main(page).get_by_role("group", name=re.compile("Hur går det")).all():
        group.get_by_role("radio", name="Pågår").check()
    press(page, "Spara")
    press(page, "Klar för månaden")
    says(page, re.compile("Klar", re.IGNORECASE))


def analyse_and_rate(page: Page) -> str:
    """Write the conclusion, rate the unit's own work, and return the analysis' address."""
    page.goto("/analys/")
    follow(page, re.compile(SCHOOL_GOAL))
    analysis = page.url
    says(page, "för få mätningar")
    page.get_by_label(re.compile("Er text: Dra slutsatser")).fill(
        "Den som läser varje dag klarar mer. Vi har läst för lite."
    )
    main(page).locator("section", has_text="Dra slutsatser").get_by_role("button", name="Spara steget").first.click()
    main(page).get_by_role("group", name="Färg").get_by_role("radio", name="Gul").check()
    press(page, "Lämna bedömningen")
    says(page, "Skriv")
    main(page).get_by_role("group", name="Färg").get_by_role("radio", name="Gul").check()
    page.get_by_label("Skäl").fill("Läsgrupperna hjälper, men matematiken står still.")
    press(page, "Lämna bedömningen")
    says(page, "Läsgrupperna hjälper")
    return analysis


def propose_and_decide(page: Page, analysis: str) -> None:
    """Propose a remedy from the analysis, say what it means, weigh it and decide it for next year."""
    page.goto(analysis)
    follow(page, "Föreslå en åtgärd")
    page.get_by_label("Vad bör göras?").fill(PROPOSAL)
    page.get_by_label("Beskriv förslaget").fill("Alla klasser börjar dagen med en kvarts läsning.")
    page.get_by_label("Hur märks det om det hjälpte?").fill("Läsförståelse vår och höst.")
    page.get_by_label(re.compile("Dem vi finns till för")).fill("Alla elever läser mer.")
    press(page, "Lämna förslaget")
    expect(page.get_by_role("heading", level=1)).to_contain_text(PROPOSAL)
    for name, weight in (("Effekt", "5"), ("Insats", "1"), ("Brådska", "4")):
        main(page).get_by_role("group", name=name).get_by_role("radio", name=weight).check()
    main(page).get_by_role("button", name=re.compile("prioritering|Prioritera")).first.click()
    says(page, "En person har prioriterat")
    main(page).get_by_role("group", name="Svar").get_by_role("radio", name="Ja").check()
    page.get_by_label("Skäl").fill("Kostar lite och når alla.")
    press(page, "Besluta")
    says(page, "Kostar lite och når alla.")


def conclude(page: Page, analysis: str) -> None:
    """Stand by the conclusion, which goes before next year's planning."""
    page.goto(analysis)
    press(page, "Avsluta analysen")
    says(page, re.compile("avslutad", re.IGNORECASE))


def rate_again(page: Page) -> None:
    """Rate the unit's work from a level above; the ratings stand side by side and the difference is told."""
    page.goto("/mal/")
    follow(page, SCHOOL_GOAL)
    follow(page, re.compile("^Bedöm"))
    says(page, "Läsgrupperna hjälper")
    main(page).get_by_role("group", name="Färg").get_by_role("radio", name="Röd").check()
    page.get_by_label("Skäl").fill("Ökningen är för liten för kommunens mål.")
    press(page, "Lämna bedömningen")
    page.goto("/mal/")
    follow(page, SCHOOL_GOAL)
    for words in ("avviker", "Läsgrupperna hjälper", "Ökningen är för liten"):
        says(page, words)


def open_plan(page: Page, year: str, *, kind: str = "Enhetsplan", unit: str = SCHOOL) -> None:
    """Open a unit's plan of a year from the list of plans: the school's, unless another is named."""
    page.goto("/planer/")
    choose(page, re.compile("Organisationsdel"), unit)
    press(page, "Visa")
    of_year = page.get_by_role("cell", name=year, exact=True)
    row = main(page).get_by_role("row").filter(has=of_year).filter(has_text=kind)
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{kind} {year}, {unit}")


def plan_next_year(page: Page) -> None:
    """Take the decision into next year's plan, decline the other input, write and adopt the plan."""
    open_plan(page, "2024")
    plan = page.url
    inputs = main(page).get_by_role("region", name="Underlag till planen")
    inputs.get_by_role("article").filter(has_text=PROPOSAL).get_by_role("link", name="Ta in").click()
    page.get_by_label("Vad ska göras?").fill(TAKEN_IN)
    page.get_by_label("Vad ska det leda till?").fill("Fler läser på den nivå som årskursen kräver.")
    page.get_by_label("Från", exact=True).fill("2024-01-08")
    page.get_by_label(re.compile(SCHOOL_GOAL)).check()
    press(page, "Spara")
    page.goto(plan)
    inputs.get_by_role("link", name="Avstå").first.click()
    page.get_by_label("Varför inte?").fill("Slutsatsen är redan med i aktiviteten.")
    press(page, "Spara")
    page.goto(plan)
    follow(page, re.compile("^Skriv"))
    main(page).get_by_role("textbox").first.fill("Elever från sex till sexton år, och deras familjer.")
    press(page, "Spara")
    page.goto(plan)
    press(page, "Lämna")
    page.goto(plan + "anta/")
    main(page).get_by_role("button").last.click()
    page.goto(plan)
    says(page, re.compile("Antagen", re.IGNORECASE))


def close_activity(page: Page) -> None:
    """Close an activity: its effect stands against the numbers, and it asks what lasts."""
    open_plan(page, "2023")
    follow(page, "Gemensam närvarorutin för årskurs 7–9")
    follow(page, "Avsluta aktiviteten")
    says(page, "innan aktiviteten började")
    page.get_by_label("Vad ledde det till?").fill("Frånvaron är lägre, och alla gör lika.")
    page.get_by_label(re.compile("Vad har gjorts till fast arbetssätt")).fill("Rutin 2.8 Närvaro, beslutad av rektor.")
    choose(page, re.compile("Vem ansvarar för det"), "Karin Ekström")
    page.get_by_label(re.compile("När kontrolleras")).fill("2024-03-01")
    press(page, "Avsluta aktiviteten")
    says(page, "Rutin 2.8 Närvaro")


def report(page: Page, model: Model) -> str:
    """Write, send and decide the board's annual report, and return its address."""
    page.goto("/rapporter/")
    choose(page, re.compile("Organisationsdel"), model.board)
    page.get_by_role("combobox", name="Tillfälle").select_option(label=model.report)
    choose(page, re.compile("År"), "2023")
    press(page, "Visa")
    main(page).get_by_role("button", name=re.compile("Påbörja|Börja")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{model.report} 2023")
    address = page.url
    while main(page).get_by_role("link", name=re.compile("^Skriv")).count():
        follow(page, re.compile("^Skriv"))
        main(page).get_by_role("textbox").first.fill("Mer läsning, lägre frånvaro, samma fel i matematiken.")
        press(page, "Spara")
        page.goto(address)
    page.goto(address)
    press(page, "Lämna")
    page.goto(address + "besluta/")
    page.get_by_label(re.compile("Paragraf")).fill("§ 120")
    main(page).get_by_role("checkbox").check()  # the year is not over on the day the demo stands on
    main(page).get_by_role("button").last.click()
    page.goto(address)
    says(page, "§ 120")
    return address


def read_the_file(page: Page, address: str) -> str:
    """Return the text of the archived report, once the file has been made."""
    for _attempt in range(60):
        page.goto(address)
        if "inte arkiverad" not in main(page).inner_text():
            break
        page.wait_for_timeout(1000)
    answer = page.request.get(address + "pdf/")
    assert answer.headers["content-type"] == "application/pdf"
    return "\n".join(one.extract_text() for one in PdfReader(BytesIO(answer.body())).pages)


def walk_the_thread(page: Page) -> None:
    """Walk the red thread up from next year's activity to the vision, and down again."""
    open_plan(page, "2024")
    follow(page, TAKEN_IN)
    follow(page, "Hela tråden")
    for words in (PROPOSAL, SCHOOL_GOAL, VISION):
        says(page, words)
    follow(page, VISION)
    follow(page, re.compile("Hela tråden"))
    says(page, TAKEN_IN)


def come_home(page: Page, model: Model) -> None:
    """See on the start page what the turn has secured."""
    page.goto("/")
    says(page, "Gemensam närvarorutin för årskurs 7–9")
    expect(main(page).get_by_role("table").first).to_contain_text(model.part)
