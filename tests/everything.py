"""One of everything at every place: each kind of thing in each of its states, made by the actions that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common import clock, memory
from styrhjul.base.common.models import User
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.organisation.actions import appoint, close_user
from styrhjul.base.organisation.models import Appointment, Unit
from styrhjul.base.steering.models import ModelDraft, SteeringModel
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry
from styrhjul.base.thread.models import Audience
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.export import to_yaml
from styrhjul.engine.packs.schema import Adoption
from styrhjul.wheel.flows.drafts import begin_draft
from styrhjul.wheel.flows.models import ensure_years, install_model
from styrhjul.wheel.flows.next_year import conclude_and_lay, decide_and_lay
from styrhjul.wheel.flows.reporting import decide_whole_report
from styrhjul.wheel.followup import actions as followup
from styrhjul.wheel.followup.models import Analysis, Report
from styrhjul.wheel.goals.actions import add_goal, connect_indicator, end_goal
from styrhjul.wheel.goals.models import Goal
from styrhjul.wheel.improvement import actions as improvement
from styrhjul.wheel.improvement.queries import effect_as_json, effects_of
from styrhjul.wheel.indicators.actions import Cell, add_indicator, enter_values
from styrhjul.wheel.indicators.models import Evidence, Indicator
from styrhjul.wheel.plans import actions as plans
from styrhjul.wheel.plans.models import Plan, PlanInput
from tests import factories
from tests.planning import an_activity, write_all

DOES_EVERYTHING = ("municipal_director", "head_of_administration", "year_process_lead", "system_administrator")
TREE = (
    ("town", "Exempelby kommun", "council", None),
    ("audit", "Revisionen", "audit", "town"),
    ("executive", "Kommunstyrelsen", "executive_board", "town"),
    ("chancery", "Kommunkansliet", "administration", "executive"),
    ("finance", "Ekonomiavdelningen", "department", "chancery"),
    ("programme", "Programnämnd lärande", "programme_board", "town"),
    ("board", "Skolnämnden", "operating_board", "programme"),
    ("office", "Skolförvaltningen", "administration", "board"),
    ("school", "Almskolan", "department", "office"),
    ("class", "Almskolans lågstadium", "unit", "school"),
    ("other school", "Björkskolan", "department", "office"),
    ("other board", "Gymnasienämnden", "operating_board", "programme"),
    ("care programme", "Programnämnd omsorg", "programme_board", "town"),
    ("care board", "Vårdnämnden", "operating_board", "care programme"),
    ("care office", "Vårdförvaltningen", "administration", "care board"),
    ("home", "Ekgården", "department", "care office"),
)
FULL = ("town", "executive", "finance", "board", "other board", "school", "class", "other school", "home")
LEVELS_OF_GOALS = {"council": "goal", "executive_board": "board_goal", "operating_board": "board_goal"}
BY_HAND = {
    "council": "council_targets_decided",
    "executive_board": "supervision_carried_out",
    "operating_board": "supervision_carried_out",
    "department": "plan_made_known",
    "unit": "plan_made_known",
}
BY_WORK = {
    "council": "osb_adopted",
    "executive_board": "annual_report_sent",
    "operating_board": "annual_report_sent",
    "department": "unit_plan_adopted",
    "unit": "unit_plan_adopted",
}
TODAY = date(2023, 11, 20)
SOON = TODAY + timedelta(days=90)


@dataclass
class Everything:
    """What there is, by place, kind and state."""

    units: dict[str, Unit]
    maker: User
    account: User
    role: Appointment
    closed: User
    draft: ModelDraft
    planned: SteeringModel
    things: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def at(self, place: str, kind: str, state: str) -> Any:
        """Return a thing, or None when the model gives a unit of that kind no such thing."""
        return self.units[place] if kind == "unit" else self.things.get((place, kind, state))

    def sections(self, occasion: str) -> list[str]:
        """Return the sections of the reports of an occasion."""
        found = entry(pack_in_force().occasions, occasion)
        return [section.key for section in found.sections] if found else []

    def decisions(self) -> list[FormalDecision]:
        """Return every formal decision, made by whom and where it may be."""
        return list(FormalDecision.objects.select_related("node__unit"))


def everything(title: Callable[[str, str], str] = "{1}, {0}".format) -> Everything:
    """Make it all; `title` names a thing after its place and what it is."""
    with memory.remembering():
        return _make(title)


def _make(title: Callable[[str, str], str]) -> Everything:
    factories.model()
    units: dict[str, Unit] = {}
    for place, name, kind, above in TREE:
        units[place] = factories.unit(name, kind, units[above] if above else None)
    ensure_years(by=None)
    maker = factories.person("Mona")
    for role in DOES_EVERYTHING:
        appoint(maker, role=role, unit=units["town"], starts=factories.START, by=None)
    account = factories.person("Kajsa")
    role = appoint(account, role="employee", unit=units["home"], starts=factories.START, by=None)
    closed = close_user(factories.person("Greta"), by=maker)
    pack = loader.load("orebro")
    draft = begin_draft(name="orebro.yaml", text=to_yaml(pack), by=maker)
    planned = install_model(pack=pack, in_force_from=date(TODAY.year + 7, 1, 1), by=maker)
    made = Everything(units, maker, account, role, closed, draft, planned)
    areas = _above_goals(units["town"], maker)
    for place in FULL:
        memory.forget()
        _Place(made, place, title).fill(areas)
    return made


def _above_goals(town: Unit, by: User) -> Goal:
    said: dict[str, Any] = {"unit": town, "starts": date(2023, 1, 1), "by": by}
    vision = add_goal(title="Här lyckas fler", level="vision", **said)
    area = add_goal(title="Lärande", level="strategic_area", parents=[vision], **said)
    return add_goal(title="Barns lärande", level="goal_area", parents=[area], **said)


class _Place:
    """Fills one place."""

    def __init__(self, made: Everything, place: str, title: Callable[[str, str], str]) -> None:
        self.made, self.place, self.title = made, place, title
        self.unit, self.by = made.units[place], made.maker

    def keep(self, kind: str, state: str, thing: Any) -> Any:
        self.made.things[self.place, kind, state] = thing
        return thing

    def name(self, what: str) -> str:
        return self.title(self.place, what)

    def fill(self, area: Goal) -> None:
        goal, indicator = self.goals(area)
        self.plans(goal)
        self.reports()
        origin = self.analyses(goal, indicator)
        self.proposals(origin)
        self.duties()

    def goals(self, area: Goal) -> tuple[Goal, Indicator]:
        level = LEVELS_OF_GOALS.get(self.unit.kind, "unit_goal")
        top = self.made.at("town", "goal", "in force") or area
        said: dict[str, Any] = {"level": level, "unit": self.unit, "starts": date(2023, 1, 1), "by": self.by}
        indicator = self.keep("indicator", "set", self.measure("Mått"))
        goal = self.keep("goal", "in force", add_goal(title=self.name("Mål"), parents=[top], **said))
        ended = self.keep("goal", "ended", add_goal(title=self.name("Avslutat mål"), parents=[top], **said))
        secret = add_goal(title=self.name("Hemligt mål"), parents=[top], audience=Audience.NAMED, **said)
        for one in (goal, ended, self.keep("goal", "secret", secret)):
            connect_indicator(one, indicator, by=self.by)
        end_goal(ended, on=TODAY, by=self.by)
        return goal, indicator

    def measure(self, what: str) -> Indicator:
        indicator = add_indicator(
            unit=self.unit, title=self.name(what), definition="Så här räknas det.", measure_unit="%", decimals=1,
            direction="higher", by=self.by,
        )  # fmt: skip
        enter_values(indicator, self.unit, [Cell("2021", "70"), Cell("2022", "72,5")], by=self.by)
        return indicator

    def plans(self, goal: Goal) -> None:
        level = next(one for one in pack_in_force().plan_levels if self.unit.kind in one.unit_kinds)
        for year, state in ((2024, "draft"), (2025, "sent"), (2023, "adopted")):
            plan = plans.start_plan(self.unit, level=level.key, year=year, by=self.by)
            plan.node.title = self.name(f"Plan {year}")
            plan.node.save()
            write_all(plan, self.by)
            plans.take_up_goal(plan, goal=goal, by=self.by)
            activity = an_activity(plan, self.name(f"Aktivitet {year}"), goals=[goal], by=self.by)
            self.keep("activity", "planned" if state != "adopted" else "going on", activity)
            closed = [an_activity(plan, self.name(f"Avslutad {n}"), by=self.by) for n in (1, 2)]
            if state != "draft":
                plans.send_plan(plan, by=self.by)
            if state == "adopted":
                self.adopt(plan, manager=level.adopted is Adoption.BY_MANAGER)
                activity.refresh_from_db()
                self.assurances(closed)
            self.keep("plan", state, plan)

    def adopt(self, plan: Plan, *, manager: bool) -> None:
        said = {} if manager else {"paragraph": "§ 7", "record_number": "2022/1"}
        plan = plans.adopt_plan(plan, decided_on=date(2023, 1, 10), **said, by=self.by)
        self.keep("decision", "made", plan.decision)

    def assurances(self, activities: list[Any]) -> None:
        for activity, state in zip(activities, ("ahead", "broken"), strict=True):
            said: dict[str, Any] = {"effect": "Fler läser.", "made_permanent": "Rutinen.", "check_on": SOON}
            activity.refresh_from_db()
            said["before"] = effect_as_json(effects_of(activity))
            assurance = improvement.close_activity(activity, **said, responsible=self.made.account, by=self.by)
            self.keep("assurance", state, assurance)
            if state == "broken":
                improvement.check_assurance(assurance, holds=False, note="Det höll inte.", by=self.by)
            else:
                self.keep("activity", "closed", activity)

    def reports(self) -> None:
        for key, year, state in (
            ("interim_1", 2023, "draft"),
            ("interim_2", 2023, "sent"),
            ("annual_report", 2022, "decided"),
        ):
            occasion = entry(pack_in_force().occasions, key)
            if occasion is None or self.unit.kind not in occasion.unit_kinds:
                continue
            report: Report = followup.start_report(self.unit, occasion=key, year=year, by=self.by)
            report.node.title = self.name(f"Rapport {key}")
            report.node.save()
            for section in occasion.sections:
                followup.write_report_text(report, section=section.key, body="Så gick det.", base=0, by=self.by)
            if state != "draft":
                followup.send_report(report, by=self.by)
            if state == "decided":
                report = decide_whole_report(report, decided_on=date(2023, 2, 1), paragraph="§ 3", by=self.by)
            self.keep("report", state, report)

    def analyses(self, goal: Goal, indicator: Indicator) -> Analysis:
        said: dict[str, Any] = {"indicator": indicator, "unit": self.unit, "by": self.by}
        going = followup.begin_analysis(goal, occasion="interim_1", year=2023, **said)
        done = followup.begin_analysis(goal, occasion="interim_2", year=2023, **said)
        for analysis in (going, done):
            followup.write_step(analysis, step="conclusion", body="Vi har lärt oss läsa.", base=0, by=self.by)
            task = followup.add_task(analysis, question="Varför?", whom="Lärarna", due=SOON, by=self.by)
            self.keep("task", "open" if analysis is going else "concluded", task)
            event = followup.add_event(analysis, period="2022", what="Ny rektor", expected="better", by=self.by)
            self.keep("event", "open" if analysis is going else "concluded", event)
        struck = followup.add_event(going, period="2021", what="Ny skolgård", expected="unknown", by=self.by)
        followup.strike_event(going, event=struck, reason="En annan skola.", by=self.by)
        self.keep("event", "struck", struck)
        self.keep("analysis", "open", going)
        self.keep("analysis", "concluded", conclude_and_lay(done, by=self.by))
        self.keep("evidence", "taken", Evidence.objects.filter(node__unit=self.unit).first())
        self.keep("input", "open", PlanInput.objects.get(unit=self.unit, origin=done.node))
        if any(self.unit.kind in one.unit_kinds for one in pack_in_force().rating.levels[:1]):
            said = {"level": "own", "occasion": "interim_2", "year": 2023, "colour": "yellow", "reason": "På väg."}
            self.keep("rating", "given", followup.rate(self.unit, goal=goal, analysis=done, **said, by=self.by))
        return done

    def proposals(self, origin: Analysis) -> None:
        said: dict[str, Any] = {"description": "Två lärare.", "followed_up_by": "Proven", "origin": origin.node}
        whole = {**said, "consequences": {"economy": "Två löner."}, "by": self.by}
        self.keep("proposal", "bare", improvement.propose(self.unit, title=self.name("Idé"), **said, by=self.by))
        self.keep("proposal", "open", improvement.propose(self.unit, title=self.name("Förslag"), **whole))
        decided = improvement.propose(self.unit, title=self.name("Avgjort förslag"), **whole)
        decide_and_lay(decided, accept=True, reason="Ja.", year=2024, by=self.by)
        self.keep("proposal", "decided", decided)
        answered = PlanInput.objects.get(unit=self.unit, origin=decided.decision.node)
        self.keep("input", "answered", plans.decline_input(answered, reason="Det ryms inte.", by=self.by))

    def duties(self) -> None:
        duties = Duty.objects.filter(unit=self.unit).order_by("-year")
        self.keep("duty", "by hand", duties.filter(key=BY_HAND[self.unit.kind]).first())
        self.keep("duty", "by work", duties.filter(key=BY_WORK[self.unit.kind]).first())


def on_the_day() -> Any:
    """Let the clock stand on the day of the tests."""
    return clock.standing_at(TODAY)
