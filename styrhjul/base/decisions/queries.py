"""Reading decisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from styrhjul.base.decisions.models import ArchivedFile, FormalDecision
from styrhjul.base.thread.models import Node


def decision_about(node: Node) -> FormalDecision | None:
    """Return the latest decision about a thing."""
    decisions = FormalDecision.objects.filter(about=node).select_related("node", "body", "manager", "model")
    return decisions.order_by("-decided_on", "-pk").first()


def frozen(decision: FormalDecision) -> dict[str, Any]:
    """Return the frozen content of a decision."""
    content: dict[str, Any] = json.loads(decision.content)
    return content


def archive_folder() -> Path:
    """Return the folder of archived files."""
    return Path(settings.ARCHIVE_DIR)


def path_of(file: ArchivedFile) -> Path:
    """Return where the bytes of an archived file lie."""
    return archive_folder() / file.sha256[:2] / file.sha256


def file_of(decision: FormalDecision | None, media_type: str) -> ArchivedFile | None:
    """Return the archived file of a decision, if it has been made yet."""
    if decision is None:
        return None
    return ArchivedFile.objects.filter(decision=decision, media_type=media_type).first()


def files_of(decision: FormalDecision) -> list[ArchivedFile]:
    """Return everything archived from a decision."""
    return list(ArchivedFile.objects.filter(decision=decision).order_by("media_type"))
