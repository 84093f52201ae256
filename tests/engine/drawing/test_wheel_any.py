"""Any wheel that a model may describe: nothing meets, everything is in view, large enough to read and small to send."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from math import hypot

import pytest
from defusedxml.ElementTree import fromstring

from styrhjul.engine.drawing.wheel import draw_mini, draw_wheel
from styrhjul.engine.drawing.wheel.calendar import month_clearance
from styrhjul.engine.drawing.wheel.draw import compose
from styrhjul.engine.drawing.wheel.dress import DRESSES
from styrhjul.engine.packs import loader

from .models import phase, wheel
from .wheel_models import any_wheel, shipped_wheel

SVG = "{http://www.w3.org/2000/svg}"
SEEDS = range(50)
SMALLEST_TEXT = 10.9


def crossing(one, other):
    """Tell whether two lines cross."""
    (a, b), (c, d) = one, other
    turn = lambda p, q, r: (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])  # noqa: E731
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def leaders(drawn):
    lines = fromstring(drawn).iter(f"{SVG}line")
    ends = [
        [float(line.get(name)) for name in ("x1", "y1", "x2", "y2")] for line in lines if line.get("class") == "edge"
    ]
    return [((x1, y1), (x2, y2)) for x1, y1, x2, y2 in ends]


def meetings(drawing, size):
    """Return pairs of texts that meet."""
    return [
        (one.text, other.text)
        for one, other in combinations(compose(drawing, DRESSES[size]).texts, 2)
        if any(box.meets(against) for box in one.boxes() for against in other.boxes())
    ]


@pytest.mark.parametrize("size", ["full", "print"])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_meets_another(seed, size):
    assert meetings(any_wheel(seed), size) == []


@pytest.mark.parametrize("size", ["full", "print"])
@pytest.mark.parametrize("key", loader.shipped_keys())
def test_no_text_of_a_shipped_model_meets_another(key, size):
    drawing = shipped_wheel(key)
    assert meetings(drawing, size) == []
    assert len(draw_wheel(drawing, size).encode()) <= 30_000


@pytest.mark.parametrize("seed", SEEDS)
def test_no_leader_crosses_another(seed):
    drawn = leaders(draw_wheel(any_wheel(seed)))
    assert [pair for pair in combinations(drawn, 2) if crossing(*pair)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_leader_crosses_a_text(seed):
    drawing = any_wheel(seed)
    boxes = compose(drawing, DRESSES["full"]).boxes
    assert [line for line in leaders(draw_wheel(drawing)) if any(box.crossed_by(*line) for box in boxes)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_outside_lie_outside_and_off_the_ground(seed):
    picture = compose(any_wheel(seed), DRESSES["full"])
    for text in picture.texts:
        if text.size == 14 and getattr(text, "anchor", "middle") != "middle" and hypot(text.x, text.y) > 245:
            box = text.boxes()[0]
            assert not any(box.crossed_by(*stroke) for stroke in picture.strokes), text.text


@pytest.mark.parametrize("seed", SEEDS)
def test_every_text_is_in_view_and_large_enough(seed):
    drawing = any_wheel(seed)
    left, top, across, down = map(float, fromstring(draw_wheel(drawing)).get("viewBox").split())
    picture = compose(drawing, DRESSES["full"])
    for box in picture.boxes:
        assert left <= box.left <= box.right <= left + across
        assert top <= box.top <= box.bottom <= top + down
    assert min(text.size for text in picture.texts) >= SMALLEST_TEXT


@pytest.mark.parametrize("seed", SEEDS)
def test_every_part_is_named_once(seed):
    drawing = any_wheel(seed)

    written = " ".join(text.text for text in compose(drawing, DRESSES["full"]).texts)
    for part in drawing.parts:
        for word in part.label.replace("\u00ad", "-").replace("-", " ").split():
            assert word in written


@pytest.mark.parametrize("seed", SEEDS)
def test_small_sizes_have_no_text_to_meet(seed):
    drawing = any_wheel(seed)
    small = [draw_wheel(drawing, size) for size in ("phone", "multiple", "mini", "cover")]
    small += [draw_mini(drawing, lit=part.key) for part in drawing.parts]
    assert not any("<text" in drawn for drawn in small)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_wheel_is_larger_than_thirty_kilobytes(seed):
    drawing = any_wheel(seed)
    for size in ("full", "print", "phone", "multiple", "mini", "cover"):
        assert len(draw_wheel(drawing, size).encode()) <= 30_000, size


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_name_stands_clear_of_the_lanes_inside_it_and_the_ticks_outside(month):
    drawing = replace(wheel(phase("p", "A")), today=date(2023, month, 3))
    names = [text for text in compose(drawing, DRESSES["full"]).texts if text.text in drawing.month_names]
    assert len(names) == 12
    assert min(month_clearance(name) for name in names) > 1
