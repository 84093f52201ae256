"""A word of its own in every title: nobody is ever shown the word of a thing that he or she may not know of."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from styrhjul.base.common import memory
from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience, Node, Reader
from styrhjul.reports import pdf
from styrhjul.web.reports import files
from styrhjul.web.reports.shown import content_of
from styrhjul.wheel.flows.next_year import conclude_and_lay, decide_and_lay
from styrhjul.wheel.flows.reporting import decide_whole_report
from styrhjul.wheel.followup import actions as followup
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement import actions as improvement
from styrhjul.wheel.improvement.queries import effect_as_json, effects_of
from styrhjul.wheel.plans import actions as plans
from styrhjul.wheel.plans.models import PlanInput
from tests.everything import FULL, SOON, Everything, everything, on_the_day
from tests.planning import an_activity, write_all
from tests.rights import TABLE, Asker, Cell, names, under

pytestmark = pytest.mark.django_db
WORD = re.compile(r"zq\d+qz")
LOOKED_AT_BY = (
    "unit_manager",
    "politician",
    "head_of_administration",
    "auditor",
    "system_administrator",
    "resident",
    "anonymous",
)
SECRET_AT = "other school"
STARTS = date(2023, 2, 1)
WITHOUT_TITLES = {"account_logout", "account_inactive", "health-alive", "health-ready"}


@dataclass
class Canaries:
    """Which word belongs to which thing, and what can be asked."""

    asker: Asker
    words: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Place, kind and state of the thing, by its word."""
    named: dict[str, str] = field(default_factory=dict)
    """What kind of thing it is, by the word of a thing that only its maker may know of."""

    def kept_from(self, role: str) -> set[str]:
        """Return the words that a role must never be shown."""
        unknown = {
            word for word, (place, kind, state) in self.words.items() if not Cell(role, place, kind, state).knows()
        }
        return unknown | set(self.named)

    def expect_none(self, role: str, where: str, text: str) -> list[str]:
        shown = set(WORD.findall(text)) & self.kept_from(role)
        return [f"{role} at {where}: {self.words.get(word) or self.named[word]}" for word in sorted(shown)]


def body_of(answer: Any) -> str:
    """Return the whole of an answer as text, with where it sends one on."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace") + str(answer.headers)


@pytest.fixture(scope="module")
def canaries(django_db_setup, django_db_blocker):
    """One of everything with a word of its own, and things that only their maker may know of, tied to the open ones."""
    numbers = itertools.count()

    def title(place: str, what: str) -> str:
        return f"{what} zq{next(numbers)}qz"

    with django_db_blocker.unblock(), on_the_day(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "typeset", lambda content: json.dumps(content, default=str).encode())
        made = everything(title)
        found = Canaries(Asker(made))
        _mark(found, made, numbers)
        with memory.remembering():
            found.named = _Secret(made, title).make()
        yield found
        transaction.set_rollback(True)


def _mark(found: Canaries, made: Everything, numbers: Iterator[int]) -> None:
    """Put a word in the titles that are made from another's, and note whose each word is."""
    for (place, kind, state), thing in made.things.items():
        node = getattr(thing, "node", None)
        if node is None:
            continue
        if kind in {"analysis", "rating", "assurance", "decision", "evidence"}:
            node.title = f"{kind} zq{next(numbers)}qz"
            node.save()
        node.refresh_from_db()
        found.words[WORD.search(node.title)[0]] = (place, kind, state)


