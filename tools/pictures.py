"""Takes the pictures of the guides anew, from the demonstration: python -m tools.pictures [name …].

Pictures are found by role and label, as a person finds things. STYRHJUL_TEST_DATA names a demonstration that is built
already; it is copied, and never written in.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.functional.conftest import ROOT, environment, find_browser, serving

PICTURES = ROOT / "styrhjul/web/static/guide"
SIZES = ROOT / "styrhjul/web/guide/pictures.yaml"
KIND, QUALITY, FINER = "webp", 64, 2
WIDTH, HEIGHT, MARGIN, PATIENCE = 640, 900, 12, 8_000

SCHOOL, BOARD = "Lindängsskolan", "Grundskolenämnden"
SCHOOL_GOAL, COUNCIL_GOAL = "Fler klarar svenska och matematik", "Fler elever blir behöriga till gymnasiet"
MANAGER, EMPLOYEE, QUALITY_LEAD = "Karin Ekström", "Amir Hassan", "Lena Bergvall"
LEADER, HEAD, POLITICIAN = "Johan Åkerlind", "Birgitta Sandell", "Per Wiklander"
REVIEWER, AUDITOR, ADMINISTRATOR = "Erik Tunander", "Tomas Rydelius", "Siv Lundmark"
CONTENT = """(main) => {
    const box = main.getBoundingClientRect(), style = getComputedStyle(main);
    return [box.left + parseFloat(style.paddingLeft), box.right - parseFloat(style.paddingRight)];
}"""
# Days are shown as the browser's own language writes them, and browsers of servers often know only English.
SWEDISH_DAYS = """() => {
    for (const day of document.querySelectorAll("input[type=date]")) {
        const value = day.value;
        Object.assign(day, { type: "text", value, placeholder: "åååå-mm-dd" });
    }
}"""


@dataclass(frozen=True)
class Crop:
    """What a picture shows: the page's whole width, from the first thing to the last, at most so high."""

    first: Locator
    last: Locator | None = None
    most: float = HEIGHT
    above: float = MARGIN / 2
    below: float = MARGIN


@dataclass(frozen=True)
class Scene:
    """How a picture comes about: who looks, how wide the window is, and the way there."""

    who: str
    width: int
    way: Callable[[Page], Crop]


SCENES: dict[str, Scene] = {}


def scene(name: str, who: str = "", width: int = WIDTH) -> Callable[[Callable[[Page], Crop]], Callable[[Page], Crop]]:
    """Keep the way to a picture under its name; those that write come last, so that the others see the demo whole."""

    def kept(way: Callable[[Page], Crop]) -> Callable[[Page], Crop]:
        SCENES[name] = Scene(who, width, way)
        return way

    return kept


def main(page: Page) -> Locator:
    """Return the page's own content."""
    return page.get_by_role("main")


def follow(page: Page, *names: str | re.Pattern[str]) -> None:
    """Follow the first link of the content with each name in turn."""
    for name in names:
        main(page).get_by_role("link", name=name, exact=isinstance(name, str)).first.click()
        page.wait_for_load_state()


def region(page: Page, name: str | re.Pattern[str]) -> Locator:
    """Return a part of the page by its heading."""
    return page.get_by_role("region", name=name).first


def row(page: Page, *words: str) -> Locator:
    """Return the first row of a table that holds some words."""
    found = page.get_by_role("row")
    for word in words:
        found = found.filter(has_text=word)
    return found.first


def part_with(page: Page, thing: Locator) -> Locator:
    """Return the first part of the page that has a thing in it."""
    return page.get_by_role("region").filter(has=thing).first


def choose(page: Page, label: str, words: str) -> None:
    """Choose the first alternative of a list that holds some words."""
    field = page.get_by_role("combobox", name=re.compile(f"^{label}")).first
    field.select_option(value=field.locator("option", has_text=words).first.get_attribute("value"))


def analysis(page: Page, goal: str) -> None:
    """Open the analysis of a goal."""
    page.goto("/analys/")
    follow(page, goal)


def plan(page: Page, unit: str, year: str) -> None:
    """Open the plan of a unit."""
    page.goto("/planer/")
    row(page, unit, year).get_by_role("link").first.click()
    page.wait_for_load_state()


@scene("mitt-arbete", MANAGER)
def _(page: Page) -> Crop:
    page.goto("/arbete/")
    late = region(page, re.compile("^Sent"))
    return Crop(late.get_by_role("heading", level=2), late.get_by_role("listitem").nth(1), above=20)


