from __future__ import annotations

import pytest

from styrhjul.engine.packs.faults import FaultCode
from styrhjul.engine.packs.loader import load_bytes
from styrhjul.engine.packs.rules import ABOUT, ABOUTS
from styrhjul.engine.packs.schema import Event, Task


@pytest.mark.parametrize(
    ("old", "new", "key", "code"),
    [
        ("      kind: phase", "      kind: base", "wheel.parts.1.kind", FaultCode.TWO_BASES),
        ("ends: {month: 1, day: 31, year: 0}", "ends: {month: 1, day: 31, year: -3}", "wheel.parts.0.spans.0.starts",
         FaultCode.BACKWARDS),
        ("starts: {month: 9, day: 15, year: -1}", "starts: {month: 9, day: 15}", "wheel.parts.0.todos.0.starts",
         FaultCode.BACKWARDS),
        ("starts: {month: 9, day: 1, year: -2}", "starts: {month: 12, day: 1, year: -2}", "calendar.0.starts",
         FaultCode.BACKWARDS),
        ("until: {month: 3, day: 31, year: 0}", "until: {month: 5, day: 31, year: 0}", "occasions.0.until",
         FaultCode.BACKWARDS),
        ("      rank: 3\n", "", "rating.scale.3", FaultCode.COUNT),
        ("      sign: ring\n", "      sign: ring\n      rank: 0\n", "rating.scale", FaultCode.COUNT),
        ("      rank: 2\n", "      rank: 3\n", "rating.scale.1.rank", FaultCode.DUPLICATE),
        ("        goal_level: strategic_area\n", "", "rating.matrix.groups.2", FaultCode.COUNT),
        ("        aspects:\n", "        goal_level: goal\n        aspects:\n", "rating.matrix.groups.0",
         FaultCode.COUNT),
        ("      is_conclusion: true\n", "", "ladder.steps", FaultCode.COUNT),
        ("      part: tasks\n", "      part: tasks\n      is_conclusion: true\n", "ladder.steps.6.is_conclusion",
         FaultCode.COUNT),
        ("    whole: false\n", "    whole: false\n    annual: true\n", "occasions.2.annual", FaultCode.COUNT),
        ("          plan_level: operating_plan", "          plan_level: unit_plan", "wheel.parts.0.todos.3.unit_kinds",
         FaultCode.UNFIT),
        ("unit_kinds: [executive_board]\n    role: head_of", "unit_kinds: [executive_board]\n    occasion: interim_1\n"
         "    plan_level: osb\n    role: head_of", "calendar.0.unit_kinds", FaultCode.UNFIT),
        ("unit_kinds: [executive_board]\n    role: head_of", "unit_kinds: [executive_board]\n    plan_level: osb\n"
         "    occasion: interim_1\n    role: head_of", "calendar.0.occasion", FaultCode.COUNT),
        ("unit_kinds: [executive_board]\n    role: head_of", "unit_kinds: [executive_board]\n    goal_level: goal\n"
         "    role: head_of", "calendar.0.unit_kinds", FaultCode.UNFIT),
        ("fulfilled_by: proposal_made", "fulfilled_by: proposal_made\n          step: conclusion",
         "wheel.parts.2.todos.3.step", FaultCode.UNFIT),
        ("fulfilled_by: plan_sent\n          plan_level: operating_plan", "fulfilled_by: plan_sent\n          "
         "occasion: interim_1", "wheel.parts.0.todos.3.occasion", FaultCode.UNFIT),
    ],
)  # fmt: skip
def test_each_rule_names_line_and_key(orebro, faults_of, old, new, key, code):
    assert old in orebro
    count = 2 if code is FaultCode.TWO_BASES else 1
    fault = next(fault for fault in faults_of(orebro.replace(old, new, count)) if fault.key == key)
    assert (fault.file, fault.code) == ("mine.yaml", code)
    assert fault.line > 10


def test_every_event_that_is_about_something_is_an_event():
    assert set(ABOUT) <= set(Event)
    assert set().union(*ABOUT.values()) == set(ABOUTS) <= Task.model_fields.keys()


def test_a_phase_without_to_dos_is_allowed(orebro):
    start, end = orebro.index("      todos:\n"), orebro.index("    - key: carrying_out")
    pack = load_bytes("mine.yaml", (orebro[:start] + orebro[end:]).encode())
    assert pack.wheel.parts[0].todos == []


def test_a_day_that_the_month_lacks_becomes_its_last_day(orebro):
    text = orebro.replace("due: {month: 2, day: 28, year: -1}", "due: {month: 2, day: 31, year: -1}", 1)
    due = load_bytes("mine.yaml", text.encode()).wheel.parts[0].todos[1].due
    assert (due.on(2024).isoformat(), due.on(2025).isoformat()) == ("2023-02-28", "2024-02-29")


def test_rules_leave_what_is_of_the_wrong_form_to_the_schema(orebro, faults_of):
    text = orebro.replace("starts: {month: 9, day: 1, year: -2}", "starts: {month: 9}", 1)
    text = text.replace("  scale:\n", "  scale:\n    - green\n", 1).replace(
        "unit_kinds: [council]", "unit_kinds: council", 1
    )
    faults = faults_of(text)
    assert {fault.code for fault in faults} == {FaultCode.MISSING, FaultCode.WRONG_TYPE}
    assert "calendar.0.starts.day" in {fault.key for fault in faults}
