"""The pieces a document is made of: what is said and in which order, never how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from styrhjul.wheel.followup.content import JSON, Sign

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Mark:
    """A rating in small: the sign is repeated by the word; `level` says whose it is when several stand together."""

    sign: Sign
    word: str
    level: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading; `anchor` is unique in the document.

    `opens_page` begins a new page in print, `listed` puts it in the list of contents. What stands under an `account`
    people have written themselves; what is `folded` is so on a page until somebody opens it, and whole in print.
    """

    level: int
    text: str
    anchor: str
    opens_page: bool = False
    listed: bool = True
    account: bool = False
    folded: bool = False
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Running text, with a lead in bold; `note` is small print, `absent` says that something is missing."""

    text: str
    lead: str = ""
    look: Literal["body", "note", "absent"] = "body"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Verdict:
    """The row that opens a section: mark and word, conclusion in bold, one sentence."""

    mark: Mark | None
    word: str
    lead: str
    text: str
    kind: Literal["verdict"] = "verdict"


@dataclass(frozen=True)
class Fact:
    """A name and what it is."""

    name: str
    value: str


@dataclass(frozen=True)
class Facts:
    """Facts under each other."""

    rows: tuple[Fact, ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Column:
    """A column with its header; `share` is its width in relation to the others, 0 as narrow as its content."""

    title: str
    align: Align = "left"
    share: int = 0


@dataclass(frozen=True)
class Cell:
    """Text, marks, or both."""

    text: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row; the first cell heads it. Rows of the same `group` stand together under its name."""

    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True)
class Table:
    """A numbered table with its caption above and a note below; one that is `folded` is so on a page only."""

    number: int
    label: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    folded: bool = False
    kind: Literal["table"] = "table"

    @property
    def groups(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Return the rows as (group, rows), in their order."""
        found: list[tuple[str, list[Row]]] = []
        for row in self.rows:
            if not found or found[-1][0] != row.group:
                found.append((row.group, []))
            found[-1][1].append(row)
        return tuple((name, tuple(rows)) for name, rows in found)


@dataclass(frozen=True)
class Chart:
    """A numbered drawing; `alt` says what it shows, `numbers` where its numbers stand."""

    number: int
    label: str
    caption: str
    alt: str
    drawing: str
    spec: JSON
    note: str
    numbers: str
    table: Table
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True)
class Card:
    """One level's rating: whose, mark and word, reason, by whom and when."""

    level: str
    mark: Mark
    reason: str
    signed: str
    departs: str


@dataclass(frozen=True)
class Ratings:
    """The ratings of all levels side by side, and what the numbers speak for."""

    cards: tuple[Card, ...]
    proposed: Fact | None = None
    kind: Literal["ratings"] = "ratings"


Block = Heading | Paragraph | Verdict | Facts | Table | Chart | Ratings


@dataclass(frozen=True)
class Part:
    """What stands under a heading inside a chapter, or before the first; `rest` is folded until somebody opens it."""

    heading: Heading | None
    lead: tuple[Block, ...]
    rest: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """What stands under one heading of the first level: the verdict that opens it, and the rest."""

    heading: Heading
    verdict: Verdict | None
    blocks: tuple[Block, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the blocks heading by heading; of what is folded the first paragraphs stay in sight."""
        found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
        for block in self.blocks:
            if isinstance(block, Heading):
                found.append((block, []))
            else:
                found[-1][1].append(block)
        return tuple(_part(heading, blocks) for heading, blocks in found if heading or blocks)


@dataclass(frozen=True)
class Logo:
    """The municipality's logo on the cover: the file beside the layout, and how wide and high its frame is."""

    file: str
    width: int
    height: int


@dataclass(frozen=True)
class Document:
    """A whole report, ready to be laid out; `words` are the fixed words of the layout in its language."""

    title: str
    subtitle: str
    municipality: str
    unit: str
    context: str
    accent: str
    logo: Logo | None
    language: str
    is_draft: bool
    adopted: tuple[str, ...]
    note: str
    made_on: str
    description: str
    wheel: JSON | None
    words: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Return the blocks chapter by chapter."""
        found: list[tuple[Heading, list[Block]]] = []
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == 1:
                found.append((block, []))
            elif found:
                found[-1][1].append(block)
        return tuple(_chapter(heading, rest) for heading, rest in found)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Return the charts in order."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))


def _chapter(heading: Heading, rest: list[Block]) -> Chapter:
    opening = rest[0] if rest and isinstance(rest[0], Verdict) else None
    return Chapter(heading, opening, tuple(rest[1:] if opening else rest))


def _part(heading: Heading | None, blocks: list[Block]) -> Part:
    if heading is None or not heading.folded:
        return Part(heading, tuple(blocks), ())
    first = next((at for at, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))
    return Part(heading, tuple(blocks[:first]), tuple(blocks[first:]))
