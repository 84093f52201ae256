"""What is explored: read out of an address, and written into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.engine.store import IndicatorInfo
from styrhjul.wheel.indicators import queries
from styrhjul.wheel.indicators.queries import explore
from styrhjul.wheel.indicators.queries.explore import Explored

View = Literal["time", "places", "map", "table", "together"]
People = Literal["T", "K", "M", "KM"]

VIEWS: Final[tuple[View, ...]] = ("time", "places", "map", "table", "together")
MOST_PLACES: Final = 6
"""The own line in ink and five others: more can't be told apart in one chart."""
NATIONAL: Final = "national"


@dataclass(frozen=True)
class Asked:
    """What a page of exploration shows."""

    info: IndicatorInfo
    places: tuple[Explored, ...]
    view: View
    people: People
    year: int
    over: str = ""
    colours: str = ""

    @property
    def sex(self) -> Literal["T", "K", "M"]:
        """Whose values are shown where one group at a time can be; all, when women and men stand beside each other."""
        return "T" if self.people == "KM" else self.people

    @property
    def national(self) -> bool:
        """Tell whether the three colours of the national comparisons are asked for."""
        return self.colours == NATIONAL

    @property
    def hidden(self) -> list[tuple[str, Any]]:
        """What a form on the page carries along, so that nothing else changes."""
        pairs: list[tuple[str, Any]] = [("indicator", self.info.id), *(("place", place.key) for place in self.places)]
        pairs += [("view", self.view), ("year", self.year or "")]
        pairs += [("people", self.people if self.people != "T" else ""), ("over", self.over)]
        pairs += [("colours", self.colours)]
        return [(name, value) for name, value in pairs if value]

    @property
    def hidden_but_year(self) -> list[tuple[str, Any]]:
        """The same for the form that asks for the year and the part of the country."""
        return [(name, value) for name, value in self.hidden if name not in {"year", "over"}]

    @property
    def query(self) -> str:
        """What stands in the address, without what is shown anyhow."""
        return urlencode(self.hidden)

    def address(self, **changed: Any) -> str:
        """Return the address of the same page with something else chosen."""
        return f"{reverse('explore')}?{replace(self, **changed).query}"

    def file(self, ending: str) -> str:
        """Return the address of the same as a file."""
        return f"{reverse('explore-file', args=[ending])}?{self.query}"

    def without(self, place: Explored) -> str:
        """Return the address with one place less."""
        return self.address(places=tuple(one for one in self.places if one != place))

    def with_place(self, key: str) -> str:
        """Return the address with one place more, written as the key it has."""
        return self.address(places=(*self.places, Explored(key, "")))


@dataclass(frozen=True)
class Read:
    """What an address asks for, and what it asked for that there is not."""

    asked: Asked | None
    notes: tuple[str, ...] = ()


def read(request: HttpRequest) -> Read:
    """Return what an address asks for.

    What does not exist any longer – a year, a place – is left out and told of, since addresses are kept and sent on;
    an indicator that there is not is not found.
    """
    given = request.GET
    number = given.get("indicator", "")
    if not number:
        return Read(None)
    info = queries.national_indicator(number)
    if info is None:
        raise Http404
    places, notes = _places(info, given.getlist("place"))
    people = cast("People", _one_of(given.get("people", ""), ("T", "K", "M", "KM") if info.divided_by_sex else ("T",)))
    years = explore.years_of(info, "T" if people == "KM" else people) if info.has_values else []
    year, said = _year(given.get("year", ""), years)
    over = _one_of(given.get("over", ""), ("", *(key for key, _name in explore.counties())))
    colours = _one_of(given.get("colours", ""), ("", NATIONAL))
    view = cast("View", _one_of(given.get("view", ""), VIEWS))
    return Read(Asked(info, places, view, people, year, over, colours), (*notes, *said))


def _places(info: IndicatorInfo, keys: Iterable[str]) -> tuple[tuple[Explored, ...], list[str]]:
    known = {one.key: one for one in explore.explorable(info)}
    wanted = list(dict.fromkeys(keys)) or [explore.own_area()]
    found = [known[key] for key in wanted if key in known]
    notes = [_("The statistics have no place “%(key)s”.") % {"key": key} for key in wanted if key and key not in known]
    if len(found) > MOST_PLACES:
        notes.append(_("At most %(count)s places can be compared at a time.") % {"count": MOST_PLACES})
    return tuple(found[:MOST_PLACES]), notes


def _year(given: str, years: list[int]) -> tuple[int, list[str]]:
    latest = years[-1] if years else 0
    if not given or not years:
        return latest, []
    if given.isascii() and given.isdigit() and int(given) in years:
        return int(given), []
    return latest, [_("There are no values for %(given)s; %(year)s is shown.") % {"given": given, "year": latest}]


def _one_of(given: str, choices: tuple[str, ...]) -> str:
    return given if given in choices else choices[0]
