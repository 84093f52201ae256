"""The level of an indicator before an improvement and after it, as it was kept when the activity closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from styrhjul.base.common.models import User
from styrhjul.web.ui.formats import amount, number
from styrhjul.wheel.improvement.models import Assurance
from styrhjul.wheel.improvement.queries import named_first
from styrhjul.wheel.indicators.models import Indicator


@dataclass(frozen=True)
class Level:
    """An indicator's value before an improvement and after it: 84,2 → 90,1 %."""

    indicator: str
    change: str

    def __str__(self) -> str:
        return f"{self.indicator} {self.change}"


def levels_of(rows: Sequence[Assurance], user: User) -> dict[int, Level | None]:
    """Return for each assurance an indicator with both levels; nothing where there is none.

    It is one that the activity itself says it is measured by, else the first. Only indicators that the person may know
    of are shown.
    """
    wanted = {int(key) for row in rows for key, kept in row.before.items() if _has_both(kept)}
    known = Indicator.objects.visible_to(user).in_bulk(list(wanted)) if wanted else {}
    return {row.pk: _level(row, known) for row in rows}


def _level(row: Assurance, known: dict[int, Indicator]) -> Level | None:
    both = [(known[int(key)], kept) for key, kept in row.before.items() if int(key) in known and _has_both(kept)]
    if not both:
        return None
    indicator, kept = named_first(row.activity, both, lambda one: one[0])[0]
    before = number(Decimal(kept["before"]), indicator.decimals)
    after = amount(Decimal(kept["after"]), indicator.decimals, indicator.measure_unit)
    return Level(indicator.title, _("%(before)s → %(after)s") % {"before": before, "after": after})


def _has_both(kept: dict[str, Any]) -> bool:
    return kept.get("before") is not None and kept.get("after") is not None
