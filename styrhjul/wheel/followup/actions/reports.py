"""Writing, sending and deciding reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from styrhjul.base.calendar.actions import fulfil
from styrhjul.base.common import clock, trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.minutes import read_paragraph
from styrhjul.base.common.models import User
from styrhjul.base.common.versions import write_version
from styrhjul.base.decisions.actions import decide
from styrhjul.base.decisions.models import Manner
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import model_of_year, pack_of_year
from styrhjul.base.steering.words import entry
from styrhjul.base.thread.actions import make_node, open_to, tie
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.engine.packs.schema import Event
from styrhjul.wheel.followup import content, permissions, policies
from styrhjul.wheel.followup.models import Report, ReportText
from styrhjul.wheel.followup.queries.reports import report_content, things_reported
from styrhjul.wheel.followup.states import ReportState


@transaction.atomic
def start_report(unit: Unit, *, occasion: str, year: int, by: User) -> Report:
    """Begin a unit's report on an occasion of a year."""
    permissions.can_start_report(by, unit, occasion, year).require()
    found = entry(pack_of_year(year).occasions, occasion)
    if found is None or Report.objects.filter(place=unit, occasion__in=found.keys, year=year).exists():
        raise Fault(_("There is already such a report for that year."), field="year")
    title = f"{capfirst(found.label.sv)} {year}, {unit.name}"
    node = make_node(Kind.REPORT, title=title, unit=unit, by=by)
    report = Report.objects.create(node=node, place=unit, occasion=occasion, year=year)
    trace.record("report.started", f"node:{node.pk}", by=by, unit=unit.pk, occasion=occasion, year=year)
    return report


@transaction.atomic
def write_report_text(report: Report, *, section: str, body: str, base: int, by: User) -> ReportText:
    """Write under one section; refused when somebody else wrote since version `base`."""
    _take_hold(report)
    permissions.can_write_report(by, report).require()
    found = policies.occasion_of(report)
    if found is None or section not in {one.key for one in found.sections}:
        raise Fault(_("The report has no such section."))
    text = write_version(ReportText, base=base, body=body, by=by, report=report, section=section)
    trace.record("report.written", f"node:{report.pk}", by=by, section=section, digest=trace.sha256(text.body))
    return text


@transaction.atomic
def send_report(report: Report, *, by: User) -> Report:
    """Send the report to the body that decides on it."""
    _take_hold(report)
    permissions.can_send_report(by, report).require()
    report.state, report.sent_at, report.sent_by, report.returned_because = ReportState.SENT, clock.now(), by, ""
    report.save(update_fields=["state", "sent_at", "sent_by", "returned_because"])
    fulfil(Event.REPORT_SENT, unit=report.place, period=str(report.year), scope=report.occasion, by=by)
    trace.record("report.sent", f"node:{report.pk}", by=by)
    return report


@transaction.atomic
def return_report(report: Report, *, reason: str, by: User) -> Report:
    """Send the report back for more work, with a reason."""
    _take_hold(report)
    permissions.can_return_report(by, report).require()
    if not reason.strip():
        raise Fault(_("Say what needs more work."), field="reason")
    report.state, report.returned_because = ReportState.DRAFT, reason.strip()
    report.full_clean(exclude=["node"])
    report.save(update_fields=["state", "returned_because"])
    trace.record("report.returned", f"node:{report.pk}", by=by, reason=reason)
    return report


@transaction.atomic
def decide_report(
    report: Report,
    *,
    decided_on: date,
    paragraph: str,
    record_number: str = "",
    assured: Sequence[content.Assurance] = (),
    by: User,
) -> Report:
    """Record the body's decision: the report is frozen as it reads now, and open to all in the organisation."""
    _take_hold(report)
    permissions.can_decide_report(by, report).require()
    words = {
        "body": report.place.name,
        "date": decided_on.isoformat(),
        "paragraph": read_paragraph(paragraph),
        "record_number": record_number.strip(),
    }
    reads = report_content(report, decision=words, assured=assured)
    report.decision = decide(
        report.node,
        title=_("%(report)s decided") % {"report": report.title},
        manner=Manner.POLITICALLY,
        body=report.place,
        decided_on=decided_on,
        paragraph=paragraph,
        record_number=record_number,
        content=reads,
        versions={name: str(value) for name, value in reads["versions"].items()},
        model=model_of_year(report.year),
        by=by,
    )
    report.state = ReportState.DECIDED
    report.save(update_fields=["state", "decision"])
    for node in (report.node, report.decision.node):
        open_to(node, Audience.INTERNAL, by=by)
    for node in things_reported(report):
        tie(node, report.node, why=_("reported"), by=by)
    fulfil(Event.REPORT_DECIDED, unit=report.place, period=str(report.year), scope=report.occasion, by=by)
    trace.record("report.decided", f"node:{report.pk}", by=by, decision=report.decision.pk)
    return report


def _take_hold(report: Report) -> None:
    """Read the report anew and hold it until the transaction ends, so that nothing slips in while it is decided."""
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
