"""Lists to begin with: what they leave out is filled in as somebody would expect."""

from __future__ import annotations

import pytest

from styrhjul.base.common import clock
from styrhjul.base.common.sheets import Row, read
from styrhjul.base.organisation.actions import import_units, plan_units
from styrhjul.base.organisation.importing import SHORT_COLUMNS, What
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.queries import municipality, tree_on, units_above
from styrhjul.base.organisation.short_lists import boards_in, filled_in, kinds_of_boards
from tests import factories

pytestmark = pytest.mark.django_db
PASTED = """namn\tslag\töverordnad
Kommunstyrelsen\tkommunstyrelse\t
Utbildningsnämnden\tnämnd\tStorby kommun
Utbildningsförvaltningen\tförvaltning\tUtbildningsnämnden
Almskolan\tenhet\tutbildningsförvaltningen
"""


@pytest.fixture
def siv():
    factories.model("common")
    top = factories.municipality("Storby kommun")
    return factories.appointed("Siv", "system_administrator", top)


def taken_in(rows, by):
    plan = plan_units(rows, changes_from=clock.today(), by=by)
    assert not plan.faulty, [change.says for change in plan.faulty]
    return import_units(rows, changes_from=clock.today(), seen=plan.digest, by=by)


def test_boards_are_written_one_on_each_line(siv):
    written = "  Kommunstyrelsen \n\nBarn- och  utbildningsnämnden\nRevisionen\nStorby Hus AB bolag\nValberedningen\n"
    rows = boards_in(written, "board")
    assert [(row.number, row["name"], row["kind"]) for row in rows] == [
        (1, "Kommunstyrelsen", "executive_board"),
        (3, "Barn- och utbildningsnämnden", "board"),
        (4, "Revisionen", "audit"),
        (5, "Storby Hus AB bolag", "company"),
        (6, "Valberedningen", "board"),
    ]
    taken_in(rows, siv)
    assert len(tree_on(clock.today())) == 6


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Förvaltningsnämnden", "board"), ("Nämnden för enheter", "board"), ("Myndighetsnämnd", "board"),
     ("Ständiga beredningen", "executive_board")],
)  # fmt: skip
def test_only_the_end_of_a_word_says_the_kind(siv, name, kind):
    assert boards_in(name, "executive_board")[0]["kind"] == kind


def test_the_usual_kind_of_board_comes_first(siv):
    assert [kind.key for kind in kinds_of_boards()] == ["board", "executive_board", "audit"]


def test_in_orebros_model_it_is_the_operating_board(db):
    factories.model("orebro")
    assert kinds_of_boards()[0].key == "operating_board"


def test_a_pasted_list_needs_only_names_and_kinds_and_names_what_is_above(siv):
    taken_in(filled_in(read(PASTED.encode(), SHORT_COLUMNS)), siv)
    school = Unit.objects.get(name="Almskolan")
    above = [unit.name for unit in units_above(school)]
    assert above == ["Utbildningsförvaltningen", "Utbildningsnämnden", "Storby kommun"]
    assert Unit.objects.get(name="Kommunstyrelsen") in [branch.unit for branch in tree_on(clock.today())]


def test_the_same_list_again_changes_nothing(siv):
    taken_in(filled_in(read(PASTED.encode(), SHORT_COLUMNS)), siv)
    again = filled_in(read(PASTED.encode(), SHORT_COLUMNS))
    assert {change.what for change in taken_in(again, siv).changes} == {(What.UNCHANGED,)}


def test_codes_that_are_given_stay_and_new_ones_are_free(siv):
    rows = filled_in([
        Row(2, {"name": "Skolnämnden", "kind": "nämnd", "code": "2"}),
        Row(3, {"name": "Vårdnämnden", "kind": "nämnd"}),
        Row(4, {"name": "Skolförvaltningen", "kind": "förvaltning", "parent_code": "2"}),
    ])  # fmt: skip
    codes = [row["code"] for row in rows]
    assert codes[0] == "2"
    assert len(set(codes)) == 3
    assert municipality().code not in codes
    assert rows[2]["parent_code"] == "2"


def test_left_out_the_only_possible_unit_is_above(siv):
    rows = filled_in([
        Row(2, {"name": "Skolnämnden", "kind": "nämnd"}),
        Row(3, {"name": "Skolförvaltningen", "kind": "förvaltning"}),
    ])  # fmt: skip
    assert rows[1]["parent_code"] == rows[0]["code"]


def test_what_is_not_there_is_left_to_be_said(siv):
    rows = filled_in([
        Row(2, {"name": "Skolnämnden", "kind": "nämnd", "parent_code": "Ingen"}),
        Row(3, {"name": "Sfär", "kind": "sfär"}),
    ])  # fmt: skip
    plan = plan_units(rows, changes_from=clock.today(), by=siv)
    assert len(plan.faulty) == 2


SAME_NAMES = """namn\tslag\töverordnad
Skolnämnden\tnämnd\tStorby kommun
Norra området\tförvaltning\tSkolnämnden
Södra området\tförvaltning\tSkolnämnden
Köket\tenhet\tNorra området
Köket\tenhet\tSödra området
"""


def pasted(text):
    return filled_in(read(text.encode(), SHORT_COLUMNS))


def test_units_that_are_called_the_same_under_different_ones_are_different(siv):
    taken_in(pasted(SAME_NAMES), siv)
    kitchens = Unit.objects.filter(name="Köket")
    assert sorted(units_above(one, clock.today())[0].name for one in kitchens) == ["Norra området", "Södra området"]


def test_the_same_list_again_changes_nothing_also_with_units_that_are_called_the_same(siv):
    taken_in(pasted(SAME_NAMES), siv)
    plan = plan_units(pasted(SAME_NAMES), changes_from=clock.today(), by=siv)
    assert {change.what for change in plan.changes} == {(What.UNCHANGED,)}


def test_the_same_unit_twice_is_said_with_its_other_row(siv):
    plan = plan_units(boards_in("Socialnämnden\nsocialnämnden", "board"), changes_from=clock.today(), by=siv)
    assert [change.says for change in plan.faulty] == ["Samma organisationsdel som på rad 1, med koden 1."]
