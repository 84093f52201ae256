"""What the state of an indicator allows, and who may know of it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry
from styrhjul.base.thread.models import Audience
from styrhjul.wheel.indicators.models import Direction, Group, Indicator, Rhythm, Source

_PERIODS: Final = {Rhythm.YEAR: re.compile(r"[0-9]{4}"), Rhythm.MONTH: re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")}
EARLIEST: Final = 1990
YEARS_AHEAD: Final = 20
LARGEST: Final = Decimal(10) ** 12
FINEST: Final = Decimal("0.0001")
WHOLE: Final = 100
# Units as people write them, in the languages of the interface.
SHARES: Final = {"%", "procent", "per cent", "percent"}
NUMBERS: Final = {"antal", "number"}
COUNTS: Final = {
    *("personer", "barn", "elever", "dagar", "st", "invånare"),
    *("people", "persons", "children", "pupils", "students", "days", "residents"),
}


def audience_at(unit: Unit) -> Audience:
    """Return who may know of what is set at a unit: everyone for elected bodies and the top, else the organisation."""
    kind = entry(pack_in_force().unit_kinds, unit.kind)
    is_open = kind is not None and (kind.political or not kind.under)
    return Audience.PUBLIC if is_open else Audience.INTERNAL


def may_take_values(indicator: Indicator) -> Permit:
    """Whether values are typed in; those of national statistics are locked."""
    if indicator.source == Source.NATIONAL:
        return refused(_("The values come from national statistics and are locked."))
    return granted(_("The values are the municipality's own."))


def may_have_direction(direction: str, kind: str) -> Permit:
    """Whether a way is good: never for the costs and conditions of national statistics (`kind`, "" if not decided)."""
    if direction != Direction.NONE and kind == "cost":
        return refused(_("A cost is neither good nor bad in itself: choose that neither is better."))
    if direction != Direction.NONE and kind == "context":
        return refused(_("A condition is neither good nor bad in itself: choose that neither is better."))
    return granted(_("The indicator can have that direction."))


def may_have_period(indicator: Indicator, period: str) -> Permit:
    """Whether a period is written as the indicator's rhythm says, and has begun."""
    if not _PERIODS[Rhythm(indicator.rhythm)].fullmatch(period) or int(period[:4]) < EARLIEST:
        example = "2022" if indicator.rhythm == Rhythm.YEAR else "2023-11"
        return refused(_("Write the period as %(example)s.") % {"example": example})
    begins = date(int(period[:4]), int(period[5:] or 1), 1)
    if begins > clock.today():
        return refused(_("The period has not begun yet."))
    return granted(_("The period has begun."))


def may_have_group(indicator: Indicator, group: str) -> Permit:
    """Whether the indicator is split so."""
    if group not in Group.values:
        return refused(_("There is no such group."))
    if group != Group.ALL and not indicator.by_sex:
        return refused(_("The indicator is not split by sex."))
    return granted(_("The indicator has the group."))


def may_have_target(indicator: Indicator, group: str, year: int) -> Permit:
    """Whether a target can be decided for a group and a year."""
    if not EARLIEST <= year <= clock.today().year + YEARS_AHEAD:
        return refused(_("Write a year as 2026."))
    return may_have_group(indicator, group)


def may_be_decided(body: Unit, paragraph: str) -> Permit:
    """Whether a decision on targets says where it stands: what an elected body decided is in its minutes."""
    kind = entry(pack_in_force().unit_kinds, body.kind)
    if kind is not None and kind.political and not paragraph.strip():
        return refused(_("%(body)s is an elected body: write the paragraph of its minutes.") % {"body": body.name})
    return granted(_("It is said where the decision stands."))


def is_share(indicator: Indicator) -> bool:
    """Tell whether an indicator is measured as a part of a hundred."""
    return indicator.measure_unit.strip().casefold() in SHARES


def may_be_measured(indicator: Indicator, number: Decimal) -> Permit:
    """Whether a number can be a value or a target of a measure: it has room, and its unit allows it.

    A share lies between 0 and 100, and nothing that is counted is less than none. A measure that can lie outside,
    such as a deviation, says so in its unit: "percentage points", or "% of the budget". What the national statistics
    give in per cent without a good direction is such a deviation.
    """
    room = may_be_kept(number)
    if not room:
        return room
    unit = indicator.measure_unit.strip().casefold()
    is_deviation = indicator.source == Source.NATIONAL and indicator.direction == Direction.NONE
    if is_share(indicator) and not is_deviation and not 0 <= number <= WHOLE:
        return refused(_("A value in per cent lies between 0 and 100."))
    if (unit in COUNTS or unit.split(" ")[0] in NUMBERS) and number < 0:
        return refused(_("A number of something is never less than zero."))
    return granted(_("The measure can have that value."))


def may_be_kept(number: Decimal) -> Permit:
    """Whether a number has room where values and targets are kept."""
    if abs(number) >= LARGEST:
        return refused(_("The number is too large."))
    if number != number.quantize(FINEST):
        return refused(_("Write at most four decimals."))
    return granted(_("The number has room."))
