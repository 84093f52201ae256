"""From the frozen content of a report to a document: the same blocks for PDF and for the page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from styrhjul.reports.blocks import Document, Logo
from styrhjul.reports.goal_chapter import add_goal
from styrhjul.reports.numbering import Builder
from styrhjul.reports.shared_chapters import (
    add_assurances,
    add_matrix,
    add_numbers,
    add_sources,
    add_summary,
    add_texts,
    add_units,
)
from styrhjul.reports.words import day
from styrhjul.wheel.followup import content as frozen


def build(content: frozen.Report, language: str | None = None, digest: str | None = None) -> Document:
    """Return the document of a report; the fixed words in `language`, by default the report's own.

    `digest` is the checksum to print, when the content at hand is not letter by letter the frozen one.
    """
    language = language or content["language"]
    with override(language):
        builder = Builder(language)
        add_summary(builder, content)
        add_texts(builder, content["texts"])
        for goal in content["goals"]:
            add_goal(builder, goal, content["year"])
        add_matrix(builder, content["matrix"])
        add_assurances(builder, content["assurances"])
        add_units(builder, content["units"])
        add_numbers(builder)
        add_sources(builder, content, digest or frozen.digest(content))
        adopted = _adopted(content, language)
        return Document(
            title=content["title"],
            subtitle=content["subtitle"] or "",
            municipality=content["municipality"]["name"],
            unit=content["unit"]["name"],
            context=content["unit"]["name"],
            accent=content["municipality"]["accent"],
            logo=_logo(content["municipality"].get("logo")),
            language=language,
            is_draft=not _is_adopted(content),
            adopted=adopted,
            note=content["note"] or "",
            made_on=content["made_on"],
            description=". ".join(adopted),
            wheel=content["wheel"],
            words=_words(),
            blocks=tuple(builder.blocks),
        )


def _logo(frozen_logo: frozen.Logo | None) -> Logo | None:
    if frozen_logo is None:
        return None
    return Logo(logo_file(frozen_logo["media_type"]), frozen_logo["width"], frozen_logo["height"])


def logo_file(media_type: str) -> str:
    """Return the name of the file that a logo lies in beside the layout."""
    return "logo.png" if media_type == "image/png" else "logo.svg"


def _is_adopted(content: frozen.Report) -> bool:
    return content["status"] == "decided" and content["decision"] is not None


def _adopted(content: frozen.Report, language: str) -> tuple[str, ...]:
    """Return the lines under the title: who decided it and when, or that nobody has."""
    decision = content["decision"]
    if decision is None or not _is_adopted(content):
        return (_("Draft, not decided. As it stood on %(day)s.") % {"day": day(content["made_on"], language)},)
    place = {"body": decision["body"], "day": day(decision["date"], language), "paragraph": decision["paragraph"]}
    lines = [_("Decided by %(body)s %(day)s, %(paragraph)s") % place]
    if decision["record_number"]:
        lines.append(_("Record number %(number)s") % {"number": decision["record_number"]})
    return tuple(lines)


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "to_contents": _("Back to the contents"),
        "whole": _("All of the section"),
        "numbers": _("Charts and tables"),
        "draft": _("Draft"),
        "not_adopted": _("not yet decided"),
        "proposed": _("The numbers speak for"),
        "proposed_note": _("Computed from the indicators. It is not a rating."),
    }
