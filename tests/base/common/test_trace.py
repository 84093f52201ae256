"""The trace finds whatever is done to it behind its back, and only that."""

import random

import pytest
from django.db import IntegrityError, connection, transaction

from styrhjul.base.common import trace
from styrhjul.base.common.models import TraceDetail, TraceEntry, User
from tests.base.common import attacks
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
ENTRIES = 12


@pytest.fixture
def by():
    return User.objects.create_user("alva@example.org", "Alva")


@pytest.fixture
def written(by):
    attacks.write(ENTRIES, by)
    return by


def test_an_untouched_trace_holds(written, tmp_path):
    trace.write_anchor(tmp_path / "anchors.jsonl")
    assert trace.verify(tmp_path / "anchors.jsonl") == []


def test_an_empty_trace_holds(tmp_path):
    trace.write_anchor(tmp_path / "anchors.jsonl")
    assert trace.verify(tmp_path / "anchors.jsonl") == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_the_write_it_records(by):
    with pytest.raises(transaction.TransactionManagementError):
        trace.record("thing.changed", "thing:1", by=by)
    assert TraceEntry.objects.count() == 0


def test_what_is_rolled_back_leaves_no_entry(written):
    with transaction.atomic():
        trace.record("thing.changed", "thing:1", by=written)
        transaction.set_rollback(True)
    assert trace.verify() == []
    assert TraceEntry.objects.count() == ENTRIES


@pytest.mark.parametrize("attack", attacks.ATTACKS, ids=lambda attack: attack.__name__)
def test_every_attack_is_found(attack, written, tmp_path):
    anchors = tmp_path / "anchors.jsonl"
    trace.write_anchor(anchors)
    for seed in range(8):
        with transaction.atomic(), unguarded(connection):
            attack(random.Random(seed))
            assert trace.verify(anchors), f"{attack.__name__} {seed}"
            transaction.set_rollback(True)
    assert trace.verify(anchors) == []


GUARDED = {
    "an entry is changed": "UPDATE common_traceentry SET event = 'x' WHERE sequence = 3",
    "an entry is removed": "DELETE FROM common_traceentry WHERE sequence = 12",
    "a detail is changed": "UPDATE common_tracedetail SET content = '{}' WHERE entry_id = 3",
    "a detail is removed": "DELETE FROM common_tracedetail WHERE entry_id = 3",
    "the head moves back": "UPDATE common_tracehead SET sequence = sequence - 1",
    "the head jumps": "UPDATE common_tracehead SET sequence = sequence + 2",
    "the head is removed": "DELETE FROM common_tracehead",
}


@pytest.mark.parametrize("statement", GUARDED.values(), ids=GUARDED.keys())
def test_the_database_itself_refuses_that(statement, written):
    with pytest.raises(IntegrityError), transaction.atomic():
        attacks.raw(statement)
    assert trace.verify() == []


def test_the_database_refuses_an_entry_in_the_place_of_another(written):
    copied = "INSERT {} INTO common_traceentry SELECT sequence, at, 'x', subject, digest, chain FROM common_traceentry"
    with pytest.raises(IntegrityError), transaction.atomic():
        attacks.raw(copied.format("OR REPLACE" if connection.vendor == "sqlite" else ""))
    assert trace.verify() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL empties a table at once")
def test_the_database_refuses_to_empty_the_trace(written):
    connection.check_constraints()  # nothing is left to check, which would refuse as well
    with pytest.raises(IntegrityError), transaction.atomic():
        attacks.raw("TRUNCATE common_traceentry CASCADE")


def test_an_erasure_recorded_for_one_thing_lets_no_other_go(written):
    trace.erase_details("thing:2", ground="the person asked", by=written)
    other = TraceDetail.objects.filter(entry__subject="thing:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        other.delete()
    later = trace.TraceEntry.objects.filter(subject="thing:2").last()
    with pytest.raises(IntegrityError), transaction.atomic():
        TraceDetail.objects.filter(entry=later).delete()


def test_the_place_of_a_fault_is_told(written):
    with unguarded(connection):
        TraceEntry.objects.filter(pk=5).update(event="x")
    assert {found.sequence for found in trace.verify()} == {5}


def test_erasing_details_keeps_the_chain(written):
    erased = trace.erase_details("thing:2", ground="the person asked", by=written)
    assert erased == ENTRIES // 4
    assert not TraceDetail.objects.filter(entry__subject="thing:2", entry__event="thing.changed").exists()
    assert TraceEntry.objects.filter(subject="thing:2").count() == ENTRIES // 4 + 1
    assert trace.verify() == []


def test_a_detail_cannot_be_guessed_back_from_its_digest(written):
    with transaction.atomic():
        first = trace.record("thing.changed", "thing:1", by=written, new="same")
        second = trace.record("thing.changed", "thing:1", by=written, new="same")
    assert first.digest != second.digest
