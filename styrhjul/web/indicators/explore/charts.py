"""The charts of an exploration: what is drawn, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from styrhjul.engine.drawing.charts import (
    Event,
    LineChart,
    SexChart,
    StripChart,
    axis_of,
    draw_line,
    draw_sexes,
    draw_strip,
)
from styrhjul.engine.drawing.charts.map import SEQUENCE, MapArea, MapChart, MapClass, draw_map
from styrhjul.engine.drawing.charts.spec import ChartSpec, Series
from styrhjul.engine.drawing.charts.strip import Place
from styrhjul.engine.drawing.svg import Markup
from styrhjul.web.indicators.explore.asked import Asked
from styrhjul.web.indicators.explore.measured import Written, breaks_in
from styrhjul.web.ui.formats import number
from styrhjul.wheel.indicators import queries
from styrhjul.wheel.indicators.models import Group
from styrhjul.wheel.indicators.pictures import all_others
from styrhjul.wheel.indicators.queries import explore
from styrhjul.wheel.indicators.queries.explore import ExploredLine, Standings

RELATIVE: Final = {"red": "#E9A7A2", "yellow": "#F7DE8B", "green": "#9CCBA8"}
"""The national comparisons' three colours, paler than those of ratings, which they must not be taken for."""
SIMILAR_NAMED: Final = 7
WIDE_MAP: Final = 460
BEFORE: Final = 0.5
"""Years; a change of definition is marked between the last year of the old one and the first of the new."""


@dataclass(frozen=True)
class Drawn:
    """A chart with its words and source; `at` draws it for a width."""

    heading: str
    what: str
    spec: ChartSpec
    source: str

    def at(self, width: float) -> Markup:
        """Return the drawing."""
        return _draw(self.spec, width)

    @property
    def alone(self) -> Drawn:
        """The same to take along: its links lead nowhere outside the page."""
        if not isinstance(self.spec, MapChart):
            return self
        return replace(self, spec=replace(self.spec, areas=tuple(replace(one, href="") for one in self.spec.areas)))


@lru_cache(maxsize=256)
def _draw(spec: ChartSpec, width: float) -> Markup:
    if isinstance(spec, LineChart):
        return draw_line(spec, width=width)
    if isinstance(spec, SexChart):
        return draw_sexes(spec, width=width)
    if isinstance(spec, StripChart):
        return draw_strip(spec, width=width)
    assert isinstance(spec, MapChart)  # noqa: S101  (the four kinds that this page draws)
    return draw_map(spec, width=min(width, WIDE_MAP))


def over_time(asked: Asked, lines: list[ExploredLine], words: Written) -> Drawn:
    """Return the places over time against the middle of all municipalities."""
    median, half = all_others(asked.info.id, sex=asked.sex)
    spec = LineChart(
        title=asked.info.title,
        description=_described(lines, words),
        own=_series(lines[0]) if lines else Series(""),
        others=tuple(_series(line) for line in lines[1:]),
        median=median,
        middle_half=half,
        events=tuple(
            Event(one.year - BEFORE, _("new definition %(year)s") % {"year": one.year})
            for one in breaks_in(asked.info, asked.places[0].key if asked.places else "")
        ),
        **_common(words),
    )
    low = axis_of(spec)[0]
    note = _("The axis begins at %(low)s.") % {"low": number(low, 0 if low == int(low) else 1)} if low else ""
    return Drawn(asked.info.title, f"{words.in_unit} {note}".strip(), spec, computed_source())


def women_and_men(asked: Asked, women: ExploredLine, men: ExploredLine, words: Written) -> Drawn:
    """Return women and men, or girls and boys, over time in the first place."""
    names = queries.words_of_groups(young=queries.is_field_of_the_young(asked.info))
    spec = SexChart(
        title=f"{asked.info.title}, {women.place.name}",
        description=_described([women, men], words),
        women=Series(names[Group.WOMEN].capitalize(), _points(women)),
        men=Series(names[Group.MEN].capitalize(), _points(men)),
        **_common(words),
    )
    source = computed_source() if women.place.is_group else raw_source(asked)
    return Drawn(f"{asked.info.title}, {women.place.name}", words.in_unit, spec, source)


def all_places(asked: Asked, found: Standings, words: Written) -> Drawn:
    """Return all municipalities in one year as dots, those asked for and the similar ones named."""
    named = {place.key for place in asked.places if not place.is_group}
    similar = {area for place in asked.places if place.is_group for area in place.members[:SIMILAR_NAMED]}
    own = asked.places[0].key if asked.places else ""
    places = tuple(
        Place(row.name, row.value, "own" if row.area == own else "similar" if row.area in named | similar else "other")
        for row in found.rows
    )
    spec = StripChart(
        title=f"{asked.info.title}, {found.year}",
        description=having(found),
        places=places,
        quarters=found.between,
        quarter_labels=quarter_names(),
        **_common(words),
    )
    return Drawn(f"{asked.info.title}, {found.year}", f"{words.in_unit} {having(found)}.", spec, computed_source())


