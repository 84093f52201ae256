"""Saving the answers of a month, one row at a time; a row that cannot be taken keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.web.work.rows import ActivityRow, Round, Row, ValueRow
from styrhjul.wheel.indicators.actions import Cell, CellFaults, enter_values
from styrhjul.wheel.indicators.queries import newest_value
from styrhjul.wheel.plans import actions
from styrhjul.wheel.plans.models import Progress

R = TypeVar("R", bound=Row)


def typed_in(row: R, posted: Mapping[str, Any]) -> R:
    """Return a row with what was typed in it."""
    return replace(
        row,
        answer=posted.get(f"{row.key}-svar", row.answer).strip(),
        note=posted.get(f"{row.key}-mening", row.note).strip(),
        seen=posted.get(f"{row.key}-sett", row.seen),
    )


def save_row(this: Round, row: R, posted: Mapping[str, Any], *, by: User) -> R:
    """Save one row and return it as it now stands: saved, waiting for its answer, or with what is wrong."""
    typed = typed_in(row, posted)
    if (typed.answer, typed.note) == (row.answer, row.note):
        return replace(row, saved_at=None)
    if not typed.answer and not row.is_answered and not isinstance(row, ActivityRow | ValueRow):
        return row
    if not typed.answer and not row.is_answered:
        return replace(typed, waits=_("Is saved when the answer is there."))
    try:
        seen = _save(this, typed, by)
    except Conflict as conflict:
        return replace(
            typed, error=str(conflict.sentence), theirs=_words(conflict.current), seen=_seen(conflict.current)
        )
    except CellFaults as faults:
        return replace(typed, error=str(faults.cells[0].sentence))
    except Fault as fault:
        return replace(typed, error=str(fault.sentence))
    except ValidationError as fault:
        return replace(typed, error=" ".join(fault.messages))
    return replace(typed, seen=seen, is_answered=bool(typed.answer), saved_at=clock.now())


def _save(this: Round, row: Row, by: User) -> str:
    """Hand the answer to its action; return what the person has now seen."""
    if isinstance(row, ValueRow) and row.indicator is not None:
        cell = Cell(this.month, row.answer, note=row.note)
        enter_values(row.indicator, this.unit, [cell], seen=_number(row.seen), by=by)
        return str(newest_value())
    if isinstance(row, ActivityRow) and row.activity is not None:
        seen = _number(row.seen)
        said = actions.report_progress(
            row.activity, month=this.month, state=row.answer, note=row.note, seen=seen, by=by
        )
        return str(said.pk)
    return actions.write_comment(this.unit, month=this.month, comment=row.answer, seen=row.seen, by=by).comment


def _number(seen: str) -> int | None:
    return int(seen) if seen.isdecimal() else None


def _words(current: object) -> str:
    """Return in words what somebody else said."""
    if isinstance(current, Progress):
        who = current.by.name if current.by else ""
        said = f"{str(current.get_state_display()).capitalize()}. {current.note}".strip()
        return f"{who}: {said}" if who else said
    return str(current)


def _seen(current: object) -> str:
    return str(current.pk) if isinstance(current, Progress) else str(current)
