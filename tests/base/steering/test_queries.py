"""Which model is in force when, and its words."""

from datetime import date

import pytest
from django.utils import translation

from styrhjul.base.steering.queries import NoModel, model_in_force, pack_in_force
from styrhjul.base.steering.words import entry, word, word_for
from styrhjul.engine.packs import loader
from styrhjul.wheel.flows.models import install_model


@pytest.mark.django_db
def test_without_a_model_it_is_said():
    with pytest.raises(NoModel, match="ingen styrmodell"):
        pack_in_force()


def test_each_day_has_the_model_of_that_day(world):
    newer = loader.load("orebro").model_copy(update={"version": "2023-12"})
    install_model(pack=newer, in_force_from=date(2024, 1, 1), by=world.siv)
    assert pack_in_force().version == "2014-09"
    assert pack_in_force(date(2023, 12, 31)).version == "2014-09"
    assert pack_in_force(date(2024, 1, 1)).version == "2023-12"


def test_a_day_before_the_first_model_is_answered_with_the_first(world):
    assert model_in_force(date(1999, 1, 1)) == model_in_force()


def test_the_installed_pack_is_the_one_that_was_loaded(world):
    assert pack_in_force() == loader.load("orebro")


def test_words_come_in_the_readers_language(world):
    kinds = pack_in_force().unit_kinds
    assert word(entry(kinds, "unit").label) == "enhet"
    with translation.override("en"):
        assert word_for(kinds, "unit") == "unit"
    assert word_for(kinds, "gone") == "gone"
