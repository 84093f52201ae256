"""What is drawn of earlier measurements, from evidence of today and from evidence kept before breaks were known."""

from typing import Any

import pytest

from styrhjul.engine.drawing.charts import ControlChart, LineChart, draw_control
from styrhjul.web.followup.earlier import earlier, what_is_drawn
from styrhjul.web.followup.kept import Kept

KEPT = Kept({"decimals": 1, "unit": "%", "title": "Behöriga"}, "Exempelby")


def chart(**more: Any) -> dict[str, Any]:
    return {
        "sentence": "Värdet var 50 %.",
        "chart": {
            "periods": [str(year) for year in range(2010, 2024)],
            "values": [50.0, 52, 51, 49, 53, 50, 70, 72, None, 69, 73, 70, 71, 72],
            "signals": ["above", *[""] * 13],
            "limits": False,
            "provisional": False,
            **more,
        },
    }


def part(begins: int | None, first: str, last: str, **more: Any) -> dict[str, Any]:
    return {"begins": begins, "first": first, "last": last, "limits": False, "provisional": True, **more}


LIMITS = {"limits": True, "mean": 50.8, "lower": 45.0, "upper": 57.0}


def test_evidence_kept_before_breaks_were_known_is_drawn_as_it_was() -> None:
    spec, _draw = earlier(KEPT, chart(limits=True, mean=60.0, lower=40.0, upper=80.0))
    assert isinstance(spec, ControlChart)
    assert (spec.mean, spec.baseline, spec.before, spec.events) == (60.0, None, (), ())
    assert spec.outside == (2010.0,)
    assert len(spec.own.points) == 14
    plain, _draw = earlier(KEPT, chart())
    assert isinstance(plain, LineChart)


@pytest.mark.parametrize("now_has_limits", [True, False])
def test_each_part_is_drawn_with_its_own_limits_and_a_mark_between(now_has_limits: bool) -> None:
    now = {"limits": True, "mean": 71.0, "lower": 66.0, "upper": 76.0} if now_has_limits else {"limits": False}
    segments = [part(None, "2010", "2015", **LIMITS), part(2016, "2016", "2023", **now)]
    spec, _draw = earlier(KEPT, chart(segments=segments, **now))
    assert isinstance(spec, ControlChart)
    (before,) = spec.before
    assert (before.since, before.until, before.mean, before.provisional) == (2010.0, 2015.0, 50.8, True)
    assert [(event.time, event.label) for event in spec.events] == [(2015.5, "ny definition 2016")]
    assert (2015.5, None) in spec.own.points
    assert spec.mean == now.get("mean")
    assert spec.baseline == ((2016.0, 2023.0) if now_has_limits else None)
    drawn = draw_control(spec)
    assert "ny definition 2016" in drawn
    assert drawn.count('class="limit"') == (6 if now_has_limits else 3)
    assert "45" not in what_is_drawn(KEPT, spec)


def test_parts_too_short_for_limits_are_a_plain_line_with_a_gap_and_a_mark() -> None:
    spec, _draw = earlier(KEPT, chart(segments=[part(None, "2010", "2011"), part(2012, "2012", "2023")]))
    assert isinstance(spec, LineChart)
    assert [event.time for event in spec.events] == [2011.5]
    assert (2011.5, None) in spec.own.points
    assert what_is_drawn(KEPT, spec).startswith("Behöriga")


def test_nothing_is_drawn_without_values() -> None:
    assert earlier(KEPT, chart(values=[None] * 14)) == (None, None)
