from __future__ import annotations

import time

import pytest

from styrhjul.engine.packs import positions
from styrhjul.engine.packs.faults import FaultCode
from styrhjul.engine.packs.loader import load_bytes

from .slips import replaced_after


def test_a_mark_at_the_beginning_of_the_file_is_let_through(orebro):
    assert load_bytes("mine.yaml", b"\xef\xbb\xbf" + orebro.encode()).key == "orebro"


def test_windows_line_ends_are_let_through(orebro):
    assert load_bytes("mine.yaml", orebro.replace("\n", "\r\n").encode()).key == "orebro"


def test_latin_1_is_refused_with_the_line_of_the_first_letter(faults_of):
    (fault,) = faults_of("format: 2\nkey: mine\nlabel: {sv: Ö, en: O}\n".encode("latin-1"))
    assert (fault.code, fault.line) == (FaultCode.ENCODING, 3)
    assert "UTF-8" in fault.mend


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_unicode_encodings_are_refused(orebro, faults_of, encoding):
    assert faults_of(orebro.encode(encoding))[0].code in {FaultCode.ENCODING, FaultCode.SYNTAX}


def test_more_than_a_megabyte_is_refused(orebro, faults_of):
    (fault,) = faults_of(orebro + "#" * positions.MOST_BYTES)
    assert fault.code is FaultCode.TOO_LARGE


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ("format: 2\nname: [oj\nwheel: x\n", 2, "name", "`[` is opened here and is not closed before line 3"),
        ("a:\n  - label: {sv: x\nb: y\n", 2, "label", "`{` is opened here and is not closed before line 3"),
        ("format: 2\nkey:\n  [a, b\n", 3, "", "`[` is opened here and is not closed before line 4"),
    ],
)
def test_a_bracket_that_is_left_open_is_told_where_it_was_opened(faults_of, text, line, key, said):
    (fault,) = faults_of(text)
    assert (fault.code, fault.line, fault.key, fault.message) == (FaultCode.SYNTAX, line, key, said)


def test_an_anchor_is_told_by_its_own_line(faults_of):
    (fault,) = faults_of("format: 2\nkey: x\na: &a [x]\nb: *a\n")
    assert (fault.code, fault.line) == (FaultCode.FORBIDDEN_YAML, 3)


LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (LAUGHS, 1, FaultCode.FORBIDDEN_YAML),
        ("format: 2\nkey: *x\n", 2, FaultCode.FORBIDDEN_YAML),
        ("format: 2\nkey: !!python/object/apply:os.system [ls]\n", 2, FaultCode.FORBIDDEN_YAML),
        ("format: 2\nkey: !mine x\n", 2, FaultCode.FORBIDDEN_YAML),
        ("key: " + "[" * 200_000, 1, FaultCode.TOO_DEEP),
        ("key:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 200)), 25, FaultCode.TOO_DEEP),
        ("- x\n" * 60_000, None, FaultCode.TOO_DEEP),
        ("format: 2\nkey: [a, b\n", None, FaultCode.SYNTAX),
        ("format: 2\nkey: 'a\n", None, FaultCode.SYNTAX),
        ("format: 2\n\tkey: x\n", 2, FaultCode.SYNTAX),
        ("format: 2\n---\nformat: 1\n", None, FaultCode.SYNTAX),
        ("format: 2\nkey: \x07\n", None, FaultCode.SYNTAX),
        ("", 1, FaultCode.EMPTY),
        ("# nothing\n", 1, FaultCode.EMPTY),
        ("- a\n- b\n", 1, FaultCode.EMPTY),
        ("just words", 1, FaultCode.EMPTY),
    ],
)
def test_what_is_no_plain_mapping_is_refused_at_once(faults_of, text, line, code):
    began = time.monotonic()
    (fault,) = faults_of(text)
    assert fault.code is code
    assert line in (None, fault.line)
    assert time.monotonic() - began < 5


def test_a_key_that_stands_twice_names_both_lines(orebro, faults_of):
    (fault,) = faults_of(orebro.replace("  start_angle: 0\n", "  start_angle: 0\n  start_angle: 90\n"))
    assert (fault.code, fault.key) == (FaultCode.DUPLICATE, "wheel.start_angle")
    first = orebro[: orebro.index("start_angle")].count("\n") + 1
    assert fault.line == first + 1
    assert f"line {first}" in fault.message


def test_a_key_that_is_a_list_is_a_fault(orebro, faults_of):
    faults = faults_of(orebro.replace("  start_angle: 0\n", "  ? [a, b]\n  : c\n"))
    assert [(fault.code, fault.key) for fault in faults] == [(FaultCode.SYNTAX, "wheel")]


def test_a_colour_without_quotes_is_a_comment_and_is_pointed_out(orebro, faults_of):
    (fault,) = faults_of(orebro.replace("order: 1", "order: 1\n      colour: #ffcc00", 1))
    assert (fault.code, fault.key) == (FaultCode.EMPTY, "wheel.parts.0.colour")
    assert "quotes" in fault.mend


@pytest.mark.parametrize("text", [r'"a\0b"', r'"a\rb"', r'"\x1b[0m"'])
def test_control_characters_are_faults(orebro, faults_of, text):
    (fault,) = faults_of(replaced_after(orebro, "\ngoal_levels:", '{sv: "vision"', f"{{sv: {text}"))
    assert (fault.code, fault.key) == (FaultCode.CHARACTER, "goal_levels.0.label.sv")


def test_words_that_older_yaml_takes_for_truth_stay_words(orebro):
    text = replaced_after(orebro, "\ngoal_levels:", '{sv: "vision", en: "vision"}', "{sv: nej, en: no}")
    assert load_bytes("mine.yaml", text.encode()).goal_levels[0].label.en == "no"


def test_half_a_character_is_a_fault(orebro, faults_of):
    text = r'{sv: "\ud800"'
    assert faults_of(orebro.replace('{sv: "vision"', text, 1))[0].code in {FaultCode.CHARACTER, FaultCode.SYNTAX}
