from __future__ import annotations

import pytest

from styrhjul.engine.packs.faults import FaultCode

from .slips import replaced_after


@pytest.mark.parametrize(
    ("anchor", "old", "new", "key"),
    [
        ("key: planning", "owner_role: head_of_central_office", "owner_role: nobody", "wheel.parts.0.owner_role"),
        ("todos:", "role: unit_manager", "role: nobody", "wheel.parts.0.todos.0.role"),
        ("todos:", "[department, unit]", "[department, nowhere]", "wheel.parts.0.todos.0.unit_kinds.1"),
        ("todos:", "plan_level: operating_plan", "plan_level: none", "wheel.parts.0.todos.3.plan_level"),
        ("key: unit_analysed", "occasion: interim_2", "occasion: none", "wheel.parts.2.todos.2.occasion"),
        ("\ncalendar:", "part: planning", "part: nowhere", "calendar.0.part"),
        ("key: needs_first", "parts: [planning]", "parts: [nowhere]", "principles.4.parts.0"),
        ("\nmethods:", "[planning, carrying_out, follow_up]", "[planning, nowhere, follow_up]", "methods.0.parts.1"),
        ("key: remedies_proposed", "fulfilled_by: proposal_made", "goal_level: none",
         "wheel.parts.2.todos.3.goal_level"),
        ("key: remedies_proposed", "fulfilled_by: proposal_made", "step: none", "wheel.parts.2.todos.3.step"),
        ("\ncalendar:", "role: head_of_central_office", "role: nobody", "calendar.0.role"),
        ("\ncalendar:", "unit_kinds: [council]", "unit_kinds: [nowhere]", "calendar.1.unit_kinds.0"),
        ("\ncalendar:", "plan_level: osb", "plan_level: none", "calendar.1.plan_level"),
        ("\ncalendar:", "occasion: interim_1", "occasion: none", "calendar.8.occasion"),
        ("\nunit_kinds:", "under: [council]", "under: [nowhere]", "unit_kinds.1.under.0"),
        ("\ngoal_levels:", "under: [vision]", "under: [dream]", "goal_levels.1.under.0"),
        ("\ngoal_levels:", "unit_kinds: [council]", "unit_kinds: [nowhere]", "goal_levels.0.unit_kinds.0"),
        ("\nplan_levels:", "under: osb", "under: none", "plan_levels.1.under"),
        ("\nplan_levels:", "unit_kinds: [council]", "unit_kinds: [nowhere]", "plan_levels.0.unit_kinds.0"),
        ("\nplan_levels:", "prepared_by: head_of_central_office", "prepared_by: no", "plan_levels.0.prepared_by"),
        ("\nplan_levels:", "adopted_by: council", "adopted_by: nobody", "plan_levels.0.adopted_by"),
        ("key: unit_plan\n", "adopted_by: unit_manager", "adopted_by: council", "plan_levels.4.adopted_by"),
        ("\noccasions:", "[executive_board, ", "[nowhere, ", "occasions.0.unit_kinds.0"),
        ("  levels:", "unit_kinds: [programme_board]", "unit_kinds: [nowhere]", "rating.levels.1.unit_kinds.0"),
        ("  matrix:", "goal_level: strategic_area", "goal_level: none", "rating.matrix.groups.2.goal_level"),
        ("focus_areas:\n      - key: internal", "[internal_contractors", "[nothing",
         "rating.matrix.focus_areas.0.crosses.0"),
    ],
)  # fmt: skip
def test_a_key_that_does_not_exist_is_named_with_its_line(orebro, faults_of, anchor, old, new, key):
    text = replaced_after(orebro, anchor, old, new)
    fault = next(fault for fault in faults_of(text) if fault.key == key)
    line = text[: text.index(new, text.index(anchor))].count("\n") + 1
    assert (fault.file, fault.line, fault.code) == ("mine.yaml", line, FaultCode.DANGLING)
    assert "name one of" in fault.mend


def test_a_group_of_one_column_per_goal_may_be_crossed_by_its_own_key(orebro):
    from styrhjul.engine.packs.loader import load_bytes

    text = orebro.replace("crosses: [internal_contractors", "crosses: [contribution", 1)
    pack = load_bytes("mine.yaml", text.encode())
    assert pack.rating.matrix.focus_areas[0].crosses[0] == "contribution"


def test_a_group_with_aspects_may_not_be_crossed_as_a_whole(orebro, faults_of):
    (fault,) = faults_of(orebro.replace("crosses: [internal_contractors", "crosses: [economic_result", 1))
    assert fault.code is FaultCode.DANGLING


