"""The first lines of a municipality: its model, the top of its organisation and somebody who may do the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from styrhjul.base.common import clock, memory, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation import actions
from styrhjul.base.organisation.models import StartStep, Unit
from styrhjul.base.organisation.permissions import can_install_models
from styrhjul.base.organisation.queries import has_begun, look, marked_steps, municipality
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.queries import model_in_force, own_words_written, pack_of
from styrhjul.engine.packs import export, loader
from styrhjul.engine.packs.schema import Pack, Right
from styrhjul.wheel.flows.models import ensure_years, install_model, put_model
from styrhjul.wheel.flows.vanishing import vanishing
from styrhjul.wheel.plans.actions import start_plan
from styrhjul.wheel.plans.models import Plan
from styrhjul.wheel.plans.permissions import can_start_plan

FIRST_PACK: Final = "common"
Step, State = StartStep.Step, StartStep.State


@dataclass(frozen=True)
class First:
    """Who the municipality is, and who looks after the system."""

    municipality: str
    area: str
    name: str
    email: str
    password: str


@transaction.atomic
def begin(*, pack: Pack, first: First, by: None = None) -> User:
    """Begin in an empty installation; refused as soon as there is anything in it."""
    if SteeringModel.objects.exists() or has_begun():
        raise Fault(_("This installation has already begun; go on in the browser."))
    kind = next((kind.key for kind in pack.unit_kinds if not kind.under), "")
    role = next((role.key for role in pack.roles if Right.MANAGE_ACCOUNTS in role.rights), "")
    if not (kind and role):
        raise Fault(_("The steering model has no unit to begin with, or no role that manages accounts."))
    today = clock.today()
    install_model(pack=pack, in_force_from=today, by=by)
    name = first.municipality or unnamed()
    top: Unit = actions.add_unit(code="1", name=name, kind=kind, parent=None, starts=today, area=first.area, by=by)
    user = actions.add_user(email=first.email, name=first.name, password=first.password, by=by)
    actions.appoint(user, role=role, unit=top, starts=today, by=by)
    ensure_years(by=by)
    if first.municipality:
        actions.mark_step(Step.MUNICIPALITY, done=True, by=by)
    return user


def unnamed() -> str:
    """Return what a municipality is called until somebody says what it is called; kept, and so always in Swedish."""
    with override("sv"):
        return _("The municipality")


@transaction.atomic
def begin_with_code(*, code: str, name: str, email: str, password: str, by: None = None) -> User:
    """Let the first administrator in by the start code; the municipality's name and model are asked for afterwards."""
    actions.use_start_code(code, by=by)
    return begin(pack=loader.load(FIRST_PACK), first=First("", "", name, email, password), by=by)


@dataclass(frozen=True)
class StepTaken:
    """A step of the first run, and how it stands."""

    step: StartStep.Step
    is_done: bool
    is_skipped: bool

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has taken the step or put it aside."""
        return not (self.is_done or self.is_skipped)


def steps_taken() -> list[StepTaken]:
    """Return the steps of the first run in order; what has been done elsewhere counts as done."""
    marked = marked_steps()
    taken = []
    for step in Step:
        mark = marked.get(step)
        done = (mark is not None and mark.state == State.DONE) or _DONE_ELSEWHERE[step]()
        taken.append(StepTaken(step, done, mark is not None and not done))
    return taken


def _is_named() -> bool:
    top = municipality()
    return top is not None and bool(top.area)


_DONE_ELSEWHERE: Final[dict[StartStep.Step, Callable[[], bool]]] = {
    Step.MUNICIPALITY: _is_named,
    Step.LOOK: lambda: look() is not None,
    Step.MODEL: lambda: SteeringModel.objects.count() > 1,
    Step.ORGANISATION: lambda: Unit.objects.count() > 1,
    Step.WORDS: lambda: bool(own_words_written()),
    Step.PLAN: Plan.objects.exists,
}


@transaction.atomic
def put_steps_aside(*, by: User) -> None:
    """Put every step that is still open aside, so that nobody is reminded; each can be taken up again."""
    for taken in steps_taken():
        if taken.is_open:
            actions.mark_step(taken.step, done=False, by=by)


@transaction.atomic
def name_municipality(*, name: str, area: str, by: User) -> Unit:
    """Say what the municipality is called and which area of the national statistics it is."""
    top = municipality()
    if top is None:
        raise Fault(_("There is no municipality yet."))
    if name != top.name:
        actions.rename_unit(top, name=name, by=by)
    if area != top.area:
        actions.set_area(top, area=area, by=by)
    actions.mark_step(Step.MUNICIPALITY, done=True, by=by)
    return top


@transaction.atomic
def choose_model(*, key: str, by: User) -> SteeringModel:
    """Begin with a shipped model: let it come into force today, unless it is the one in force."""
    can_install_models(by).require()
    pack, present = loader.load(key), model_in_force()
    if export.canonical(pack) != present.content:
        if vanishing(pack_of(present), pack):
            raise Fault(_("Something that is in use would vanish with this model."), field="pack")
        if present.in_force_from == clock.today():
            _take_back(present, by)
            present = put_model(pack=pack, in_force_from=clock.today(), by=by)
        else:
            present = install_model(pack=pack, in_force_from=clock.today(), by=by)
    actions.mark_step(Step.MODEL, done=True, by=by)
    return present


def _take_back(model: SteeringModel, by: User) -> None:
    """Take a model back on its first day, for another to take its place; nothing stands on it that would vanish."""
    SteeringModel.objects.filter(pk=model.pk).update(taken_back_at=clock.now(), taken_back_by=by)
    trace.record("model.taken_back", f"model:{model.pk}", by=by, key=model.key, version=model.version)
    memory.forget()


@transaction.atomic
def start_first_plan(unit: Unit, *, level: str, year: int, role: str, by: User) -> Plan:
    """Begin the first plan; whoever looks after the accounts takes the role that writes it, if need be."""
    if not can_start_plan(by, unit, level):
        actions.appoint(by, role=role, unit=unit, starts=clock.today(), by=by)
    plan = start_plan(unit, level=level, year=year, by=by)
    actions.mark_step(Step.PLAN, done=True, by=by)
    return plan
