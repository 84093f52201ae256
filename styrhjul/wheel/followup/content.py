"""The frozen content of a report: plain JSON that says everything, so that it can be drawn again for ever.

Sentences are kept as they were said on the day of freezing; a renderer adds layout, never facts. Dates are
ISO strings, numbers are JSON numbers, and what is missing is null.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from styrhjul.base.common import trace

JSON = dict[str, Any]

Sign = Literal["circle", "triangle", "square", "ring"]
Status = Literal["draft", "decided"]
ValueStatus = Literal["final", "preliminary", "missing"]


class Logo(TypedDict):
    """The logo that the municipality had: its bytes in base 64, what they are, and the shape of its frame."""

    media_type: str
    content: str
    width: int
    height: int


class Municipality(TypedDict):
    """Whose report it is, with the accent colour that is legible on white; earlier reports say nothing of a logo."""

    name: str
    accent: str
    logo: NotRequired[Logo | None]


class Unit(TypedDict):
    """The unit that reports, with the word of its kind."""

    name: str
    kind_word: str


class Occasion(TypedDict):
    """The report occasion in the pack."""

    key: str
    label: str


class Decision(TypedDict):
    """The formal decision that adopted the report."""

    body: str
    date: str
    paragraph: str
    record_number: str


class Parent(TypedDict):
    """A goal above, with the word of its level."""

    level_word: str
    title: str


class Value(TypedDict):
    """One outcome; `note` says why it is missing or what is special about it."""

    year: int
    value: float | None
    status: ValueStatus
    note: str | None


class Target(TypedDict):
    """What the outcome should be, when, and who decided it."""

    value: float
    year: int
    decided: str


class Chart(TypedDict):
    """A drawing: `spec` is the `as_dict` of its specification, columns and rows are the same numbers to read."""

    drawing: Literal["line", "sexes", "dots", "control", "distance", "strip"]
    spec: JSON
    caption: str
    alt: str
    axis_note: str | None
    source: str
    columns: list[str]
    rows: list[list[str | float | None]]
    decimals: int


class Rating(TypedDict):
    """A signed judgement at one level; `departs` when it differs from the level below.

    `occasion` says on which occasion it was given when that is not the report's own.
    """

    occasion: NotRequired[str | None]

    level_word: str
    short: str
    sign: Sign
    word: str
    reason: str
    by: str
    on: str
    departs: bool


class Proposed(TypedDict):
    """The colour the numbers speak for; never a judgement."""

    word: str
    reason: str


class Place(TypedDict):
    """The outcome of one unit below, with how it is rated: by the last level, and by each."""

    ratings: NotRequired[list[Rating]]

    unit: str
    values: list[Value]
    women: float | None
    men: float | None
    rating: Rating | None
    note: str | None


class Indicator(TypedDict):
    """A measure of a goal, with outcome, target and comparison in numbers and in sentences."""

    title: str
    measure_unit: str
    decimals: int
    direction_word: str
    rows: list[Value]
    women_word: str
    women: list[Value]
    men_word: str
    men: list[Value]
    target: Target | None
    outcome_sentence: str
    comparison_sentence: str | None
    missing_sentence: str | None
    source_phrase: str
    charts: list[Chart]
    places_word: str
    places: list[Place]


class Analysis(TypedDict):
    """The conclusion of an analysis, and who took part in it."""

    conclusion: str
    by: list[str]


class Activity(TypedDict):
    """What was done for the goal and what came of it."""

    title: str
    unit: str
    state_word: str
    effect: str | None
    until: str | None


class Remedy(TypedDict):
    """What is proposed or decided to do next."""

    title: str
    unit: str
    state_word: str
    follow_up: str | None


class RatedBelow(TypedDict):
    """A goal of a unit below that serves the goal, and what each level says of it."""

    unit: str
    title: str
    ratings: list[Rating]


class Goal(TypedDict):
    """A goal with everything that was said of it; `below` are the rated goals of the units below."""

    below: NotRequired[list[RatedBelow]]

    level_word: str
    title: str
    parents: list[Parent]
    indicators: list[Indicator]
    ratings: list[Rating]
    proposed: Proposed | None
    analysis: Analysis | None
    activities: list[Activity]
    remedies: list[Remedy]


class MatrixColumn(TypedDict):
    """A column of the rating matrix, under its group."""

    key: str
    label: str
    group: str


class MatrixRow(TypedDict):
    """A row of the rating matrix."""

    key: str
    label: str


class MatrixCell(TypedDict):
    """A cell: whether it demands an account, the account, and each level's rating."""

    row: str
    column: str
    demanded: bool
    account: str | None
    ratings: list[Rating]


class Matrix(TypedDict):
    """The rating matrix of the year and the overall rating; `overall` in the order of the levels."""

    columns: list[MatrixColumn]
    rows: list[MatrixRow]
    cells: list[MatrixCell]
    overall: list[Rating]


class SectionText(TypedDict):
    """A section of the report with the pack's questions and the answer in paragraphs."""

    title: str
    questions: list[str]
    body: str
    by: str | None


class UnitLine(TypedDict):
    """A unit that the report covers, how far its own report has come, and what each level says of it as a whole."""

    ratings: NotRequired[list[Rating]]

    name: str
    kind_word: str
    state_word: str
    overall: Rating | None


class Assurance(TypedDict):
    """Something made permanent and the check that it holds."""

    title: str
    unit: str
    state_word: str
    checked_on: str | None


class Source(TypedDict):
    """A source of numbers: what, whose, and when it was fetched."""

    title: str
    publisher: str
    fetched: str | None
    note: str | None


class Versions(TypedDict):
    """What the content was made with; rendering again needs the same."""

    app: str
    pack: str
    typst: str
    statistics: str


class Report(TypedDict):
    """The whole content of a report; `levels` are the short words of the levels that rate, `level_words` the whole."""

    levels: NotRequired[list[str]]
    level_words: NotRequired[list[str]]

    format: Literal[1]
    municipality: Municipality
    unit: Unit
    occasion: Occasion
    title: str
    subtitle: str | None
    year: int
    language: Literal["sv", "en"]
    status: Status
    decision: Decision | None
    made_on: str
    note: str | None
    programme: list[str]
    wheel: JSON | None
    goals: list[Goal]
    matrix: Matrix | None
    texts: list[SectionText]
    units: list[UnitLine]
    assurances: list[Assurance]
    sources: list[Source]
    versions: Versions


def digest(content: Report) -> str:
    """Return the SHA-256 of the canonical content: the same as the one of the decision that froze it."""
    return trace.sha256(trace.canonical(content))