class _Secret:
    """What is kept to its maker: a whole way from goal to proposal, tied to what everybody knows of."""

    def __init__(self, made: Everything, title: Any) -> None:
        self.made, self.title, self.by = made, title, made.maker
        self.unit = made.units[SECRET_AT]
        self.named: dict[str, str] = {}

    def word(self, what: str) -> str:
        said = self.title(SECRET_AT, what)
        self.named[WORD.search(said)[0]] = what
        return said

    def show(self, kind: str, state: str, thing: Any) -> None:
        """Let an open thing that hangs together with what is hidden be the one that is looked at."""
        self.made.things[SECRET_AT, kind, state] = thing

    def hide(self, node: Node) -> None:
        Reader.objects.get_or_create(node=node, user=self.by)
        open_to(node, Audience.NAMED, by=self.by)

    def make(self) -> dict[str, str]:
        goal = self.goal()
        self.plan(goal)
        self.analysis(goal)
        self.reports(goal)
        return self.named

    def goal(self) -> Goal:
        """Take the secret goal that lies under an open one and is followed by an open indicator."""
        goal: Goal = self.made.at(SECRET_AT, "goal", "secret")
        goal.node.title = self.word("goal")
        goal.node.save()
        Reader.objects.create(node=goal.node, user=self.by)
        return goal

    def plan(self, goal: Goal) -> None:
        """Let open plans and activities serve it, and hide an activity of theirs with what was made to last."""
        draft = self.made.at(SECRET_AT, "plan", "draft")
        plans.take_up_goal(draft, goal=goal, by=self.by)
        self.show("activity", "planned", an_activity(draft, self.title(SECRET_AT, "Tanke"), goals=[goal], by=self.by))
        plan = plans.start_plan(self.unit, level="unit_plan", year=2026, by=self.by)
        write_all(plan, self.by)
        plans.take_up_goal(plan, goal=goal, by=self.by)
        serving = an_activity(plan, self.title(SECRET_AT, "Öppen aktivitet"), goals=[goal], starts=STARTS, by=self.by)
        hidden = an_activity(plan, self.word("activity"), goals=[goal], starts=STARTS, by=self.by)
        self.hide(hidden.node)
        plans.send_plan(plan, by=self.by)
        plans.adopt_plan(plan, decided_on=date(2023, 11, 10), by=self.by)
        for activity in (serving, hidden):
            activity.refresh_from_db()
        self.show("plan", "adopted", plan)
        self.show("decision", "made", plan.decision)
        self.show("activity", "going on", serving)
        plans.report_progress(serving, month="2023-11", state="going_on", by=self.by)
        said = {
            "effect": "Ja.",
            "made_permanent": "Rutinen.",
            "check_on": SOON,
            "before": effect_as_json(effects_of(hidden)),
        }
        improvement.close_activity(hidden, **said, responsible=self.by, by=self.by)
        secret = plans.start_plan(self.unit, level="unit_plan", year=2021, by=self.by)
        secret.node.title = self.word("plan")
        secret.node.save()
        self.hide(secret.node)

    def analysis(self, goal: Goal) -> None:
        """Analyse and rate it, propose because of it, and lay both before the unit's planning."""
        indicator = self.made.at(SECRET_AT, "indicator", "set")
        said: dict[str, Any] = {"unit": self.unit, "occasion": "interim_2", "year": 2023, "by": self.by}
        analysis = followup.begin_analysis(goal, indicator=indicator, **said)
        followup.write_step(analysis, step="conclusion", body=self.word("conclusion"), base=0, by=self.by)
        followup.add_event(analysis, period="2022", what=self.word("event"), expected="unknown", by=self.by)
        conclude_and_lay(analysis, by=self.by)
        rated = {"level": "own", "occasion": "interim_2", "year": 2023, "colour": "red", "reason": self.word("reason")}
        followup.rate(self.unit, goal=goal, analysis=analysis, **rated, by=self.by)
        about: dict[str, Any] = {"description": "Två lärare.", "followed_up_by": "Proven", "origin": analysis.node}
        hidden = improvement.propose(
            self.unit, title=self.word("proposal"), **about, consequences={"economy": "En lön."}, by=self.by
        )
        decide_and_lay(hidden, accept=True, reason="Ja.", year=2024, by=self.by)
        assert PlanInput.objects.filter(text__contains=hidden.title).exists()

    def reports(self, goal: Goal) -> None:
        """Begin a report of the board above, and decide one, with all of this below it."""
        board = self.made.units["board"]
        decided = followup.start_report(board, occasion="annual_report", year=2023, by=self.by)
        for section in self.made.sections("annual_report"):
            followup.write_report_text(decided, section=section, body="Så gick det.", base=0, by=self.by)
        followup.send_report(decided, by=self.by)
        decide_whole_report(decided, decided_on=date(2023, 11, 1), paragraph="§ 9", by=self.by)
        self.made.things["board", "report", "decided"] = decided


def looks(canaries: Canaries, role: str) -> Iterator[tuple[str, Cell, str]]:
    """Yield what a role can look at and send in: each address, with a thing of each state that it may know of."""
    for name in names():
        row = TABLE["addresses"].get(name)
        if row is None or name in WITHOUT_TITLES:
            continue
        kinds = row.get("thing", [])
        for kind in [kinds] if isinstance(kinds, str) else kinds or [""]:
            for state in TABLE["things"][kind] if kind else [""]:
                cell = _known(canaries, role, kind, state)
                yield from ((name, cell, method) for method in ("get", "post") if method in row)


def _known(canaries: Canaries, role: str, kind: str, state: str) -> Cell:
    """Return a thing that the role knows of, as near what is hidden as possible; else the hidden one."""
    if not kind:
        return Cell(role)
    near = [SECRET_AT, "board", *FULL]
    cells = [Cell(role, place, kind, state) for place in near]
    there = [cell for cell in cells if canaries.asker.exists(cell)]
    return next((cell for cell in there if cell.knows()), there[0])


