"""What the shipped packs say, beyond loading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from styrhjul.engine.packs.loader import load, shipped_keys
from styrhjul.engine.packs.schema import (
    Adoption,
    Basis,
    Entry,
    Evidence,
    Pack,
    PartKind,
    Reach,
    Rhythm,
    Right,
    StepPart,
    Task,
    Text,
)


def forms(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from forms(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from forms(item)


def tasks(pack: Pack) -> list[Task]:
    return [form for form in forms(pack) if isinstance(form, Task)]


def test_everything_in_common_is_assumed():
    assert {form.basis for form in forms(load("common")) if isinstance(form, Entry)} == {Basis.ASSUMED}


@pytest.mark.parametrize("key", shipped_keys())
def test_no_duty_is_asked_for_twice(key):
    duties = [(t.fulfilled_by, kind, t.about) for t in tasks(load(key)) if t.fulfilled_by for kind in t.unit_kinds]
    assert len(duties) == len(set(duties))


@pytest.mark.parametrize("key", shipped_keys())
def test_every_role_that_has_duties_may_do_something(key):
    pack = load(key)
    rights = {role.key: role.rights for role in pack.roles}
    assert not [task.key for task in tasks(pack) if not rights[task.role]]


@pytest.mark.parametrize("key", shipped_keys())
def test_every_right_is_held_by_somebody_and_administrators_decide_nothing(key):
    roles = {role.key: role for role in load(key).roles}
    assert {right for role in roles.values() for right in role.rights} == set(Right)
    administrator = roles["system_administrator"].rights
    assert set(administrator) == {Right.CHANGE_ORGANISATION, Right.INSTALL_MODELS, Right.MANAGE_ACCOUNTS}
    assert set(roles["auditor"].rights) == {Right.READ_DRAFTS, Right.READ_TRACE}
    assert set(roles["employee"].rights.values()) == {Reach.OWN}


@pytest.mark.parametrize("key", shipped_keys())
def test_every_event_of_a_duty_is_within_the_rights_of_its_role(key):
    needed = {
        "plan_sent": Right.WRITE_PLANS,
        "check_in_complete": Right.CHECK_IN,
        "analysis_concluded": Right.WRITE_ANALYSES,
        "rating_given": Right.RATE,
        "report_sent": Right.WRITE_REPORTS,
        "proposal_decided": Right.DECIDE_PROPOSALS,
        "inputs_answered": Right.WRITE_PLANS,
        "targets_decided": Right.DECIDE_TARGETS,
        "assurance_checked": Right.ASSURE,
        "goal_set": Right.SET_GOALS,
        "values_entered": Right.ENTER_VALUES,
        "analysis_begun": Right.WRITE_ANALYSES,
        "step_written": Right.WRITE_ANALYSES,
        "proposal_made": Right.WRITE_PROPOSALS,
        "consequences_described": Right.WRITE_PROPOSALS,
        "proposals_weighed": Right.WRITE_PROPOSALS,
    }
    pack = load(key)
    rights = {role.key: role.rights for role in pack.roles}
    lacking = [t.key for t in tasks(pack) if t.fulfilled_by in needed and needed[t.fulfilled_by] not in rights[t.role]]
    assert lacking == []


LAP = ("plan_adopted", "analysis_concluded", "proposal_made", "proposal_decided", "inputs_answered", "plan_adopted")


def first_due(pack: Pack, kind: str, event: str, after: date) -> date:
    """Return when a kind of unit is first asked for an event on a day or later."""
    asked = [task for task in tasks(pack) if task.fulfilled_by == event and kind in task.unit_kinds]
    return min(day for task in asked for year in range(2022, 2028) if (day := task.due.on(year)) >= after)


@pytest.mark.parametrize("key", shipped_keys())
def test_a_unit_is_asked_for_the_whole_turn_in_its_order_and_within_a_year(key):
    day = first_due(load(key), "unit", "plan_adopted", date(2024, 1, 1))
    began = day
    for event in LAP[1:]:
        day = first_due(load(key), "unit", event, day)
    assert (day.year, day.month, day.day) == (began.year + 1, began.month, began.day)
    assert [t.rhythm for t in tasks(load(key)) if t.fulfilled_by == "check_in_complete" and "unit" in t.unit_kinds] == [
        Rhythm.MONTHLY
    ]


@pytest.mark.parametrize("key", shipped_keys())
def test_boards_plan_check_in_analyse_rate_rate_again_report_and_decide(key):
    pack = load(key)
    levels = pack.rating.levels
    own = next(kind for kind in levels[0].unit_kinds if any(kind in one.unit_kinds for one in pack.occasions))
    asked = {(task.fulfilled_by, kind) for task in tasks(pack) for kind in task.unit_kinds}
    for event in ("inputs_answered", "plan_adopted", "check_in_complete", "analysis_concluded", "rating_given"):
        assert (event, own) in asked, event
    for event in ("report_sent", "report_decided"):
        assert (event, own) in asked, event
    for level in levels[1:]:
        assert any(("rating_given", kind) in asked for kind in level.unit_kinds), level.key
    assert any(("targets_decided", kind) in asked for kind in next(iter(pack.goal_levels)).unit_kinds)


@pytest.mark.parametrize("key", shipped_keys())
def test_what_a_source_says_has_a_source(key):
    pack = load(key)
    entries = [form for form in forms(pack) if isinstance(form, Entry)]
    assert bool(pack.source) == any(entry.basis is Basis.SEED for entry in entries)
    assert not [entry.key for entry in entries if entry.said_in and entry.basis is Basis.ASSUMED]


@pytest.mark.parametrize("key", shipped_keys())
def test_everything_is_said_in_both_languages(key):
    same = [one for one in forms(load(key)) if isinstance(one, Text) and one.sv == one.en]
    assert same == []


@pytest.mark.parametrize("key", [key for key in shipped_keys() if key != "common"])
def test_every_part_of_the_wheel_says_what_guides_it(key):
    pack = load(key)
    guided = {part for one in (*pack.principles, *pack.methods) for part in one.parts}
    assert guided == {part.key for part in pack.wheel.parts}


def labels(entries: Iterable[Entry]) -> list[str]:
    return [entry.label.sv for entry in entries]


def test_the_steering_spinner_has_its_three_lists_word_for_word_and_in_order():
    parts = load("styrsnurran").wheel.parts
    assert labels(parts) == ["planering och genomförande", "uppföljning och analys", "åtgärder för utveckling"]
    said = [[todo.label.sv for todo in part.todos if todo.basis is Basis.SEED] for part in parts]
    assert said[0] == ["Beskriv uppdrag", "Sätt mål", "Resursfördelning", "Handlingsplan"]
    assert said[1][:3] == ["Samla ihop information", "Fokusera", "Sök orsaker"]
    assert said[1][3:5] == ["Dra slutsatser", "Förslag till åtgärder"]
    assert said[2] == ["Konsekvensbeskrivning", "Prioritering", "Beslut"]


def test_leksand_has_its_shapes_and_colours_whose_names_are_its_own_and_whose_shades_are_ours():
    parts = load("leksand").wheel.parts
    assert [(part.label.sv, part.kind.value, part.colour_name.sv) for part in parts] == [
        ("vision och mål", "base", "gul"), ("genomför", "ring", "blå"), ("resultat", "phase", "grön"),
        ("analys", "phase", "gul"), ("planera", "phase", "lila"),
    ]  # fmt: skip
    assert all(part.colour and part.colour_basis is Basis.SEED for part in parts)
    assert parts[0].colour == parts[3].colour
    ring = parts[1].spans[0]
    assert (ring.starts.on(2024), ring.ends.on(2024)) == (date(2024, 1, 1), date(2024, 12, 31))
    assert labels(load("leksand").goal_levels)[:2] == ["vision", "mål"]


def test_norrkoping_has_four_steps_a_wedge_and_two_arrows_of_which_the_leap_is_green():
    parts = load("norrkoping").wheel.parts
    assert [(part.label.sv, part.kind.value) for part in parts] == [
        ("planera", "phase"), ("genomföra", "phase"), ("följa upp", "phase"), ("åtgärda", "phase"),
        ("kvalitetssäkring", "wedge"), ("ständiga förbättringar", "arrow"), ("innovation", "arrow"),
    ]  # fmt: skip
    assert [part.colour_name.sv for part in parts if part.colour_name] == ["grön"]
    assert parts[6].colour_name is not None


def test_karlskoga_steers_by_six_parts_each_with_its_place_on_the_wheel():
    pack = load("karlskoga")
    assert labels(pack.wheel.parts) == ["planering", "uppföljning", "analys", "åtgärder"]
    assert all(principle.parts for principle in pack.principles[:6])
    kinds = {method.key: labels(method.kinds) for method in pack.methods}
    assert kinds["processes"] == ["huvudprocesser", "stödprocesser", "ledningsprocesser"]
    assert len(kinds["portfolio_model"]) == len(kinds["planning_questions"]) == 3
    assert kinds["sources_of_information"][:2] == ["Statistiska centralbyrån (SCB)", "Skolverket"]
    asked = [
        [question.key for section in level.sections for question in section.questions] for level in pack.plan_levels
    ]
    assert sum({"customers", "equal_services", "local_community"} <= set(questions) for questions in asked) == 2
    assert any(task.role == "quality_lead" and task.unit_kinds == ["administration"] for task in tasks(pack))


def test_the_methods_of_orebro_stand_in_the_phase_whose_chapter_tells_of_them():
    methods = load("orebro").methods
    assert len(methods) >= 30
    by_part = {key: {m.key for m in methods if key in m.parts} for key in ("planning", "carrying_out", "follow_up")}
    assert {"scanning", "puzzle", "effect_map", "swot", "risk_analysis", "rosa", "user_tests"} <= by_part["planning"]
    assert {"change_management", "continuous_improvement", "projektil"} <= by_part["carrying_out"]
    assert {"analysis_ladder", "gender_ladder", "internal_control", "quality_prize"} <= by_part["follow_up"]


def test_orebro_has_three_phases_without_colours_that_overlap_over_years():
    parts = load("orebro").wheel.parts
    assert [part.label.sv for part in parts] == ["planering", "genomförande", "uppföljning med analys"]
    assert {(part.kind, part.colour) for part in parts} == {(PartKind.PHASE, None)}
    assert all(5 <= len(part.todos) <= 9 for part in parts)
    spans = [(part.spans[0].starts.on(2024), part.spans[0].ends.on(2024)) for part in parts]
    assert spans[0] == (date(2022, 11, 1), date(2024, 1, 31))
    assert spans[2] == (date(2024, 4, 1), date(2025, 3, 31))


def test_orebro_plans_from_the_council_down_to_the_unit():
    levels = {level.key: level for level in load("orebro").plan_levels}
    assert list(levels) == ["osb", "programme_plan", "executive_plan", "operating_plan", "unit_plan"]
    assert levels["unit_plan"].adopted is Adoption.BY_MANAGER
    assert "work_plan" in {section.key for section in levels["operating_plan"].sections}
    assert levels["osb"].due.on(2024) == date(2023, 10, 31)
    assert len(levels["unit_plan"].sections) == 11


def test_orebro_reports_three_times_and_the_first_in_part():
    occasions = load("orebro").occasions
    assert [(o.key, o.whole, o.annual) for o in occasions] == [
        ("interim_1", False, False), ("interim_2", True, False), ("annual_report", True, True),
    ]  # fmt: skip
    assert occasions[1].due.on(2023) == date(2023, 10, 15)


def test_the_matrix_of_orebro_has_the_known_number_of_crosses_per_row():
    areas = load("orebro").rating.matrix.focus_areas
    assert [len(area.crosses) for area in areas] == [4, 5, 3, 4]
    assert {area.crosses_basis for area in areas} == {Basis.ASSUMED}


@pytest.mark.parametrize("key", shipped_keys())
def test_the_ladder_has_nine_steps_in_the_order_of_the_source(key):
    steps = load(key).ladder.steps
    assert [step.evidence for step in steps[:4]] == list(Evidence)
    assert [step.evidence for step in steps[4:]] == [None] * 5
    assert [step.part for step in steps[5:]] == [StepPart.TASKS, None, StepPart.RATING, StepPart.PROPOSALS]
    assert [step.is_conclusion for step in steps].index(True) == 6


@pytest.mark.parametrize("key", shipped_keys())
def test_colour_is_never_alone(key):
    signs = [colour.sign for colour in load(key).rating.scale]
    assert len(signs) == len(set(signs))


@pytest.mark.parametrize("key", sorted({*shipped_keys()} - {"orebro"}))
def test_no_other_model_speaks_with_orebros_own_words(key):
    said = load(key).model_dump_json().lower()
    for word in ("analystrapp", "driftnämnd", "programnämnd", "övergripande strategier", "stadsbyggnad", "rosa-analys"):
        assert word not in said
