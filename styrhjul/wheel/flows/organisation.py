"""Changing the organisation, with what follows for the duties of the units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from styrhjul.base.common.models import User
from styrhjul.base.common.sheets import Row
from styrhjul.base.organisation import actions
from styrhjul.base.organisation.importing import ImportPlan
from styrhjul.base.organisation.models import Unit
from styrhjul.wheel.flows.models import ensure_years


@transaction.atomic
def open_unit(*, code: str, name: str, kind: str, parent: Unit, starts: date, area: str = "", by: User) -> Unit:
    """Add a unit, and make its duties."""
    unit = actions.add_unit(code=code, name=name, kind=kind, parent=parent, starts=starts, area=area, by=by)
    ensure_years(by=by)
    return unit


@transaction.atomic
def take_in_units(rows: Sequence[Row], *, changes_from: date, seen: str, by: User) -> ImportPlan:
    """Take in a list of units, and make the duties of those that are new."""
    plan = actions.import_units(rows, changes_from=changes_from, seen=seen, by=by)
    ensure_years(by=by)
    return plan
