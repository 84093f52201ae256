"""Ordering the search for patterns among all national indicators."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from styrhjul.base.common import trace
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.engine.analysis.pattern_search import begin, search_of
from styrhjul.wheel.indicators import permissions
from styrhjul.wheel.indicators.queries.national import statistics_build
from styrhjul.wheel.indicators.tasks import search_patterns


@transaction.atomic
def order_search(*, by: User) -> None:
    """Order the search of the build in use; one that goes on already is left alone. Raises Fault without statistics."""
    permissions.can_search_patterns(by).require()
    build, folder = statistics_build(), Path(settings.STATISTICS_DIR)
    if not build:
        raise Fault(_("There are no national statistics to search."))
    under_way = search_of(folder, build)
    if under_way is not None and under_way.is_alive:
        return
    begin(folder, build)
    trace.record("patterns.ordered", f"statistics:{build}", by=by)
    search_patterns.enqueue(build)
