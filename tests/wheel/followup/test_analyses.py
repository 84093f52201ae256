from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from styrhjul.base.calendar.models import Duty
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.thread.actions import open_to
from styrhjul.base.thread.models import Audience, Kind, Link, Reader
from styrhjul.base.thread.queries import Direction, walk
from styrhjul.wheel.flows.next_year import conclude_and_lay
from styrhjul.wheel.followup import actions, permissions
from styrhjul.wheel.followup.evidence import evidence_for, sentence_of
from styrhjul.wheel.followup.models import Analysis, StepText
from styrhjul.wheel.followup.queries.analyses import analyses_found, climbed, goals_to_analyse, units_to_analyse_at
from styrhjul.wheel.followup.queries.overview import analyses_to_rate
from styrhjul.wheel.plans.models import PlanInput
from tests import measured


@pytest.fixture
def analysis(town):
    return measured.analysis(town)


def recorded(event: str, analysis: Analysis) -> bool:
    return TraceEntry.objects.filter(event=event, subject=f"node:{analysis.pk}").exists()


def test_begin_works_and_lays_the_engines_sentences_before_the_first_steps(town, analysis):
    assert analysis.state == "open"
    assert "78,5" in sentence_of(analysis.evidence, "earlier")
    assert "80,0" in sentence_of(analysis.evidence, "targets")
    assert analysis.evidence["others"]["municipalities"] == 290, "the municipality among others, on the goal above"
    assert analysis.evidence["municipality"]["title"] == town.eligible.title
    assert recorded("analysis.begun", analysis)


def test_begin_ties_goal_and_number_to_the_analysis(town, analysis):
    causes = {link.cause.kind for link in Link.objects.filter(effect=analysis.node)}
    assert causes == {Kind.GOAL, Kind.EVIDENCE}


def test_begin_reads_national_statistics_for_the_units_area(town):
    analysis = actions.begin_analysis(
        town.board_goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023, by=town.world.hanna
    )
    assert analysis.statistics_build == analysis.evidence["build"] != ""
    assert analysis.evidence["others"]["municipalities"] == 290
    assert "80,6" in sentence_of(analysis.evidence, "earlier")


def test_begin_writes_in_the_language_of_whoever_begins(town):
    with override("en"):
        analysis = measured.analysis(town)
    assert analysis.evidence["language"] == "en"
    assert "78.5" in sentence_of(analysis.evidence, "earlier")


def test_numbers_after_the_year_are_left_out(town):
    measured.values(town.reading, town.school, {"2023": 99}, by=town.world.alva)
    found = evidence_for(town.reading, town.school, until=2022)
    assert found.period == "2022"
    assert "99" not in found.sentence("earlier")


def test_begin_says_so_where_the_statistics_have_nothing(town):
    town.world.top.area = ""
    town.world.top.save()
    with pytest.raises(Fault) as fault:
        actions.begin_analysis(
            town.board_goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023,
            by=town.world.hanna,
        )  # fmt: skip
    assert fault.value.field == "indicator"
    assert not Analysis.objects.exists()


@pytest.mark.parametrize("wrong", ["occasion", "indicator"])
def test_begin_refuses_what_does_not_belong_together(town, wrong):
    given = {"occasion": "interim_2", "indicator": town.reading} | {
        "occasion": {"occasion": "midsummer"},
        "indicator": {"indicator": town.eligible},
    }[wrong]
    with pytest.raises(Fault) as fault:
        actions.begin_analysis(town.school_goal, unit=town.school, year=2023, by=town.world.alva, **given)
    assert fault.value.field == wrong


def test_begin_refuses_whoever_is_elsewhere(town):
    with pytest.raises(Refused):
        measured.analysis(town, by=town.world.cia)


def test_the_evidence_stays_as_it_was_when_the_numbers_change(town, analysis):
    before = analysis.evidence
    measured.values(town.reading, town.school, {"2022": 61}, by=town.world.alva)
    analysis.refresh_from_db()
    assert analysis.evidence == before
    found = climbed(analysis, town.world.alva).revised
    assert (found.period, float(found.then), float(found.now)) == ("2022", 78.5, 61.0)


