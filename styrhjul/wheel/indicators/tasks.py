"""Work beside the requests: the search for patterns among all national indicators."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django_tasks import task

from styrhjul.engine.analysis.pattern_search import found_in, search_build
from styrhjul.engine.store import Store


@task()
def search_patterns(build: str) -> int:
    """Search the build in use, unless it has been replaced or searched meanwhile; return how many pairs were found."""
    folder = Path(settings.STATISTICS_DIR)
    reader = Store(folder).reader()
    if reader.build_id != build:
        return 0
    found = found_in(folder, build) or search_build(reader, folder)
    return len(found.patterns.first)
