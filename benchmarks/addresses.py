"""Every address of the application with a few things to open it with, and the people of the role cards."""

# ruff: noqa: E402 - models need Django set up before they are imported

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import styrhjul.config.wsgi  # noqa: F401  (sets Django up, and the collector, as the server does)

logging.disable(logging.ERROR)  # refusals are meant here

from django.apps import apps
from django.db.models import Count
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.organisation.models import StartStep, Unit
from styrhjul.base.organisation.queries import DEMO_ADDRESS, demo_people
from styrhjul.base.steering.differences import Section
from styrhjul.base.steering.models import ModelDraft, SteeringModel
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.thread.models import Node
from styrhjul.web.guide.sources import guides
from styrhjul.wheel.followup.models import Analysis, Rating, Report, ReportText
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement.models import Assurance, Proposal
from styrhjul.wheel.indicators.models import Evidence, Indicator
from styrhjul.wheel.plans.models import Activity, CheckIn, Plan, PlanInput

MOST_OBJECTS = 4
# For whoever watches the service; and a picture that is there only while a second factor is being set up.
NOT_PAGES = {"health-alive", "health-ready", "totp-picture"}


NEVER_NOTED = 2**40  # as if the session had just been noted as used, which happens once a minute and is no page's


@dataclass(frozen=True)
class Address:
    """One page about one thing."""

    name: str
    path: str


def people() -> dict[str, Any]:
    """Return the people of the role cards by their first role, and nobody."""
    found: dict[str, User | None] = {held.role: held.user for held in demo_people()}
    resident = User.objects.filter(email__endswith=DEMO_ADDRESS, appointments=None).first()
    return {**found, "resident": resident, "nobody": None}


def patterns() -> Iterator[tuple[str, list[str]]]:
    """Yield the name of every address with what it asks for."""

    def walk(found: Sequence[Any]) -> Iterator[tuple[str, list[str]]]:
        for pattern in found:
            if isinstance(pattern, URLPattern):
                yield pattern.name or str(pattern.pattern), sorted(pattern.pattern.regex.groupindex)
            else:
                yield from walk(pattern.url_patterns)

    return walk(get_resolver().url_patterns)


