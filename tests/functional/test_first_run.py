"""From an empty installation to a first plan in the browser: how many clicks it takes, and what axe finds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from . import conftest
from .clicking import Clicking

MOST_CLICKS = 25
OUR_BLUE = "rgb(11, 79, 113)"
CODE = re.compile(r"Startkod: ([A-Z0-9-]{19})")
LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 56">
<style>.a{fill:#F2B600}.b{fill:#0A5F38}</style><path class="b" d="M0 6h44v26c0 12-10 20-22 24C10 52 0 44 0 32z"/>
<circle class="a" cx="22" cy="26" r="11"/><rect class="b" x="58" y="12" width="152" height="10"/></svg>"""
BOARD = "Utbildningsnämnden\tnämnd\t\n"
UNITS = """namn\tslag\töverordnad
Utbildningsförvaltningen\tförvaltning\tUtbildningsnämnden
Almskolan\tenhet\tUtbildningsförvaltningen
"""


def real(folder: Path) -> dict[str, str]:
    """Return the surroundings of an installation that is no demonstration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STYRHJUL_", "DJANGO_"))}
    return kept | {"STYRHJUL_DATA": str(folder), "PYTHONPATH": str(conftest.ROOT)}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation as it is after its first start: statistics and tables, and nobody who can log in."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    prepare = "from styrhjul.config.commands import serve; serve.prepare()"
    surroundings = real(folder) | {"DJANGO_SETTINGS_MODULE": "styrhjul.config.settings"}
    subprocess.run([sys.executable, "-c", prepare], env=surroundings, cwd=conftest.ROOT, check=True)
    return folder


@pytest.fixture
def demo(tmp_path: Path, empty: Path) -> Iterator[conftest.Served]:
    """An empty installation on a server; it takes the place of the demonstration for the pages that are opened."""
    folder = tmp_path / "data"
    shutil.copytree(empty, folder)
    with conftest.serving(folder, real(folder)) as served:
        yield served


def start_code(served: conftest.Served) -> str:
    """Return the code that the server printed where it was started."""
    found = CODE.search((served.folder / "server.log").read_text(encoding="utf-8"))
    assert found, "the server printed no start code"
    return found[1]


def come_in(page: Clicking, code: str) -> None:
    page.page.goto("/")
    page.stands_at("Här är inget påbörjat än")
    page.write("Startkod", code.lower())
    page.write("Ditt namn", "Siv Lundmark")
    page.write("Din e-postadress", "siv@storby.example")
    page.page.get_by_label("Välj ett lösenord").fill("sju-hjul-rullar-fint")
    page.press("Börja")


def name_and_look(page: Clicking) -> None:
    page.stands_at("Vad heter kommunen?")
    page.press("Spara och gå vidare")
    page.stands_at("Vad heter kommunen?")
    page.write("Kommunens namn", "Leksands kommun")
    page.press("Spara och gå vidare")
    page.stands_at("Hur ska det se ut?")
    page.write("Er färg", "#F2B600")
    expect(page.main).to_contain_text("Används för text och knappar")
    page.attach("Logotyp", {"name": "logotyp.svg", "mimeType": "image/svg+xml", "buffer": LOGO})
    page.press("Spara och gå vidare")
    page.stands_at("Hur ska det se ut?")
    expect(page.main).to_contain_text("Kontrast 1,8 till 1 mot vitt")
    logo = page.page.get_by_role("banner").locator("img")
    assert logo.evaluate("img => img.complete && img.naturalWidth > 0 && img.height") == 28
    used = page.main.get_by_role("button", name="Spara och gå vidare").evaluate(
        "b => getComputedStyle(b).backgroundColor"
    )
    assert used != "rgb(11, 79, 113)"
    page.follow("Gå vidare utan att ändra")


def model_and_organisation(page: Clicking) -> None:
    page.stands_at("Hur styr ni?")
    page.choose("Leksands kvalitetsmodell")
    page.press("Använd modellen")
    page.stands_at("Vilka nämnder och enheter finns?")
    page.write("En på varje rad", "Kommunstyrelsen\nUtbildningsnämnden\nSocialnämnden\nRevisionen")
    page.press("Se hur det blir")
    page.stands_at("Så här blir det")
    page.press("Spara organisationen")


def words_and_plan(page: Clicking) -> None:
    page.stands_at("Vad kallar ni det?")
    page.write("Ert ord för ”nämnd”", "utskott")
    page.press("Spara och gå vidare")
    page.stands_at("Vilken plan börjar ni med?")
    page.press("Påbörja planen")
    page.stands_at("Mål och budget")


def test_an_empty_installation_has_its_first_plan_within_the_clicks(page: Page, demo: conftest.Served) -> None:
    person = Clicking(page)
    come_in(person, start_code(demo))
    name_and_look(person)
    model_and_organisation(person)
    words_and_plan(person)
    person.has_clicked_at_most(MOST_CLICKS)

    page.goto("/start/")
    person.stands_at("Allt är på plats")
    page.goto("/organisation/")
    expect(person.main).to_contain_text("utskott")
    page.goto("/")
    expect(person.main).not_to_contain_text("Kom igång")


def test_steps_are_skipped_put_aside_and_taken_up_again(page: Page, demo: conftest.Served) -> None:
    person = Clicking(page)
    come_in(person, start_code(demo))
    for heading in ("Vad heter kommunen?", "Hur ska det se ut?", "Hur styr ni?", "Vilka nämnder och enheter finns?"):
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        person.press("Hoppa över steget")
    page.goto("/")
    expect(person.main).to_contain_text("2 steg återstår")
    person.press("Lägg undan")
    expect(person.main).not_to_contain_text("återstår")
    page.goto("/start/")
    person.stands_at("Ni är igång")
    person.follow("Organisation")
    person.write("Klistra in från Excel", UNITS)
    person.press("Se hur listan blir")
    person.stands_at("Vilka nämnder och enheter finns?")
    expect(person.main).to_contain_text("Rader att rätta")
    person.write("Klistra in från Excel", UNITS.replace("\n", f"\n{BOARD}", 1))
    person.press("Se hur listan blir")
    person.press("Spara organisationen")
    page.goto("/organisation/")
    expect(person.main).to_contain_text("Almskolan")
    for address, heading in (("/installningar/utseende/", "Namn och utseende"), ("/installningar/ord/", "Egna ord")):
        page.goto(address)
        person.stands_at(heading)


def test_the_command_prints_a_code_that_lets_in(browser: Browser, demo: conftest.Served, page: Page) -> None:
    first = start_code(demo)
    done = subprocess.run(
        [sys.executable, "-m", "styrhjul", "begin"],
        env=real(demo.folder), cwd=conftest.ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    code = re.search(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){3}", done.stdout)[0]
    person = Clicking(page)
    come_in(person, first)
    expect(person.main).to_contain_text("Det är inte startkoden")
    come_in(person, code)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vad heter kommunen?")
