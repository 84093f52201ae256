"""The wheel: no label meets another, measures hold, every kind and size is well-formed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import hypot

import pytest
from defusedxml.ElementTree import fromstring

from styrhjul.engine.drawing.colour import INK, UNLIT, mix
from styrhjul.engine.drawing.svg import point
from styrhjul.engine.drawing.wheel import Milestone, PartDrawing, draw_mini, draw_wheel, part_colours
from styrhjul.engine.drawing.wheel.calendar import elapsed
from styrhjul.engine.drawing.wheel.draw import compose
from styrhjul.engine.drawing.wheel.dress import DRESSES
from styrhjul.engine.drawing.wheel.geometry import angle_of, bands_of, sectors_of
from styrhjul.engine.drawing.wheel.ground import wedge_length
from styrhjul.engine.drawing.wheel.spans import laned_spans
from styrhjul.engine.drawing.words import Box

from .models import (
    MILESTONES,
    day,
    leksand_like,
    norrkoping_like,
    orebro_like,
    phase,
    random_wheel,
    wheel,
)  # fmt: skip

MODELS = {"leksand": leksand_like, "norrkoping": norrkoping_like, "orebro": orebro_like}
SIZES = ("full", "phone", "mini", "multiple", "print", "cover")
SVG = "{http://www.w3.org/2000/svg}"


def meetings(drawing):
    """Return pairs of texts that meet."""
    texts = compose(drawing, DRESSES["full"]).texts
    return [
        (one.text, other.text)
        for one, other in combinations(texts, 2)
        if any(box.meets(against) for box in one.boxes() for against in other.boxes())
    ]


def where(text):
    """Return where a straight text begins; one on an arc lies inside the wheel."""
    return getattr(text, "x", 0), getattr(text, "y", 0)


@pytest.mark.parametrize("model", MODELS)
def test_no_label_meets_another(model):
    assert meetings(MODELS[model]()) == []


@pytest.mark.parametrize("seed", range(50))
def test_no_label_meets_another_in_any_model(seed):
    assert meetings(random_wheel(seed)) == []


@pytest.mark.parametrize("seed", range(50))
def test_no_label_outside_the_wheel_is_crossed_by_ground_or_arrow(seed):
    drawing = random_wheel(seed)
    picture = compose(drawing, DRESSES["full"])
    stones = {stone.label.replace("\u00ad", "") for stone in drawing.milestones}
    for text in (text for text in picture.texts if text.text in stones and hypot(*where(text)) > 240):
        if not getattr(text, "turn", 0) and text.size == 14:
            assert not any(box.crossed_by(*stroke) for box in text.boxes() for stroke in picture.strokes)


@pytest.mark.parametrize("seed", range(50))
def test_every_text_lies_within_the_drawing(seed):
    root = fromstring(draw_wheel(random_wheel(seed)))
    left, top, across, down = map(float, root.get("viewBox").split())
    for box in compose(random_wheel(seed), DRESSES["full"]).boxes:
        assert left <= box.left
        assert box.right <= left + across
        assert top <= box.top
        assert box.bottom <= top + down


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("model", MODELS)
def test_every_size_is_well_formed_small_and_free_of_style(model, size):
    drawn = draw_wheel(MODELS[model](), size)
    fromstring(drawn)
    assert len(drawn.encode()) <= 30_000
    assert "style=" not in drawn
    assert drawn == draw_wheel(MODELS[model](), size)


def test_the_fullest_wheel_is_at_most_thirty_kilobytes():
    parts = [phase(f"p{place}", "Uppföljning", "#777777", 7, 14, href=f"/hjul/{place}/") for place in range(12)]
    assert len(draw_wheel(wheel(*parts)).encode()) <= 30_000


def test_texts_are_escaped():
    drawn = draw_wheel(wheel(phase("p", '<&">', None, 1, 2, accessible_name="</svg>"), name="a < b"))
    assert "</svg>" in fromstring(drawn).find(f".//{SVG}g[@class='part phase']/{SVG}title").text
    assert '<&">' in [text.text for text in fromstring(drawn).iter(f"{SVG}text")]


def test_links_are_for_the_pointer_and_hidden_from_screen_readers():
    root = fromstring(draw_wheel(leksand_like()))
    links = root.findall(f".//{SVG}a")
    assert [link.get("href") for link in links] == ["/hjul/vision/", "/hjul/genomfora/", "/hjul/resultat/"]
    assert {link.get("tabindex") for link in links} == {"-1"}
    assert (root.get("aria-hidden"), root.get("focusable")) == ("true", "false")


def test_without_links_the_wheel_is_a_named_image():
    root = fromstring(draw_wheel(leksand_like(), "print"))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Hjulet"
    assert root.find(f".//{SVG}a") is None


def test_small_sizes_have_no_text():
    for size in ("phone", "multiple", "cover", "mini"):
        assert fromstring(draw_wheel(norrkoping_like(), size)).find(f".//{SVG}text") is None


def test_plate_ring_and_sectors_have_their_measures():
    bands, sectors = bands_of(leksand_like()), sectors_of(leksand_like())
    assert [(band.inner, band.outer) for band in bands] == [(175, 194), (147, 171)]
    assert {sector.outer for sector in sectors} == {143}
    assert round(sectors[0].name_zone) == 77
    assert [(sector.start % 360, sector.end % 360) for sector in sectors] == [(300, 60), (60, 180), (180, 300)]


def test_without_plate_and_ring_the_sectors_grow():
    assert {sector.outer for sector in sectors_of(orebro_like())} == {194}


def test_many_rings_still_leave_room_for_sectors():
    rings = [PartDrawing(f"r{place}", "ring", "Ring") for place in range(8)]
    sectors = sectors_of(wheel(phase("p", "Planera"), *rings))
    assert sectors[0].outer == pytest.approx(90)


def test_overlapping_spans_lie_in_lanes_of_their_own():
    drawing = orebro_like()
    spans = laned_spans(drawing, part_colours(drawing))
    for one, other in combinations(spans, 2):
        assert one.lane != other.lane or one.arc.end <= other.arc.start or other.arc.end <= one.arc.start
    assert max(span.lane for span in spans) == 2


def test_work_for_other_years_lies_inside_the_years_own_and_is_pale():
    whole = ((day(1, 1), day(12, 31)),)
    ahead = phase("p", "Planera", "#123456", spans=((day(1, 1), day(1, 31)),), other_spans=whole)
    drawing = wheel(ahead, phase("d", "Göra", "#654321", spans=whole), milestones=())
    lanes = {(span.arc.other, span.arc.is_whole): span.lane for span in laned_spans(drawing, part_colours(drawing))}
    assert lanes == {(False, True): 0, (False, False): 1, (True, True): 2}
    assert f'fill="{mix("#123456", "#FFFFFF", 0.65)}"' in draw_wheel(drawing)


def test_what_goes_on_all_year_for_another_year_is_left_out_first_when_lanes_run_out():
    year, spring, summer = (day(1, 1), day(12, 31)), (day(2, 1), day(6, 1)), (day(3, 1), day(8, 1))
    parts = [
        phase("a", "A", "#111111", spans=(year, spring), other_spans=(year,)),
        phase("b", "B", "#222222", spans=(summer,), other_spans=(spring,)),
    ]
    drawing = wheel(*parts, milestones=())
    spans = laned_spans(drawing, part_colours(drawing))
    assert {(span.arc.colour, span.arc.other) for span in spans} == {("#111111", False), ("#222222", False)}
    assert len(spans) == 3


def test_a_span_is_cut_at_the_ends_of_the_year_and_a_ring_of_the_whole_year_has_none():
    drawing = wheel(
        phase("p", "Planera", spans=((date(2022, 11, 1), day(1, 31)), (date(2021, 1, 1), date(2021, 2, 1)))),
        PartDrawing("r", "ring", "Alltid", spans=((day(1, 1), day(12, 31)),)),
    )
    arcs = [span.arc for span in laned_spans(drawing, part_colours(drawing))]
    assert [(round(arc.start), round(arc.end)) for arc in arcs] == [(0, 31)]


def test_time_gone_stops_at_today_and_closes_when_the_year_is_over():
    drawing = leksand_like()
    assert elapsed(drawing) == pytest.approx(323 / 365 * 360)
    assert elapsed(replace(drawing, today=date(2024, 1, 1))) == 360
    assert elapsed(replace(drawing, today=date(2022, 5, 1))) == 0
    assert elapsed(replace(drawing, today=None)) == 0


def test_one_band_for_each_to_do_and_one_in_all_beyond_fourteen():
    bands = {}
    for total in (14, 15):
        root = fromstring(draw_wheel(wheel(phase("p", "Planera", None, 5, total), phase("q", "Gör"))))
        undone = root.find(f".//{SVG}path[@class='undone']")
        bands[total] = undone.get("d").count("Z")
    assert bands == {14: 9, 15: 1}


def test_a_phase_without_to_dos_is_not_shown_as_done_on_a_phone():
    drawn = draw_wheel(wheel(phase("p", "Planera", "#123456"), phase("q", "Gör", "#654321")), "phone")
    assert "#123456" not in drawn
    assert "#654321" not in drawn


def test_the_wedge_grows_with_secured_improvements_to_a_limit():
    assert [wedge_length(secured) for secured in (0, 1, 14, 50)] == [12, 20, 124, 124]


def test_an_overdue_check_lets_the_wedge_slip_and_leaves_a_dashed_outline():
    drawing = norrkoping_like()
    steady = replace(drawing, parts=tuple(replace(part, late=0) for part in drawing.parts))
    assert 'stroke-dasharray="3 3"' in draw_wheel(drawing)
    assert 'stroke-dasharray="3 3"' not in draw_wheel(steady)


def test_a_long_name_goes_out_on_a_leader_line():
    parts = [phase(f"p{place}", "Verksamhetsplanering", None, 1, 2) for place in range(4)]
    texts = compose(wheel(*parts, milestones=()), DRESSES["full"]).texts
    outside = [text for text in texts if text.text == "Verksamhetsplanering" and hypot(text.x, text.y) > 240]
    assert outside


def test_a_name_breaks_at_a_soft_hyphen_before_it_goes_out():
    parts = [phase(f"p{place}", "Verksamhets\u00adplanering", None, 1, 2) for place in range(4)]
    texts = [text.text for text in compose(wheel(*parts), DRESSES["full"]).texts]
    assert texts.count("Verksamhets-") == texts.count("planering") == 4


def test_crowded_milestones_are_numbered_and_listed():
    stones = tuple(Milestone(day(3, 1 + place), f"Milstolpe {place}", "mars") for place in range(20))
    drawing = wheel(phase("p", "Planera"), milestones=stones)
    texts = [text.text for text in compose(drawing, DRESSES["full"]).texts]
    assert all(any(stone.label in text for text in texts) for stone in stones)
    assert any(re.match(r"1  Milstolpe", text) for text in texts)
    assert meetings(drawing) == []


def test_milestones_of_other_years_are_left_out():
    stones = (*MILESTONES, Milestone(date(2024, 2, 15), "Nästa år"))
    assert "Nästa år" not in draw_wheel(wheel(phase("p", "Planera"), milestones=stones))


def test_the_sign_lights_one_part():
    drawn = draw_mini(leksand_like(), lit="plan")
    assert drawn.count(UNLIT) == 4
    assert "#6F4596" in drawn


def test_a_wheel_without_phases_or_parts_is_still_drawn():
    fromstring(draw_wheel(wheel(milestones=())))
    fromstring(draw_wheel(wheel(PartDrawing("b", "base", "Grund"), milestones=()), "mini"))


@pytest.mark.parametrize("key", ["plan", "do", "wedge", "steady", "leap"])
def test_the_lit_part_has_an_ink_outline_however_pale_it_is(key):
    root = fromstring(draw_mini(norrkoping_like(), lit=key))
    lit = root.findall(f".//{SVG}path[@class='current']")
    assert [path.get("stroke") for path in lit] == [INK]
    assert lit[0].get("fill") == part_colours(norrkoping_like())[key]


def test_a_wedge_is_in_the_sign_only_when_it_is_lit():
    counted = {key: draw_mini(norrkoping_like(), lit=key).count("<path") for key in ("plan", "wedge", None)}
    assert counted == {"plan": 4, "wedge": 5, None: 4}


def test_a_base_plate_shows_how_many_goals_have_each_sign():
    marks = (("circle", 6), ("triangle", 5), ("square", 0), ("ring", 2))
    picture = compose(wheel(PartDrawing("b", "base", "Mål", marks=marks), phase("p", "Planera")), DRESSES["full"])
    assert [text.text for text in picture.texts if text.size == 12] == ["6", "5", "2"]


def test_a_ring_says_how_many_are_late():
    part = PartDrawing("r", "ring", "Genomföra", note="23 pågår", late=2, late_note="2 sena")
    texts = compose(wheel(part, phase("p", "Planera")), DRESSES["full"]).texts
    assert "\u00a0· 23 pågår · 2 sena" in [text.tail for text in texts if text.text == "Genomföra"]


def test_a_name_too_long_for_its_narrow_ring_goes_out_on_a_leader_line():
    rings = [PartDrawing(f"r{place}", "ring", "Kompetensförsörjningsplanering") for place in range(6)]
    texts = compose(wheel(*rings, phase("p", "Planera"), milestones=()), DRESSES["full"]).texts
    found = [text for text in texts if text.text.endswith("planering")]
    assert len(found) == 6
    assert all(hypot(text.x, text.y) > 245 for text in found)


def test_several_wedges_stand_behind_each_other():
    wedges = [PartDrawing(f"w{place}", "wedge", f"Kil {place}", done=50) for place in range(3)]
    root = fromstring(draw_wheel(wheel(*wedges, milestones=())))
    outlines = [root.find(f".//{SVG}g[{place}]/{SVG}path").get("d") for place in (1, 2, 3)]
    ends = [[float(pair.split()[0]) for pair in outline[1:-1].split("L")] for outline in outlines]
    assert all(min(ends[place]) > max(ends[place + 1]) for place in (0, 1))


def test_milestones_around_new_year_stand_in_their_order_beside_each_other():
    days = [(12, 15), (12, 20), (12, 31), (1, 5), (1, 10), (1, 15), (1, 20), (1, 31)]
    stones = tuple(Milestone(day(*on), f"Sten {place}", "om en vecka") for place, on in enumerate(days))
    texts = list(compose(wheel(phase("p", "A"), milestones=stones), DRESSES["full"]).texts)
    heights = {text.text: text.y for text in texts if text.text.startswith("Sten")}
    assert [heights[f"Sten {place}"] for place in (2, 1, 0)] == sorted(heights[f"Sten {place}"] for place in range(3))
    assert [heights[f"Sten {place}"] for place in range(3, 8)] == sorted(
        heights[f"Sten {place}"] for place in range(3, 8)
    )
    assert not any(re.match(r"1  ", text.text) for text in texts)


def test_a_month_name_keeps_clear_of_a_diamond():
    for on in range(1, 31):
        picture = compose(wheel(phase("p", "A"), milestones=(Milestone(day(10, on), "Sten"),)), DRESSES["full"])
        x, y = point(240, angle_of(day(10, on), 2023))
        name = next(text for text in picture.texts if text.text == "okt")
        assert not name.boxes()[0].meets(Box(x - 7, y - 7, x + 7, y + 7))
