"""Every page that anybody in the demo can get to by links, as each role, wide and narrow."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.functional.axe import RULES, SOURCE
from tests.functional.conftest import NARROW, OWN_VIOLATIONS, WIDE, Served
from tests.functional.crawl import Crawl, Found
from tests.functional.report import write_down
from tests.functional.turn import BOARD, becomes, follow, main, press
from tests.rights import TABLE

pytestmark = pytest.mark.soak  # a crawl of every page as every role takes minutes

CARDS = {
    "unit manager": "Karin Ekström",
    "system administrator": "Siv Lundmark",
    "head of administration": "Birgitta Sandell",
    "year-process lead": "Johan Åkerlind",
    "quality lead": "Lena Bergvall",
    "employee": "Amir Hassan",
    "politician": "Per Wiklander",
    "central office": "Gunilla Forsmark",
    "auditor": "Tomas Rydelius",
    "resident": "",
}
"""The people of the role cards; the resident reads without logging in."""
OFTEN_WRITTEN = {"django_session", "sqlite_sequence"}
"""A session is kept alive by looking; that is not the municipality's data."""
NOT_BY_LINK = {
    "health-alive", "health-ready", "gallery", "account_inactive", "account_reauthenticate", "account_set_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "totp-picture", "account_logout",
}  # fmt: skip
"""Pages of the log-in that one comes to by a mail, a code or a button, and what only machines ask for."""
EMBEDDED = {"theme", "logo", "look-accent", "explore-file", "favicon", "wheel-png"}
"""What pages show or let people download, without being pages."""
NOT_IN_THE_DEMO = {"start-code", "model-compare", "part-none", "model-unplaced-of"}
"""What an empty installation has, and one that has changed its model."""
FORMS = frozenset(name for name, row in TABLE["addresses"].items() if "get" in row and "post" in row)
PATIENCE = 180
AT_MOST = 360
"""Seconds for looking at pages; what is left then is said and not looked at."""
FACTS = """() => ({
    title: document.title.trim(), lang: document.documentElement.lang, h1: document.querySelectorAll('h1').length,
    main: document.querySelectorAll('main').length, violations: window.violations || [],
    ids: [...document.querySelectorAll('[id]')].map(one => one.id).filter((id, at, all) => all.indexOf(id) !== at)})"""
WIDER = """() => { const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return '';
    return [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > wide + 1)
        .slice(0, 3).map(one => one.tagName + '.' + one.className).join(' ') || 'something'; }"""


@dataclass
class Looked:
    """What was got to, what was looked at, and what was wrong with it."""

    got_to: dict[str, list[Found]] = field(default_factory=dict)
    pages: int = 0
    left: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    rows: tuple[dict[str, int], dict[str, int]] = field(default_factory=lambda: ({}, {}))

    def say(self, what: str, fault: str) -> None:
        self.faults.setdefault(what, []).append(fault)


