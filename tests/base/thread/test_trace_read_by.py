"""The trace is read as far as the right reaches, and never tells of what somebody may not know of."""

from __future__ import annotations

import pytest
from django.db import transaction

from styrhjul.base.common import trace
from styrhjul.base.common.models import TraceEntry
from styrhjul.base.organisation.actions import rename_unit, rename_user
from styrhjul.base.thread.actions import make_node
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.base.thread.queries import trace_read_by


@pytest.fixture
def told(world):
    """Return what a person reads in the trace, as subjects."""
    return lambda person: set(trace_read_by(person, TraceEntry.objects.all()).values_list("subject", flat=True))


def noted(unit, audience, by, readers=()):
    with transaction.atomic():
        node = make_node(Kind.GOAL, title="Något", unit=unit, audience=audience, readers=readers, by=by)
        trace.record("goal.added", f"node:{node.pk}", by=by, title=node.title)
    return f"node:{node.pk}"


def test_whoever_reads_it_everywhere_reads_of_all_but_what_is_named_to_others(world, told):
    elm, _birch, oak = world.units
    here, there = noted(elm, Audience.UNIT, world.alva), noted(oak, Audience.UNIT, world.cia)
    secret = noted(elm, Audience.NAMED, world.alva)
    named = noted(elm, Audience.NAMED, world.alva, readers=(world.dan,))
    read = told(world.dan)
    assert {here, there, named, f"unit:{oak.pk}"} <= read
    assert secret not in read


def test_whoever_reads_it_at_some_units_reads_of_those_their_things_and_their_people(world, told):
    elm, _birch, oak = world.units
    here, there = noted(elm, Audience.UNIT, world.alva), noted(oak, Audience.INTERNAL, world.cia)
    secret = noted(elm, Audience.NAMED, world.alva)
    rename_unit(oak, name="Ekens gård", by=world.siv)
    rename_user(world.cia, name="Cia Ek", by=world.siv)
    read = told(world.hanna)
    assert {here, f"unit:{elm.pk}", f"user:{world.alva.pk}"} <= read
    assert not {there, secret, f"unit:{oak.pk}", f"user:{world.cia.pk}"} & read


def test_whoever_does_not_read_it_reads_nothing(world, told):
    noted(world.units[0], Audience.PUBLIC, world.alva)
    assert told(world.alva) == set()
    assert told(world.stranger) == set()
