"""Name, look and words on pages of their own."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation.actions import change_look
from styrhjul.base.organisation.models import Look
from styrhjul.base.organisation.queries import look, municipality
from styrhjul.base.steering.queries import own_words_in_force, own_words_written, pack_in_force
from styrhjul.base.steering.words import word_for
from styrhjul.engine.drawing.colour import WHITE, accent_from, contrast, shades_of
from styrhjul.web.settings import forms
from tests.base.organisation.test_logos import png, svg

pytestmark = pytest.mark.django_db
LOOK, WORDS = "/installningar/utseende/", "/installningar/ord/"


@pytest.fixture
def siv(client, world):
    client.force_login(world.siv)
    return client


@pytest.fixture
def printed(monkeypatch):
    """Let every logo be printable; that the compiler is asked is tested once, below."""
    asked = []
    monkeypatch.setattr(forms, "can_be_printed", lambda picture: asked.append(picture) or True)
    return asked


def file(content: bytes, name: str = "logo.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_name_colour_and_logo_are_saved_together(siv, printed):
    answer = siv.post(LOOK, {"name": "Storby kommun", "area": "1880", "accent": "#f2b600", "logo": file(svg())})
    assert answer.status_code == 302
    assert (municipality().name, municipality().area) == ("Storby kommun", "1880")
    assert look().accent == "#F2B600"
    page = siv.get(LOOK).text
    used = accent_from("#F2B600")
    assert "#F2B600" in page
    assert used in page
    assert "1,8" in page
    assert "Siv" in page


def test_the_area_is_found_from_the_name(siv):
    siv.post(LOOK, {"name": "Leksands kommun", "area": "", "accent": ""})
    assert municipality().area == "2029"
    siv.post(LOOK, {"name": "Exempelby kommun", "area": "", "accent": ""})
    assert municipality().area == ""


@pytest.mark.parametrize("given", [{"accent": "blå"}, {"logo": file(b"<svg/>")}, {"name": ""}, {"area": "9999"}])
def test_what_cannot_be_taken_is_said_beside_its_field_and_nothing_is_saved(siv, given):
    answer = siv.post(LOOK, {"name": "Storby kommun", "area": "1880", "accent": "", **given})
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert not Look.objects.exists()
    assert municipality().name == "Exempelby kommun"


def test_a_logo_is_printed_on_trial(siv, monkeypatch):
    monkeypatch.setattr(forms, "can_be_printed", lambda picture: False)
    answer = siv.post(LOOK, {"name": "Storby kommun", "area": "", "accent": "", "logo": file(png(48, 12), "x.png")})
    assert answer.status_code == 422
    assert "trycka" in answer.text


def test_the_logo_is_taken_away(siv, printed):
    siv.post(LOOK, {"name": "Storby kommun", "area": "", "accent": "", "logo": file(svg())})
    siv.post(LOOK, {"name": "Storby kommun", "area": "", "accent": ""})
    assert look().logo is not None
    siv.post(LOOK, {"name": "Storby kommun", "area": "", "accent": "", "without_logo": "on"})
    assert look().logo is None


def test_a_colour_is_tried_while_it_is_typed(siv):
    tried = siv.get(LOOK + "farg/", {"accent": "f2b600"}, headers={"HX-Request": "true"})
    assert "#F2B600" in tried.text
    assert accent_from("#F2B600") in tried.text
    assert "<html" not in tried.text
    assert "#" not in siv.get(LOOK + "farg/", {"accent": "f2"}).text
    assert not Look.objects.exists()


@pytest.mark.parametrize("given", ["#FFFFFF", "#F2B600", "#5FA843", "#FF0000", "#0B4F71", "#767676", "#777777"])
def test_whatever_is_given_the_accent_reads_on_white_and_its_darker_shade_on_the_tint(given):
    shades = shades_of(accent_from(given))
    assert contrast(shades.accent, WHITE) >= 4.5
    assert contrast(shades.hover, shades.tint) >= 4.5


def test_a_colour_that_reads_is_used_as_it_is_given():
    assert accent_from("#767676") == "#767676"


def field(key: str, section: str = "unit_kinds") -> str:
    return f"{section}-{key}"


def test_words_are_written_used_and_shown_with_who_wrote_them(siv):
    page = siv.get(WORDS).text
    assert "Driftnämnd" in page
    answer = siv.post(WORDS, {"seen": 0, field("operating_board"): "utskott"})
    assert answer.status_code == 302
    assert word_for(pack_in_force().unit_kinds, "operating_board") == "utskott"
    page = siv.get(WORDS).text
    assert 'value="utskott"' in page
    assert "Siv" in page
    assert "utskott" in siv.get(reverse("unit-add")).text


def test_a_word_without_its_plural_is_said_beside_its_field(siv):
    level = pack_in_force().goal_levels[-1].key
    answer = siv.post(WORDS, {"seen": 0, field(level, "goal_levels"): "löfte"})
    assert answer.status_code == 422
    assert f'href="#id_goal_levels-{level}-plural"' in answer.text
    assert own_words_in_force() == {}


def test_who_began_before_somebody_else_saved_sees_it_and_loses_nothing(siv):
    siv.post(WORDS, {"seen": 0, field("operating_board"): "utskott"})
    answer = siv.post(WORDS, {"seen": 0, field("unit"): "arbetsplats"})
    assert answer.status_code == 412
    assert 'value="arbetsplats"' in answer.text
    assert len(own_words_written()) == 1


@pytest.mark.parametrize("address", [LOOK, WORDS, LOOK + "farg/"])
def test_refuses_who_does_not_look_after_the_system(client, world, address):
    for who, status in (("alva", 403), ("dan", 403), ("stranger", 404)):
        client.force_login(getattr(world, who))
        assert client.get(address).status_code == status, who
    with pytest.raises(Refused):
        change_look(accent="#006AA7", by=world.alva)
