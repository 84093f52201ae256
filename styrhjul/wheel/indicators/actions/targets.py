"""Deciding what a measure should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.minutes import read_paragraph
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.indicators import permissions, policies
from styrhjul.wheel.indicators.models import Group, Indicator, Target


@dataclass(frozen=True)
class Aim:
    """What a measure should be in one year, for one group."""

    year: int
    value: Decimal
    group: Group = Group.ALL


@dataclass(frozen=True)
class Decision:
    """Who decided, when, and where it stands in the minutes."""

    body: Unit
    day: date
    paragraph: str


@transaction.atomic
def decide_targets(
    indicator: Indicator,
    unit: Unit,
    aims: Sequence[Aim],
    *,
    decided_by: Unit,
    decided_on: date,
    paragraph: str = "",
    by: User,
) -> list[Target]:
    """Write the targets that a body or manager decided, and mark the duty to decide them as done.

    A target that already stands as decided is not written again. All are written or none.
    """
    permissions.can_decide_target(by, unit).require()
    if decided_on > clock.today():
        raise Fault(_("The decision cannot lie in the future."), field="decided_on")
    paragraph = read_paragraph(paragraph)
    permit = policies.may_be_decided(decided_by, paragraph)
    if not permit:
        raise Fault(permit.ground, field="paragraph")
    for aim in aims:
        _check(indicator, aim)
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    standing = {
        (target.group, target.year): target
        for target in Target.objects.filter(indicator=indicator, unit=unit).standing()
    }
    decision = Decision(decided_by, decided_on, paragraph)
    made = []
    for aim in aims:
        before = standing.get((aim.group, aim.year))
        if before is None or not _same(before, aim, decision):
            made.append(_write(indicator, unit, aim, decision, before=before, by=by))
    for year in sorted({aim.year for aim in aims}):
        fulfil(Event.TARGETS_DECIDED, unit=unit, period=str(year), by=by)
    return made


def _check(indicator: Indicator, aim: Aim) -> None:
    permit = policies.may_have_target(indicator, aim.group, aim.year) & policies.may_be_measured(indicator, aim.value)
    if not permit:
        raise Fault(permit.ground, field=f"{aim.group}-{aim.year}")


def _same(target: Target, aim: Aim, decision: Decision) -> bool:
    stands = (target.value, target.decided_by_id, target.decided_on, target.paragraph)
    return stands == (aim.value, decision.body.pk, decision.day, decision.paragraph)


def _write(
    indicator: Indicator, unit: Unit, aim: Aim, decision: Decision, *, before: Target | None, by: User
) -> Target:
    aimed = {"group": aim.group, "year": aim.year, "value": aim.value}
    decided = {"decided_on": decision.day, "paragraph": decision.paragraph}
    target = Target(
        indicator=indicator,
        unit=unit,
        decided_by=decision.body,
        made_at=clock.now(),
        made_by=by,
        **aimed,
        **decided,
    )
    target.save()
    detail = {"unit": unit.pk, "decided_by": decision.body.pk, "before": before and before.value}
    trace.record("target.decided", f"node:{indicator.pk}", by=by, **aimed, **decided, **detail)
    return target