@scene("avstamning", MANAGER)
def _(page: Page) -> Crop:
    page.goto("/arbete/")
    main(page).get_by_role("link", name="Stäm av", exact=True).last.click()
    activities = region(page, re.compile("^Aktiviteter"))
    return Crop(page.get_by_role("heading", level=1), activities.get_by_role("listitem").first, below=0)


@scene("bedom", MANAGER)
def _(page: Page) -> Crop:
    analysis(page, SCHOOL_GOAL)
    page.get_by_role("radio", name=re.compile("^Gul")).check()
    page.get_by_label("Skäl").fill("Läsningen går åt rätt håll. I matematik har vi inte nått dit vi ville.")
    return Crop(page.get_by_role("group", name="Färg"), page.get_by_role("button", name="Lämna bedömningen"))


@scene("plan-fraga", MANAGER)
def _(page: Page) -> Crop:
    plan(page, SCHOOL, "2024")
    follow(page, re.compile("^Skriv"))
    page.get_by_role("textbox").first.fill("Elever i årskurs 4–9 och deras familjer.")
    return Crop(part_with(page, page.get_by_role("button", name="Spara", exact=True)))


@scene("forslag", EMPLOYEE)
def _(page: Page) -> Crop:
    page.goto("/forbattra/ny/")
    first, last = page.get_by_label("Vad bör göras?"), page.get_by_label("Hur märks det om det hjälpte?")
    first.fill("Läsning första kvarten varje dag")
    page.get_by_label("Beskriv förslaget").fill("Alla klasser börjar dagen med att läsa tyst, också på idrotten.")
    last.fill("Läsförståelse, höst och vår")
    return Crop(first, last, above=64)


@scene("prioritera", EMPLOYEE)
def _(page: Page) -> Crop:
    page.goto("/forbattra/")
    follow(page, re.compile("^Läsgrupper"))
    return Crop(region(page, "Prioritering"))


@scene("steg", EMPLOYEE)
def _(page: Page) -> Crop:
    analysis(page, SCHOOL_GOAL)
    return Crop(part_with(page, page.get_by_role("button", name="Spara steget")))


@scene("hjulet-lista", QUALITY_LEAD)
def _(page: Page) -> Crop:
    page.goto("/")
    follow(page, "Förvaltning")
    return Crop(region(page, "Hjulet som lista"))


@scene("rutnat", QUALITY_LEAD, 960)
def _(page: Page) -> Crop:
    page.goto("/indikatorer/varden/")
    page.get_by_label("Organisationsdel").select_option(label=SCHOOL)
    main(page).get_by_role("button", name="Visa").click()
    return Crop(page.get_by_role("heading", level=1), page.get_by_role("button", name="Spara värdena"))


@scene("fakta", QUALITY_LEAD)
def _(page: Page) -> Crop:
    analysis(page, COUNCIL_GOAL)
    step = region(page, re.compile("underlag$"))
    return Crop(step, step.get_by_text("Visa som tabell").first)


@scene("haller-det", QUALITY_LEAD)
def _(page: Page) -> Crop:
    page.goto("/kvalitetssakringar/")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    page.get_by_role("radio", name="Det håller", exact=True).check()
    page.get_by_label("Vad såg du?").fill("Alla sex arbetslag ringer hem inom två dagar.")
    return Crop(page.get_by_role("heading", level=1), page.get_by_role("button", name="Spara"))


@scene("inte-paborjade", LEADER)
def _(page: Page) -> Crop:
    page.goto("/planer/")
    return Crop(region(page, "Inte påbörjade"))


@scene("brister", HEAD)
def _(page: Page) -> Crop:
    page.goto("/mal/")
    gaps = region(page, "Här brister tråden")
    return Crop(gaps, gaps.get_by_role("list").nth(1), most=460)


@scene("nivaer", HEAD)
def _(page: Page) -> Crop:
    page.goto("/mal/")
    follow(page, COUNCIL_GOAL)
    return Crop(region(page, "Bedömning på varje nivå"))


@scene("besluta", HEAD)
def _(page: Page) -> Crop:
    page.goto("/forbattra/")
    follow(page, re.compile("^Läsgrupper"))
    page.get_by_role("radio", name="Ja", exact=True).check()
    page.get_by_label("Skäl").fill("Stor effekt för liten insats, och kan börja redan i januari.")
    return Crop(region(page, "Beslutet"))


