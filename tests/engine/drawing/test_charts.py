"""The charts: labels apart, gaps for what is missing, nothing raises, all is well-formed."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations, pairwise
from math import inf, nan

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as some

from styrhjul.engine.drawing.charts import (
    ControlChart,
    CovariationBar,
    DistanceChart,
    DistanceRow,
    DotChart,
    DotRow,
    LineChart,
    MiddleHalf,
    Place,
    Series,
    SexChart,
    Sparkline,
    StripChart,
    Target,
    axis_of,
    draw_control,
    draw_covariation,
    draw_distance,
    draw_dots,
    draw_line,
    draw_sexes,
    draw_sparkline,
    draw_strip,
)  # fmt: skip
from styrhjul.engine.drawing.charts.control import compose_control
from styrhjul.engine.drawing.charts.distance import compose_distance
from styrhjul.engine.drawing.charts.dots import compose_dots
from styrhjul.engine.drawing.charts.labels import move_apart
from styrhjul.engine.drawing.charts.line import compose_line
from styrhjul.engine.drawing.charts.scale import value_axis, years_to_label
from styrhjul.engine.drawing.charts.sexes import compose_sexes
from styrhjul.engine.drawing.charts.strip import compose_strip

from .models import control_chart, distance_chart, dot_chart, line_chart, series, sex_chart, strip_chart

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (640, 358, 272)
DRAWN = {
    "line": (line_chart, draw_line, lambda spec, width: compose_line(spec, width, 0, "screen").picture),
    "sexes": (sex_chart, draw_sexes, lambda spec, width: compose_sexes(spec, width, 0, "screen").picture),
    "control": (control_chart, draw_control, lambda spec, width: compose_control(spec, width, 0, "screen").picture),
    "dots": (dot_chart, draw_dots, lambda spec, width: compose_dots(spec, width, "screen")[0]),
    "distance": (distance_chart, draw_distance, lambda spec, width: compose_distance(spec, width, "screen")[0]),
    "strip": (strip_chart, draw_strip, lambda spec, width: compose_strip(spec, width, "screen")[0]),
}
values = some.one_of(some.none(), some.floats(), some.floats(-1e3, 1e3), some.just(5.0))
rows = some.lists(values, max_size=12).map(
    lambda row: tuple((2010.0 + place, value) for place, value in enumerate(row))
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", DRAWN)
def test_no_text_meets_another(kind, width):
    make, _, compose = DRAWN[kind]
    texts = compose(make(), width).texts
    met = [
        (one.text, other.text)
        for one, other in combinations(texts, 2)
        if any(box.meets(against) for box in one.boxes() for against in other.boxes())
    ]
    assert met == []


@pytest.mark.parametrize("width", WIDTHS[:2])
@pytest.mark.parametrize("kind", DRAWN)
def test_no_text_passes_the_edge(kind, width):
    make, _, compose = DRAWN[kind]
    for text in compose(make(), width).texts:
        for box in text.boxes():
            assert box.left >= -1, text.text
            assert box.right <= width + 1, text.text


@pytest.mark.parametrize("kind", DRAWN)
def test_a_chart_is_well_formed_named_deterministic_and_free_of_style(kind):
    make, draw, _ = DRAWN[kind]
    drawn = draw(make(), width=640)
    root = fromstring(drawn)
    assert root.find(f"{SVG}title").text == make().title
    assert root.get("role") == "img"
    assert "style=" not in drawn
    assert drawn == draw(make(), width=640)


@pytest.mark.parametrize("kind", DRAWN)
def test_a_spec_survives_json(kind):
    spec = DRAWN[kind][0]()
    assert type(spec).from_dict(json.loads(json.dumps(spec.as_dict(), allow_nan=False))) == spec


def test_a_chart_on_a_phone_is_redrawn_not_shrunk():
    for make, draw, _ in DRAWN.values():
        root = fromstring(draw(make(), width=358))
        assert root.get("width") == "358"
        assert root.get("viewBox").split()[2] == "358"


def test_texts_are_escaped():
    spec = LineChart(title="a < b", own=Series('<&">', ((2020, 1), (2021, 2))))
    texts = [text.text for text in fromstring(draw_line(spec)).iter(f"{SVG}text")]
    assert '<&">' in texts


@pytest.mark.parametrize("missing", [None, nan, inf])
def test_a_missing_value_is_a_gap_and_never_zero(missing):
    spec = LineChart(title="t", own=Series("o", ((2018, 50), (2019, 51), (2020, missing), (2021, 52), (2022, 53))))
    lines = fromstring(draw_line(spec)).findall(f".//{SVG}path[@class='line']")
    assert len(lines) == 2
    assert axis_of(spec)[0] >= 49


def test_a_missing_value_is_a_gap_in_the_band():
    band = MiddleHalf("b", tuple((2010 + place, None if place == 3 else 1, 2) for place in range(7)))
    root = fromstring(draw_line(LineChart(title="t", own=Series("o"), middle_half=band)))
    assert len(root.findall(f".//{SVG}path[@class='middle-half']")) == 2


def test_a_missing_row_is_written_and_has_no_dot():
    spec = DotChart(title="t", rows=(DotRow("A", 1.0), DotRow("B", None)), missing="saknas")
    root = fromstring(draw_dots(spec))
    assert len(root.findall(f".//{SVG}circle")) == 1
    assert "saknas" in [text.text for text in root.iter(f"{SVG}text")]


def test_an_empty_chart_says_so():
    for drawn in (
        draw_line(LineChart(title="t", own=Series("o"), empty="Inga mätningar än")),
        draw_sexes(SexChart(title="t", women=Series("k"), men=Series("m"), empty="Inga mätningar än")),
        draw_control(ControlChart(title="t", own=Series("o"), empty="Inga mätningar än")),
        draw_strip(StripChart(title="t", places=(), empty="Inga mätningar än")),
    ):
        assert "Inga mätningar än" in drawn


def test_more_than_five_others_are_refused():
    with pytest.raises(ValueError, match="small multiples"):
        LineChart(title="t", own=series(), others=tuple(series(str(place)) for place in range(6)))


def test_the_label_of_the_target_stays_at_its_line():
    plot = compose_line(replace(line_chart(), others=()), 640, 0, "screen")
    target = next(text for text in plot.picture.texts if text.text == "Mål 88 %")
    assert target.y - 14 * 0.34 == pytest.approx(plot.down(88), abs=1)


@given(some.lists(some.floats(0, 300), min_size=1, max_size=9))
def test_places_moved_apart_never_meet_and_stay_when_they_need_not_move(wanted):
    places = move_apart(wanted, [17.0] * len(wanted), -500, 800)
    ordered = sorted(places)
    assert all(below - above >= 17 - 1e-6 for above, below in pairwise(ordered))
    free = sorted(wanted)
    if all(below - above >= 17 for above, below in pairwise(free)):
        assert places == pytest.approx(wanted)


def test_outside_points_are_diamonds_and_few_values_have_no_limits():
    root = fromstring(draw_control(control_chart()))
    diamonds = [path for path in root.iter(f"{SVG}path") if path.get("class") == "point"]
    assert len(diamonds) == 2
    plain = draw_control(ControlChart(title="t", own=series()))
    assert 'class="limit"' not in plain


def test_limits_are_dotted_after_the_baseline_and_dashed_shorter_when_provisional():
    assert 'stroke-dasharray="1 4"' in draw_control(control_chart())
    provisional = ControlChart(title="t", own=series(), mean=84, lower=80, upper=88, provisional=True)
    assert 'stroke-dasharray="2 3"' in draw_control(provisional)


def test_an_axis_has_few_round_labels():
    for low, high in ((79, 95.5), (0, 1), (-3, 4), (12_000, 48_000), (0.001, 0.0042)):
        axis = value_axis([low, high], None, None)
        assert 3 <= len(axis.ticks) <= 7
        assert axis.low <= low
        assert axis.high >= high


def test_a_target_never_lies_on_the_axis_itself_unless_it_is_nil():
    own = replace(series(), points=((2021.0, 16.0), (2022.0, 15.0), (2023.0, 14.0)))
    spec = replace(line_chart(), median=None, middle_half=None, others=(), own=own)
    assert spec.target is not None
    assert axis_of(replace(spec, target=replace(spec.target, value=12.0)))[0] < 12
    assert axis_of(replace(spec, target=replace(spec.target, value=0.0)))[0] == 0


def test_an_axis_of_shares_never_passes_a_hundred():
    assert value_axis([62, 99.7], None, None, share=True).high == 100


def test_years_are_labelled_through_the_latest():
    assert years_to_label(1998, 2026, 2022, 3.4) == list(range(1998, 2027, 4))


def test_names_that_do_not_fit_a_strip_are_numbered_and_listed():
    texts = [text.text for text in compose_strip(strip_chart(), 358, "screen")[0].texts]
    assert "1" in texts
    assert any("Halmstad" in text and "1\u00a0" in " ".join(texts) for text in texts)


def test_a_strip_draws_one_dot_for_each_place():
    root = fromstring(draw_strip(strip_chart()))
    assert len(root.findall(f".//{SVG}circle")) == 290


def test_a_negative_coefficient_goes_left_of_zero_and_a_weak_one_is_grey():
    def bar(spec):
        return fromstring(draw_covariation(spec)).find(f"{SVG}rect")

    assert float(bar(CovariationBar(-0.3)).get("x")) < 60
    assert bar(CovariationBar(0.3)).get("x") == "60"
    assert bar(CovariationBar(0.3)).get("fill") != bar(CovariationBar(0.1, weak=True)).get("fill")
    assert bar(CovariationBar(None)) is None


@settings(deadline=None)
@given(rows, rows, values)
def test_no_values_make_a_chart_over_time_fail(own, other, target):
    aim = Target("Mål", target) if target is not None else None
    line = LineChart(
        title="t", own=Series("A", own), others=(Series("B", other),), median=Series("m", other), target=aim
    )
    for drawn in (
        draw_line(line, width=358),
        draw_sexes(SexChart(title="t", women=Series("k", own), men=Series("m", other))),
        draw_control(ControlChart(title="t", own=Series("A", own), mean=target, lower=target, upper=target)),
        draw_sparkline(Sparkline(own, target)),
    ):
        fromstring(drawn)


@settings(deadline=None)
@given(some.lists(values, max_size=8), values)
def test_no_values_make_a_chart_of_rows_fail(row, edge):
    for drawn in (
        draw_dots(DotChart(title="t", rows=tuple(DotRow("A", value) for value in row), median=edge, target=edge)),
        draw_distance(
            DistanceChart(
                title="t", rows=tuple(DistanceRow("A", value) for value in row), target=edge or 0, target_label="mål"
            )
        ),
        draw_strip(StripChart(title="t", places=tuple(Place("A", value, "similar") for value in row))),
        draw_covariation(CovariationBar(edge)),
    ):
        fromstring(drawn)


def months_of(spec, width=640) -> list[str]:
    texts = fromstring(draw_line(spec, width=width)).iter("{http://www.w3.org/2000/svg}text")
    return [text.text for text in texts if text.text and text.text.split(" ")[-1] in {"2022", "2023"}]


@pytest.mark.parametrize(
    ("months", "language", "labels"),
    [
        (range(7, 10), "sv", ["aug 2023", "sep 2023", "okt 2023"]),
        (range(10), "sv", ["jan 2023", "april 2023", "juli 2023", "okt 2023"]),
        (range(-10, 10), "en", ["Apr 2022", "Jul 2022", "Oct 2022", "Jan 2023", "Apr 2023", "Jul 2023", "Oct 2023"]),
        (range(8, 9), "sv", ["sep 2023"]),
    ],
)
def test_values_by_month_stand_over_months(months, language, labels):
    points = tuple((2023 + month / 12, 10.0 + month) for month in months)
    assert months_of(LineChart(title="t", own=Series("o", points), language=language)) == labels


def test_a_narrow_chart_by_month_writes_fewer_months_and_years_stay_years():
    points = tuple((2023 + month / 12, 10.0 + month) for month in range(10))
    assert months_of(LineChart(title="t", own=Series("o", points)), width=240) == ["jan 2023", "juli 2023"]
    assert months_of(LineChart(title="t", own=Series("o", ((2022.0, 1.0), (2023.0, 2.0))))) == ["2022", "2023"]
