"""Units of different size beside each other, as the engine laid them or as they were kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from styrhjul.engine.drawing.charts import FunnelChart, FunnelLimit, FunnelUnit

CURVES = ("sizes", "lower", "low", "high", "upper")


def funnel_of(chart: Mapping[str, Any], **common: Any) -> FunnelChart:
    """Return the chart; `common` is what all charts share."""
    limits = zip(*(chart[name] for name in CURVES), strict=True)
    return FunnelChart(
        **common,
        units=tuple(FunnelUnit(**one) for one in chart["units"]),
        limits=tuple(FunnelLimit(*one) for one in limits),
        centre=chart["centre"],
        people_label=_("people behind the value"),
        centre_label=_("all together"),
    )
