"""The wheel of a steering model as a picture: whole parts with their names, and when they go on."""

from __future__ import annotations

from collections.abc import Sequence

from babel.dates import get_month_names
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.steering.words import word
from styrhjul.engine.drawing.wheel import PartDrawing, WheelDrawing
from styrhjul.engine.packs.schema import Pack, Part
from styrhjul.web.home.times import spans_of
from styrhjul.web.ui.formats import locale


def in_order(pack: Pack) -> Sequence[Part]:
    """Return the parts of the wheel as they follow each other."""
    return sorted(pack.wheel.parts, key=lambda part: part.order)


def picture_of(pack: Pack, key: str) -> WheelDrawing:
    """Return the wheel of a model as a picture: whole parts with their names, and when they go on."""
    year = clock.today().year
    return WheelDrawing(
        year=year,
        today=None,
        parts=tuple(
            PartDrawing(
                part.key,
                part.kind.value,
                capfirst(word(part.label)),
                part.colour,
                done=1,
                total=1,
                spans=tuple(spans_of(part, year)),
            )
            for part in in_order(pack)
        ),
        month_names=tuple(get_month_names("abbreviated", locale=locale())[n].strip(".") for n in range(1, 13)),
        start_angle=pack.wheel.start_angle,
        name=_("The wheel of %(model)s") % {"model": word(pack.label)},
        description=", ".join(word(part.label) for part in in_order(pack)),
        key=f"wheel-{key}",
    )
