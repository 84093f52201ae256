"""My work: one queue of what is mine to do, and the month's check-in on one screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from styrhjul.base.calendar import actions as calendar
from styrhjul.base.calendar.models import Duty
from styrhjul.base.calendar.permissions import can_mark_duty
from styrhjul.base.calendar.queries import duties_of, duty_done_by, to_do_now
from styrhjul.base.common import clock, memory
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import units_seen_by
from styrhjul.engine.packs.schema import Event
from styrhjul.web.home.duties import DutyRow, rows_of
from styrhjul.web.ui import formats
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, Operation, Page, Target, go_on, wants_fragment
from styrhjul.web.work.answers import save_row
from styrhjul.web.work.rows import Round, Row, month_word, round_of
from styrhjul.wheel.plans import actions, permissions, policies, queries

YEARS_BEFORE, YEARS_AFTER = 1, 1


@dataclass(frozen=True)
class WorkRow(DutyRow):
    """A duty in the queue, with the period that it concerns in words, and whether it asks for nothing but a click."""

    period: str = ""
    finish: str = ""


@dataclass(frozen=True)
class DutyGroup:
    """Duties under one heading."""

    heading: str
    rows: list[WorkRow]


class Work(Internal, Page):
    """One queue of what is mine to do, the most urgent first: now, whatever the year, or all of one year."""

    template = "work/work.html"
    area = "work"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it."""
        today = clock.today()
        asked = request.GET.get("ar", "")
        year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
        rows = self.rows(duties_of(None, year, user=self.user).order_by("due", "unit__name", "pk"))
        open_ones = [row for row in rows if row.duty.done_at is None]
        is_now = year == today.year
        begun = self.rows(to_do_now(self.user)) if is_now else [row for row in open_ones if row.duty.starts <= today]
        context: Context = {
            "year": year,
            "years": range(today.year - YEARS_BEFORE, today.year + YEARS_AFTER + 1),
            "today": today,
            "is_now": is_now,
            "total": len(rows),
            "done_count": len(rows) - len(open_ones),
            "begun_count": len(begun),
            "left_from_before": sum(row.duty.due.year < year for row in begun),
            "groups": _groups(begun),
            "later": [row for row in open_ones if row.duty.starts > today],
            "done": sorted((row for row in rows if row.duty.done_at), key=lambda row: row.duty.done_at, reverse=True),
        }
        return self.show(None, context)

    def rows(self, duties: Iterable[Duty]) -> list[WorkRow]:
        """Return duties as rows of the queue."""
        shown = rows_of(duties, self.user)
        rounds = {row.duty.pk: (row.duty.unit_id, row.duty.period) for row in shown if _is_round(row)}
        empty = queries.months_without_questions(rounds.values()) if rounds else set()
        return [
            WorkRow(
                **vars(row),
                period=_period(row.duty),
                finish=row.href if rounds.get(row.duty.pk) in empty else "",
            )
            for row in shown
        ]


def _is_round(row: DutyRow) -> bool:
    return bool(row.href) and row.duty.event == Event.CHECK_IN_COMPLETE


def queue_of(duty: Duty) -> str:
    """Return the list that a duty stands in: what is to be done now, or what falls due in a later year."""
    return reverse("work") + (f"?ar={duty.due.year}" if duty.starts > clock.today() else "")


def _period(duty: Duty) -> str:
    return month_word(duty.period, year=True) if len(duty.period) > 4 else duty.period


def _groups(rows: list[WorkRow]) -> list[DutyGroup]:
    late = [row for row in rows if row.duty.is_late]
    ahead = [row for row in rows if not row.duty.is_late]
    groups = [DutyGroup(_("Late"), late)] if late else []
    for due, found in groupby(ahead, key=lambda row: row.duty.due):
        groups.append(DutyGroup(_("By %(day)s") % {"day": formats.weekday(due)}, list(found)))
    return groups


class DutyDone(Internal, Operation):
    """Mark a duty that is done by hand."""

    queryset = Duty.objects
    permission = staticmethod(can_mark_duty)
    receipt = gettext_lazy("Marked as done.")

    def action(self, thing: Duty) -> Target:
        """Mark it."""
        calendar.mark_done(thing, by=self.user)
        return queue_of(thing)


class DutyUndone(Internal, Operation):
    """Take the mark back."""

    queryset = Duty.objects
    permission = staticmethod(can_mark_duty)
    receipt = gettext_lazy("The mark has been taken back.")

    def action(self, thing: Duty) -> Target:
        """Take it back."""
        calendar.mark_undone(thing, by=self.user)
        return queue_of(thing)


