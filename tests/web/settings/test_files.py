"""The accent as a style sheet and the logo as a picture: kept by the browser, and harmless."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from styrhjul.base.organisation.actions import change_look
from styrhjul.base.organisation.logos import read_logo
from tests.base.organisation.test_logos import png, svg

pytestmark = pytest.mark.django_db


def test_without_a_choice_the_theme_is_our_own_and_pages_do_not_ask_for_it(client, world):
    answer = client.get(reverse("theme"))
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "--accent:#0B4F71" in answer.text
    assert reverse("theme") not in client.get(reverse("account_login")).text


def test_the_theme_has_the_accent_and_its_shades_and_nothing_else(client, world):
    change_look(accent="#006AA7", by=world.siv)
    sheet = client.get(reverse("theme")).text
    assert "--accent:#006AA7;" in sheet
    assert re.fullmatch(r":root\{(--accent(-[a-z]+)?:#[0-9A-F]{6};?){4}\}\n", sheet)


def test_a_light_colour_is_darkened(client, world):
    change_look(accent="#F2B600", by=world.siv)
    assert "#F2B600" not in client.get(reverse("theme")).text


def href_in(page: str, name: str) -> str:
    return re.search(rf'(?:href|src)="({re.escape(reverse(name))}[^"]*)"', page)[1]


def test_every_page_asks_for_the_theme_under_a_name_that_changes_with_it(client, world):
    change_look(accent="#006AA7", by=world.siv)
    first = href_in(client.get(reverse("account_login")).text, "theme")
    change_look(accent="#8240C8", by=world.siv)
    second = href_in(client.get(reverse("account_login")).text, "theme")
    assert first != second
    assert "immutable" in client.get(second).headers["Cache-Control"]
    assert client.get(first).headers["Cache-Control"] == "no-cache"
    assert client.get(reverse("theme")).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["theme", "logo"])
def test_whoever_has_it_already_is_told_so_until_it_changes(client, world, name):
    change_look(accent="#006AA7", logo=read_logo(svg()), by=world.siv)
    mark = client.get(reverse(name)).headers["ETag"]
    again = client.get(reverse(name), headers={"If-None-Match": mark})
    assert again.status_code == 304
    change_look(accent="#8240C8", logo=read_logo(png(48, 12)), by=world.siv)
    assert client.get(reverse(name), headers={"If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize(("picture", "media_type"), [(svg(), "image/svg+xml"), (png(48, 12), "image/png")])
def test_the_logo_is_handed_out_as_what_it_is_and_nothing_else(client, world, picture, media_type):
    assert client.get(reverse("logo")).status_code == 404
    kept = read_logo(picture)
    change_look(accent="", logo=kept, by=world.siv)
    answer = client.get(reverse("logo"))
    assert answer.content == kept.content
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_logo_stands_in_the_header_in_place_of_the_wheel(client, world):
    client.force_login(world.bo)
    before = client.get(reverse("accessibility")).text
    assert reverse("logo") not in before
    change_look(accent="", logo=read_logo(svg()), by=world.siv)
    after = client.get(reverse("accessibility")).text
    assert 'height="28"' in after
    assert 'width="84"' in after
    brand = after.split("header__brand")[1].split("</a>")[0]
    assert "<svg" not in brand
    assert href_in(after, "logo")
