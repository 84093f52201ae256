"""The map of municipalities, and a drawing made ready to leave the page."""

import re

import pytest
from defusedxml import ElementTree

from styrhjul.engine.drawing.charts.map import SEQUENCE, MapArea, MapChart, MapClass, draw_map, shapes
from styrhjul.engine.drawing.sheet import sheet
from styrhjul.engine.drawing.svg import Markup
from styrhjul.engine.store.store import BUNDLED

CLASSES = tuple(MapClass(name, fill) for name, fill in zip(("a", "b", "c", "d"), SEQUENCE, strict=True))


def chart(*areas, **more):
    return MapChart(title="Behöriga", areas=areas, classes=CLASSES, **more)


def test_every_municipality_has_a_shape_and_no_shape_is_left_over():
    lines = (BUNDLED / "areas.csv").read_text("utf-8").splitlines()
    head = lines[0].split(",")
    municipalities = {
        row[head.index("id")] for line in lines[1:] if (row := line.split(","))[head.index("kind")] == "K"
    }
    assert set(shapes()) == municipalities


def test_north_is_up_and_east_to_the_right():
    kiruna, malmo, gotland = shapes()["2584"].box, shapes()["1280"].box, shapes()["0980"].box
    assert kiruna.bottom < malmo.top
    assert gotland.left > malmo.right


def test_no_municipality_has_shrunk_to_nothing():
    for code, shape in shapes().items():
        assert shape.box.right > shape.box.left, code
        assert shape.box.bottom > shape.box.top, code


def test_each_is_filled_after_its_class_and_says_what_it_is():
    drawn = draw_map(chart(MapArea("1880", "Örebro", 3, "Örebro: 80,6 %"), MapArea("1881", "Kumla", None)))
    ElementTree.fromstring(drawn)
    assert f'fill="{SEQUENCE[3]}"' in drawn
    assert "<title>Örebro: 80,6 %</title>" in drawn
    assert "<title>Kumla</title>" in drawn


def test_what_has_no_value_is_told_of_only_where_there_is_such():
    whole = draw_map(chart(MapArea("1880", "Örebro", 1), missing="inget värde"))
    lacking = draw_map(chart(MapArea("1880", "Örebro", None), missing="inget värde"))
    assert "inget värde" not in whole
    assert "inget värde" in lacking


def test_a_marked_one_is_drawn_after_its_neighbours():
    drawn = draw_map(chart(MapArea("1880", "Örebro", 1, "Ö", marked=True), MapArea("1881", "Kumla", 1, "K")))
    assert drawn.index("<title>K</title>") < drawn.index("<title>Ö</title>")


@pytest.mark.parametrize("width", [320, 358, 460])
def test_a_few_are_as_large_as_there_is_room_for_and_named(width):
    drawn = draw_map(chart(*(MapArea(code, f"N{code}", 0) for code in ("1880", "1881", "1882"))), width=width)
    height = int(re.search(r'height="(\d+)"', drawn)[1])
    assert width * 0.5 < height < width * 2.6
    assert ">N1880</text>" in drawn


def test_the_classes_never_lie_on_the_land():
    northern = [code for code in shapes() if code.startswith(("24", "25"))]
    above = draw_map(chart(*(MapArea(code, code, 0) for code in northern)), width=320)
    swatches = [float(y) for y in re.findall(r'<rect[^>]*y="([\d.]+)"[^>]*class="swatch"', above)]
    moved = float(re.search(r"translate\([\d.-]+ ([\d.-]+)\)", above)[1])
    scale = float(re.search(r"scale\(([\d.]+)\)", above)[1])
    top = min(shapes()[code].box.top for code in northern) * scale + moved
    assert max(swatches) < top


def test_what_is_unknown_draws_nothing_and_says_so():
    assert "Inga värden" in draw_map(chart(MapArea("9999", "Ingenstans", 0), empty="Inga värden"))


def test_the_chart_survives_being_kept():
    spec = chart(MapArea("1880", "Örebro", 3, marked=True), missing="inget värde")
    assert MapChart.from_dict(spec.as_dict()) == spec


def test_a_sheet_has_its_words_around_the_drawing():
    whole = sheet(draw_map(chart(MapArea("1880", "Örebro", 0))), heading="H" * 90, above=["Över"], below=["Källa <x>"])
    tree = ElementTree.fromstring(whole)
    assert tree.find("{http://www.w3.org/2000/svg}title").text == "H" * 90
    assert "Källa &lt;x&gt;" in whole
    assert whole.count("<svg") == 2


def test_a_sheet_needs_a_drawing_that_says_how_large_it_is():
    with pytest.raises(ValueError, match="how large"):
        sheet(Markup("<svg/>"), heading="")
