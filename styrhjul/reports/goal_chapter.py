"""The chapter of one goal: verdict, analysis, indicators, ratings side by side, what was done and what comes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from styrhjul.reports.blocks import Card, Cell, Column, Fact, Facts, Paragraph, Ratings, Row, Verdict
from styrhjul.reports.marks import add_ratings_below, mark, marks_cell, whose
from styrhjul.reports.numbering import Builder
from styrhjul.reports.words import ABSENT, day, first_sentence, number, paragraphs, short_day
from styrhjul.wheel.followup import content as frozen


def verdict(ratings: list[frozen.Rating], sentence: str) -> Verdict:
    """Return the row that opens a chapter, from the rating of the highest level that has rated."""
    if not ratings:
        return Verdict(None, _("Not rated"), _("Nobody has rated this yet."), sentence)
    last = ratings[-1]
    if earlier := last.get("occasion"):
        sentence = f"{_('The rating is from %(occasion)s.') % {'occasion': earlier}} {sentence}".strip()
    return Verdict(mark(last), last["word"], first_sentence(last["reason"]), sentence)


def ratings_block(ratings: list[frozen.Rating], proposed: frozen.Proposed | None, language: str) -> Ratings | Paragraph:
    """Return the ratings side by side, every one with its reason and who signed it."""
    if not ratings and not proposed:
        return Paragraph(_("No rating has been given."), look="absent")
    cards = tuple(
        Card(
            whose(rating),
            mark(rating),
            rating["reason"],
            _("%(name)s, %(day)s") % {"name": rating["by"], "day": day(rating["on"], language)},
            _("departs") if rating["departs"] else "",
        )
        for rating in ratings
    )
    return Ratings(cards, Fact(proposed["word"], proposed["reason"]) if proposed else None)


def add_goal(builder: Builder, goal: frozen.Goal, year: int) -> None:
    """Add the chapter of one goal; on a page it is folded when it tells nothing new."""
    builder.heading(1, goal["title"], opens_page=bool(goal["indicators"]), folded=not has_news(goal, year))
    sentences = [indicator["outcome_sentence"] for indicator in goal["indicators"]]
    builder.add(verdict(goal["ratings"], sentences[0] if sentences else _("The goal has no indicator.")))
    if goal["parents"]:
        builder.add(Facts(tuple(Fact(parent["level_word"], parent["title"]) for parent in goal["parents"])))
    _add_analysis(builder, goal["analysis"])
    for indicator in goal["indicators"]:
        add_indicator(builder, indicator, year)
    builder.heading(2, _("Ratings"), listed=False)
    builder.add(ratings_block(goal["ratings"], goal["proposed"], builder.language))
    add_ratings_below(builder, goal.get("below", []))
    _add_activities(builder, goal)
    _add_remedies(builder, goal)


def has_news(goal: frozen.Goal, year: int) -> bool:
    """Tell whether a report says something of a goal that an earlier one has not: what is of this occasion or year."""
    rated = any(rating.get("occasion") is None for rating in goal["ratings"])
    measured = any(has_outcome_of(indicator, year) for indicator in goal["indicators"])
    return rated or goal["analysis"] is not None or bool(goal["remedies"]) or measured


def has_outcome_of(indicator: frozen.Indicator, year: int) -> bool:
    """Tell whether there is an outcome of a year, of the unit's own or of one below it."""
    rows = (indicator["rows"], *(place["values"] for place in indicator["places"]))
    return any(value["year"] == year and value["value"] is not None for several in rows for value in several)


def _add_analysis(builder: Builder, analysis: frozen.Analysis | None) -> None:
    if analysis is None:
        builder.add(Paragraph(_("No analysis has been concluded."), look="absent"))
        return
    builder.add(*(Paragraph(text) for text in paragraphs(analysis["conclusion"])))
    if analysis["by"]:
        builder.add(Paragraph(_("Analysed by %(names)s.") % {"names": ", ".join(analysis["by"])}, look="note"))


def add_indicator(builder: Builder, indicator: frozen.Indicator, year: int) -> None:
    """Add one indicator: what it says, how it looks, and the outcomes year by year and unit by unit.

    Without an outcome of the report's year an earlier report has shown the same, so on a page it is folded.
    """
    builder.heading(2, indicator["title"], folded=not has_outcome_of(indicator, year))
    builder.add(Paragraph(indicator["comparison_sentence"] or "", lead=indicator["outcome_sentence"]))
    if indicator["missing_sentence"]:
        builder.add(Paragraph(indicator["missing_sentence"], look="absent"))
    if target := indicator["target"]:
        value = number(target["value"], indicator["decimals"], builder.language)
        builder.add(
            Facts((Fact(_("Target for %(year)s") % {"year": target["year"]}, f"{value} ({target['decided']})"),))
        )
    for chart in indicator["charts"]:
        builder.chart(chart)
    _add_years(builder, indicator)
    _add_places(builder, indicator)


