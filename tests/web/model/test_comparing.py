"""Two models side by side."""

import pytest

from styrhjul.base.steering.differences import Section
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.schema import Reach, Right
from styrhjul.web.model.comparing import ORDER, compared
from styrhjul.web.ui.rights import REACH_WORDS

OREBRO, COMMON = loader.load("orebro"), loader.load("common")


def section(found, wanted):
    return next(one for one in found.sections if one.section is wanted)


def test_a_model_beside_itself_says_the_same():
    found = compared(OREBRO, OREBRO)
    assert found.differing == []
    assert found.counts == (0, 0, 0)
    assert "roller" in found.alike


def test_every_section_is_compared():
    assert set(ORDER) == set(Section)


def test_what_is_new_and_gone_is_told_with_where_it_stands():
    found = compared(OREBRO, COMMON)
    kinds = section(found, Section.UNIT_KINDS)
    assert ("", "Nämnd") in kinds.new
    assert {name for _within, name in kinds.gone} == {"Programnämnd", "Driftnämnd"}
    sections = section(found, Section.PLAN_SECTIONS)
    assert any(within == "Enhetsplan" and "Omvärlden" in names for within, names in sections.gone)
    assert found.counts[0] == sum(one.counts[0] for one in found.sections) > 0


def changed(**roles):
    """Return the Örebro model with another right for some roles."""
    new = [
        one.model_copy(update={"rights": {**one.rights, **roles[one.key]}}) if one.key in roles else one
        for one in OREBRO.roles
    ]
    return OREBRO.model_copy(update={"roles": new})


def test_a_right_that_a_role_gets_is_told_in_words():
    found = compared(OREBRO, changed(employee={Right.RATE: Reach.OWN}))
    (line,) = section(found, Section.ROLES).changed
    assert (line.before, line.after) == ("Medarbetare", "Medarbetare")
    (change,) = line.changes
    assert (change.label, change.before, change.after) == ("Får bedöma", "", str(REACH_WORDS[Reach.OWN]))


def test_a_word_that_is_another_is_a_change_and_what_is_only_assumed_otherwise_is_none():
    step = OREBRO.ladder.steps[0]
    renamed = step.model_copy(update={"label": step.label.model_copy(update={"sv": "förr"})})
    sourced = OREBRO.ladder.steps[1].model_copy(update={"basis": "assumed", "said_in": "sidan 3"})
    ladder = OREBRO.ladder.model_copy(update={"steps": [renamed, sourced, *OREBRO.ladder.steps[2:]]})
    (line,) = section(compared(OREBRO, OREBRO.model_copy(update={"ladder": ladder})), Section.STEPS).differing
    assert line.after == "Förr"


def test_a_part_that_is_called_something_else_is_told_once_and_not_at_all_that_points_at_it():
    part = OREBRO.wheel.parts[0]
    renamed = part.model_copy(update={"label": part.label.model_copy(update={"sv": "planera och besluta"})})
    wheel = OREBRO.wheel.model_copy(update={"parts": [renamed, *OREBRO.wheel.parts[1:]]})
    found = compared(OREBRO, OREBRO.model_copy(update={"wheel": wheel}))
    assert found.counts == (0, 0, 1)
    (line,) = section(found, Section.PARTS).changed
    assert (line.before, line.after) == ("Planering", "Planera och besluta")


def test_what_points_at_another_entry_is_a_change():
    task = OREBRO.calendar[0]
    moved = task.model_copy(update={"role": "employee"})
    found = compared(OREBRO, OREBRO.model_copy(update={"calendar": [moved, *OREBRO.calendar[1:]]}))
    (line,) = section(found, Section.CALENDAR).changed
    assert [(one.label, one.after) for one in line.changes] == [("Vem", "medarbetare")]


def test_what_people_choose_among_and_write_under_stands_side_by_side():
    rows = {str(row.label): row for row in compared(OREBRO, loader.load("leksand")).outline}
    assert rows["Hjul"].after == (("", "Vision och mål, genomför, resultat, analys, planera"),)
    plans = dict(rows["Planer och deras rubriker"].after)
    assert "Prioriterade områden" in plans["Enhetsplan"]
    assert [name for name, _headings in rows["Rapporter och deras rubriker"].after] == ["Delårsrapport", "Årsrapport"]


def test_two_versions_that_are_called_the_same_are_told_apart():
    newer = OREBRO.model_copy(update={"version": "2024-01"})
    assert compared(OREBRO, newer).names == ("Örebros styrmodell 2014-09", "2024-01")
    assert compared(OREBRO, COMMON).names == ("Örebros styrmodell", "Gemensam styrmodell")


@pytest.mark.parametrize("key", loader.shipped_keys())
def test_every_shipped_model_stands_beside_orebro_with_both_wheels(key):
    found = compared(OREBRO, loader.load(key))
    for side in (found.before, found.after):
        assert side.large.startswith("<svg")
        assert side.small.startswith("<svg")
    assert (found.before.large != found.after.large) is (key != "orebro")