def test_the_same_number_again_is_no_revision(town, analysis):
    measured.values(town.reading, town.school, {"2023": 90}, by=town.world.alva)
    assert climbed(analysis, town.world.alva).revised is None


def test_a_new_build_with_the_same_number_is_no_revision(town):
    analysis = actions.begin_analysis(
        town.board_goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023, by=town.world.hanna
    )
    Analysis.objects.filter(pk=analysis.pk).update(statistics_build="older")
    analysis.refresh_from_db()
    assert climbed(analysis, town.world.hanna).revised is None


def test_several_people_write_and_all_that_took_part_are_kept(town, analysis):
    alva, bo = town.world.alva, town.world.bo
    actions.write_step(analysis, step="influences", body="Läsgrupperna kom i gång.", base=0, by=alva)
    actions.write_step(analysis, step="influences", body="Läsgrupperna kom i gång i mars.", base=1, by=bo)
    actions.add_comment(analysis, step="earlier", body=" Kursplanen byttes 2022. ", by=bo)
    found = climbed(analysis, alva)
    step = next(one for one in found.steps if one.step.key == "influences")
    assert step.text.body == "Läsgrupperna kom i gång i mars."
    assert step.writers == ("Alva", "Bo")
    assert [version.body for version in step.versions] == ["Läsgrupperna kom i gång.", step.text.body]
    assert found.steps[0].comments[0].body == "Kursplanen byttes 2022."
    assert set(found.people) == {"Alva", "Bo"}
    assert recorded("analysis.written", analysis)
    assert recorded("analysis.commented", analysis)


def test_two_who_write_at_the_same_time_lose_nothing(town, analysis):
    actions.write_step(analysis, step="conclusion", body="Det ena.", base=0, by=town.world.alva)
    with pytest.raises(Conflict) as conflict:
        actions.write_step(analysis, step="conclusion", body="Det andra.", base=0, by=town.world.bo)
    assert conflict.value.current.body == "Det ena."
    assert StepText.objects.count() == 1


@pytest.mark.parametrize("write", [actions.write_step, actions.add_comment])
def test_a_step_that_the_ladder_lacks_is_a_fault(town, analysis, write):
    extra = {"base": 0} if write is actions.write_step else {}
    with pytest.raises(Fault):
        write(analysis, step="tenth", body="Ord.", by=town.world.alva, **extra)


def test_an_empty_comment_cannot_be_kept(town, analysis):
    with pytest.raises(ValidationError):
        actions.add_comment(analysis, step="earlier", body="  ", by=town.world.alva)


def test_a_question_is_asked_and_answered(town, analysis):
    task = actions.add_task(
        analysis, question="Vad säger eleverna?", whom="Elevrådet", due=date(2023, 12, 1), by=town.world.alva
    )
    assert task.done_at is None
    actions.answer_task(task, answer="De vill läsa mer.", by=town.world.bo)
    task.refresh_from_db()
    assert (task.answer, task.done_at is not None) == ("De vill läsa mer.", True)
    assert recorded("analysis.task_added", analysis)
    assert recorded("analysis.task_answered", analysis)


def test_an_empty_answer_is_a_fault(town, analysis):
    task = actions.add_task(analysis, question="Varför?", whom="Bo", due=date(2023, 12, 1), by=town.world.alva)
    with pytest.raises(Fault):
        actions.answer_task(task, answer=" ", by=town.world.alva)


def test_concluding_needs_a_conclusion_and_somebody_who_rates(town, analysis):
    assert not permissions.can_conclude_analysis(town.world.alva, analysis)
    actions.write_step(analysis, step="conclusion", body="Stödet kom för sent.", base=0, by=town.world.bo)
    assert permissions.can_conclude_analysis(town.world.alva, analysis)
    assert not permissions.can_conclude_analysis(town.world.bo, analysis)
    with pytest.raises(Refused):
        actions.conclude_analysis(analysis, by=town.world.bo)


def test_concluding_opens_the_analysis_and_lays_it_before_next_years_planning(town, analysis):
    actions.write_step(analysis, step="conclusion", body="Stödet kom för sent.", base=0, by=town.world.bo)
    assert not Analysis.objects.visible_to(town.world.cia).exists()
    conclude_and_lay(analysis, by=town.world.alva)
    assert Analysis.objects.visible_to(town.world.cia).get() == analysis
    given = PlanInput.objects.get(unit=town.school, year=2024)
    assert given.text == "Stödet kom för sent."
    assert recorded("analysis.concluded", analysis)


