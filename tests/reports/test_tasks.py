"""From a decision to archived bytes."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from styrhjul.base.decisions.actions import decide
from styrhjul.base.decisions.models import ArchivedFile, FormalDecision, Manner
from styrhjul.base.decisions.queries import path_of
from styrhjul.base.thread.actions import make_node
from styrhjul.base.thread.models import Kind
from styrhjul.reports import pdf
from styrhjul.reports.tasks import archive_report
from styrhjul.wheel.followup import content as frozen
from tests import factories
from tests.reports import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(settings, tmp_path) -> FormalDecision:
    settings.ARCHIVE_DIR = tmp_path / "archive"
    world = factories.world()
    node = make_node(Kind.REPORT, title="Årsberättelse 2022", unit=world.boards[0], by=None)
    return decide(
        node,
        title="Beslut om årsberättelse 2022",
        manner=Manner.POLITICALLY,
        body=world.boards[0],
        decided_on=date(2023, 2, 14),
        paragraph="§ 18",
        content=sample.report(),
        by=None,
    )


def test_archives_the_frozen_content_under_the_checksum_of_its_bytes(decision, decided_bytes):
    digest = archive_report.func(decision.pk)
    file = ArchivedFile.objects.get(decision=decision)
    assert path_of(file).read_bytes() == decided_bytes
    assert digest == file.sha256 == sha256(decided_bytes).hexdigest()
    assert file.media_type == "application/pdf"
    assert file.versions["typst"] == sample.report()["versions"]["typst"]


def test_a_second_run_changes_nothing(decision):
    archive_report.func(decision.pk)
    archive_report.func(decision.pk)
    assert ArchivedFile.objects.count() == 1


def test_a_failing_layout_leaves_nothing_behind(decision, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "TIME_LIMIT_SECONDS", 0.001)
    with pytest.raises(pdf.RenderError):
        archive_report.func(decision.pk)
    assert not ArchivedFile.objects.exists()
    assert not list(tmp_path.rglob("*.*"))


def test_prints_the_digest_that_the_decision_has(decision):
    assert frozen.digest(sample.report()) == decision.digest
