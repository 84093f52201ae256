"""Reading plans: sections, lists, what is missing, and a colleague's advice."""

from datetime import date

from styrhjul.wheel.plans import actions, queries
from tests.planning import LEVEL, an_activity, write_all


def test_sections_come_with_their_questions_and_latest_texts(planned):
    actions.write_text(planned.draft, section="mission", question="given_by", body="Ett", base=0, by=planned.manager)
    actions.write_text(planned.draft, section="mission", question="given_by", body="Två", base=1, by=planned.manager)
    mission = next(one for one in queries.sections_of(planned.draft) if one.key == "mission")
    assert [(one.question, one.text and one.text.body, one.version) for one in mission.written] == [
        ("given_by", "Två", 2),
        ("account_to", None, 0),
    ]
    assert not mission.is_empty
    assert [one.is_empty for one in queries.sections_of(planned.draft)].count(False) == 1


def test_a_section_without_questions_is_written_under_its_own_name(planned):
    plan = actions.start_plan(planned.world.boards[0], level="operating_plan", year=2024, by=planned.world.hanna)
    section = next(one for one in queries.sections_of(plan) if one.key == "internal_control")
    assert [(one.question, one.label) for one in section.written] == [("", "Internkontroll")]


def test_plans_are_found_by_unit_level_and_year(planned):
    user = planned.world.hanna
    assert list(queries.plans_found(user)) == [planned.draft, planned.adopted]
    assert list(queries.plans_found(user, unit=planned.world.boards[0], years=[2023])) == [planned.adopted]
    assert not queries.plans_found(user, unit=planned.world.units[1])
    assert not queries.plans_found(user, level="operating_plan")
    assert queries.plan_years(user) == [2024, 2023]


def test_what_is_missing_shows_to_those_who_may_begin_it(planned):
    missing = queries.missing_plans(planned.world.hanna, 2024)
    assert [(one.unit.name, one.level.key) for one in missing] == [
        ("Grundskolenämnden", "operating_plan"),
        ("Björkskolan", LEVEL),
    ]
    assert missing[1].due == date(2024, 1, 31)
    assert [one.unit for one in queries.missing_plans(planned.manager, 2025)] == [planned.school]
    assert queries.missing_plans(planned.manager, 2024) == []
    assert queries.missing_plans(planned.world.bo, 2025) == []
    only = queries.missing_plans(planned.world.hanna, 2025, unit=planned.school, level=LEVEL)
    assert [one.unit for one in only] == [planned.school]


def test_last_years_plan_is_found(planned):
    assert queries.plan_before(planned.draft, planned.manager) == planned.adopted
    assert queries.plan_before(planned.adopted, planned.manager) is None


def test_plans_are_looked_up_by_place_and_year(planned):
    found = queries.plans_by_place([planned.school.pk], [2023, 2024])
    assert found == {
        (planned.school.pk, 2023): {LEVEL: planned.adopted.pk},
        (planned.school.pk, 2024): {LEVEL: planned.draft.pk},
    }


def test_a_colleague_points_at_what_is_thin(planned):
    assert queries.advice_before_sending(planned.draft) == ["Planen har inga aktiviteter."]
    actions.take_up_goal(planned.draft, goal=planned.goal, by=planned.manager)
    an_activity(planned.draft, "Lös", by=planned.manager)
    actions.lay_input(planned.activities[0].node, unit=planned.school, year=2024, text="x", by=planned.manager)
    said = " ".join(queries.advice_before_sending(planned.draft))
    assert "Lös" in said
    assert "Alla läser" in said
    assert len(queries.advice_before_sending(planned.draft)) == 6


def test_a_colleague_says_which_sections_are_empty_though_an_activity_lets_the_plan_go(planned):
    an_activity(planned.draft, owner=planned.manager, measured_by="Prov", goals=[planned.goal], by=planned.manager)
    (said,) = queries.advice_before_sending(planned.draft)
    assert "Vårt uppdrag" in said
    assert "Lärande" not in said, "which the model does not require"
    assert "Utveckling, mål och aktiviteter" not in said, "which the activity answers"
    actions.write_text(planned.draft, section="mission", question="given_by", body="Ett", base=0, by=planned.manager)
    (said,) = queries.advice_before_sending(planned.draft)
    assert "Vårt uppdrag" not in said


def test_a_whole_plan_needs_no_advice(planned):
    whole = {"owner": planned.manager, "measured_by": "Prov", "goals": [planned.goal]}
    write_all(planned.draft, planned.manager)
    actions.take_up_goal(planned.draft, goal=planned.goal, by=planned.manager)
    an_activity(planned.draft, **whole, by=planned.manager)
    assert queries.advice_before_sending(planned.draft) == []


def test_each_activity_comes_with_its_goals(planned):
    found = queries.goals_by_activity(planned.activities, planned.manager)
    assert found == {one.pk: [planned.goal] for one in planned.activities}
    assert queries.goals_by_activity([], planned.manager) == {}
