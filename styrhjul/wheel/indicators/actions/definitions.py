"""Setting and changing what is measured."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import trace
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.actions import make_node
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.wheel.indicators import permissions, policies, queries
from styrhjul.wheel.indicators.models import Indicator, Source

CHANGEABLE = ("definition", "measure_unit", "decimals", "direction", "rhythm", "by_sex")


@transaction.atomic
def add_indicator(
    *,
    unit: Unit,
    title: str = "",
    national_id: str = "",
    audience: Audience | None = None,
    by: User,
    **fields: Any,
) -> Indicator:
    """Set a measure at a unit.

    `fields` are definition, measure_unit, decimals, direction, rhythm and by_sex. With a number in the national
    statistics, what is not given is taken from the statistics' own description and our choices about it.
    """
    permissions.can_add_indicator(by, unit).require()
    known: dict[str, Any] = {}
    if national_id:
        suggestion = queries.suggested(national_id)
        if suggestion is None:
            raise Fault(_("The national statistics have no indicator with that number."), field="national_id")
        known = suggestion.fields()
    given = {name: value for name, value in fields.items() if value not in ("", None)}
    content = {name: value for name, value in {**known, **given}.items() if name in CHANGEABLE}
    _demand_direction(national_id, content.get("direction", ""))
    node = make_node(
        Kind.INDICATOR,
        title=title or known.get("title", ""),
        unit=unit,
        audience=audience or policies.audience_at(unit),
        by=by,
    )
    indicator = Indicator(
        node=node, source=Source.NATIONAL if national_id else Source.OWN, national_id=national_id, **content
    )
    indicator.full_clean(exclude=["node"])
    indicator.save()
    trace.record("indicator.added", f"node:{node.pk}", by=by, title=node.title, national=national_id, **content)
    return indicator


@transaction.atomic
def change_indicator(
    indicator: Indicator, *, title: str, seen: str | None = None, by: User, **fields: Any
) -> Indicator:
    """Change what an indicator is called and how it is described; its values stay.

    With `seen` (the indicator's `stamp` when the person began) a change that somebody else made since is a Conflict.
    """
    permissions.can_change_indicator(by, indicator).require()
    present = Indicator.objects.select_for_update().select_related("node").get(pk=indicator.pk)
    if seen is not None and seen != present.stamp:
        raise Conflict(_("Somebody else has changed the indicator in the meantime."), current=present)
    if present.source == Source.NATIONAL:
        fields = {name: value for name, value in fields.items() if name not in {"rhythm"}}
    if "rhythm" in fields and fields["rhythm"] != present.rhythm and present.values.exists():
        raise Fault(_("There are values already, so how often it is measured cannot change."), field="rhythm")
    old = {"title": present.title} | {name: getattr(present, name) for name in CHANGEABLE}
    new = old | {"title": title.strip()} | {name: value for name, value in fields.items() if name in CHANGEABLE}
    if new["direction"] != old["direction"]:
        _demand_direction(present.national_id, new["direction"])
    changed = {name: [str(old[name]), str(new[name])] for name in new if new[name] != old[name]}
    if changed:
        _write(present, new)
        trace.record("indicator.changed", f"node:{present.pk}", by=by, changed=changed)
    return present


def _demand_direction(national_id: str, direction: str) -> None:
    info = queries.national_indicator(national_id) if national_id else None
    permit = policies.may_have_direction(direction, info.curated.kind if info and info.curated else "")
    if not permit:
        raise Fault(permit.ground, field="direction")


def _write(indicator: Indicator, new: dict[str, Any]) -> None:
    indicator.node.title = new["title"]
    indicator.node.full_clean()
    indicator.node.save(update_fields=["title"])
    for name in CHANGEABLE:
        setattr(indicator, name, new[name])
    indicator.full_clean(exclude=["node"])
    indicator.save()
