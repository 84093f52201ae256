"""From the workshop to the archive: the file is drawn from what was frozen, whatever has changed since."""

from __future__ import annotations

from datetime import date

import pytest

from styrhjul.base.common import clock, memory
from styrhjul.base.decisions.models import ArchivedFile, FormalDecision
from styrhjul.base.decisions.queries import frozen, path_of
from styrhjul.base.organisation.actions import move_unit, rename_unit
from styrhjul.reports.actions import decide_and_archive, order_missing_files
from styrhjul.reports.pdf import render
from styrhjul.reports.tasks import archive_report
from styrhjul.wheel.flows.reporting import report_as_it_reads
from styrhjul.wheel.followup.models import Report
from styrhjul.wheel.goals.actions import change_goal
from styrhjul.wheel.improvement.actions import check_assurance, close_activity
from tests import measured, planning, reporting

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported(world, settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path / "archive"
    return reporting.reported(world)


@pytest.fixture
def decided(reported) -> Report:
    reported.send()
    return decide_and_archive(reported.report, **reporting.DECIDED, by=reported.jo)


def change_everything(reported) -> None:
    """Move and rename units, change the goal and enter new values, all after the decision."""
    town, world = reported.town, reported.town.world
    with clock.standing_at(date(2023, 11, 21)):
        memory.forget()
        goal = town.board_goal
        change_goal(goal, title="Något helt annat", description="", starts=goal.starts, ends=None, by=world.hanna)
        measured.values(town.reading, town.school, {"2023": 99}, by=world.alva)
        rename_unit(world.boards[0], name="Skolnämnden", by=world.siv)
        move_unit(world.units[0], to=world.administrations[1], on=date(2023, 11, 22), by=world.siv)


def test_the_archived_bytes_are_drawn_from_what_was_frozen(reported, decided):
    change_everything(reported)
    archive_report.func(decided.decision_id)
    file = ArchivedFile.objects.get(decision=decided.decision)
    content = frozen(FormalDecision.objects.get(pk=decided.decision_id))
    assert "Stöd i tid" in str(content)
    assert "Något helt annat" not in str(content)
    assert content["unit"]["name"] == "Grundskolenämnden"
    assert path_of(file).read_bytes() == render(content)


def test_a_lost_job_is_ordered_again_until_there_is_a_file(decided):
    assert order_missing_files(by=None) == 1
    archive_report.func(decided.decision_id)
    assert order_missing_files(by=None) == 0


def test_what_was_made_to_last_in_the_year_is_part_of_it(world, settings, tmp_path):

    found = planning.planned(world)
    assurance = close_activity(
        found.activities[0], effect="Fler läser.", made_permanent="Rutin 2.7", responsible=found.manager,
        check_on=date(2024, 1, 8), before={}, by=found.manager,
    )  # fmt: skip
    reported = reporting.reported(world)
    (row,) = report_as_it_reads(reported.report)["assurances"]
    assert row == {"title": "Läsgrupper", "unit": "Almskolan", "state_word": "inte kontrollerad än", "checked_on": None}
    check_assurance(assurance, holds=True, note="Alla följer den.", by=found.manager)
    (row,) = report_as_it_reads(reported.report)["assurances"]
    assert (row["state_word"], row["checked_on"]) == ("håller", "2023-11-20")
