"""Deciding a report, with the file that follows from it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from styrhjul.base.common.models import User
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.reports.tasks import PDF, archive_report
from styrhjul.wheel.flows.reporting import decide_whole_report
from styrhjul.wheel.followup.models import Report


@transaction.atomic
def decide_and_archive(
    report: Report, *, decided_on: date, paragraph: str, record_number: str = "", by: User
) -> Report:
    """Record the decision on a report, and order the file in the same transaction."""
    decide_whole_report(report, decided_on=decided_on, paragraph=paragraph, record_number=record_number, by=by)
    if report.decision is not None:
        archive_report.enqueue(report.decision.pk)
    return report


@transaction.atomic
def order_missing_files(*, by: User | None = None) -> int:
    """Order the file of every decided report that still has none, and return how many there were."""
    missing = FormalDecision.objects.filter(about__kind="report").exclude(files__media_type=PDF)
    for decision in missing:
        archive_report.enqueue(decision.pk)
    return len(missing)