@scene("underlag", HEAD)
def _(page: Page) -> Crop:
    plan(page, BOARD, "2024")
    return Crop(region(page, "Underlag till planen"))


@scene("rapport-borjan", POLITICIAN)
def _(page: Page) -> Crop:
    page.goto("/rapporter/")
    row(page, BOARD, "Delårsrapport 2", "Beslutad").get_by_role("link").first.click()
    follow(page, "Läs")
    in_short = page.get_by_role("article").get_by_role("heading", level=2).nth(1)
    return Crop(in_short, page.get_by_role("article").get_by_role("table").first)


@scene("fakta-om-mal", POLITICIAN)
def _(page: Page) -> Crop:
    page.goto("/mal/")
    follow(page, COUNCIL_GOAL)
    return Crop(page.get_by_role("heading", level=1), page.get_by_text("Utveckling och plats:"))


@scene("karta", POLITICIAN, 900)
def _(page: Page) -> Crop:
    page.goto("/bedomningar/")
    first = page.get_by_role("columnheader").first
    return Crop(first, row(page, "Byggnadsnämnden"), below=0)


@scene("bedom-niva", REVIEWER)
def _(page: Page) -> Crop:
    page.goto("/mal/")
    follow(page, COUNCIL_GOAL, re.compile("^Bedöm"))
    return Crop(page.get_by_role("heading", level=1), page.get_by_role("complementary").first)


@scene("trad", AUDITOR, 760)
def _(page: Page) -> Crop:
    page.goto("/mal/")
    follow(page, SCHOOL_GOAL, "Hela tråden, åt båda hållen")
    return Crop(page.get_by_role("region").first, page.get_by_role("region").nth(1), most=640)


@scene("beslut", AUDITOR)
def _(page: Page) -> Crop:
    page.goto("/rapporter/")
    row(page, BOARD, "Delårsrapport 2", "Beslutad").get_by_role("link").first.click()
    follow(page, "Beslutet")
    return Crop(region(page, "Om beslutet"))


@scene("logg", AUDITOR, 760)
def _(page: Page) -> Crop:
    page.goto("/logg/")
    choose(page, "Vad", "plan antagen")
    page.get_by_role("button", name="Sök").click()
    return Crop(
        page.get_by_role("button", name="Kontrollera att loggen är hel"), page.get_by_role("row").nth(3), below=0
    )


@scene("ge-roll", ADMINISTRATOR)
def _(page: Page) -> Crop:
    page.goto("/konton/")
    follow(page, "Ingrid Malmsten", "Ge en roll")
    page.get_by_label("Roll").select_option(label="Kvalitetsledare")
    choose(page, "Var", "Socialnämnden")
    return Crop(page.get_by_role("heading", level=1), page.get_by_role("button", name="Ge rollen"))


@scene("flytta", ADMINISTRATOR)
def _(page: Page) -> Crop:
    page.goto("/organisation/")
    follow(page, SCHOOL, "Flytta")
    choose(page, "Ska stå under", "Gymnasieförvaltningen")
    return Crop(page.get_by_role("heading", level=1), region(page, "Vad det innebär"))


@scene("varfor", ADMINISTRATOR)
def _(page: Page) -> Crop:
    page.goto("/konton/varfor/")
    for label, words in (("Vem", QUALITY_LEAD), ("Får", "fylla i värden"), ("Var", SCHOOL)):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Visa").click()
    return Crop(page.get_by_role("heading", level=1), page.get_by_role("table"))


@scene("invanare-mal")
def _(page: Page) -> Crop:
    page.goto("/offentligt/")
    return Crop(page.get_by_role("article").filter(has_text=COUNCIL_GOAL).first, above=0, below=0)


@scene("invanare-diagram")
def _(page: Page) -> Crop:
    page.goto("/offentligt/")
    follow(page, COUNCIL_GOAL)
    return Crop(page.get_by_role("figure").first, below=0)


@scene("rapport-avsnitt", LEADER)
def _(page: Page) -> Crop:
    page.goto("/rapporter/")
    row(page, BOARD, "Årsberättelse").get_by_role("button", name="Påbörja rapporten").click()
    follow(page, re.compile("^Skriv"))
    box = page.get_by_role("textbox").first
    box.fill("Fler elever får stöd tidigt. Matematiken i årskurs 6 är vår största oro, och dit flyttar vi kraft.")
    return Crop(box, page.get_by_role("button", name="Spara", exact=True), above=40)


