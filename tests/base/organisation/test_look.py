"""Choosing accent and logo: who may, what is kept, and that every choice stays to be seen."""

from __future__ import annotations

import pytest

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation.actions import change_look
from styrhjul.base.organisation.logos import read_logo
from styrhjul.base.organisation.models import Logo, Look
from styrhjul.base.organisation.queries import logo_bytes, look, looks_chosen

from .test_logos import png, svg

pytestmark = pytest.mark.django_db


def test_before_anybody_has_chosen_there_is_none(world):
    assert look() is None
    assert change_look(accent="", by=world.siv) is None
    assert not Look.objects.exists()


def test_a_choice_is_kept_with_who_and_when_and_what_was_before(world):
    change_look(accent="fb0", by=world.siv)
    change_look(accent="#006AA7", logo=read_logo(svg()), by=world.siv)
    latest, first = looks_chosen()
    assert (first.accent, first.logo, first.by) == ("#FFBB00", None, world.siv)
    assert latest.accent == "#006AA7"
    assert look() == latest
    assert TraceEntry.objects.filter(event="look.changed").count() == 2


def test_the_same_again_writes_nothing(world):
    picture = read_logo(png(48, 12))
    change_look(accent="#006AA7", logo=picture, by=world.siv)
    change_look(accent="006aa7", logo=picture, by=world.siv)
    change_look(accent="006aa7", by=world.siv)
    assert Look.objects.count() == Logo.objects.count() == 1


def test_the_logo_stays_until_it_is_taken_away_and_is_never_kept_twice(world):
    picture = read_logo(png(48, 12))
    change_look(accent="", logo=picture, by=world.siv)
    change_look(accent="#006AA7", by=world.siv)
    assert logo_bytes(look().logo) == picture.content
    change_look(accent="#006AA7", without_logo=True, by=world.siv)
    assert look().logo is None
    change_look(accent="#006AA7", logo=picture, by=world.siv)
    assert Logo.objects.count() == 1


def test_what_is_no_colour_is_refused(world):
    with pytest.raises(Fault):
        change_look(accent="blå", by=world.siv)
    assert not Look.objects.exists()


@pytest.mark.parametrize("who", ["alva", "bo", "dan", "hanna", "stranger"])
def test_only_who_may_change_the_organisation_chooses(world, who):
    with pytest.raises(Refused):
        change_look(accent="#006AA7", by=getattr(world, who))
