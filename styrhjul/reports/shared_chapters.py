"""The chapters about the whole: the summary first, the texts, the matrix, the units, the assured, the sources."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrhjul.reports.blocks import Cell, Column, Fact, Facts, Paragraph, Row
from styrhjul.reports.goal_chapter import ratings_block, verdict
from styrhjul.reports.marks import level_heads, mark, marks_cell, rated_cell
from styrhjul.reports.numbering import Builder
from styrhjul.reports.words import ABSENT, capital, paragraphs, short_day
from styrhjul.wheel.followup import content as frozen


def add_summary(builder: Builder, content: frozen.Report) -> None:
    """Add the first page: what the report says in half a page."""
    builder.heading(1, _("Goals and ratings"), opens_page=True)
    _add_overall(builder, content["matrix"])
    goals = content["goals"]
    if not goals:
        builder.add(Paragraph(_("The report covers no goals."), look="absent"))
        return
    builder.add(Paragraph(_counted(goals)))
    builder.add(*(Paragraph(text) for text in (_departing(goals), *_missing(goals, content["year"])) if text))
    levels = level_heads(content)
    columns = (Column(_("Goal"), share=5), *(Column(head, share=3) for head in levels.values()))
    rows = []
    for goal in goals:
        given = {rating["short"]: rating for rating in goal["ratings"]}
        cells = (rated_cell(given.get(level)) for level in levels)
        rows.append(Row((Cell(goal["title"]), *cells)))
    builder.table(_("The goals and how each level rates them"), columns, rows)


def _add_overall(builder: Builder, matrix: frozen.Matrix | None) -> None:
    """Add the rating of the whole, or that there is none; an occasion that does not ask for one says nothing of it."""
    if matrix is None:
        return
    if matrix["overall"]:
        builder.add(verdict(matrix["overall"], _("This is the overall rating of the year.")))
    else:
        builder.add(Paragraph(_("The year as a whole has not been rated."), look="absent"))


def _counted(goals: list[frozen.Goal]) -> str:
    """Count the goals by colour, each by the highest level that has rated it; the unrated are said too."""
    count = Counter(goal["ratings"][-1]["word"] for goal in goals if goal["ratings"])
    parts = [
        ngettext("%(colour)s for one goal", "%(colour)s for %(count)s goals", some) % {"count": some, "colour": word}
        for word, some in count.most_common()
    ]
    said = [
        ngettext("The report covers one goal.", "The report covers %(count)s goals.", len(goals))
        % {"count": len(goals)}
    ]
    if len(goals) == 1 and parts:
        return f"{said[0]} {_('The rating is %(colours)s.') % {'colours': next(iter(count))}}"
    if parts:
        said.append(_("The rating is %(colours)s.") % {"colours": _listed(parts)})
    if unrated := sum(not goal["ratings"] for goal in goals):
        said.append(ngettext("One goal is not rated.", "%(count)s goals are not rated.", unrated) % {"count": unrated})
    return " ".join(said)


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + (_(" and ") if len(parts) > 1 else "") + parts[-1]


def _departing(goals: list[frozen.Goal]) -> str:
    titles = [goal["title"] for goal in goals if any(rating["departs"] for rating in goal["ratings"])]
    return _("The levels rate differently: %(goals)s.") % {"goals": "; ".join(titles)} if titles else ""


def _missing(goals: list[frozen.Goal], year: int) -> list[str]:
    """Say which outcomes of the year are missing, with the year of the latest there is."""
    titles: dict[int, dict[str, None]] = {}
    for one in (one for goal in goals for one in goal["indicators"] if one["missing_sentence"]):
        known = [value["year"] for value in one["rows"] if value["value"] is not None]
        latest = max(known, default=0)
        titles.setdefault(latest if latest < year else 0, {})[one["title"]] = None
    lately = _("Outcomes for %(year)s are missing, the latest are from %(latest)s: %(indicators)s.")
    never = _("Outcomes are missing: %(indicators)s.")
    return [
        (lately if latest else never) % {"year": year, "latest": latest, "indicators": "; ".join(several)}
        for latest, several in sorted(titles.items(), reverse=True)
    ]


def add_texts(builder: Builder, texts: list[frozen.SectionText]) -> None:
    """Add the sections that people have written; an empty one says so."""
    if not texts:
        return
    builder.heading(1, _("Account"), account=True)
    for text in texts:
        builder.heading(2, text["title"])
        body = [Paragraph(part) for part in paragraphs(text["body"])]
        builder.add(*(body or [Paragraph(_("Nothing has been written here."), look="absent")]))
        if text["by"]:
            builder.add(Paragraph(_("Written by %(name)s.") % {"name": text["by"]}, look="note"))


def add_matrix(builder: Builder, matrix: frozen.Matrix | None) -> None:
    """Add the rating matrix and the overall rating of every level."""
    if matrix is None:
        return
    builder.heading(1, _("Rating matrix"), opens_page=True)
    builder.heading(2, _("Overall rating"), listed=False)
    builder.add(ratings_block(matrix["overall"], None, builder.language))
    if not matrix["rows"] or not matrix["columns"]:
        return
    # A sheet is narrow and the aspects are many: in print the aspects go down and the focus areas across.
    cells = {(cell["row"], cell["column"]): cell for cell in matrix["cells"]}
    columns = (Column(_("Aspect"), share=5), *(Column(capital(row["label"]), share=3) for row in matrix["rows"]))
    rows = [
        Row((Cell(capital(column["label"])),
             *(_matrix_cell(cells.get((row["key"], column["key"]))) for row in matrix["rows"])),
            capital(column["group"]))
        for column in matrix["columns"]
    ]  # fmt: skip
    note = _("A dash: no account is demanded and no rating is given.")
    builder.table(_("Ratings by aspect and focus area"), columns, rows, note)
    accounts = [cell for cell in matrix["cells"] if cell["account"]]
    if not accounts:
        return
    builder.heading(2, _("Accounts of development work"))
    names = {entry["key"]: entry["label"] for entry in (*matrix["rows"], *matrix["columns"])}
    for cell in accounts:
        place = _("%(row)s, %(column)s.") % {"row": capital(names[cell["row"]]), "column": names[cell["column"]]}
        builder.add(Paragraph(cell["account"] or "", lead=place))


def _matrix_cell(cell: frozen.MatrixCell | None) -> Cell:
    if cell is None or not (cell["ratings"] or cell["demanded"]):
        return Cell(ABSENT)
    if not cell["ratings"]:
        return Cell(_("not handed in"))
    words = {rating["word"] for rating in cell["ratings"]}
    if len(words) == 1 and not any(rating.get("occasion") for rating in cell["ratings"]):
        return Cell(marks=(mark(cell["ratings"][-1]),))
    return marks_cell(cell["ratings"], ABSENT)


def add_units(builder: Builder, units: list[frozen.UnitLine]) -> None:
    """Add the units that the report covers."""
    if not units:
        return
    builder.heading(1, _("Units in the report"))
    columns = (Column(_("Unit"), share=4), Column(_("Kind"), share=3), Column(_("Report"), share=3),
               Column(_("Overall rating"), share=4))  # fmt: skip
    rows = []
    for unit in units:
        alone = Cell(marks=(mark(unit["overall"]),)) if unit["overall"] else Cell(_("no overall rating"))
        overall = marks_cell(several, ABSENT) if (several := unit.get("ratings")) else alone
        kind, state = capital(unit["kind_word"]), capital(unit["state_word"])
        rows.append(Row((Cell(unit["name"]), Cell(kind), Cell(state), overall)))
    builder.table(_("Units and their own reports"), columns, rows)


def add_assurances(builder: Builder, assurances: list[frozen.Assurance]) -> None:
    """Add what has been made permanent."""
    if not assurances:
        return
    builder.heading(1, _("Assured improvements"))
    columns = (Column(_("Improvement"), share=5), Column(_("Unit"), share=3), Column(_("State"), share=3),
               Column(_("Checked")))  # fmt: skip
    rows = [
        Row(
            (
                Cell(one["title"]),
                Cell(one["unit"]),
                Cell(one["state_word"]),
                Cell(short_day(one["checked_on"], builder.language) if one["checked_on"] else ABSENT),
            )
        )
        for one in assurances
    ]
    builder.table(_("What has been made permanent, and the check that it holds"), columns, rows)


def add_numbers(builder: Builder) -> None:
    """Add the numbers behind the charts, for those who read rather than look."""
    if not builder.charts:
        return
    builder.heading(1, _("The numbers behind the charts"), opens_page=True, folded=True)
    builder.add(*builder.number_chart_tables())


def add_sources(builder: Builder, content: frozen.Report, digest: str) -> None:
    """Add the sources and the versions that the content was made with."""
    builder.heading(1, _("Sources and versions"), folded=True)
    if content["sources"]:
        _add_source_table(builder, content["sources"])
    versions = content["versions"]
    builder.heading(2, _("How the report was made"))
    builder.add(
        Paragraph(_("The report is drawn from frozen content. The same content and versions give the same file.")),
        Facts((
            Fact(_("Styrhjulet"), versions["app"]),
            Fact(_("Steering model"), versions["pack"]),
            Fact(_("Statistics"), versions["statistics"]),
            Fact(_("Typesetting"), f"Typst {versions['typst']}"),
            Fact(_("Checksum of the content"), digest),
        )),
    )  # fmt: skip


def _add_source_table(builder: Builder, sources: list[frozen.Source]) -> None:
    """Add the table of sources; when they were fetched is a column only if it is known of any."""
    columns = [Column(_("Source"), share=4), Column(_("Publisher"), share=3), Column(_("Remark"), share=4)]
    rows = [[Cell(one["title"]), Cell(one["publisher"]), Cell(one["note"] or "")] for one in sources]
    if any(one["fetched"] for one in sources):
        columns.insert(2, Column(_("Fetched")))
        for row, one in zip(rows, sources, strict=True):
            row.insert(2, Cell(short_day(one["fetched"], builder.language) if one["fetched"] else ABSENT))
    builder.table(_("Sources of the numbers"), tuple(columns), [Row(tuple(row)) for row in rows])
