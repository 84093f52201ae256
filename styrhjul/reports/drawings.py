"""The drawings of a report as SVG: the one place that knows which drawing belongs to which specification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from styrhjul.engine.drawing import charts
from styrhjul.engine.drawing.charts.spec import Medium
from styrhjul.engine.drawing.svg import Markup
from styrhjul.engine.drawing.wheel import Milestone, PartDrawing, WheelDrawing, draw_wheel

WIDTHS: Final[dict[Medium, float]] = {"screen": 640, "print": 600}
"""On paper a drawing is as wide as the text, 485 pt: drawn 600 wide its letters come out at 10.5 pt."""

DRAWN: Final[dict[str, tuple[Any, Callable[..., Markup]]]] = {
    "line": (charts.LineChart, charts.draw_line),
    "sexes": (charts.SexChart, charts.draw_sexes),
    "dots": (charts.DotChart, charts.draw_dots),
    "control": (charts.ControlChart, charts.draw_control),
    "distance": (charts.DistanceChart, charts.draw_distance),
    "strip": (charts.StripChart, charts.draw_strip),
}


def chart(drawing: str, spec: dict[str, Any], medium: Medium) -> Markup:
    """Return a chart, drawn for a page or for paper."""
    kind, draw = DRAWN[drawing]
    return draw(kind.from_dict(spec), width=WIDTHS[medium], medium=medium)


def cover_wheel(spec: dict[str, Any]) -> Markup:
    """Return the wheel of the year for the cover, without words; dates in the specification are ISO strings."""
    return draw_wheel(_wheel(spec), "cover")


def _wheel(spec: dict[str, Any]) -> WheelDrawing:
    today = spec.get("today")
    return WheelDrawing(
        **{
            **spec,
            "today": date.fromisoformat(today) if today else None,
            "parts": tuple(_part(part) for part in spec["parts"]),
            "milestones": tuple(_milestone(one) for one in spec.get("milestones", [])),
            "month_names": tuple(spec.get("month_names", ())),
        }
    )


def _milestone(one: dict[str, Any]) -> Milestone:
    return Milestone(**{**one, "day": date.fromisoformat(one["day"])})


def _part(part: dict[str, Any]) -> PartDrawing:
    spans = tuple((date.fromisoformat(starts), date.fromisoformat(ends)) for starts, ends in part.get("spans", []))
    return replace(PartDrawing(**{**part, "spans": ()}), spans=spans)
