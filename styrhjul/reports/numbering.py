"""Numbers for tables, charts and headings while a document is being built."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from styrhjul.reports.blocks import Block, Cell, Chart, Column, Heading, Row, Table
from styrhjul.reports.words import number, sentence
from styrhjul.wheel.followup import content as frozen


@dataclass
class Builder:
    """Collects blocks in order and numbers what is numbered."""

    language: str
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0
    charts: list[Chart] = field(default_factory=list)
    headings: int = 0

    def add(self, *blocks: Block) -> None:
        """Add blocks at the end."""
        self.blocks.extend(blocks)

    def heading(
        self,
        level: int,
        text: str,
        *,
        opens_page: bool = False,
        listed: bool = True,
        account: bool = False,
        folded: bool = False,
    ) -> None:
        """Add a heading with an anchor of its own."""
        self.headings += 1
        self.add(Heading(level, text, f"avsnitt-{self.headings}", opens_page, listed, account, folded))

    def table(
        self, caption: str, columns: tuple[Column, ...], rows: list[Row], note: str = "", *, folded: bool = False
    ) -> Table:
        """Add a numbered table."""
        self.tables += 1
        label = _("Table %(number)s") % {"number": self.tables}
        table = Table(self.tables, label, caption, columns, tuple(rows), note, folded)
        self.add(table)
        return table

    def chart(self, chart: frozen.Chart) -> None:
        """Add a numbered chart; the table of its numbers comes at the end of the document."""
        count = len(self.charts) + 1
        label = _("Chart %(number)s") % {"number": count}
        note = " ".join(sentence(part) for part in (chart["axis_note"], chart["source"]) if part)
        caption = _("Numbers of %(chart)s: %(caption)s") % {"chart": label.lower(), "caption": chart["caption"]}
        table = Table(0, "", caption, self._columns(chart), tuple(self._rows(chart)), chart["source"])
        drawn = Chart(count, label, chart["caption"], chart["alt"], chart["drawing"], chart["spec"], note, "", table)
        self.charts.append(drawn)
        self.add(drawn)

    def _columns(self, chart: frozen.Chart) -> tuple[Column, ...]:
        return tuple(Column(title, "left" if at == 0 else "right", 1) for at, title in enumerate(chart["columns"]))

    def _rows(self, chart: frozen.Chart) -> list[Row]:
        return [Row(tuple(self._cell(value, chart["decimals"]) for value in row)) for row in chart["rows"]]

    def _cell(self, value: str | float | None, decimals: int) -> Cell:
        return Cell(value if isinstance(value, str) else number(value, decimals, self.language))

    def number_chart_tables(self) -> list[Table]:
        """Give every chart's table its number, and every chart the place where its numbers stand."""
        tables = []
        for chart in self.charts:
            self.tables += 1
            label = _("Table %(number)s") % {"number": self.tables}
            table = replace(chart.table, number=self.tables, label=label)
            numbers = _("The numbers are in %(table)s.") % {"table": label.lower()}
            self.blocks[self.blocks.index(chart)] = replace(chart, numbers=numbers, table=table)
            tables.append(table)
        return tables