def _add_years(builder: Builder, indicator: frozen.Indicator) -> None:
    rows = indicator["rows"]
    if not rows:
        if not indicator["places"]:
            builder.add(Paragraph(_("No outcome has been entered."), look="absent"))
        return
    split = {
        word: {value["year"]: value for value in values}
        for word, values in ((indicator["women_word"], indicator["women"]), (indicator["men_word"], indicator["men"]))
        if indicator["women"] or indicator["men"]
    }
    words = (_("Outcome"), *split)
    columns = (Column(_("Year"), share=2), *(Column(word, "right", 2) for word in words), Column(_("Remark"), share=5))
    lines = []
    for value in rows:
        groups = [by_year.get(value["year"]) for by_year in split.values()]
        numbers = (_written(one, indicator["decimals"], builder.language) for one in (value, *groups))
        apart = [] if value["value"] is None else [_remark(one, word) for word, one in zip(split, groups, strict=True)]
        remark = Cell("; ".join(filter(None, (_remark(value), *apart))))
        lines.append(Row((Cell(str(value["year"])), *(Cell(text) for text in numbers), remark)))
    caption = _("%(title)s, %(unit)s") % {"title": indicator["title"], "unit": indicator["measure_unit"]}
    builder.table(caption, columns, lines, indicator["source_phrase"], folded=True)


def _written(value: frozen.Value | None, decimals: int, language: str) -> str:
    return number(value["value"] if value else None, decimals, language)


def _remark(value: frozen.Value | None, whose: str = "") -> str:
    """Say what is special about a value, and whose it is when it is only a group's."""
    if value is None:
        return ""
    state = {"preliminary": _("preliminary"), "missing": _("missing"), "final": ""}[value["status"]]
    said = ", ".join(filter(None, (state, value["note"])))
    return f"{whose.lower()} {said}" if whose and said else said


def _add_places(builder: Builder, indicator: frozen.Indicator) -> None:
    places = indicator["places"]
    if not places:
        return
    years = sorted({value["year"] for place in places for value in place["values"]})[-3:]
    split = any(place["women"] is not None or place["men"] is not None for place in places)
    columns = [Column(indicator["places_word"], share=4), *(Column(str(year), "right", 2) for year in years)]
    if split:
        columns += [Column(indicator["women_word"], "right", 2), Column(indicator["men_word"], "right", 2)]
    columns.append(Column(_("Rating"), share=4))
    lines = []
    for place in places:
        by_year = {value["year"]: value["value"] for value in place["values"]}
        values = [by_year.get(year) for year in years] + ([place["women"], place["men"]] if split else [])
        alone = Cell(marks=(mark(place["rating"]),)) if place["rating"] else Cell(ABSENT)
        rated = marks_cell(several, ABSENT) if (several := place.get("ratings")) else alone
        cells = (Cell(number(value, indicator["decimals"], builder.language)) for value in values)
        lines.append(Row((Cell(place["unit"]), *cells, rated)))
    caption = _("%(title)s by unit, %(unit)s") % {"title": indicator["title"], "unit": indicator["measure_unit"]}
    notes = [
        _("%(unit)s: %(note)s") % {"unit": place["unit"], "note": place["note"]} for place in places if place["note"]
    ]
    builder.table(caption, tuple(columns), lines, " ".join([*notes, indicator["source_phrase"]]))


def _add_activities(builder: Builder, goal: frozen.Goal) -> None:
    builder.heading(2, _("What we did"), listed=False)
    if not goal["activities"]:
        builder.add(Paragraph(_("The goal has no activity in the plan."), look="absent"))
        return
    columns = (
        Column(_("Activity"), share=5),
        Column(_("State"), share=3),
        Column(_("Until")),
        Column(_("Effect"), share=7),
    )
    rows = [
        Row(tuple(Cell(text) for text in (
            one["title"], one["state_word"],
            short_day(one["until"], builder.language) if one["until"] else ABSENT, one["effect"] or _("not described"),
        )), one["unit"])
        for one in goal["activities"]
    ]  # fmt: skip
    builder.table(_("Activities for the goal and their effect"), columns, rows)


def _add_remedies(builder: Builder, goal: frozen.Goal) -> None:
    if not goal["remedies"]:
        return
    builder.heading(2, _("What we do next"), listed=False)
    columns = (
        Column(_("Remedy"), share=6),
        Column(_("State"), share=3),
        Column(_("How it is followed up"), share=6),
    )
    rows = [
        Row(tuple(Cell(text) for text in (
            one["title"], one["state_word"], one["follow_up"] or _("not described"),
        )), one["unit"])
        for one in sorted(goal["remedies"], key=lambda one: one["unit"])
    ]  # fmt: skip
    builder.table(_("Remedies ahead"), columns, rows)
