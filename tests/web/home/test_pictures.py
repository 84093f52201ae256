"""The wheel to print and to take along."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring
from django.urls import reverse

from styrhjul.web.home import pictures

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(monkeypatch):
    """Let pictures be made without the compiler, and keep what it was asked for."""
    asked = []

    def draw(svg, *, title, description):
        asked.append((svg, title, description))
        return b"\x89PNG"

    monkeypatch.setattr(pictures, "draw_png", draw)
    return asked


def test_the_drawing_carries_title_and_description_and_no_links(alva):
    response = alva.get(reverse("wheel-svg"), {"vy": "enhet", "ar": 2023})
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Disposition"] == 'inline; filename="hjul-2023-almskolan.svg"'
    root = fromstring(response.content)
    assert root.find(f"{SVG}title").text == "Hjulet 2023: Almskolan"
    assert "Kvalitetssäkra, 0 säkrade förbättringar" in root.find(f"{SVG}desc").text
    assert root.find(f".//{SVG}a") is None
    assert len(response.content) <= 30_000


def test_the_picture_is_of_the_same_drawing_and_carries_its_texts(alva, drawn):
    svg = alva.get(reverse("wheel-svg"), {"vy": "kommun"}).content.decode()
    response = alva.get(reverse("wheel-png"), {"vy": "kommun"})
    assert (response["Content-Type"], response.content) == ("image/png", b"\x89PNG")
    assert drawn[0][0] == svg
    assert drawn[0][1] == "Hjulet 2023: Exempelby kommun"
    assert "Planering, " in drawn[0][2]


@pytest.mark.parametrize("name", ["wheel-svg", "wheel-png"])
def test_whoever_has_the_same_already_gets_nothing_new(alva, drawn, close, name):
    first = alva.get(reverse(name))
    again = alva.get(reverse(name), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(drawn) == (name == "wheel-png")
    close()
    assert alva.get(reverse(name), headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_poster_has_drawing_parts_dates_and_the_text_to_publish(alva, planned):
    response = alva.get(reverse("wheel-poster"), {"vy": "enhet"})
    text = " ".join(response.content.decode().split())
    assert 'class="wheel wheel-print"' in text
    for words in ("Vision och mål", "Ständiga förbättringar", "Milstolpar", "Enhetsplan", "som det stod den 20"):
        assert words in text
    assert " ".join(response.context["wheel"].drawing.description.split()) in text
    assert reverse("wheel-png") + "?vy=enhet" in text


def test_the_wheel_is_shown_large_on_a_page_with_a_way_back(alva):
    assert reverse("wheel-large") + "?vy=enhet" in alva.get("/").content.decode()
    text = alva.get(reverse("wheel-large"), {"vy": "enhet"}).content.decode()
    assert "wheel-full" in text
    assert f'href="{reverse("home")}?vy=enhet' in text
    assert 'tabindex="0"' in text


def test_the_start_page_leads_to_the_poster(alva):
    assert reverse("wheel-poster") + "?vy=enhet" in alva.get("/").content.decode()
