"""The municipality's accent and logo on the cover of a report."""

from __future__ import annotations

import base64

import pytest

from styrhjul.base.organisation.actions import change_look
from styrhjul.base.organisation.logos import Picture, read_logo
from styrhjul.engine.drawing.colour import ACCENT, accent_from
from styrhjul.reports.covers import can_be_printed
from styrhjul.reports.document import build
from styrhjul.reports.pdf import render
from styrhjul.wheel.followup.queries.reports import report_content
from tests.base.organisation.test_logos import png, svg
from tests.reporting import reported

from . import sample


def with_logo(picture: Picture):
    content = sample.report(goals=1)
    content["municipality"]["logo"] = {
        "media_type": picture.media_type,
        "content": base64.b64encode(picture.content).decode(),
        "width": picture.width,
        "height": picture.height,
    }
    return content


@pytest.mark.parametrize("content", [svg(), png(48, 12)], ids=["svg", "png"])
def test_the_cover_carries_the_logo_and_is_the_same_every_time(content):
    said = with_logo(read_logo(content))
    first = render(said)
    assert first.startswith(b"%PDF")
    assert first == render(said)
    assert len(first) > len(render(sample.report(goals=1)))


def test_a_report_from_before_there_were_logos_is_still_drawn():
    content = sample.report(goals=1)
    assert "logo" not in content["municipality"]
    assert build(content).logo is None


def test_the_logo_keeps_its_shape():
    logo = build(with_logo(read_logo(svg()))).logo
    assert (logo.file, logo.width / logo.height) == ("logo.svg", pytest.approx(3, rel=0.01))


def test_a_logo_is_tried_before_it_is_taken_in():
    assert can_be_printed(read_logo(svg()))
    assert can_be_printed(read_logo(png(48, 12)))
    assert not can_be_printed(Picture(png()[:60], "image/png", 4, 2))


@pytest.mark.django_db
def test_what_is_frozen_keeps_the_look_of_its_day(world):
    report = reported(world).report
    before = report_content(report)["municipality"]
    assert (before["accent"], before["logo"]) == (ACCENT, None)
    picture = read_logo(svg())
    change_look(accent="#F2B600", logo=picture, by=world.siv)
    after = report_content(report)["municipality"]
    assert after["accent"] == accent_from("#F2B600")
    assert base64.b64decode(after["logo"]["content"]) == picture.content
    assert before["logo"] is None
