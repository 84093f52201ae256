"""The content of a report: live while it is written, frozen when it is decided."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from importlib.metadata import version
from typing import Final

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from styrhjul import __version__
from styrhjul.base.common import clock
from styrhjul.base.organisation.queries import accent, logo_bytes, look, municipality, units_above, units_below
from styrhjul.base.steering.words import entry, key_in, keys_in, word, word_for
from styrhjul.base.thread.models import Node
from styrhjul.engine.packs.schema import Occasion, Pack
from styrhjul.wheel.followup import content, policies
from styrhjul.wheel.followup.models import Rating, Report
from styrhjul.wheel.followup.queries.ratings import aspects_of, columns_of, side_by_side
from styrhjul.wheel.followup.queries.report_goals import goals_content, goals_of
from styrhjul.wheel.followup.queries.report_ratings import end_of, ratings_content, ratings_of_year
from styrhjul.wheel.followup.states import ReportState
from styrhjul.wheel.indicators.queries import NATIONAL, area_name, reader

LANGUAGE: Final = "sv"
"""What municipal records are written in; a reader with another language still reads what was decided."""


def report_content(
    report: Report, *, decision: dict[str, str] | None = None, assured: Sequence[content.Assurance] = ()
) -> content.Report:
    """Return all that a report says, as plain JSON; with a decision, as it is frozen.

    `assured` is what was made to last in the year, from whoever knows of checks.
    """
    with in_language():
        return _content(report, decision, assured)


def in_language() -> AbstractContextManager[None]:
    """Write what is said inside in the language of reports."""
    return override(LANGUAGE)


def _content(report: Report, decision: dict[str, str] | None, assured: Sequence[content.Assurance]) -> content.Report:
    pack, top = policies.pack_behind_report(report), municipality()
    occasion = entry(pack.occasions, report.occasion)
    given = ratings_of_year(report)
    goals = goals_content(report, given)
    national = any(NATIONAL in one["source_phrase"] for goal in goals for one in goal["indicators"])
    return {
        "format": 1,
        "municipality": {"name": top.name if top else "", "accent": accent(), "logo": _logo()},
        "unit": {"name": report.place.name, "kind_word": word_for(pack.unit_kinds, report.place.kind)},
        "occasion": {"key": report.occasion, "label": word(occasion.label) if occasion else report.occasion},
        "title": f"{capfirst(word(occasion.label)) if occasion else report.occasion} {report.year}",
        "subtitle": _("What we wanted, what came of it and what we do now.")
        if occasion and occasion.annual
        else _("How far we have come, and what we do now."),
        "year": report.year,
        "language": LANGUAGE,
        "status": "decided" if decision else "draft",
        "decision": _decision(decision),
        "made_on": decision["date"] if decision else clock.today().isoformat(),
        "note": demo_note(),
        "programme": _programme(report, pack),
        "wheel": _wheel(pack, report.year),
        "goals": goals,
        "levels": [word(level.short) for level in pack.rating.levels],
        "level_words": [capfirst(word(level.label)) for level in pack.rating.levels],
        "matrix": _matrix(pack, report, given) if occasion and occasion.whole else None,
        "texts": _texts(report, occasion),
        "units": _units(report, pack, occasion, given),
        "assurances": list(assured),
        "sources": _sources(national=national),
        "versions": {
            "app": __version__,
            "pack": f"{word(pack.label)}, version {pack.version}",
            "typst": version("typst"),
            "statistics": reader().build_id if national else "",
        },
    }


def _logo() -> content.Logo | None:
    """Return the municipality's logo as it is kept in what is frozen, so that the cover can be drawn for ever."""
    chosen = look()
    if chosen is None or chosen.logo is None:
        return None
    picture = chosen.logo
    return {
        "media_type": picture.media_type,
        "content": base64.b64encode(logo_bytes(picture)).decode("ascii"),
        "width": picture.width,
        "height": picture.height,
    }


def demo_note() -> str | None:
    """Return what every page of a demonstration says about its numbers."""
    if not settings.DEMO:
        return None
    top = municipality()
    words = {"area": area_name(top.area) if top else ""}
    return _("Exempelby is invented. Its municipal values are the open statistics of %(area)s.") % words


def things_reported(report: Report) -> list[Node]:
    """Return what a decided report carries on: the goals it answers for and the ratings it shows."""
    goals = [goal.node for goal in goals_of(report)]
    return goals + [rating.node for rating in ratings_of_year(report) if rating.rated_id == report.place_id]


