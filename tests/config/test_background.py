"""Work beside the requests."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from styrhjul.base.common import trace
from styrhjul.config import background


def running_since(minutes):
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="nowhere.nothing",
        backend_name="default",
        status="RUNNING",
        started_at=timezone.now() - timedelta(minutes=minutes),
    )


@pytest.mark.django_db
def test_jobs_of_a_dead_worker_are_queued_again():
    dead, alive = running_since(45), running_since(1)
    assert background.bring_back_dead_jobs(background.GIVEN_UP_AFTER) == 1
    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.status, alive.status) == ("READY", "RUNNING")


@pytest.mark.django_db
def test_alone_everything_that_runs_is_dead():
    running_since(0)
    assert background.bring_back_dead_jobs(background.OURS_ALONE) == 1


@pytest.mark.django_db
def test_the_day_anchors_the_trace_and_needs_no_model(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ANCHORS_FILE", tmp_path / "anchors.jsonl")
    for task in background.EVERY_DAY:
        task()
    assert len((tmp_path / "anchors.jsonl").read_text().splitlines()) == 1
    assert trace.verify(tmp_path / "anchors.jsonl") == []


def test_each_day_has_its_anchor_and_no_day_two(monkeypatch):
    work, written = background.Background(alone=True), []
    days = iter([20, 20, 21, 21, 21, 22])

    class Calendar:
        @staticmethod
        def now(_zone):
            day = next(days, None)
            if day is None:
                work.ended.set()
            return datetime(2023, 11, day or 22, tzinfo=UTC)

    assert background.anchor_trace in background.EVERY_DAY
    monkeypatch.setattr(background, "EVERY_DAY", (lambda: written.append("anchor"),))
    monkeypatch.setattr(background, "LOOK_AT_THE_DAY", timedelta(0))
    monkeypatch.setattr(background, "bring_back_dead_jobs", lambda _patience: 0)
    monkeypatch.setattr(background, "close_old_connections", lambda: None)
    monkeypatch.setattr(background, "datetime", Calendar)
    work._days()
    assert written == ["anchor"] * 3


@pytest.mark.django_db(transaction=True)
def test_a_fault_does_not_end_the_work(monkeypatch, caplog):
    monkeypatch.setattr(background, "PAUSE_AFTER_FAULT", 0)
    calls = []
    work = background.Background(alone=True)

    def fails_once():
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("once")
        work.ended.set()

    work._keep(fails_once)
    assert len(calls) == 2
    assert "begins again" in caplog.text