def test_concluding_marks_the_duty_in_the_same_transaction(town, analysis):
    duty = Duty.objects.get(key="unit_analysed", unit=town.school, year=2023)
    assert duty.done_at is None
    actions.write_step(analysis, step="conclusion", body="Stödet kom för sent.", base=0, by=town.world.alva)
    actions.conclude_analysis(analysis, by=town.world.alva)
    duty.refresh_from_db()
    assert (duty.done_at is not None, duty.done_by) == (True, town.world.alva)


def test_a_concluded_analysis_is_frozen(town, analysis):
    actions.write_step(analysis, step="conclusion", body="Stödet kom för sent.", base=0, by=town.world.alva)
    actions.conclude_analysis(analysis, by=town.world.alva)
    for write in (
        lambda: actions.write_step(analysis, step="conclusion", body="Nej.", base=1, by=town.world.alva),
        lambda: actions.add_comment(analysis, step="conclusion", body="Nej.", by=town.world.alva),
        lambda: actions.conclude_analysis(analysis, by=town.world.alva),
    ):
        with pytest.raises(Refused):
            write()


def test_an_analysis_is_known_to_the_unit_and_those_above_while_it_goes_on(town, analysis):
    world = town.world
    for user in (world.alva, world.bo, world.hanna, world.dan):
        assert Analysis.objects.visible_to(user).get() == analysis
    for user in (world.cia, world.stranger):
        assert not Analysis.objects.visible_to(user).exists()


def test_an_analysis_is_never_known_more_widely_than_its_goal(town):
    open_to(town.school_goal.node, Audience.NAMED, by=town.world.alva)
    Reader.objects.create(node=town.school_goal.node, user=town.world.bo)
    analysis = measured.analysis(town)
    assert analysis.node.audience == Audience.NAMED
    actions.write_step(analysis, step="conclusion", body="Det blev så.", base=0, by=town.world.alva)
    actions.conclude_analysis(analysis, by=town.world.alva)
    assert Analysis.objects.visible_to(town.world.bo).get() == analysis
    assert not Analysis.objects.visible_to(town.world.cia).exists()
    assert not walk(town.board_goal.node, Direction.WHAT_CAME_OF_IT, town.world.cia, [Kind.ANALYSIS])


def test_an_analysis_disappears_with_a_goal_that_is_closed_to_somebody(town, analysis):
    open_to(town.school_goal.node, Audience.NAMED, by=town.world.alva)
    assert not Analysis.objects.visible_to(town.world.hanna).exists()


def test_what_one_may_choose_to_analyse_follows_rights_and_indicators(town):
    assert list(units_to_analyse_at(town.world.alva)) == [town.school]
    assert set(goals_to_analyse(town.world.alva)) == {town.goal, town.board_goal, town.school_goal}


def test_going_on_stands_before_concluded(town, analysis):
    actions.write_step(analysis, step="conclusion", body="Det blev så.", base=0, by=town.world.alva)
    actions.conclude_analysis(analysis, by=town.world.alva)
    other = measured.analysis(town)
    assert list(analyses_found(town.world.alva)) == [other, analysis]


def test_an_analysis_waits_for_the_rating_of_whoever_rates_the_unit(town, analysis):
    assert analyses_to_rate(town.world.alva) == [analysis]
    assert analyses_to_rate(town.world.bo) == []
    actions.rate(
        town.school, level="own", occasion="interim_2", year=2023, colour="yellow", reason="På väg.",
        goal=town.school_goal, analysis=analysis, by=town.world.alva,
    )  # fmt: skip
    assert analyses_to_rate(town.world.alva) == []


def test_a_unit_gets_no_comparison_from_a_goal_that_not_all_may_know_of(town):
    for goal in (town.board_goal, town.goal):
        open_to(goal.node, Audience.NAMED, by=town.kim)
    analysis = measured.analysis(town)
    assert analysis.evidence["others"] is None
    assert "municipality" not in analysis.evidence
