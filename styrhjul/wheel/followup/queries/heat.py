"""How all boards are rated on one occasion: a map of units by goals, by columns of the matrix, or by a row of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit, in_force
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import entry, key_in
from styrhjul.engine.packs.schema import Occasion, Pack, RatingLevel
from styrhjul.wheel.followup import policies
from styrhjul.wheel.followup.models import Rating
from styrhjul.wheel.followup.queries.ratings import (
    LevelRating,
    Thing,
    aspects_of,
    columns_of,
    day_of,
    last_given,
    side_by_side,
)
from styrhjul.wheel.goals.models import Goal, GoalParent
from styrhjul.wheel.plans.models import PlanGoal

GOALS, MATRIX, WHOLE = "goals", "matrix", "whole"
Pair = tuple[int, str]


@dataclass(frozen=True)
class Row:
    """A unit that is rated, under whom it stands, and which unit rates it at each level."""

    unit: Unit
    group: Unit | None
    raters: Mapping[str, Unit | None]


@dataclass(frozen=True)
class HeatColumn:
    """A goal or a column of the matrix."""

    key: str
    label: str
    goal: Goal | None = None
    aspect: str = ""


@dataclass(frozen=True)
class HeatCell:
    """What each level says of a unit in one respect; skipped where there is nothing to rate."""

    row: Row
    column: HeatColumn
    thing: Thing
    levels: Sequence[LevelRating]
    skipped: bool
    change: int

    @property
    def key(self) -> str:
        """Return the mark of the cell in addresses."""
        return f"{self.row.unit.pk}-{self.column.key}"

    @property
    def given(self) -> list[LevelRating]:
        """Return the levels that have rated."""
        return [one for one in self.levels if one.rating is not None]

    @property
    def differs(self) -> bool:
        """Whether the levels have come to different colours."""
        return len({one.rating.colour for one in self.given if one.rating}) > 1


@dataclass(frozen=True)
class HeatMap:
    """All cells of one occasion, unit by unit."""

    occasion: str
    year: int
    columns: Sequence[HeatColumn]
    rows: Sequence[tuple[Row, Sequence[HeatCell]]]

    @cached_property
    def cells(self) -> list[HeatCell]:
        """Return the cells that are to be rated."""
        return [cell for _row, cells in self.rows for cell in cells if not cell.skipped]

    @property
    def handed_in(self) -> int:
        """How many cells anybody has rated."""
        return sum(bool(cell.given) for cell in self.cells)

    @property
    def differing(self) -> int:
        """How many cells the levels see differently."""
        return sum(cell.differs for cell in self.cells)

    def cell(self, key: str) -> HeatCell | None:
        """Return one cell by its mark."""
        return next((cell for cell in self.cells if cell.key == key), None)


def latest_occasion() -> tuple[Occasion, int]:
    """Return the occasion whose time ended last: the one that is being rated, or was rated last."""
    today = clock.today()
    ended = [
        (one.until.on(year), one, year)
        for year in range(today.year - 2, today.year + 1)
        for one in pack_of_year(year).occasions
        if one.until.on(year) <= today
    ]
    _day, occasion, year = max(ended, key=lambda one: one[0])
    return occasion, year


def rated_rows(on: date, year: int) -> list[Row]:
    """Return the elected boards that rate themselves in a year, each under its programme board if there is one."""
    levels = policies.rating_levels(year)
    units = list(Unit.objects.on(on).filter(kind__in=_rating_themselves(pack_of_year(year))).order_by("name"))
    above, final = policies.chains_of(units, on), policies.final_rater(levels, on)
    found = [_row(levels, unit, above.get(unit.pk, []), final) for unit in units]
    return sorted(found, key=lambda row: (row.group is None, row.group.name if row.group else "", row.unit.name))


def _rating_themselves(pack: Pack) -> set[str]:
    """Return the political unit kinds at the first level of rating."""
    political = {key for kind in pack.unit_kinds if kind.political for key in kind.keys}
    return political & set(pack.rating.levels[0].unit_kinds)


def _row(levels: list[RatingLevel], unit: Unit, above: list[Unit], final: Unit | None) -> Row:
    raters = policies.raters_among(levels, unit, above, final)
    middle = next((raters[level.key] for level in levels[1:-1]), None)
    return Row(unit, middle, raters)


def heat_map(user: User, *, occasion: Occasion, year: int, view: str = GOALS) -> HeatMap:
    """Return the map of one occasion as far as a person may know; `view` is goals, matrix or a focus area's key."""
    day = min(clock.today(), occasion.until.on(year))
    rows = rated_rows(day, year)
    if view == GOALS:
        return _by_goals(user, occasion, year, rows, day)
    return _by_columns(user, occasion, year, rows, "" if view == MATRIX else view)


def _by_goals(user: User, asked: Occasion, year: int, rows: list[Row], day: date) -> HeatMap:
    """Return the map by goals; an occasion that uses all of the follow-up model has the whole in front of them."""
    goals, occasion = _column_goals(user, day, pack_of_year(year)), asked.key
    columns = [HeatColumn(f"g{goal.pk}", goal.title, goal) for goal in goals]
    whole = HeatColumn(WHOLE, _("The whole"))
    own = _own_goals(user, rows, goals, day)
    planned = _planned(rows, goals, year)
    ratings = _Ratings(user, rows, asked, year)
    lines = []
    for row in rows:
        cells = [ratings.cell(row, whole, Thing(row.unit, occasion, year), skipped=False)] if asked.whole else []
        for column, goal in zip(columns, goals, strict=True):
            mine = own.get((row.unit.pk, goal.pk), [])
            rated = next((one for one in [goal, *mine] if ratings.of(row, goal=one)), None)
            thing = Thing(row.unit, occasion, year, goal=rated or next(iter(mine), goal))
            skipped = rated is None and not mine and (row.unit.pk, goal.pk) not in planned
            cells.append(ratings.cell(row, column, thing, skipped=skipped))
        lines.append((row, cells))
    return HeatMap(occasion, year, [whole, *columns] if asked.whole else columns, lines)


