"""Finding reports: those there are, those that are missing, and what is written in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.common.versions import latest
from styrhjul.base.organisation.models import Unit, in_force
from styrhjul.base.organisation.permissions import within
from styrhjul.base.organisation.queries import units_below
from styrhjul.base.steering.queries import pack_at, pack_in_force, pack_of_year
from styrhjul.base.steering.standing import section_in
from styrhjul.base.steering.words import entry, key_in, keys_in, once, word
from styrhjul.engine.packs import schema
from styrhjul.engine.packs.schema import Occasion, Right
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.models import Report, ReportQuerySet, ReportText

DAYS_BACK: Final = 365
DAYS_AHEAD: Final = 92


def reports_found(
    user: User, *, unit: Unit | None = None, occasion: str = "", year: int | None = None, state: str = ""
) -> ReportQuerySet:
    """Return the reports that a person may know of, at a unit and those below it, the latest first."""
    rows = Report.objects.visible_to(user)
    if unit is not None:
        rows = rows.filter(place__in=units_below(unit))
    if occasion:
        pack = pack_in_force() if year is None else pack_of_year(year)
        rows = rows.filter(occasion__in=keys_in(pack.occasions, occasion))
    wanted = {"year": year, "state": state}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.order_by("-year", "-pk")


@dataclass(frozen=True)
class MissingReport:
    """A report that the steering model asks a unit for and that has not been handed in."""

    unit: Unit
    occasion: Occasion
    year: int
    report: Report | None

    @property
    def due(self) -> date:
        """When the model wants it."""
        return self.occasion.due.on(self.year)

    @property
    def days_late(self) -> int:
        """How many days ago it was due; 0 when there is time left."""
        return max(0, (clock.today() - self.due).days)


def missing_reports(
    user: User, years: Iterable[int], *, unit: Unit | None = None, occasion: str = ""
) -> list[MissingReport]:
    """Return the reports that units within a person's reach have not sent, the one due first in front."""
    wanted = list(years)
    asked = {year: [one for one in pack_of_year(year).occasions if occasion in ("", *one.keys)] for year in wanted}
    kinds = {kind for occasions in asked.values() for one in occasions for kind in one.unit_kinds}
    rows = Unit.objects.on(clock.today()).filter(within(user, Right.READ_DRAFTS, "pk"), kind__in=kinds)
    if unit is not None:
        rows = rows.filter(pk__in=units_below(unit))
    units = list(rows.order_by("name"))
    known = {
        (one.place_id, key_in(asked[one.year], one.occasion), one.year): one
        for one in Report.objects.filter(year__in=wanted)
    }
    missing = [
        MissingReport(one, occasion_of, year, report)
        for year in wanted
        for occasion_of in asked[year]
        for one in units
        if one.kind in occasion_of.unit_kinds
        and ((report := known.get((one.pk, occasion_of.key, year))) is None or report.sent_at is None)
    ]
    return sorted(missing, key=lambda one: (one.due, one.unit.name))


def missing_lately(user: User, *, unit: Unit | None = None, occasion: str = "") -> list[MissingReport]:
    """Return what is missing of the occasions that were due in the last year or are due soon."""
    today = clock.today()
    first, last = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    found = missing_reports(user, [today.year - 1, today.year, today.year + 1], unit=unit, occasion=occasion)
    return [one for one in found if first <= one.due <= last]


@dataclass(frozen=True)
class Section:
    """A section of a report with what is written there now."""

    key: str
    label: str
    required: bool
    questions: list[str]
    text: ReportText | None

    @property
    def version(self) -> int:
        """Return the version on which the next one stands."""
        return self.text.version if self.text else 0

    @property
    def body(self) -> str:
        """Return the text; nothing before anybody has written."""
        return self.text.body if self.text else ""


def sections_of(report: Report) -> list[Section]:
    """Return the sections that the occasion asks for, each with its latest text."""
    found, texts = policies.occasion_of(report), policies.texts_standing(report)
    return [
        Section(
            section.key,
            word(section.label),
            section.required,
            [word(question.label) for question in section.questions],
            texts.get(section.key),
        )
        for section in (found.sections if found else [])
    ]


@dataclass(frozen=True)
class Unplaced:
    """A text whose section has no place in the report's model, under the words it was written under."""

    section: str
    text: ReportText
    question: str = ""


def texts_without_place(report: Report) -> list[Unplaced]:
    """Return what is written in a report and stands under none of its sections, in the order it was written in."""
    occasion = policies.occasion_of(report)
    return [
        Unplaced(_word_of(report, text), text)
        for (section,), text in sorted(latest(policies.texts_of(report), "section").items(), key=lambda one: one[1].pk)
        if text.body and (occasion is None or section_in(occasion.sections, report.occasion, section) is None)
    ]


def _word_of(report: Report, text: ReportText) -> str:
    """Return the section as it was called when the text was written."""
    occasion = entry(pack_at(text.at).occasions, report.occasion)
    section = section_in(occasion.sections, report.occasion, text.section) if occasion else None
    section = section or once(text.section, schema.Section)
    return word(section.label) if section else text.section


def units_with_reports(user: User) -> list[Unit]:
    """Return the units of today that report, and those that have, as far as a person may know."""
    kinds = {kind for one in pack_in_force().occasions for kind in one.unit_kinds}
    known = Q(pk__in=Report.objects.visible_to(user).order_by().values("place"))
    return list(Unit.objects.filter(known | (in_force(clock.today()) & Q(kind__in=kinds))).order_by("name"))


def years_of_reports(user: User) -> list[int]:
    """Return the years that have reports, and this one and the one before, the latest first."""
    this = clock.today().year
    return sorted({this, this - 1, *Report.objects.visible_to(user).order_by().values_list("year", flat=True)})[::-1]
