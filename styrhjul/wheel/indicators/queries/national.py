"""The national statistics of this installation: what they have, and which area a unit lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.memory import remembered
from styrhjul.base.organisation.models import Ancestry, Unit, in_force
from styrhjul.base.organisation.queries import municipality
from styrhjul.engine.analysis.evidence import YOUNG_FIELDS, mean_of, years_in_value
from styrhjul.engine.store import Break, IndicatorInfo, Reader, Store, StoreError, ensure_bundled
from styrhjul.wheel.indicators.models import Group, Indicator, Rhythm, Source

_ABOUT_THE_YOUNG = re.compile(r"(andel |antal )?(elev|elever|barn|pupils|children)\b", re.IGNORECASE)
_SHARE = re.compile(r",? andel \(%\)$")  # the measure unit says it


@dataclass(frozen=True)
class Suggestion:
    """What the national statistics and our own choices say of an indicator, before anybody has set it."""

    national_id: str
    title: str
    definition: str
    measure_unit: str
    decimals: int
    direction: str
    by_sex: bool
    decided: str
    has_values: bool

    def fields(self) -> dict[str, Any]:
        """Return what an indicator can be set with; what nobody has chosen is left out."""
        chosen = {"measure_unit": self.measure_unit, "direction": self.direction}
        return {
            "title": self.title,
            "definition": self.definition,
            "decimals": self.decimals,
            "by_sex": self.by_sex,
            "rhythm": Rhythm.YEAR,
        } | {name: value for name, value in chosen.items() if value}


@lru_cache(maxsize=8)
def _store(folder: Path) -> Store:
    return ensure_bundled(folder)


def statistics() -> Store:
    """Return the store of national statistics of this installation."""
    return _store(Path(settings.STATISTICS_DIR))


def reader() -> Reader:
    """Return the build that is current when a request begins, so that a page never mixes two."""
    return remembered("statistics", lambda: statistics().reader())


def statistics_build() -> str:
    """Return the name of the build of national statistics in use; nothing when there is none."""
    try:
        return reader().build_id
    except StoreError:
        return ""


def area_name(area: str) -> str:
    """Return what the statistics call an area; nothing when they do not have it."""
    try:
        return reader().area(area).name if area else ""
    except StoreError:
        return ""


def suggested(national_id: str) -> Suggestion | None:
    """Return what is known of a national indicator; None when the statistics do not have it."""
    try:
        info = reader().indicator(national_id)
        found = suggestion_of(info)
        return replace(found, decimals=0) if info.curated is None and _is_whole(national_id) else found
    except StoreError:
        return None


def _is_whole(national_id: str) -> bool:
    """Tell whether every number of an indicator is whole, so that decimals would say more than is known."""
    values = reader().panel(national_id).values
    there = values[~np.isnan(values)]
    return bool(there.size) and bool(np.all(there == np.round(there)))


def suggestion_of(info: IndicatorInfo) -> Suggestion:
    """Return what is known of a national indicator as an indicator could be set with it."""
    curated = info.curated
    language = (get_language() or "sv")[:2]
    return Suggestion(
        national_id=info.id,
        title=_SHARE.sub("", info.title)[:200],
        definition=(info.description or info.title)[:2000],
        measure_unit="" if curated is None else curated.unit.of(language),
        decimals=1 if curated is None else curated.decimals,
        direction="" if curated is None else curated.direction,
        by_sex=info.divided_by_sex if curated is None else curated.by_sex,
        decided="" if curated is None else curated.decided.of(language),
        has_values=info.has_values,
    )


def breaks_of(indicator: Indicator) -> tuple[Break, ...]:
    """Return the documented changes of definition of an indicator that touch the municipality."""
    if indicator.source != Source.NATIONAL:
        return ()
    try:
        curated = reader().indicator(indicator.national_id).curated
    except StoreError:
        return ()
    unit = municipality()
    return curated.breaks_in(area_of(unit) if unit else "") if curated else ()


def years_in_value_of(indicator: Indicator) -> int:
    """Return over how many years each value of an indicator is a mean."""
    if indicator.source == Source.NATIONAL:
        try:
            return mean_of(reader().indicator(indicator.national_id))
        except StoreError:
            pass
    return years_in_value(indicator.title)


def is_about_the_young(indicator: Indicator) -> bool:
    """Tell whether an indicator is about pupils or children, so that its people are girls and boys.

    The statistics place theirs in preschool or school; an own indicator says so with its first word.
    """
    if indicator.source != Source.NATIONAL:
        return bool(_ABOUT_THE_YOUNG.match(indicator.title))
    try:
        return is_field_of_the_young(reader().indicator(indicator.national_id))
    except StoreError:
        return False


def is_field_of_the_young(info: IndicatorInfo) -> bool:
    """Tell whether a national indicator lies in preschool or school."""
    return info.operating_area.casefold().startswith(YOUNG_FIELDS)


def group_words(indicator: Indicator) -> dict[Group, str]:
    """Return what an indicator's groups are called: women and men, or girls and boys."""
    return words_of_groups(young=is_about_the_young(indicator))


def words_of_groups(*, young: bool) -> dict[Group, str]:
    """Return what groups are called."""
    if young:
        return {Group.ALL: str(Group.ALL.label), Group.WOMEN: _("girls"), Group.MEN: _("boys")}
    return {group: str(group.label) for group in Group}


def search_catalogue(text: str, most: int = 50) -> list[Suggestion]:
    """Return national indicators that the words fit, those with our own choices first."""
    return [suggestion_of(info) for info in reader().search_indicators(text)[:most]] if text.strip() else []


def area_of(unit: Unit) -> str:
    """Return the statistical area of a unit: its own, or that of the nearest unit above that has one."""
    return unit.area or remembered("areas", _areas).get(unit.pk, "")


def _areas() -> dict[int, str]:
    """Return the area of every unit of today that stands under one with an area, the nearest one's."""
    rows = Ancestry.objects.filter(in_force(clock.today())).exclude(ancestor__area="").order_by("-distance")
    return dict(rows.values_list("descendant_id", "ancestor__area"))