def _spread(rows: Any) -> list[Any]:
    """Return a few rows: the first, the last, and some between; and the one that hangs on most threads."""
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    wanted = (
        {pks[place * (len(pks) - 1) // max(1, MOST_OBJECTS - 1)] for place in range(MOST_OBJECTS)} if pks else set()
    )
    if hasattr(rows.model, "node"):
        most = rows.annotate(links=Count("node__links_in", distinct=True) + Count("node__links_out", distinct=True))
        wanted |= set(most.order_by("-links", "pk").values_list("pk", flat=True)[:1])
    return sorted(wanted)


# The model behind the `pk` of an address, by the beginning of the address's name.
KINDS: dict[str, Any] = {
    "account": User, "demo": User, "analysis": Analysis, "rating": Rating, "goal": Goal, "public-goal": Goal,
    "thread": Node, "proposal": Proposal, "decision": FormalDecision, "evidence": Evidence, "indicator": Indicator,
    "target-grid": Indicator, "model": SteeringModel, "model-draft": ModelDraft, "unit": Unit,
    "plan": Plan, "activity": Activity, "input": PlanInput, "assurance": Assurance, "report": Report, "duty": Duty,
}  # fmt: skip


def _model_of(name: str) -> Any:
    fitting = [key for key in KINDS if name == key or name.startswith(key + "-")]
    return KINDS[max(fitting, key=len)] if fitting else None


def _steps() -> Iterator[dict[str, Any]]:
    for step in pack_in_force().ladder.steps:
        yield from ({"pk": pk, "step": step.key} for pk in _spread(Analysis.objects)[:1])


def _questions() -> Iterator[dict[str, Any]]:
    for level in pack_in_force().plan_levels:
        for plan in Plan.objects.filter(level=level.key).order_by("-year", "pk")[:2]:
            for section in level.sections[:2]:
                yield from (
                    {"pk": plan.pk, "section": section.key, "question": one.key} for one in section.questions[:1]
                )


def _report_sections() -> Iterator[dict[str, Any]]:
    for pk in _spread(Report.objects):
        found = ReportText.objects.filter(report=pk).values_list("section", flat=True).order_by("section").distinct()
        yield from ({"pk": pk, "section": section} for section in found[:2])


def _parts() -> Iterator[dict[str, Any]]:
    yield from ({"key": part.key} for part in pack_in_force().wheel.parts)


def _check_ins() -> Iterator[dict[str, Any]]:
    months = [
        f"{clock.today():%Y-%m}",
        *CheckIn.objects.order_by("-month").values_list("month", flat=True).distinct()[:1],
    ]
    for unit in CheckIn.objects.order_by("unit").values_list("unit", flat=True).distinct()[:MOST_OBJECTS]:
        yield from ({"unit": unit, "month": month} for month in months)

    for held in demo_people():
        if held.role == "unit_manager":
            yield from ({"unit": held.unit_id, "month": month} for month in months)


def _through(path: str, **fields: str) -> Callable[[], Iterator[dict[str, Any]]]:
    def rows() -> Iterator[dict[str, Any]]:
        for values in apps.get_model(path).objects.order_by("pk").values(*fields.values())[:MOST_OBJECTS]:
            yield {name: values[field] for name, field in fields.items()}

    return rows


# Addresses that ask for more than the `pk` of one kind of thing.
SPECIAL: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
    "analysis-write": _steps,
    "analysis-comment": _steps,
    "analysis-event-strike": _through("followup.EventUse", pk="analysis_id", event="event_id"),
    "analysis-event-lay": _through("followup.EventUse", pk="analysis_id", event="event_id"),
    "analysis-task-answer": _through("followup.AnalysisTask", pk="analysis_id", task="id"),
    "plan-text": _questions,
    "report-text": _report_sections,
    "part": _parts,
    "check-in": _check_ins,
    "goal-parent-remove": _through("goals.GoalParent", pk="goal_id", parent="parent_id"),
    "goal-indicator-remove": _through("goals.GoalIndicator", pk="goal_id", indicator="indicator_id"),
    "account-end-role": _through("organisation.Appointment", pk="user_id", appointment="id"),
    "account_reset_password_from_key": lambda: iter([{"uidb36": "1", "key": "set-password"}]),
    "library-indicator": lambda: ({"number": number} for number in ("N15428", "U21401", "N00713")),
    "explore-file": lambda: ({"ending": ending} for ending in ("csv", "xlsx", "svg")),
    "guide": lambda: ({"role": role} for role in guides()),
    "model-unplaced-of": lambda: ({"section": section.value} for section in Section),
    "start-skip": lambda: ({"step": step.value} for step in StartStep.Step),
    "tour": lambda: ({"number": number} for number in range(1, 6)),
}
# Pages that show more when they are asked for more.
ASKED: dict[str, Callable[[], list[str]]] = {
    "value-grid": lambda: [f"?indicator={pk}" for pk in _some("indicator")],
    "goal-list": lambda: ["?year=2023", *(f"?unit={pk}" for pk in _some("unit"))],
    "plan-list": lambda: ["?ar=2023", *(f"?enhet={pk}" for pk in _some("unit"))],
    "analysis-new": lambda: [f"?goal={pk}" for pk in _some("goal")],
    "work": lambda: ["?ar=2022", "?ar=2024"],
    "organisation": lambda: ["?datum=2022-01-01"],
    "library": lambda: ["?q=elever", "?which=all&page=40", "?q=elevernas+sjukfrånvaro&which=all"],
    "explore": lambda: [
        f"?indicator=N15428&place=1880&place=0180&view={view}"
        for view in ("time", "places", "map", "table", "together")
    ],
    "home": lambda: [f"?enhet={pk}" for pk in _some("unit")],
    "trace": lambda: ["?page=2"],
}


def _some(kind: str) -> list[Any]:
    return _spread(KINDS[kind].objects)


def addresses() -> tuple[list[Address], list[str]]:
    """Return every page with a few of its things, and the names of those for which no rule is written here."""
    found: list[Address] = []
    unknown: list[str] = []
    for name, asks in patterns():
        if name in NOT_PAGES:
            continue
        wanted = _arguments(name, asks)
        if wanted is None:
            unknown.append(f"{name} ({', '.join(asks)})")
            continue
        paths = [reverse(name, kwargs=arguments) for arguments in wanted]
        paths += [reverse(name) + query for query in (ASKED[name]() if name in ASKED else [])]
        found += [Address(name, path) for path in dict.fromkeys(paths)]
    return found, unknown


def _arguments(name: str, asks: list[str]) -> list[dict[str, Any]] | None:
    """Return what to open an address with, or None when nobody has said so here."""
    if name in SPECIAL:
        return list(SPECIAL[name]())
    if not asks:
        return [{}]
    model = _model_of(name)
    return [{"pk": pk} for pk in _spread(model.objects)] if asks == ["pk"] and model is not None else None


def client_of(user: Any) -> Any:
    """Return a test client in which that person is logged in."""
    client = Client(SERVER_NAME="127.0.0.1")
    if user is not None:
        client.force_login(user)
        session = client.session
        session["used"] = NEVER_NOTED
        session.save()
    return client
