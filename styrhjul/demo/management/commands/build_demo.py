"""Build the demonstration municipality, by the same actions as people use, dated by the clock."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import override

from styrhjul.demo.aiming import aim, schools
from styrhjul.demo.following_up import board_story, rate_last_year, school_story
from styrhjul.demo.founding import found
from styrhjul.demo.gains import gains
from styrhjul.demo.planning import plans, rounds
from styrhjul.demo.reporting import by_hand, reports
from styrhjul.demo.settings import setting_of
from styrhjul.demo.town import Town, tell
from styrhjul.engine.packs import loader


class Command(BaseCommand):
    """`manage build_demo`: called by `styrhjul demo`."""

    help = "Builds the demonstration municipality in an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the steering model to run on."""
        parser.add_argument("--pack", default="orebro")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build everything or nothing."""
        if not settings.DEMO:
            raise CommandError("The demo is built with STYRHJUL_DEMO=1 set, never in a real installation.")
        pack = loader.load(options["pack"])
        town = Town(setting_of(pack))
        with transaction.atomic(), override("sv"):
            tell([found(town, pack)])
            told = [rate_last_year, board_story, school_story, rounds, by_hand]
            at_units = [*schools(town), *gains(town), *plans(town), *reports(town)]
            tell([aim(town), *at_units, *(story(town) for story in told)])
