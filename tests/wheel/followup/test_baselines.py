"""Choosing the years that limits rest on: who may, with what reason, and which years there are to choose."""

from __future__ import annotations

import copy

import pytest
from django.db import IntegrityError, transaction

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.common.permit import Refused
from styrhjul.wheel.followup import actions
from styrhjul.wheel.followup.models import Baseline
from styrhjul.wheel.followup.policies import baseline_of

CHOSEN = {"first": "2012", "last": "2018", "reason": "Före omorganisationen."}


@pytest.fixture
def analysis(town):
    """One of a national indicator whose definition changed in 2012."""
    return actions.begin_analysis(
        town.board_goal, indicator=town.eligible, unit=town.board, occasion="interim_2", year=2023, by=town.world.hanna
    )


def choose(analysis, town, **changed):
    return actions.choose_baseline(analysis, **{**CHOSEN, **changed}, by=town.world.hanna)


def test_works_is_recorded_and_changes_nothing_of_what_was_laid(town, analysis):
    laid = copy.deepcopy(analysis.evidence)
    chosen = choose(analysis, town)
    assert baseline_of(analysis) == chosen
    analysis.refresh_from_db()
    assert analysis.evidence == laid
    entry = TraceEntry.objects.get(event="baseline.chosen")
    assert entry.subject == f"node:{analysis.pk}"


def test_the_latest_choice_holds_and_no_years_bring_back_what_was_laid(town, analysis):
    choose(analysis, town)
    later = choose(analysis, town, last="2019", reason="Ett år till.")
    assert baseline_of(analysis) == later
    choose(analysis, town, first="", last="", reason="Inget skäl att välja.")
    assert baseline_of(analysis) is None
    assert Baseline.objects.filter(analysis=analysis).count() == 3


@pytest.mark.parametrize(
    ("first", "last"),
    [("2008", "2018"), ("2012", "2014"), ("2018", "2012"), ("2012", "2030"), ("2012", ""), ("", "2018"), ("i", "år")],
)
def test_refuses_years_of_two_definitions_or_too_few(town, analysis, first, last):
    with pytest.raises(Fault, match="Välj minst 6 mätningar efter den senaste ändringen"):
        choose(analysis, town, first=first, last=last)
    assert baseline_of(analysis) is None


def test_refuses_a_choice_without_a_reason(town, analysis):
    with pytest.raises(Fault) as fault:
        choose(analysis, town, reason="  ")
    assert fault.value.field == "reason"


def test_refuses_whoever_does_not_write_there_and_a_concluded_analysis(town, analysis):
    for person in (town.world.dan, town.world.cia):
        with pytest.raises(Refused):
            actions.choose_baseline(analysis, **CHOSEN, by=person)
    actions.write_step(analysis, step="conclusion", body="Stödet kom sent.", base=0, by=town.world.hanna)
    actions.conclude_analysis(analysis, by=town.world.hanna)
    with pytest.raises(Refused):
        choose(analysis, town)


def test_the_database_wants_both_ends_and_a_reason(town, analysis):
    chosen = choose(analysis, town)
    given = {"analysis": analysis, "at": chosen.at, "by": chosen.by}
    for wrong in ({"first": "2012", "last": "", "reason": "x"}, {"first": "", "last": "", "reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Baseline.objects.bulk_create([Baseline(**given, **wrong)])
