"""Work beside the requests: a decided report becomes the file that is archived."""

from __future__ import annotations

from importlib.metadata import version
from typing import cast

from django_tasks import task

from styrhjul.base.decisions import actions
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.decisions.queries import frozen
from styrhjul.reports.pdf import render
from styrhjul.wheel.followup.content import Report

PDF = "application/pdf"


@task()
def archive_report(decision_id: int) -> str:
    """Draw the frozen content of a decision and archive the bytes; running twice changes nothing."""
    decision = FormalDecision.objects.get(pk=decision_id)
    content = cast("Report", frozen(decision))
    versions = {name: str(made_with) for name, made_with in content["versions"].items()} | {"typst": version("typst")}
    return actions.archive(decision, media_type=PDF, content=render(content), versions=versions, by=None).sha256