@scene("registrera", LEADER)
def _(page: Page) -> Crop:
    plan(page, BOARD, "2024")
    main(page).get_by_role("button", name="Lämna", exact=True).click()
    follow(page, "Anta")
    return Crop(page.get_by_role("heading", level=1), page.get_by_role("button", name="Anta och frys"))


@contextmanager
def demonstration() -> Iterator[str]:
    """Serve a demonstration of its own, and give its address."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if ready := os.environ.get("STYRHJUL_TEST_DATA"):
            shutil.copytree(ready, data)
        else:
            data.mkdir()
            command = [sys.executable, "-m", "styrhjul", "demo"]
            subprocess.run(command, env=environment(data), cwd=ROOT, check=True)  # noqa: S603 - our own command
        with serving(data) as served:
            yield served.url


def looked_at_by(browser: Browser, url: str, one: Scene) -> Page:
    """Return a page of whoever looks."""
    context = browser.new_context(
        base_url=url,
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        viewport={"width": one.width, "height": HEIGHT},
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    if one.who:
        page.goto("/konto/logga-in/")
        page.get_by_role("button", name=one.who).first.click()
        page.wait_for_load_state()
    return page


def part_of(page: Page, crop: Crop) -> FloatRect:
    """Return the rectangle of the page that a picture shows, in whole steps."""
    crop.first.wait_for()
    for ready in (SWEDISH_DAYS, "document.activeElement?.blur()", "document.fonts.ready", "window.scrollTo(0, 0)"):
        page.evaluate(ready)
    boxes = [box for one in (crop.first, crop.last) if one and (box := one.bounding_box())]
    if not boxes:
        raise LookupError("nothing of it is to be seen")
    left, right = main(page).evaluate(CONTENT)
    top = max(0, boxes[0]["y"] - crop.above)
    bottom = min(max(box["y"] + box["height"] for box in boxes) + crop.below, top + crop.most)
    return {
        "x": round(left) - MARGIN,
        "y": round(top),
        "width": round(right - left) + 2 * MARGIN,
        "height": round(bottom - top),
    }


def taken(page: Page, clip: FloatRect) -> bytes:
    """Return a picture of a part of the page."""
    session = page.context.new_cdp_session(page)
    asked = {"format": KIND, "quality": QUALITY, "clip": {**clip, "scale": FINER}, "captureBeyondViewport": True}
    return base64.b64decode(session.send("Page.captureScreenshot", asked)["data"])


def take(browser: Browser, url: str, name: str) -> tuple[int, int]:
    """Take one picture; return its width and height as it is shown."""
    page = looked_at_by(browser, url, SCENES[name])
    try:
        clip = part_of(page, SCENES[name].way(page))
        (PICTURES / f"{name}.{KIND}").write_bytes(taken(page, clip))
    finally:
        page.context.close()
    return int(clip["width"]), int(clip["height"])


def run(names: list[str]) -> bool:
    """Take the pictures that are named, or all, and tell whether all came about; what no scene makes goes away."""
    missed = []
    PICTURES.mkdir(exist_ok=True)
    known = yaml.safe_load(SIZES.read_text(encoding="utf-8")) if SIZES.exists() else {}
    sizes = {name: tuple(size) for name, size in (known or {}).items() if name in SCENES}
    flags = ["--lang=sv-SE", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with demonstration() as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=flags)
        for name in SCENES:
            if not names or name in names:
                try:
                    sizes[name] = take(browser, url, name)
                except (PlaywrightError, LookupError) as error:
                    missed.append(f"{name}: {error}")
                else:
                    sys.stdout.write(f"{name} {sizes[name][0]} × {sizes[name][1]}\n")
        browser.close()
    for left in PICTURES.glob(f"*.{KIND}"):
        if left.stem not in SCENES:
            left.unlink()
    lines = [f"{name}: [{width}, {height}]\n" for name, (width, height) in sorted(sizes.items())]
    sys.stderr.write("".join(f"MISSED {one}\n" for one in missed))
    SIZES.write_text(
        "".join(["# Written by tools/pictures.py: width and height as shown.\n", *lines]), encoding="utf-8"
    )
    return not missed


if __name__ == "__main__":
    sys.exit(0 if run(sys.argv[1:]) else 1)
