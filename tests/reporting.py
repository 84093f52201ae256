"""A board that writes its report, made by the actions that people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from styrhjul.base.common.models import User
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Report
from tests import factories, measured

DECIDED = {"decided_on": date(2023, 10, 24), "paragraph": "§ 96", "record_number": "GSN 2023/212"}


@dataclass(frozen=True)
class Reported:
    """A drafted report of a board with rated goals; Jo leads its year process."""

    town: measured.Town
    jo: User
    report: Report

    def write_all(self, body: str = "Vi följer planen.") -> None:
        """Write something in every section."""
        occasion = next(one for one in pack_in_force().occasions if one.key == self.report.occasion)
        for section in occasion.sections:
            actions.write_report_text(self.report, section=section.key, body=body, base=0, by=self.jo)

    def send(self) -> None:
        """Write and send it."""
        self.write_all()
        actions.send_report(self.report, by=self.jo)


def reported(world: factories.World) -> Reported:
    """Begin the board's report."""
    town = measured.town(world)
    measured.rating(town, by=town.per)
    measured.rating(town, "programme", "red", reason="Det går för långsamt.", by=town.mia)
    jo = factories.appointed("Jo", "year_process_lead", world.boards[0])
    report = actions.start_report(world.boards[0], occasion=measured.OCCASION, year=measured.YEAR, by=jo)
    return Reported(town, jo, report)
