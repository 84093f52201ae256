"""What a report's pages show: the frozen content once it is decided, until then what it says today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.urls import reverse

from styrhjul.base.decisions.models import ArchivedFile, FormalDecision
from styrhjul.base.decisions.queries import file_of, frozen
from styrhjul.reports.blocks import Chapter, Document
from styrhjul.reports.document import build
from styrhjul.reports.tasks import PDF
from styrhjul.web.ui.pieces import Step
from styrhjul.wheel.flows.reporting import report_as_it_reads
from styrhjul.wheel.followup import content
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.followup.queries.report_lists import Section, sections_of


@dataclass(frozen=True)
class Part:
    """A section of the report in its place, with what one needs to write in it."""

    key: str
    anchor: str
    label: str
    required: bool
    questions: list[str]
    body: str
    version: int
    by: str
    at: date | None
    href: str


@dataclass(frozen=True)
class Record:
    """What remains of a decided report: the decision, and the file once it is made."""

    decision: FormalDecision
    file: ArchivedFile | None


def content_of(report: Report) -> content.Report:
    """Return what a report says: what was frozen, else what it would say if it were decided now."""
    if report.decision is not None:
        return cast("content.Report", frozen(report.decision))
    return report_as_it_reads(report)


def document_of(report: Report) -> Document:
    """Return a report laid out in its blocks; a frozen one with the checksum of its decision."""
    return build(content_of(report), digest=report.decision.digest if report.decision else None)


def record_of(report: Report) -> Record | None:
    """Return the decision and the archived file of a decided report."""
    return None if report.decision is None else Record(report.decision, file_of(report.decision, PDF))


def parts_of(report: Report) -> list[Part]:
    """Return the sections of a report, in reading order."""
    return [_part(report, section) for section in sections_of(report)]


def part_of(report: Report, key: str) -> Part | None:
    """Return one section of a report."""
    return next((part for part in parts_of(report) if part.key == key), None)


def _part(report: Report, section: Section) -> Part:
    text = section.text
    return Part(
        section.key,
        f"avsnitt-{section.key}",
        section.label,
        section.required,
        section.questions,
        section.body,
        section.version,
        text.by.name if text and text.by else "",
        text.at if text else None,
        reverse("report-text", args=[report.pk, section.key]),
    )


def outline_of(parts: list[Part], chapters: list[Chapter], language: str) -> list[Step]:
    """Return the places of the workshop: what people write, then what is gathered, in the document's language."""
    written = [(part.label, f"#{part.anchor}", bool(part.body), "") for part in parts]
    gathered = [(one.heading.text, f"#{one.heading.anchor}", False, language) for one in chapters]
    return [
        Step(number, title, href, done, language=said_in)
        for number, (title, href, done, said_in) in enumerate([*written, *gathered], start=1)
    ]


def gathered_in(document: Document, *, is_draft: bool) -> list[Chapter]:
    """Return the chapters of the document; of a draft without the account, which is written in the workshop itself."""
    return [chapter for chapter in document.chapters if not (is_draft and chapter.heading.account)]