def test_a_plan_is_not_adopted_politically_by_officials(orebro, faults_of):
    (fault,) = faults_of(orebro.replace("adopted_by: operating_board", "adopted_by: administration", 1))
    assert (fault.key, fault.code) == ("plan_levels.3.adopted_by", FaultCode.UNFIT)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("{key: company,", "{key: audit,", "unit_kinds.5.key"),
        ("  - key: programme_director", "  - key: municipal_director", "roles.1.key"),
        ("    - key: carrying_out", "    - key: planning", "wheel.parts.1.key"),
        ("  - key: osb_adopted", "  - key: unit_check_in", "wheel.parts.1.todos.2.key"),
        ("        - key: unit_inputs_answered", "        - key: board_inputs_answered", "wheel.parts.0.todos.5.key"),
        ("  - key: interim_2\n", "  - key: interim_1\n", "occasions.1.key"),
        ("    - key: yellow", "    - key: green", "rating.scale.1.key"),
        ("    - key: programme\n", "    - key: own\n", "rating.levels.1.key"),
        ("{key: users,", "{key: process,", "rating.matrix.groups.1.aspects.1.key"),
        ("{key: users,", "{key: contribution,", "rating.matrix.groups.1.aspects.1.key"),
        ("      - key: climate_account", "      - key: gender_account", "rating.matrix.focus_areas.2.key"),
        ("    - key: others\n", "    - key: targets\n", "ladder.steps.2.key"),
        ("  - key: simplify\n", "  - key: renew\n", "principles.6.key"),
        ("  - key: puzzle", "  - key: scanning", "methods.6.key"),
        ("{key: policy,", "{key: vision,", "methods.2.kinds.2.key"),
        ("{key: what_changes,", "{key: what_we_learned,", "plan_levels.0.sections.0.questions.1.key"),
        ("      - key: strategic_areas\n", "      - key: starting_points\n", "plan_levels.0.sections.1.key"),
    ],
)
def test_a_key_used_twice_is_a_fault(orebro, faults_of, old, new, key):
    assert old in orebro
    faults = faults_of(orebro.replace(old, new, 1))
    assert key in {fault.key for fault in faults if fault.code is FaultCode.DUPLICATE}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("crosses: [process, users,", "crosses: [process, process,", "rating.matrix.focus_areas.3.crosses.1"),
        ("parts: [planning, carrying_out, follow_up]", "parts: [planning, planning]", "principles.8.parts.1"),
        ("used_for: [goals, plans]", "used_for: [plans, plans]", "methods.4.used_for.1"),
    ],
)
def test_the_same_word_twice_in_a_list_is_a_fault(orebro, faults_of, old, new, key):
    (fault,) = faults_of(orebro.replace(old, new, 1))
    assert (fault.key, fault.code) == (key, FaultCode.DUPLICATE)


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("said_in: \"s. 40\", political: true}", "said_in: \"s. 40\", political: true, under: [unit]}", "unit_kinds"),
        ("said_in: \"s. 41\", under: [executive_board, council]}", "said_in: \"s. 41\", under: [company]}",
         "unit_kinds"),
        ("    plural: {sv: \"visioner\"", "    under: [goal]\n    plural: {sv: \"visioner\"", "goal_levels"),
        ("    prepared_by: head_of_central_office", "    under: unit_plan\n    prepared_by: head_of_central_office",
         "plan_levels"),
    ],
)  # fmt: skip
def test_levels_in_a_circle_are_a_fault(orebro, faults_of, old, new, section):
    assert old in orebro
    faults = [fault for fault in faults_of(orebro.replace(old, new, 1)) if fault.code is FaultCode.CYCLE]
    assert [fault.key.split(".")[0] for fault in faults] == [section]
    assert faults[0].line > 1


def test_references_are_checked_also_where_other_things_are_of_the_wrong_form(orebro, faults_of):
    text = orebro.replace("  - key: municipal_director", "  - key: [municipal_director]", 1)
    text = text.replace("under: [vision]", "under: {a: vision}", 1).replace("adopted_by: council", "adopted_by: 7", 1)
    text = text.replace("unit_kinds:\n", "unit_kinds:\n  - council\n", 1).replace(
        "  levels:\n", "  levels:\n    - 3\n", 1
    )
    codes = {fault.code for fault in faults_of(text)}
    assert {FaultCode.WRONG_TYPE, FaultCode.DANGLING} <= codes