def _decision(words: dict[str, str] | None) -> content.Decision | None:
    if words is None:
        return None
    return {
        "body": words["body"],
        "date": words["date"],
        "paragraph": words["paragraph"],
        "record_number": words["record_number"],
    }


def _wheel(pack: Pack, year: int) -> dict[str, object]:
    """Return the closed wheel of the year for the cover: every part whole in its colour, no progress."""
    parts = sorted(pack.wheel.parts, key=lambda part: part.order)
    return {
        "year": year,
        "centre": str(year),
        "start_angle": pack.wheel.start_angle,
        "parts": [
            {
                "key": part.key,
                "kind": part.kind.value,
                "label": word(part.label),
                "colour": part.colour,
                "done": 1,
                "total": 1,
                "spans": [],
            }
            for part in parts
        ],
    }


def _matrix(pack: Pack, report: Report, given: list[Rating]) -> content.Matrix:
    columns = columns_of(pack, date(report.year, 12, 31))
    areas_known, aspects = pack.rating.matrix.focus_areas, aspects_of(pack)
    found: dict[tuple[str, str], list[Rating]] = {}
    for rating in given:
        if rating.rated_id == report.place_id and rating.goal_id is None:
            cell = key_in(areas_known, rating.focus_area), key_in(aspects, rating.aspect)
            found.setdefault(cell, []).append(rating)
    demanded = {(area.key, aspect) for area in areas_known for aspect in area.crosses}
    areas = [("", _("Overall")), *((area.key, word(area.label)) for area in areas_known)]
    return {
        "columns": [{"key": column.key, "label": column.label, "group": column.group} for column in columns],
        "rows": [{"key": key, "label": label} for key, label in areas],
        "cells": [
            {
                "row": key,
                "column": column.key,
                "demanded": bool({(key, column.key), (key, column.group_key)} & demanded),
                "account": None,
                "ratings": ratings_content(side_by_side(found.get((key, column.key), [])), report),
            }
            for key, _label in areas
            for column in columns
        ],
        "overall": ratings_content(side_by_side(found.get(("", ""), [])), report),
    }


def _texts(report: Report, occasion: Occasion | None) -> list[content.SectionText]:
    texts = policies.texts_standing(report)
    return [
        {
            "title": word(section.label),
            "questions": [word(question.label) for question in section.questions],
            "body": text.body,
            "by": text.by.name if text.by else None,
        }
        for section in (occasion.sections if occasion else [])
        if (text := texts.get(section.key)) and text.body
    ]


def _programme(report: Report, pack: Pack) -> list[str]:
    """Return the units between the one that reports and the municipality as a whole: those that rate it anew."""
    kinds = {kind for level in pack.rating.levels[1:-1] for kind in level.unit_kinds}
    return [unit.name for unit in units_above(report.place, end_of(report)) if unit.kind in kinds]


def _units(report: Report, pack: Pack, occasion: Occasion | None, given: list[Rating]) -> list[content.UnitLine]:
    """Return the units that the report covers, as the tree was at the end of its year, and how far they have come."""
    rows = units_below(report.place, end_of(report)).exclude(pk=report.place_id)
    units = list(rows.order_by("name"))
    occasions = keys_in(pack.occasions, report.occasion)
    reports = Report.objects.filter(place__in=units, occasion__in=occasions, year=report.year)
    states = {one.place_id: ReportState(one.state) for one in reports}
    overall: dict[int, list[Rating]] = {}
    for rating in given:
        if rating.goal_id is None and not rating.focus_area and not rating.aspect:
            overall.setdefault(rating.rated_id, []).append(rating)
    kinds = occasion.unit_kinds if occasion else []
    found: list[content.UnitLine] = []
    for unit in units:
        ratings = ratings_content(side_by_side(overall.get(unit.pk, [])), report)
        state = states.get(unit.pk)
        missing = _("not handed in") if unit.kind in kinds else _("part of this report")
        found.append(
            {
                "name": unit.name,
                "kind_word": word_for(pack.unit_kinds, unit.kind),
                "state_word": str(state.label) if state else missing,
                "overall": ratings[-1] if ratings else None,
                "ratings": ratings,
            }
        )
    return found


def _sources(*, national: bool) -> list[content.Source]:
    sources: list[content.Source] = [
        {"title": _("The unit's own values"), "publisher": _("the municipality"), "fetched": None, "note": None}
    ]
    if national:
        sources.append(
            {
                "title": _("National statistics on municipalities"),
                "publisher": _("Source: Kolada"),
                "fetched": None,
                "note": _("Comparisons, medians and sentences: own processing of open statistics."),
            }
        )
    return sources
