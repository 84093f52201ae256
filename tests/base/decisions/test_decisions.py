"""Formal decisions freeze what was decided, and files made from them are kept under their checksum."""

import hashlib
from datetime import date

import pytest

from styrhjul.base.common import trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.decisions.actions import archive, decide
from styrhjul.base.decisions.models import ArchivedFile, FormalDecision, Manner
from styrhjul.base.decisions.queries import decision_about, frozen, path_of
from styrhjul.base.thread.actions import make_node
from styrhjul.base.thread.models import Audience, Kind
from styrhjul.base.thread.queries import Direction, walk


@pytest.fixture
def plan(world):
    return make_node(Kind.PLAN, title="Plan 2024", unit=world.boards[0], audience=Audience.INTERNAL, by=None)


def adopted(plan, world, **changes):
    given = {
        "title": "Antagande", "manner": Manner.POLITICALLY, "body": world.boards[0], "decided_on": date(2023, 11, 15),
        "paragraph": "§ 112", "record_number": "GN 301/2023", "content": {"mål": ["läsa", "räkna"]}, "by": world.hanna,
    }  # fmt: skip
    return decide(plan, **{**given, **changes})


def test_what_was_decided_is_frozen_with_its_digest(plan, world):
    decision = adopted(plan, world)
    assert frozen(decision) == {"mål": ["läsa", "räkna"]}
    assert decision.digest == hashlib.sha256(decision.content.encode()).hexdigest()
    assert decision.model.key == "orebro"
    assert decision_about(plan) == decision


def test_the_decision_lies_on_the_thread(plan, world):
    decision = adopted(plan, world)
    assert [knot.node for knot in walk(plan, Direction.WHAT_CAME_OF_IT, world.hanna)] == [decision.node]


def test_the_latest_decision_counts(plan, world):
    adopted(plan, world)
    later = adopted(plan, world, title="Revidering", decided_on=date(2023, 11, 18))
    assert decision_about(plan) == later


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"decided_on": date(2023, 11, 21)}, "decided_on"), ({"paragraph": " "}, "paragraph")],
)
def test_a_decision_that_cannot_be_is_refused_and_leaves_nothing(plan, world, changes, field):
    with pytest.raises(Fault) as caught:
        adopted(plan, world, **changes)
    assert caught.value.field == field
    assert not FormalDecision.objects.exists()


def test_a_decision_refuses_change_and_deletion(plan, world):
    decision = adopted(plan, world)
    decision.content = "{}"
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        decision.delete()


def test_bytes_are_archived_once_under_their_checksum(plan, world, settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path
    decision = adopted(plan, world)
    file = archive(decision, media_type="application/pdf", content=b"%PDF", versions={"typst": "0.15"}, by=None)
    again = archive(decision, media_type="application/pdf", content=b"other", versions={}, by=None)
    assert again == file
    assert path_of(file).read_bytes() == b"%PDF"
    assert file.sha256 == hashlib.sha256(b"%PDF").hexdigest()
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path_of(file)]
    assert ArchivedFile.objects.count() == 1
    assert trace.verify() == []