class CheckIn(Internal, Page):
    """The month's check-in of a unit on one screen; each row is saved by itself, or all of them at once."""

    template = "work/check_in.html"
    fragment = "work/_saved_row.html"
    area = "work"

    def permitted(self) -> Unit:
        """Return the unit once it is known that the person does its check-in, and that there is such a month."""
        unit = get_object_or_404(units_seen_by(self.user), pk=self.kwargs["unit"])
        permissions.can_check_in(self.user, unit).require()
        if not policies.may_be_checked_in(self.kwargs["month"], None):
            raise Http404
        return unit

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the month."""
        unit = self.permitted()
        return self.shown(round_of(unit, self.kwargs["month"]), {})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Save the row that is named, or every row, and do what the button says."""
        unit = self.permitted()
        this = round_of(unit, self.kwargs["month"])
        permissions.can_answer_month(self.user, unit, this.month, this.check_in).require()
        if wants_fragment(request):
            return self.saved_row(this)
        tried = {row.key: save_row(this, row, request.POST, by=self.user) for row in this.rows}
        if any(row.error or row.waits for row in tried.values()):
            status = 412 if any(row.theirs for row in tried.values()) else 422
            memory.forget()
            return self.shown(round_of(unit, this.month), tried, status)
        return self.done(this, request.POST.get("gor", ""))

    def done(self, this: Round, button: str) -> HttpResponseBase:
        """Do what the button says, once everything is saved."""
        if button == "behall":
            count = actions.keep_progress(this.unit, month=this.month, by=self.user)
            says = ngettext("%(count)s status was kept.", "%(count)s statuses were kept.", count) % {"count": count}
            return go_on(self.request, None, says)
        if button != "klar":
            return go_on(self.request, None, _("Saved %(time)s") % {"time": formats.clock_time(clock.now())})
        try:
            actions.complete_check_in(this.unit, month=this.month, by=self.user)
        except Fault as fault:
            return self.shown(round_of(this.unit, this.month), {}, 422, str(fault.sentence))
        says = _("The check-in for %(month)s is done.") % {"month": month_word(this.month)}
        return go_on(self.request, reverse("work") if self.request.POST.get("till") == "arbete" else None, says)

    def saved_row(self, this: Round) -> HttpResponse:
        """Save one row, and show how that went and how far the month has come."""
        row = next((one for one in this.rows if one.key == self.request.POST.get("rad")), None)
        if row is None:
            raise Http404
        saved = save_row(this, row, self.request.POST, by=self.user)
        status = 412 if saved.theirs else 422 if saved.error else 200
        context = {**self.around(round_of(this.unit, this.month)), "row": saved}
        return self.show(this.unit, context, status)

    def shown(self, this: Round, tried: dict[str, Row], status: int = 200, fault: str = "") -> HttpResponse:
        """Show the whole month; a row that could not be taken keeps what was typed."""
        wanted = self.request.GET.get("andra", "")
        can_answer = permissions.can_answer_month(self.user, this.unit, this.month, this.check_in)

        def is_open(row: Row) -> bool:
            return bool(can_answer) and (not row.is_answered or row.key == wanted or row.key in kept)

        kept = {key: row for key, row in tried.items() if row.error or row.waits}
        context: Context = {
            **self.around(this),
            "values": [kept.get(row.key, row) for row in this.values if is_open(row)],
            "activities": [kept.get(row.key, row) for row in this.activities if is_open(row)],
            "comment": kept.get(this.comment.key, this.comment) if is_open(this.comment) else None,
            "answered": [row for row in this.rows if row.is_answered and not is_open(row)],
            "answered_count": sum(row.is_answered and not is_open(row) for row in this.asked),
            "mends_values": not can_answer and any(row.is_answered for row in this.values),
            "wrong": [row for row in kept.values() if row.error or row.waits],
            "can_answer": can_answer,
            "fault": fault,
        }
        return self.show(this.unit, context, status)

    def around(self, this: Round) -> Context:
        """Return what stands around the rows: how far the month has come, and whether it can be called done."""
        duty = duty_done_by(Event.CHECK_IN_COMPLETE, unit=this.unit, period=this.month)
        return {
            "round": this,
            "unit": this.unit,
            "month": month_word(this.month),
            "month_year": month_word(this.month, year=True),
            "month_before": month_word(queries.month_before(this.month)),
            "duty": duty,
            "is_complete": this.check_in is not None and this.check_in.complete_at is not None,
            "can_complete": _can_complete(this),
        }


def _can_complete(this: Round) -> Permit:
    if this.left:
        says = ngettext("%(count)s answer left", "%(count)s answers left", this.left)
        return refused(says % {"count": this.left})
    return granted(_("Everything is answered."))