def on_the_map(asked: Asked, found: Standings, words: Written) -> Drawn:
    """Return the municipalities filled after their quarter; with the national colours, when they are asked for."""
    within = _members(asked.over)
    rows = [row for row in found.rows if not within or row.area in within]
    levels, classes = _coloured(found) if asked.national else _quarters(found, words)
    marked = {place.key for place in asked.places}
    taken = {place.key: asked.without(place) for place in asked.places}
    areas = tuple(
        MapArea(
            row.area, row.name, levels.get(row.area), f"{row.name}: {words.measure.value(row.value)}"
            if row.value is not None else f"{row.name}: {_('no value')}",
            taken.get(row.area) or asked.with_place(row.area), row.area in marked,
        )
        for row in rows
    )  # fmt: skip
    spec = MapChart(
        title=f"{asked.info.title}, {found.year}", description=having(found), areas=areas, classes=classes,
        missing=_("no value"), **_common(words),
    )  # fmt: skip
    return Drawn(f"{asked.info.title}, {found.year}", f"{words.in_unit} {having(found)}.", spec, _mapped())


def _quarters(found: Standings, words: Written) -> tuple[dict[str, int], tuple[MapClass, ...]]:
    """Return each municipality's quarter by value, from the lowest, and what the quarters reach from and to."""
    known = sorted((row for row in found.rows if row.value is not None and row.quarter), key=lambda row: row.value or 0)
    highest_first = not found.oriented or _best_is_highest(found)
    levels = {row.area: 4 - row.quarter if highest_first else row.quarter - 1 for row in known}
    classes = []
    for level, (name, fill) in enumerate(zip(quarter_names(), SEQUENCE, strict=True)):
        values = [row.value for row in known if row.value is not None and levels[row.area] == level]
        reach = f", {words.number(values[0])}–{words.number(values[-1])}" if values else ""
        classes.append(MapClass(f"{name}{reach}", fill))
    return levels, tuple(classes)


def quarter_names() -> tuple[str, str, str, str]:
    """Return what the quarters are called by value, from the lowest."""
    return _("lowest quarter"), _("second lowest quarter"), _("second highest quarter"), _("highest quarter")


def _coloured(found: Standings) -> tuple[dict[str, int], tuple[MapClass, ...]]:
    order = ("red", "yellow", "green")
    names = (_("the worst quarter"), _("the half between"), _("the best quarter"))
    levels = {row.area: order.index(row.colour) for row in found.rows if row.colour}
    return levels, tuple(MapClass(name, RELATIVE[colour]) for name, colour in zip(names, order, strict=True))


def _best_is_highest(found: Standings) -> bool:
    values = [row.value for row in found.rows if row.value is not None]
    return len(values) < 2 or values[0] > values[-1]


def _members(over: str) -> frozenset[str]:
    county = next((one for one in explore.explorable() if over and one.key == over), None)
    return frozenset(county.members) if county else frozenset()


def having(found: Standings) -> str:
    """Say how many municipalities have a value, and how many have none."""
    said = ngettext("%(count)s municipality has a value", "%(count)s municipalities have a value", found.compared)
    missing = ngettext("%(count)s has none", "%(count)s have none", found.missing) % {"count": found.missing}
    return said % {"count": found.compared} + (f", {missing}" if found.missing else "")


def _described(lines: list[ExploredLine], words: Written) -> str:
    said = []
    for line in lines:
        if line.latest is not None:
            said.append(f"{line.place.name} {words.measure.value(line.values[line.latest])} ({line.latest})")
    return "; ".join(said)


def _series(line: ExploredLine) -> Series:
    return Series(line.place.name, _points(line))


def _points(line: ExploredLine) -> tuple[tuple[float, float | None], ...]:
    """Return the points with the years in between that have no value, so that the line is broken there."""
    if not line.values:
        return ()
    return tuple((float(year), line.values.get(year)) for year in range(min(line.values), max(line.values) + 1))


def _common(words: Written) -> dict[str, Any]:
    return {
        "language": (get_language() or "sv")[:2],
        "decimals": words.measure.decimals,
        "unit": words.unit,
        "empty": _("No values"),
    }


def raw_source(asked: Asked) -> str:
    """Return the source line of unprocessed values."""
    return _("Source: Kolada %(number)s") % {"number": asked.info.id}


def computed_source() -> str:
    """Return the source line of anything computed."""
    return _("Own processing of open statistics")


def _mapped() -> str:
    return _("Own processing of open statistics. Boundaries: Statistics Sweden.")
