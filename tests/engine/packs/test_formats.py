"""A pack of an earlier format stays readable: one that was installed, and one that somebody kept as a file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from styrhjul.engine.packs.export import canonical
from styrhjul.engine.packs.formats import CURRENT, STEPS, read_stored, upgrade
from styrhjul.engine.packs.loader import load, load_bytes

LATER = ("principles", "methods")


def stored_in_1() -> dict[str, Any]:
    """Return Örebro's model as it was stored when the calendar stood beside the wheel."""
    raw: dict[str, Any] = json.loads(canonical(load("orebro")))
    raw["format"] = 1
    for section in LATER:
        del raw[section]
    for entry in raw["calendar"]:
        del entry["part"], entry["days_basis"], entry["goal_level"]
    return raw


def test_an_installed_pack_of_the_first_format_is_read_and_its_calendar_gets_places_on_the_wheel():
    pack, now = read_stored(json.dumps(stored_in_1())), load("orebro")
    assert (pack.format, pack.principles, pack.methods) == (CURRENT, [], [])
    assert [entry.key for entry in pack.calendar] == [entry.key for entry in now.calendar]
    places = {entry.key: entry.part for entry in pack.calendar}
    assert places["scanning_day"] == places["osb_adopted"] == "planning"
    assert places["interim_2_sent"] == "carrying_out"
    assert places["annual_report_decided"] == "follow_up"
    assert pack.wheel.parts == now.wheel.parts


def test_a_place_that_is_there_is_kept():
    raw = stored_in_1()
    raw["calendar"][0]["part"] = "follow_up"
    assert read_stored(json.dumps(raw)).calendar[0].part == "follow_up"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"due": {"month": 1, "day": 1, "year": 3}}, "planning"),
        ({"due": {"month": "first"}}, "planning"),
        ({"due": "soon"}, "planning"),
    ],
)
def test_what_is_due_when_no_phase_goes_on_belongs_to_the_first(change, place):
    raw = stored_in_1()
    raw["calendar"] = [{**raw["calendar"][0], **change}]
    assert upgrade(raw, 1)["calendar"][0]["part"] == place


def test_a_wheel_without_phases_places_it_in_its_first_part_and_no_wheel_nowhere():
    raw = stored_in_1()
    raw["wheel"]["parts"] = [{"key": "plate", "kind": "base"}, "broken"]
    assert upgrade(raw, 1)["calendar"][0]["part"] == "plate"
    assert "part" not in upgrade({**raw, "wheel": "none"}, 1)["calendar"][0]


def test_upgrading_changes_nothing_of_what_it_is_given():
    raw = stored_in_1()
    before = json.dumps(raw)
    assert upgrade(raw, 1)["format"] == CURRENT
    assert json.dumps(raw) == before


@pytest.mark.parametrize("written_in", [CURRENT, CURRENT + 1, 0, True, "1", None])
def test_a_format_without_a_step_is_left_as_it_is(written_in):
    raw = {"format": written_in, "calendar": [{"key": "day"}]}
    assert upgrade(raw, written_in) is raw


def test_each_format_but_the_present_has_its_step():
    assert sorted(STEPS) == list(range(1, CURRENT))


def test_a_pack_of_a_format_to_come_is_refused():
    raw = {**stored_in_1(), "format": CURRENT + 1}
    with pytest.raises(ValidationError, match="format"):
        read_stored(json.dumps(raw))


def test_a_file_of_the_first_format_loads_too(orebro):
    text = orebro.replace("format: 2", "format: 1", 1).replace("    part: planning\n", "")
    pack = load_bytes("old.yaml", text.encode())
    assert (pack.format, pack.calendar[0].part) == (CURRENT, "planning")


def test_what_is_of_the_wrong_form_in_an_old_file_is_told_as_in_a_new_one(orebro, faults_of):
    at = orebro.index("\ncalendar:")
    text = orebro[:at].replace("format: 2", "format: 1", 1)
    assert "calendar.0" in {fault.key for fault in faults_of(text + "\ncalendar: [day]\n")}
    assert "calendar" in {fault.key for fault in faults_of(text + "\ncalendar: {a: b}\n")}
