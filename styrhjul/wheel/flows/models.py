"""Installing a steering model and taking one back, with what follows: the duties of the years around today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from styrhjul.base.calendar.actions import ensure_duties
from styrhjul.base.common import clock, memory, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Appointment, in_force
from styrhjul.base.organisation.permissions import can_install_models
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.standing import standing
from styrhjul.base.steering.words import entry
from styrhjul.engine.packs import export
from styrhjul.engine.packs.schema import Pack, Right

YEARS_BEFORE, YEARS_AHEAD = 1, 2

Moves = Mapping[str, Mapping[str, str]]


@transaction.atomic
def install_model(*, pack: Pack, in_force_from: date, moves: Moves | None = None, by: User | None) -> SteeringModel:
    """Install a checked pack from a day on; nobody (`by=None`) only installs the first one.

    `moves` says where the keys that the pack lacks stand in it from that day. A later version never rewrites what
    was: it may not begin before today, and what is stored stays as it is.
    """
    if by is not None:
        can_install_models(by).require()
        _demand_keepers(standing(pack, moves or {}), in_force_from)
    elif SteeringModel.objects.exists():
        raise Fault(_("There is already a steering model; a new version needs somebody who installs it."))
    _refuse_rewriting(in_force_from)
    return put_model(pack=pack, in_force_from=in_force_from, moves=moves, by=by)


def put_model(*, pack: Pack, in_force_from: date, moves: Moves | None = None, by: User | None) -> SteeringModel:
    """Write a model that somebody may install, and make the duties that follow from it."""
    content = export.canonical(pack)
    model = SteeringModel(
        key=pack.key,
        version=pack.version,
        content=content,
        digest=trace.sha256(content),
        moves=moves or {},
        in_force_from=in_force_from,
        installed_at=clock.now(),
        installed_by=by,
    )
    model.full_clean(exclude=["installed_by"])
    model.save()
    memory.forget()
    ensure_years(by=by)
    trace.record(
        "model.installed", f"model:{model.pk}", by=by, key=pack.key, version=pack.version, digest=model.digest,
        in_force_from=in_force_from, moves=model.moves,
    )  # fmt: skip
    return model


@transaction.atomic
def take_back_model(model: SteeringModel, *, by: User) -> SteeringModel:
    """Take back a version before its day has come; it stays in the list, and the duties are again those of before."""
    can_install_models(by).require()
    present = SteeringModel.objects.select_for_update().get(pk=model.pk)
    if present.in_force_from <= clock.today():
        raise Fault(_("The version is or has been in force and cannot be taken back. Install another one after it."))
    if present.taken_back_at is not None:
        raise Fault(_("The version has already been taken back."))
    SteeringModel.objects.filter(pk=present.pk).update(taken_back_at=clock.now(), taken_back_by=by)
    memory.forget()
    ensure_years(by=by)
    trace.record("model.taken_back", f"model:{present.pk}", by=by, key=present.key, version=present.version)
    present.refresh_from_db()
    return present


def _refuse_rewriting(in_force_from: date) -> None:
    if SteeringModel.objects.exists() and in_force_from < clock.today():
        raise Fault(
            _("A new version cannot be in force before today; what has been stays as it was."), field="in_force_from"
        )
    if SteeringModel.objects.filter(in_force_from=in_force_from, taken_back_at=None).exists():
        raise Fault(_("Another model is already in force from that day. Choose a later day."), field="in_force_from")


def _demand_keepers(pack: Pack, day: date) -> None:
    """Demand that somebody can open accounts and install models on the day: nobody is locked out by a model."""
    held = Appointment.objects.filter(in_force(day), user__is_active=True).order_by().values_list("role", flat=True)
    rights = {right for key in set(held) if (role := entry(pack.roles, key)) for right in role.rights}
    if not {Right.MANAGE_ACCOUNTS, Right.INSTALL_MODELS} <= rights:
        raise Fault(
            _(
                "Nobody would be able to manage accounts and install models on that day. Let a role that somebody "
                "holds go to one that may."
            )
        )


def ensure_years(*, by: User | None) -> int:
    """Make the duties of last year, this year and the two that are being planned."""
    year = clock.today().year
    return sum(ensure_duties(one, by=by) for one in range(year - YEARS_BEFORE, year + YEARS_AHEAD + 1))
