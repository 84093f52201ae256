"""Own words stand over the model's, from their day on, wherever the model's words are used."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from styrhjul.base.common import clock, memory
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.common.sheets import Row
from styrhjul.base.organisation.importing import unit_kind_in
from styrhjul.base.steering.own_words import OwnWord
from styrhjul.base.steering.queries import (
    model_in_force,
    own_words_in_force,
    own_words_written,
    pack_at,
    pack_in_force,
    pack_of,
    pack_of_year,
)
from styrhjul.base.steering.words import word_for
from styrhjul.wheel.flows.words import field_of, write_own_words

pytestmark = pytest.mark.django_db
BOARDS = {"unit_kinds": {"operating_board": OwnWord("utskott")}}


def boards() -> str:
    return word_for(pack_in_force().unit_kinds, "operating_board")


def test_they_are_what_everything_reads_and_the_model_stays_as_installed(world):
    assert boards() == "driftnämnd"
    write_own_words(BOARDS, seen=0, by=world.siv)
    assert boards() == "utskott"
    assert word_for(pack_of(model_in_force()).unit_kinds, "operating_board") == "driftnämnd"
    assert word_for(pack_in_force().unit_kinds, "unit") == "enhet"
    with translation.override("en"):
        assert boards() == "operating board"


def test_they_hold_from_their_day_on(world):
    with clock.standing_at(date(2023, 6, 1)):
        write_own_words({"unit_kinds": {"operating_board": OwnWord("beredning")}}, seen=0, by=world.siv)
    write_own_words(BOARDS, seen=own_words_written()[0].pk, by=world.siv)

    def said(pack) -> str:
        return word_for(pack.unit_kinds, "operating_board")

    assert said(pack_in_force(date(2023, 5, 31))) == "driftnämnd"
    assert said(pack_in_force(date(2023, 11, 19))) == "beredning"
    assert said(pack_in_force()) == said(pack_of_year(2024)) == "utskott"
    assert said(pack_of_year(2022)) == "driftnämnd"
    with clock.standing_at(date(2023, 8, 1)):
        assert said(pack_at(clock.now())) == "beredning"


def test_goals_have_a_word_for_several(world):
    level = pack_in_force().goal_levels[-1].key
    write_own_words({"goal_levels": {level: OwnWord("löfte", "löften")}}, seen=0, by=world.siv)
    found = next(one for one in pack_in_force().goal_levels if one.key == level)
    assert (found.label.sv, found.plural.sv) == ("löfte", "löften")
    with pytest.raises(Fault) as caught:
        write_own_words({"goal_levels": {level: OwnWord("löfte")}}, seen=own_words_written()[0].pk, by=world.siv)
    assert caught.value.field == field_of("goal_levels", level, plural=True)


def test_an_empty_word_gives_the_models_word_back(world):
    first = write_own_words(BOARDS, seen=0, by=world.siv)
    write_own_words({"unit_kinds": {"operating_board": OwnWord(" ")}}, seen=first.pk, by=world.siv)
    assert boards() == "driftnämnd"
    assert own_words_in_force() == {}
    assert len(own_words_written()) == 2


def test_the_same_words_and_the_models_own_write_nothing(world):
    write_own_words({"unit_kinds": {"operating_board": OwnWord("driftnämnd")}}, seen=0, by=world.siv)
    assert own_words_written() == []
    first = write_own_words(BOARDS, seen=0, by=world.siv)
    assert write_own_words(BOARDS, seen=0, by=world.siv) == first
    assert TraceEntry.objects.filter(event="words.written").count() == 1


def test_who_began_before_somebody_else_saved_is_told(world):
    write_own_words(BOARDS, seen=0, by=world.siv)
    with pytest.raises(Conflict):
        write_own_words({"unit_kinds": {"unit": OwnWord("arbetsplats")}}, seen=0, by=world.siv)
    assert boards() == "utskott"


@pytest.mark.parametrize("said", ["enhet", "ENHET", "x" * 41, "nämnd\u202e", "nämnd\x00"])
def test_what_is_no_word_or_another_things_word_is_refused_beside_its_field(world, said):
    with pytest.raises(Fault) as caught:
        write_own_words({"unit_kinds": {"unit_": OwnWord("x"), "department": OwnWord(said)}}, seen=0, by=world.siv)
    assert caught.value.field in {field_of("unit_kinds", "department"), field_of("unit_kinds", "unit")}
    assert own_words_written() == []


def test_two_things_may_change_words_with_each_other(world):
    words = {"unit_kinds": {"unit": OwnWord("avdelning"), "department": OwnWord("enhet")}}
    write_own_words(words, seen=0, by=world.siv)
    assert word_for(pack_in_force().unit_kinds, "unit") == "avdelning"


def test_lists_from_outside_know_both_words(world):
    write_own_words(BOARDS, seen=0, by=world.siv)
    for said in ("utskott", "Driftnämnd", "operating_board"):
        assert unit_kind_in(Row(1, {"kind": said})) == "operating_board"


def test_they_are_looked_up_once_for_each_request(world, django_assert_num_queries):
    write_own_words(BOARDS, seen=0, by=world.siv)
    with memory.remembering():
        boards()
        with django_assert_num_queries(0):
            boards()


@pytest.mark.parametrize("who", ["alva", "bo", "hanna", "dan", "stranger"])
def test_only_who_may_install_models_writes_words(world, who):
    with pytest.raises(Refused):
        write_own_words(BOARDS, seen=0, by=getattr(world, who))