def _column_goals(user: User, day: date, pack: Pack) -> list[Goal]:
    """Return the measured goals that boards may have goals of their own below."""
    rating = _rating_themselves(pack)
    served = {key for level in pack.goal_levels if rating & set(level.unit_kinds) for key in level.under}
    keys = [key for level in pack.goal_levels if level.measured and level.key in served for key in level.keys]
    return list(Goal.objects.visible_to(user).filter(in_force(day), level__in=keys).order_by("pk"))


def _own_goals(user: User, rows: Iterable[Row], goals: Iterable[Goal], day: date) -> dict[tuple[int, int], list[Goal]]:
    known = Goal.objects.visible_to(user).filter(in_force(day), node__unit__in=[row.unit for row in rows])
    links = GoalParent.objects.filter(parent__in=list(goals), goal__in=known.values("pk"))
    found: dict[tuple[int, int], list[Goal]] = {}
    for link in links.select_related("goal__node__unit").order_by("pk"):
        found.setdefault((link.goal.node.unit_id, link.parent_id), []).append(link.goal)
    return found


def _planned(rows: Iterable[Row], goals: Iterable[Goal], year: int) -> set[tuple[int, int]]:
    taken = PlanGoal.objects.filter(plan__place__in=[row.unit for row in rows], plan__year=year, goal__in=list(goals))
    return set(taken.values_list("plan__place_id", "goal_id"))


def _by_columns(user: User, asked: Occasion, year: int, rows: list[Row], focus_area: str) -> HeatMap:
    """Return the map by columns of the matrix; only an occasion that uses all of the model has a matrix."""
    pack, occasion = pack_of_year(year), asked.key
    area = entry(pack.rating.matrix.focus_areas, focus_area) if focus_area else None
    known = {f"goal-{pk}" for pk in Goal.objects.visible_to(user).values_list("pk", flat=True)}
    columns = [
        HeatColumn(one.key, one.label, aspect=one.key)
        for one in columns_of(pack, day_of(year))
        if one.key in known or not one.key.startswith("goal-")
    ]
    if area is None:
        columns.insert(0, HeatColumn(WHOLE, _("The whole")))
    else:
        columns = [one for one in columns if not one.aspect.startswith("goal-")]
    ratings = _Ratings(user, rows, asked, year)
    lines = []
    for row in rows:
        things = [Thing(row.unit, occasion, year, focus_area=focus_area, aspect=one.aspect) for one in columns]
        skips = [not asked.whole or (area is not None and one.aspect not in area.crosses) for one in columns]
        cells = [
            ratings.cell(row, column, thing, skipped=skipped)
            for column, thing, skipped in zip(columns, things, skips, strict=True)
        ]
        lines.append((row, cells))
    return HeatMap(occasion, year, columns, lines)


class _Ratings:
    """The standing ratings of some units on one occasion, this year and the year before, by one question."""

    def __init__(self, user: User, rows: Iterable[Row], occasion: Occasion, year: int) -> None:
        self.year, self.pack = year, pack_of_year(year)
        self.ranks = {key: colour.rank for colour in self.pack.rating.scale for key in colour.keys}
        self.found: dict[tuple[int, int, int | None, str, str], list[Rating]] = {}
        areas, aspects = self.pack.rating.matrix.focus_areas, aspects_of(self.pack)
        standing = Rating.objects.visible_to(user).standing().filter(rated__in=[row.unit for row in rows])
        for one in standing.filter(occasion__in=occasion.keys, year__in=[year - 1, year]).order_by("at", "pk"):
            cell = key_in(areas, one.focus_area), key_in(aspects, one.aspect)
            self.found.setdefault((one.year, one.rated_id, one.goal_id, *cell), []).append(one)

    def of(self, row: Row, goal: Goal) -> list[Rating]:
        """Return the ratings of a unit's work toward a goal."""
        return self.found.get((self.year, row.unit.pk, goal.pk, "", ""), [])

    def cell(self, row: Row, column: HeatColumn, thing: Thing, *, skipped: bool) -> HeatCell:
        """Return the cell of a thing, with the levels that somebody rates it at."""
        key = (thing.rated.pk, thing.goal.pk if thing.goal else None, thing.focus_area, thing.aspect)
        now = self.found.get((self.year, *key), [])
        levels = [one for one in side_by_side(now, self.year) if one.rating or row.raters.get(one.level.key)]
        before = self.found.get((self.year - 1, *key), [])
        return HeatCell(row, column, thing, levels, skipped and not now, self._change(levels, before))

    def _change(self, levels: Sequence[LevelRating], before: Iterable[Rating]) -> int:
        """Return whether the last level that has rated says better (1) or worse (-1) than it did the year before."""
        known = self.pack.rating.levels
        found = last_given(levels)
        last = found.rating if found else None
        then = next((one for one in before if last and key_in(known, one.level) == key_in(known, last.level)), None)
        ranks = [self.ranks.get(one.colour) if one else None for one in (last, then)]
        if ranks[0] is None or ranks[1] is None:
            return 0
        return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])
