from __future__ import annotations

import pytest

from styrhjul.engine.packs import explaining
from styrhjul.engine.packs.faults import FaultCode

PART = "wheel.parts.0"


@pytest.mark.parametrize(
    ("old", "new", "mark", "key", "code"),
    [
        ("      kind: phase\n", "", "- key: planning", f"{PART}.kind", FaultCode.MISSING),
        ("      order: 1", "      ordr: 1", "ordr: 1", f"{PART}.ordr", FaultCode.UNKNOWN),
        ("      order: 1", "      order: one", "order: one", f"{PART}.order", FaultCode.WRONG_TYPE),
        ("      order: 1", '      order: "1"', 'order: "1"', f"{PART}.order", FaultCode.WRONG_TYPE),
        ("      order: 1", "      order: true", "order: true", f"{PART}.order", FaultCode.WRONG_TYPE),
        ("      order: 1", "      order: 99", "order: 99", f"{PART}.order", FaultCode.RANGE),
        ("      order: 1", "      order: 0", "order: 0", f"{PART}.order", FaultCode.RANGE),
        ("      kind: phase", "      kind: fase", "kind: fase", f"{PART}.kind", FaultCode.CHOICE),
        ("      kind: phase", "      kind: [phase]", "kind: [phase]", f"{PART}.kind", FaultCode.CHOICE),
        ("      order: 1", "      order: 1\n      colour: yellow", "yellow", f"{PART}.colour", FaultCode.COLOUR),
        ("      order: 1", '      order: 1\n      colour: "#12g"', "#12g", f"{PART}.colour", FaultCode.COLOUR),
        ("- key: planning", "- key: Planning", "Planning", f"{PART}.key", FaultCode.NOT_A_KEY),
        ('version: "2014-09"', "version: september", "version", "version", FaultCode.NOT_A_KEY),
        ('version: "2014-09"', "version: 2014", "version", "version", FaultCode.WRONG_TYPE),
        ("format: 2", "format: 3", "format", "format", FaultCode.CHOICE),
        ("  start_angle: 0", "  start_angle: 360", "start_angle", "wheel.start_angle", FaultCode.RANGE),
        ("  year: 2014", "  year: 20.5", "year: 20.5", "source.year", FaultCode.WRONG_TYPE),
        ('{sv: "planering"', '{sv: ""', '{sv: ""', f"{PART}.label.sv", FaultCode.EMPTY),
        ('{sv: "planering"', "{sv: " + "x" * 201, "xxx", f"{PART}.label.sv", FaultCode.LENGTH),
        ('{sv: "planering", en: "planning"}', "planering", "label: planering", f"{PART}.label", FaultCode.WRONG_TYPE),
        ("      holds: [goals, indicators, plans, inputs]", "      holds: goals", "holds: goals", f"{PART}.holds",
         FaultCode.WRONG_TYPE),
        ("  - key: employee", "  - key: boss\n    basis: assumed\n    label: {sv: a, en: b}\n    rights: {fly: own}\n"
         "  - key: employee", "fly: own", "roles.9.rights.fly", FaultCode.CHOICE),
        ("    adopted: by_manager", "    adopted: maybe", "adopted: maybe", "plan_levels.4.adopted", FaultCode.CHOICE),
        ("    whole: false", '    whole: "false"', 'whole: "false"', "occasions.0.whole", FaultCode.WRONG_TYPE),
    ],
)  # fmt: skip
def test_each_kind_of_slip_names_file_line_and_key(orebro, faults_of, old, new, mark, key, code):
    assert old in orebro
    text = orebro.replace(old, new, 1)
    fault = next(fault for fault in faults_of(text) if fault.key == key)
    line = text[: text.index(mark)].count("\n") + 1
    assert (fault.file, fault.line, fault.code) == ("mine.yaml", line, code)
    assert str(fault) == f"mine.yaml:{line}: {key}: {fault.message} – mend: {fault.mend}"


def test_a_misspelt_key_is_answered_with_the_nearest(orebro, faults_of):
    fault = next(f for f in faults_of(orebro.replace("owner_role:", "owner_roll:", 1)) if f.code is FaultCode.UNKNOWN)
    assert "`owner_role`" in fault.mend


def test_too_many_parts_are_a_fault(orebro, faults_of):
    part = "    - {key: p%d, label: {sv: a, en: b}, basis: assumed, kind: arrow, order: 5, guidance: {sv: a, en: b}}\n"
    parts = "".join(part % number for number in range(12))
    (fault,) = faults_of(orebro.replace("\nprinciples:", "\n" + parts + "\nprinciples:", 1))
    assert (fault.key, fault.code) == ("wheel.parts", FaultCode.COUNT)


def test_too_few_items_are_a_fault(orebro, faults_of):
    (fault,) = faults_of(orebro.replace("unit_kinds: [council]", "unit_kinds: []", 1))
    assert (fault.key, fault.code) == ("goal_levels.0.unit_kinds", FaultCode.COUNT)


def test_a_fractional_number_written_in_json_style_is_told_as_it_is(orebro, faults_of):
    (fault,) = faults_of(orebro.replace("order: 1\n", "order: 1.0\n", 1))
    assert (fault.key, fault.code) == ("wheel.parts.0.order", FaultCode.WRONG_TYPE)


def test_a_complaint_without_words_of_ours_is_passed_on():
    assert explaining._limit_words("new_in_pydantic", {}, "Input is odd")[:2] == (FaultCode.OTHER, "Input is odd")
