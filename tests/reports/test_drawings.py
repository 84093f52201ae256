"""Every kind of drawing that content may name is drawn from its kept specification, for a page and for paper."""

from __future__ import annotations

import io
import re
from typing import get_args, get_type_hints

import pypdf
import pytest

from styrhjul.engine.drawing.charts import (
    ControlChart,
    DistanceChart,
    DistanceRow,
    DotChart,
    DotRow,
    LineChart,
    Place,
    Series,
    SexChart,
    StripChart,
)
from styrhjul.reports import drawings, pdf
from styrhjul.wheel.followup import content as frozen
from tests.reports import sample

POINTS = tuple((float(year), value) for year, value in zip(sample.YEARS, sample.OWN, strict=True))
OWN = Series(name="Exempelby", points=POINTS)
SPECS = {
    "line": LineChart(title="Linje", own=OWN),
    "sexes": SexChart(title="Kön", women=Series(name="Flickor", points=POINTS), men=Series(name="Pojkar")),
    "dots": DotChart(title="Prickar", rows=(DotRow("Exempelby", 80.6, own=True), DotRow("Annanby", None))),
    "control": ControlChart(title="Styrdiagram", own=OWN, mean=82.4, lower=78.1, upper=86.7, outside=(2016.0,)),
    "distance": DistanceChart(
        title="Avstånd", rows=(DistanceRow("Björkskolan", 88.7),), target=88.0, target_label="Mål 88 %"
    ),
    "strip": StripChart(title="Spridning", places=(Place("Exempelby", 80.6, "own"), Place("Annanby", 84.0))),
}


def test_content_names_exactly_the_kinds_that_can_be_drawn():
    assert set(get_args(get_type_hints(frozen.Chart)["drawing"])) == set(drawings.DRAWN) == set(SPECS)


@pytest.mark.parametrize("kind", SPECS)
def test_is_drawn_narrower_for_paper(kind):
    screen, paper = (drawings.chart(kind, SPECS[kind].as_dict(), medium) for medium in ("screen", "print"))
    assert 'width="640"' in screen
    assert 'width="600"' in paper
    assert not re.search(r"\sstyle=|<style|<script", screen + paper)


def test_all_kinds_come_out_in_the_accessible_pdf():
    content = sample.report(goals=1, indicators=1)
    chart = content["goals"][0]["indicators"][0]["charts"][0]
    content["goals"][0]["indicators"][0]["charts"] = [
        {**chart, "drawing": kind, "spec": spec.as_dict()}  # type: ignore[typeddict-item]
        for kind, spec in SPECS.items()
    ]
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(content)))
    assert "Diagram 6." in " ".join(page.extract_text() for page in reader.pages)


def test_a_chart_that_is_not_known_is_refused():
    with pytest.raises(KeyError):
        drawings.chart("pie", {}, "print")


def test_the_wheel_on_the_cover_has_no_words_and_is_decoration():
    spec = sample.wheel() | {"milestones": [{"day": "2022-06-20", "label": "Budget", "done": True}]}
    drawn = drawings.cover_wheel(spec)
    assert "<text" not in drawn
    assert 'aria-hidden="true"' in drawn
    assert "#F5C915" in drawn
