"""The kept evidence of an analysis, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from styrhjul.engine.drawing.charts.spec import ChartSpec
from styrhjul.web.ui.formats import number

Json = Mapping[str, Any]
Drawing = tuple[ChartSpec | None, Callable[..., str] | None]


@dataclass(frozen=True)
class Kept:
    """The kept evidence of one analysis, and how its numbers are written."""

    content: Json
    name: str

    @property
    def decimals(self) -> int:
        """How many decimals the indicator is written with."""
        return int(self.content["decimals"])

    @property
    def unit(self) -> str:
        """The measure unit."""
        return str(self.content["unit"])

    @property
    def on_axis(self) -> str:
        """The measure unit where it is short enough to stand on an axis."""
        return self.unit if len(self.unit) <= 3 else ""

    def written(self, value: float | None) -> str:
        """Write a value with its unit."""
        said = number(value, self.decimals)
        return f"{said}\u00a0{self.unit}" if self.unit and value is not None else said

    def common(self, title: str, description: str) -> dict[str, Any]:
        """Return what every chart needs."""
        return {
            "title": title,
            "description": description,
            "language": "en" if (get_language() or "sv").startswith("en") else "sv",
            "decimals": self.decimals,
            "unit": self.on_axis,
        }
