"""A report as a whole: what its unit reports, and what has been made to last and been checked."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from styrhjul.base.common.models import User
from styrhjul.base.organisation.queries import units_below
from styrhjul.wheel.followup import content
from styrhjul.wheel.followup.actions import decide_report
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.followup.queries.report_ratings import end_of
from styrhjul.wheel.followup.queries.reports import in_language, report_content
from styrhjul.wheel.improvement.queries import assured_in


def report_as_it_reads(report: Report) -> content.Report:
    """Return all that an undecided report says today."""
    return report_content(report, assured=_assured(report))


@transaction.atomic
def decide_whole_report(
    report: Report, *, decided_on: date, paragraph: str, record_number: str = "", by: User
) -> Report:
    """Record the decision on a report and freeze the whole of it."""
    return decide_report(
        report,
        decided_on=decided_on,
        paragraph=paragraph,
        record_number=record_number,
        assured=_assured(report),
        by=by,
    )


def _assured(report: Report) -> list[content.Assurance]:
    """Return what the units of the report have made to last in its year, and how the checks went."""
    places = units_below(report.place, end_of(report))
    with in_language():
        return [
            {
                "title": one.assurance.activity.title,
                "unit": one.assurance.unit.name,
                "state_word": one.state_word,
                "checked_on": one.check.at.date().isoformat() if one.check else None,
            }
            for one in assured_in(places, report.year)
        ]