@pytest.mark.parametrize("role", LOOKED_AT_BY)
def test_no_page_form_or_refusal_shows_what_the_role_may_not_know_of(role, canaries):
    found, looked_at = [], 0
    for name, cell, method in looks(canaries, role):
        answer = canaries.asker.ask(name, cell, method)
        found += canaries.expect_none(role, f"{method} {name} ({cell.kind} {cell.state})", body_of(answer))
        looked_at += 1
    assert not found, "\n".join(found)
    assert looked_at > 100


@pytest.mark.parametrize("role", LOOKED_AT_BY)
def test_the_red_thread_of_every_thing_shows_nothing_either(role, canaries):
    """Every thing there is, the hidden ones too, is asked for by its number."""
    found = []
    for pk in Node.objects.filter(
        unit__in=[canaries.asker.made.units[place] for place in (SECRET_AT, "board")]
    ).values_list("pk", flat=True):
        answer = canaries.asker.go(role, reverse("thread", args=[pk]))
        found += canaries.expect_none(role, f"thread {pk}", body_of(answer))
    assert not found, "\n".join(found)


LISTS = {
    "goal-list": ["unit={unit}", "under=1", "year=2023"],
    "plan-list": ["enhet={unit}", "ar=2024", "ar=2022"],
    "indicator-list": ["q=zq", "source=own"],
    "library": ["q=zq", "which=all"],
    "proposal-list": ["enhet={unit}", "lage=open", "lage=decided"],
    "report-list": ["enhet={unit}", "ar=2023"],
    "rating-list": ["vy=goals", "tabell=1", "niva=own&tabell=1"],
    "result-list": ["enhet={unit}"],
    "assurance-list": ["enhet={unit}"],
    "analysis-new": ["mal={goal}"],
    "goal-add": ["under={goal}&unit={unit}"],
    "proposal-new": ["ur={goal}"],
    "work": ["ar=2024"],
    "home": ["vy=kommun", "vy=forvaltning", "vy=jag&ar=2024"],
    "trace": ["event=goal.added", "event=proposal.made", "subject=node:{goal}"],
    "trace-export": ["event=goal.changed", "event=activity.added"],
    "indicator-detail": [],
    "public-goals": ["year=2023"],
}


@pytest.mark.parametrize("role", LOOKED_AT_BY)
def test_no_filter_search_or_fragment_shows_it(role, canaries):
    made = canaries.asker.made
    given = {"unit": made.units[SECRET_AT].pk, "goal": made.at(SECRET_AT, "goal", "secret").pk}
    found = []
    for name, queries in LISTS.items():
        for query in queries:
            url = f"{reverse(name)}?{query.format(**given)}"
            found += canaries.expect_none(role, url, body_of(canaries.asker.go(role, url)))
    assert not found, "\n".join(found)


def test_what_is_frozen_for_everybody_holds_nothing_that_was_kept_to_fewer(canaries):
    """Decided reports and adopted plans are read by all inside: what was hidden then must not be in them."""
    made = canaries.asker.made
    for thing in (made.at("board", "report", "decided"), made.at("executive", "report", "decided")):
        found = canaries.expect_none("system_administrator", thing.title, json.dumps(content_of(thing), default=str))
        assert not found, "\n".join(found)
    for decision in [one for one in made.decisions() if one.node.audience in {Audience.PUBLIC, Audience.INTERNAL}]:
        found = canaries.expect_none("system_administrator", decision.node.title, decision.content)
        assert not found, "\n".join(found)


def test_the_file_of_a_report_holds_nothing_of_it(canaries):
    from pypdf import PdfReader

    report = canaries.asker.made.at("board", "report", "decided")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.render(content_of(report)))).pages)
    assert len(text) > 1000
    assert not canaries.expect_none("system_administrator", "the file", re.sub(r"\s", "", text))


def test_the_words_are_shown_to_whoever_may_know(canaries):
    """Otherwise the tests above would pass on empty pages."""
    cell = Cell("unit_manager", "school", "goal", "in force")
    word = next(word for word, whose in canaries.words.items() if whose == ("school", "goal", "in force"))
    assert word in body_of(canaries.asker.ask("goal-list", Cell("unit_manager")))
    assert word in body_of(canaries.asker.ask("goal-detail", cell))
    assert len(canaries.named) >= 5
    assert under("board") >= {SECRET_AT, "school"}
    assert all(canaries.kept_from(role) for role in LOOKED_AT_BY)
