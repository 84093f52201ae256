"""How ratings are shown: each level beside the others, with what it stood on, and a proposal that is no rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.base.common.memory import remembered
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_of_year
from styrhjul.base.steering.words import word, word_for
from styrhjul.base.thread.models import Kind
from styrhjul.web.ui.addresses import address
from styrhjul.web.ui.formats import amount, date_long
from styrhjul.wheel.followup import permissions, policies
from styrhjul.wheel.followup.queries.grounds import Stood, grounds_of
from styrhjul.wheel.followup.queries.ratings import LevelRating, Proposed, Thing, aspects_of, columns_of, day_of


@dataclass(frozen=True)
class Against:
    """A number that a rating stood on, in words: what it was, its target, and that it has changed since."""

    indicator: str
    href: str
    outcome: str
    target: str
    changed: str


@dataclass(frozen=True)
class Said:
    """What one level says of a thing, or that it has not handed in its rating."""

    key: str
    level: str
    short: str
    sign: str
    word: str
    reason: str
    signature: str
    href: str
    departs: bool
    against: Sequence[Against]
    changed: bool
    rate_href: str


def said_of(
    thing: Thing, levels: Iterable[LevelRating], user: User, *, raters: Mapping[str, Unit | None]
) -> list[Said]:
    """Return each level that somebody rates at, in order; the numbers behind them by a fixed number of questions."""
    shown = [one for one in levels if one.rating or raters.get(one.level.key)]
    grounds = grounds_of([one.rating for one in shown if one.rating], user)
    return [_said(thing, one, grounds, user, raters) for one in shown]


def _said(
    thing: Thing, one: LevelRating, grounds: Mapping[int, list[Stood]], user: User, raters: Mapping[str, Unit | None]
) -> Said:
    rating, rater = one.rating, raters.get(one.level.key)
    may = rater is not None and permissions.can_rate_for(user, rater, raters.values())
    rate_href = rate_address(thing, one.level.key) if may else ""
    label = one.label.capitalize()
    if rating is None or one.colour is None:
        empty: dict[str, Any] = {"departs": False, "against": (), "changed": False, "rate_href": rate_href}
        return Said(one.level.key, label, one.short, "", "", "", "", "", **empty)
    against = [against_of(stood) for stood in grounds.get(rating.pk, [])]
    return Said(
        one.level.key,
        label,
        one.short,
        one.colour.sign.value,
        one.word.capitalize(),
        rating.reason,
        signature(rating.by.name, rating.unit.name, date_long(rating.at)),
        address(Kind.RATING, rating.pk),
        one.departs,
        against,
        any(one.changed for one in against),
        rate_href,
    )


def signature(name: str, unit: str, day: str) -> str:
    """Return who rated, for which unit and when."""
    return f"{name}, {unit}, {day}"


def against_of(stood: Stood) -> Against:
    """Return what a rating stood on in words."""
    indicator = stood.indicator
    unit = indicator.measure_unit

    def said(value: object, period: object) -> str:
        text = amount(value, indicator.decimals, unit)  # type: ignore[arg-type]
        return f"{text} ({period})" if period else text

    changed = ""
    if stood.has_changed and stood.now is not None:
        target = stood.now.target
        now = said(stood.now.value, stood.now.period) if stood.now.value is not None else _("no value")
        changed = _("Since then: %(value)s, target %(target)s.") % {
            "value": now,
            "target": said(target.value, target.year) if target else _("none decided"),
        }
    return Against(
        indicator.title,
        address(Kind.INDICATOR, indicator.pk),
        said(stood.value, stood.period) if stood.value is not None else _("no value"),
        said(stood.target, stood.target_year) if stood.target is not None else _("none decided"),
        changed,
    )


def rate_address(thing: Thing, level: str = "") -> str:
    """Return the address where a thing is rated."""
    named = {
        "enhet": thing.rated.pk,
        "mal": thing.goal.pk if thing.goal else "",
        "omrade": thing.focus_area,
        "kolumn": thing.aspect,
        "tillfalle": thing.occasion,
        "ar": thing.year,
        "niva": level,
    }
    return f"{reverse('rating-new')}?{urlencode({key: value for key, value in named.items() if value})}"


def about(thing: Thing) -> str:
    """Return in words in which respect a unit is rated."""
    if thing.goal is not None:
        return thing.goal.title
    pack = pack_of_year(thing.year)
    area = word_for(pack.rating.matrix.focus_areas, thing.focus_area) if thing.focus_area else ""
    key = ("labels of columns", thing.year)
    columns = remembered(key, lambda: {one.key: one.label for one in columns_of(pack, day_of(thing.year))})
    column = columns.get(thing.aspect) or (word_for(aspects_of(pack), thing.aspect) if thing.aspect else "")
    return ", ".join(part for part in (area, column) if part) or _("the whole")


def occasion_words(occasion: str, year: int) -> str:
    """Return the occasion with its year."""
    return f"{word_for(pack_of_year(year).occasions, occasion).capitalize()} {year}"


@dataclass(frozen=True)
class Pointing:
    """What the numbers speak for, in words; never a judgement."""

    sentence: str
    reason: str


def pointing(proposed: Proposed | None) -> Pointing | None:
    """Return what the numbers speak for; None where nothing can be said."""
    if proposed is None:
        return None
    sentence = _("The numbers point toward %(colour)s") % {"colour": word(proposed.colour.label)}
    return Pointing(sentence, proposed.reason)


def level_label(level: str, year: int) -> str:
    """Return the word of a level at which a year is rated."""
    return word_for(policies.rating_levels(year), level).capitalize()
