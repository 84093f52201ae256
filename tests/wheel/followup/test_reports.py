"""Reports: written by several, sent whole, returned with a reason, decided once, and rich in what they say."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from styrhjul.base.common import clock, memory
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.base.decisions.queries import frozen
from styrhjul.base.thread.models import Audience, Link
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.followup.queries import report_lists as lists
from styrhjul.wheel.followup.queries.reports import report_content
from styrhjul.wheel.followup.states import ReportState
from styrhjul.wheel.goals import actions as goals
from tests import measured, reporting


@pytest.fixture
def reported(world):
    return reporting.reported(world)


def test_starting_refuses_strangers_readers_wrong_kinds_and_a_second_time(reported):
    world = reported.town.world
    for person, unit in ((world.cia, world.boards[0]), (world.dan, world.boards[0]), (reported.jo, world.units[0])):
        with pytest.raises(Refused):
            actions.start_report(unit, occasion="annual_report", year=2023, by=person)
    with pytest.raises(Fault) as fault:
        actions.start_report(world.boards[0], occasion=measured.OCCASION, year=measured.YEAR, by=reported.jo)
    assert fault.value.field == "year"


def test_two_who_write_at_the_same_time_get_both_texts(reported):
    first = actions.write_report_text(reported.report, section="economy", body="Ett", base=0, by=reported.jo)
    with pytest.raises(Conflict) as conflict:
        actions.write_report_text(reported.report, section="economy", body="Två", base=0, by=reported.town.world.hanna)
    assert conflict.value.current == first
    with pytest.raises(Fault, match="avsnitt"):
        actions.write_report_text(reported.report, section="weather", body="Sol", base=0, by=reported.jo)


def test_sending_needs_every_required_section_as_it_reads_now(reported):
    with pytest.raises(Refused, match="Inget är skrivet"):
        actions.send_report(reported.report, by=reported.jo)
    reported.write_all()
    actions.write_report_text(reported.report, section="economy", body="", base=1, by=reported.jo)
    with pytest.raises(Refused, match="Ekonomi och prognos"):
        actions.send_report(reported.report, by=reported.jo)
    actions.write_report_text(reported.report, section="economy", body="I balans.", base=2, by=reported.jo)
    actions.send_report(reported.report, by=reported.jo)
    assert (reported.report.state, reported.report.sent_by) == (ReportState.SENT, reported.jo)


def test_returning_needs_a_reason_that_stays_until_it_is_sent_again(reported):
    reported.send()
    with pytest.raises(Fault) as fault:
        actions.return_report(reported.report, reason=" ", by=reported.jo)
    assert fault.value.field == "reason"
    actions.return_report(reported.report, reason="Prognosen saknas.", by=reported.jo)
    assert (reported.report.state, reported.report.returned_because) == (ReportState.DRAFT, "Prognosen saknas.")
    actions.send_report(reported.report, by=reported.jo)
    assert reported.report.returned_because == ""


def test_deciding_freezes_opens_ties_and_records(reported):
    reported.send()
    actions.decide_report(reported.report, **reporting.DECIDED, by=reported.jo)
    report = Report.objects.get(pk=reported.report.pk)
    assert (report.state, report.node.audience) == (ReportState.DECIDED, Audience.INTERNAL)
    assert frozen(report.decision)["decision"]["paragraph"] == "§ 96"
    causes = set(Link.objects.filter(effect=report.node).values_list("cause_id", flat=True))
    assert reported.town.board_goal.pk in causes
    assert TraceEntry.objects.filter(event="report.decided").exists()


def test_a_decided_report_refuses_every_change(reported):
    reported.send()
    stale = Report.objects.get(pk=reported.report.pk)
    actions.decide_report(reported.report, **reporting.DECIDED, by=reported.jo)
    for late in (
        lambda: actions.write_report_text(stale, section="economy", body="Nytt", base=1, by=reported.jo),
        lambda: actions.send_report(stale, by=reported.jo),
        lambda: actions.return_report(stale, reason="Nej", by=reported.jo),
        lambda: actions.decide_report(stale, **reporting.DECIDED, by=reported.jo),
    ):
        with pytest.raises(Refused):
            late()


def test_deciding_refuses_whoever_does_not_record_decisions_and_drafts(reported):
    with pytest.raises(Refused):
        actions.decide_report(reported.report, **reporting.DECIDED, by=reported.jo)
    reported.send()
    with pytest.raises(Refused, match="Grundskolenämnden"):
        actions.decide_report(reported.report, **reporting.DECIDED, by=reported.town.world.hanna)
    with pytest.raises(Fault) as fault:
        actions.decide_report(reported.report, **{**reporting.DECIDED, "paragraph": " "}, by=reported.jo)
    assert fault.value.field == "paragraph"


def test_it_tells_outcome_comparison_charts_and_each_levels_rating(reported):
    said = report_content(reported.report)
    goal = next(one for one in said["goals"] if one["title"] == "Stöd i tid")
    eligible = goal["indicators"][0]
    assert "80,6" in eligible["outcome_sentence"]
    assert "290 kommuner" in (eligible["comparison_sentence"] or "")
    assert [chart["drawing"] for chart in eligible["charts"]] == ["line", "sexes"]
    assert all(chart["alt"] and chart["rows"] for chart in eligible["charts"])
    assert (eligible["women_word"], eligible["source_phrase"]) == ("Flickor", "Källa: Kolada N15428")
    assert eligible["missing_sentence"] == "Det senaste värdet gäller 2022. För 2023 finns inget än."
    assert [(one["short"], one["word"], one["departs"]) for one in goal["ratings"]] == [
        ("egen", "gul", False), ("prog", "röd", True),
    ]  # fmt: skip


def test_it_tells_what_the_units_below_measure_in_one_table(reported):
    goal = next(one for one in report_content(reported.report)["goals"] if one["title"] == "Stöd i tid")
    reading = goal["indicators"][1]
    assert reading["title"] == "Elever som läser säkert"
    assert reading["outcome_sentence"] == "Almskolan når inte sitt målvärde."
    (place,) = reading["places"]
    assert (place["unit"], place["values"][-1]["value"]) == ("Almskolan", 78.5)


def test_values_after_the_year_of_the_report_are_not_in_it(reported):
    early = actions.start_report(reported.town.board, occasion="annual_report", year=2022, by=reported.jo)
    actions.rate(
        reported.town.board, level="own", occasion="annual_report", year=2022, colour="red", reason="Nej.",
        goal=reported.town.goal, by=reported.town.per,
    )  # fmt: skip
    measured.values(reported.town.reading, reported.town.school, {"2023": 81}, by=reported.town.world.alva)
    (goal,) = report_content(early)["goals"]
    assert goal["title"] == "Fler blir behöriga"
    years = [value["year"] for one in goal["indicators"] for value in one["rows"]]
    assert max(years) == 2022


def test_a_goal_kept_to_named_persons_is_never_in_a_report(reported):
    goal = reported.town.board_goal
    goal.node.audience = Audience.NAMED
    goal.node.save()
    assert "Stöd i tid" not in str(report_content(reported.report))


def test_it_is_swedish_whoever_decides_it(reported):
    with override("en"):
        said = report_content(reported.report)
    assert said["title"] == "Delårsrapport 2 2023"
    assert said["subtitle"] == "Hur långt vi har kommit och vad vi gör nu."
    assert "Värdet minskar" in str(said["goals"])


def test_the_number_of_questions_does_not_grow_with_the_goals(reported):
    def questions() -> int:
        with memory.remembering(), CaptureQueriesContext(connection) as asked:
            report_content(reported.report)
        return len(asked)

    before = questions()
    town = reported.town
    for number in range(5):
        goal = goals.add_goal(
            title=f"Mål {number}", level="board_goal", unit=town.board, parents=[town.goal], starts=measured.START,
            by=town.kim,
        )  # fmt: skip
        own = measured.own_indicator(town.board, f"Mått {number}", by=town.world.hanna)
        measured.values(own, town.board, {"2021": number, "2022": number + 1}, by=town.world.hanna)
        measured.aim(own, town.board, 4, by=town.world.hanna)
        for one in (own, town.eligible):
            goals.connect_indicator(goal, one, by=town.world.hanna)
    assert len(report_content(reported.report)["goals"]) == 6
    assert questions() <= before


def test_missing_reports_are_named_with_their_lateness(reported):
    world = reported.town.world
    missing = lists.missing_lately(reported.town.kim)
    late = {(one.unit.name, one.occasion.key, one.year): one.days_late for one in missing}
    assert late["Vårdnämnden", "interim_2", 2023] == (date(2023, 11, 20) - date(2023, 10, 15)).days
    reported.send()
    known = {(one.unit, one.occasion.key, one.year) for one in lists.missing_lately(reported.jo)}
    assert (world.boards[0], measured.OCCASION, measured.YEAR) not in known
    assert {unit for unit, _occasion, _year in known} == {world.boards[0]}
    assert clock.today() == date(2023, 11, 20)


def test_a_goal_without_a_rating_on_the_occasion_shows_the_latest_with_its_occasion(reported):
    early = actions.start_report(reported.town.board, occasion="annual_report", year=2023, by=reported.jo)
    said = report_content(early)
    assert said["levels"] == ["egen", "prog", "kom"]
    assert said["level_words"] == ["Egen bedömning", "Programnämndens bedömning", "Kommunens slutbedömning"]
    goal = next(one for one in said["goals"] if one["title"] == "Stöd i tid")
    assert [(one["word"], one["occasion"]) for one in goal["ratings"]] == [
        ("gul", "delårsrapport 2 2023"), ("röd", "delårsrapport 2 2023"),
    ]  # fmt: skip
    now = next(one for one in report_content(reported.report)["goals"] if one["title"] == "Stöd i tid")
    assert [one["occasion"] for one in now["ratings"]] == [None, None]


def test_the_rating_of_the_year_at_each_level_of_a_unit_below_is_told_with_occasion_and_reason(reported):
    town = reported.town
    given = {"goal": town.school_goal, "year": 2023}
    for level, colour, occasion, reason, by in (
        ("own", "yellow", "interim_2", "Läsningen går bra.", town.world.alva),
        ("municipality", "red", "interim_2", "För få når målet.", town.ulla),
        ("own", "green", "annual_report", "Nu läser alla.", town.world.alva),
    ):
        actions.rate(town.school, level=level, colour=colour, occasion=occasion, reason=reason, by=by, **given)
    actions.rate(
        town.school, level="own", colour="red", occasion="interim_2", reason="Glapp.", year=2023, by=town.world.alva
    )
    annual = actions.start_report(town.board, occasion="annual_report", year=2023, by=reported.jo)
    said = report_content(annual)
    goal = next(one for one in said["goals"] if one["title"] == "Stöd i tid")
    expected = [
        ("Egen bedömning", "grön", None, "Nu läser alla.", False),
        ("Kommunens slutbedömning", "röd", "delårsrapport 2 2023", "För få når målet.", False),
    ]
    names = ("level_word", "word", "occasion", "reason", "departs")
    (below,) = goal["below"]
    assert (below["unit"], below["title"]) == ("Almskolan", "Alla läser i trean")
    (place,) = goal["indicators"][-1]["places"]
    for ratings in (below["ratings"], place["ratings"]):
        assert [tuple(one[name] for name in names) for one in ratings] == expected
    school = next(one for one in said["units"] if one["name"] == "Almskolan")
    assert [(one["word"], one["occasion"]) for one in school["ratings"]] == [("röd", "delårsrapport 2 2023")]
    interim = next(one for one in report_content(reported.report)["goals"] if one["title"] == "Stöd i tid")
    assert [(one["word"], one["departs"]) for one in interim["below"][0]["ratings"]] == [("gul", False), ("röd", True)]


def test_a_goal_that_the_board_is_rated_on_is_told_of_though_nothing_measures_it(reported):
    town = reported.town
    bare = goals.add_goal(
        title="Trygga barn",
        level="board_goal",
        unit=town.board,
        parents=[town.goal],
        starts=measured.START,
        by=town.kim,
    )
    assert "Trygga barn" not in {one["title"] for one in report_content(reported.report)["goals"]}
    measured.rating(town, goal=bare, by=town.per)
    assert "Trygga barn" in {one["title"] for one in report_content(reported.report)["goals"]}


def test_an_analysis_of_the_goal_above_counts_and_it_is_said_which_goal_it_is_of(reported):
    town = reported.town
    hanna = town.world.hanna
    analysis = actions.begin_analysis(
        town.goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023, by=hanna
    )
    actions.write_step(analysis, step="conclusion", body="Stödet kom sent.", base=0, by=hanna)
    actions.conclude_analysis(analysis, by=hanna)
    goal = next(one for one in report_content(reported.report)["goals"] if one["title"] == "Stöd i tid")
    assert goal["analysis"]["conclusion"] == "Analysen gäller målet ”Fler blir behöriga”.\n\nStödet kom sent."
