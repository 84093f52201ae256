"""Changing the organisation: units, accounts and roles, lists of them from outside, the look, and the first run."""

from styrhjul.base.organisation.actions.imports import import_people, import_units, plan_people, plan_units
from styrhjul.base.organisation.actions.look import change_look
from styrhjul.base.organisation.actions.people import (
    add_user,
    appoint,
    close_user,
    end_appointment,
    put_end_of,
    record_link,
    rename_user,
)
from styrhjul.base.organisation.actions.starting import make_start_code, mark_step, use_start_code
from styrhjul.base.organisation.actions.units import (
    add_unit,
    close_unit,
    move_unit,
    put_end,
    put_placement,
    put_unit,
    rename_unit,
    set_area,
)

__all__ = [
    "add_unit",
    "add_user",
    "appoint",
    "change_look",
    "close_unit",
    "close_user",
    "end_appointment",
    "import_people",
    "import_units",
    "make_start_code",
    "mark_step",
    "move_unit",
    "plan_people",
    "plan_units",
    "put_end",
    "put_end_of",
    "put_placement",
    "put_unit",
    "record_link",
    "rename_unit",
    "rename_user",
    "set_area",
    "use_start_code",
]