def rows_in(folder: Path) -> dict[str, int]:
    """Count the rows of every table."""
    with closing(sqlite3.connect(f"file:{folder / 'styrhjul.sqlite3'}?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = sorted(set(tables) - OFTEN_WRITTEN)
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in wanted}


def _wait_for_the_files(folder: Path) -> None:
    """Let the server finish the files that were ordered when the demo was built; they are no work of looking."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with closing(sqlite3.connect(f"file:{folder / 'styrhjul.sqlite3'}?mode=ro", uri=True)) as database:
            waiting = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
            if not database.execute(waiting).fetchone()[0]:
                return
        time.sleep(0.5)
    pytest.fail("the files that were ordered are not made")


@pytest.fixture(scope="module")
def looked(browser: Browser, demo: Served) -> Looked:
    """Follow all links as every role; look at so many of the pages that everything they are built of is looked at."""
    found, starts = Looked(), dict.fromkeys(CARDS, "/") | {"resident": "/offentligt/"}
    _wait_for_the_files(demo.folder)
    with People(browser, demo, found) as people:
        starts["quality lead"] = _thread_of_a_proposal(people["quality lead"])
        starts["year-process lead"] = _prepare(people["year-process lead"], found)
        starts["system administrator"] = _draft_of_a_model(people["system administrator"])
        starts["unit manager"] = _analysis_going_on(people["unit manager"])
        before = rows_in(demo.folder)
        for role, page in people.items():
            found.got_to[role] = list(Crawl(page, demo.url, FORMS).run(starts[role], "/"))
        until = time.monotonic() + AT_MOST
        for role, one in _covering(found.got_to):
            if time.monotonic() > until:
                found.left.append(f"{role}: {one.url}")
                continue
            _look(people[role], role, one, found)
        found.rows = (before, rows_in(demo.folder))
    write_down(found.pages, [size["width"] for size in (WIDE, NARROW)], found.faults)
    return found


def _prepare(page: Page, found: Looked) -> str:
    """Leave a plan and a report sent to their board, which the demo has none of just now; return the plan's address."""
    page.goto("/planer/?ar=2024")
    main(page).get_by_role("row", name=BOARD).filter(has_text="Verksamhetsplan").get_by_role("link").first.click()
    plan = page.url
    press(page, "Lämna")
    page.goto("/rapporter/?ar=2023")
    rows = main(page).get_by_role("row").filter(has_text=BOARD).filter(has_text="rsberättelse")
    rows.get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023")
    report = page.url
    _look(page, "year-process lead", Found("report-detail", report, 200, is_html=True, shape=frozenset()), found)
    while main(page).get_by_role("link", name=re.compile("^Skriv")).count():
        follow(page, re.compile("^Skriv"))
        main(page).get_by_role("textbox").first.fill("Så gick det.")
        press(page, "Spara")
        page.goto(report)
    press(page, "Lämna")
    return plan


def _thread_of_a_proposal(page: Page) -> str:
    """Return the address of a thread that goes back to the numbers somebody used."""
    page.goto("/forbattra/")
    main(page).get_by_role("table").get_by_role("link").first.click()
    return str(main(page).get_by_role("link", name="Hela tråden").get_attribute("href"))


def _draft_of_a_model(page: Page) -> str:
    """Begin to change the steering model, and return the address of the draft."""
    page.goto("/styrmodell/ny/")
    press(page, "Ändra den här")
    expect(main(page).get_by_role("textbox").first).to_be_visible()
    return page.url


def _analysis_going_on(page: Page) -> str:
    """Return the address of an analysis that the person writes in."""
    page.goto("/analys/")
    return str(main(page).get_by_role("table").get_by_role("link").first.get_attribute("href"))


class People:
    """A browser context for each role, all kept open, so that nobody logs in twice."""

    def __init__(self, browser: Browser, demo: Served, found: Looked) -> None:
        self.browser, self.demo, self.found = browser, demo, found
        self.contexts = []

    def __enter__(self) -> dict[str, Page]:
        return {role: self._page(person) for role, person in CARDS.items()}

    def _page(self, person: str) -> Page:
        context = self.browser.new_context(base_url=self.demo.url, locale="sv-SE", viewport=WIDE)
        context.add_init_script(OWN_VIOLATIONS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.found.say("errors in scripts", f"{page.url}: {error}"))
        page.on("console", lambda said: self._console(page, said.type, said.text))
        if person:
            becomes(page, person)
        return page

    def _console(self, page: Page, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of 4" not in text:
            self.found.say("complaints in the console", f"{page.url}: {text}")

    def __exit__(self, *gone: object) -> None:
        for context in self.contexts:
            context.close()


def _covering(got_to: dict[str, list[Found]]) -> Iterator[tuple[str, Found]]:
    """Yield pages of every address until all that its pages are built of, for anybody, has been among them."""
    pages: dict[str, list[tuple[str, Found]]] = {}
    for role, several in got_to.items():
        for one in several:
            if one.is_html:
                pages.setdefault(one.name, []).append((role, one))
    rounds = {name: set().union(*(one.shape for _role, one in several)) for name, several in pages.items()}
    while rounds:
        for name in list(rounds):
            role, best = max(pages[name], key=lambda pair: len(pair[1].shape & rounds[name]))
            rounds[name] -= best.shape
            if not rounds[name]:
                del rounds[name]
            yield role, best


def _look(page: Page, role: str, one: Found, found: Looked) -> None:
    where = f"{one.name} as {role}, {one.url}"
    page.goto(one.url)
    found.pages += 1
    facts = page.evaluate(FACTS)
    wrong = [
        ("titles", facts["title"].strip("– ") in {"", "Exempelby kommun"}),
        ("languages", facts["lang"] != "sv"),
        (f"headings of the first level: {facts['h1']}", facts["h1"] != 1),
        ("main landmarks", facts["main"] != 1),
        (f"ids that are there twice: {facts['ids'][:3]}", bool(facts["ids"])),
        (f"violations of the content policy: {facts['violations'][:2]}", bool(facts["violations"])),
    ]
    for what, is_wrong in wrong:
        if is_wrong:
            found.say(what, where)
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        _axe(page, f"{where} at {size['width']} px", found)
    if wider := page.evaluate(WIDER):
        found.say("pages wider than 320 px", f"{where}: {wider}")
    page.set_viewport_size(WIDE)


def _axe(page: Page, where: str, found: Looked) -> None:
    run = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations)"
    for rule in page.evaluate(run, RULES):
        for node in rule["nodes"][:3]:
            found.say(
                f"axe: {rule['id']}", f"{where}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
            )


def test_every_page_is_accessible_has_title_heading_and_language_and_fits_on_a_narrow_screen(looked):
    told = [f"{what} ({len(where)}):\n    " + "\n    ".join(where[:6]) for what, where in looked.faults.items()]
    assert not told, "\n".join(told)


def test_every_shape_of_page_was_looked_at_in_time(looked):
    assert not looked.left, looked.left
    assert looked.pages > 100


def test_no_link_leads_to_nothing_or_to_a_refusal(looked):
    wrong = [
        f"{role}: {one.status} {one.name} {one.url}"
        for role, several in looked.got_to.items()
        for one in several
        if one.status not in {200, 202}
    ]
    assert not wrong, "\n".join(wrong)


def test_every_address_is_got_to_by_somebody(looked):
    got_to = {one.name for several in looked.got_to.values() for one in several}
    looked_for = {name for name, row in TABLE["addresses"].items() if "get" in row}
    left = sorted(looked_for - got_to - NOT_BY_LINK - EMBEDDED - NOT_IN_THE_DEMO)
    assert not left, ", ".join(left)


def test_looking_at_everything_wrote_nothing(looked):
    before, after = looked.rows
    assert before == after
    assert before["thread_node"] > 100
