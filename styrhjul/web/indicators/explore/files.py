"""An exploration to take along: numbers as CSV and Excel, the drawing as SVG and PNG."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from styrhjul.base.common import clock
from styrhjul.base.common.lists import CSV, XLSX, as_csv, as_excel
from styrhjul.engine.drawing.sheet import sheet
from styrhjul.engine.drawing.svg import Markup
from styrhjul.reports.picture import PNG, draw_png
from styrhjul.web.indicators.explore.asked import read
from styrhjul.web.indicators.explore.pages import WIDE, Exploration
from styrhjul.web.indicators.explore.tables import Table
from styrhjul.web.ui.formats import date_short

SVG = "image/svg+xml"
Content = Callable[[Exploration, str], bytes]


@require_GET
def as_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Hand out what the address says as a file; what the view does not have is not found."""
    found = read(request)
    if found.asked is None or ending not in KINDS:
        raise Http404
    kind, content = KINDS[ending]
    page = request.build_absolute_uri(found.asked.address())
    response = HttpResponse(content(Exploration(found.asked), page), content_type=kind)
    name = slugify(f"{found.asked.info.id}-{found.asked.view}-{found.asked.year}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _table(exploration: Exploration) -> Table:
    table = exploration.table
    if table is None:
        raise Http404
    return table


def _csv(exploration: Exploration, page: str) -> bytes:
    table = _table(exploration)
    return as_csv([table.columns, *table.rows, [], *([line] for line in _about(exploration, page))])


def _xlsx(exploration: Exploration, page: str) -> bytes:
    table, decimals = _table(exploration), exploration.words.measure.decimals
    return as_excel(
        table.columns,
        table.rows,
        title=f"{exploration.asked.info.id} {exploration.asked.year}",
        about=_about(exploration, page),
        decimals=dict.fromkeys(table.measured, decimals),
    )


def _sheet(exploration: Exploration, page: str) -> Markup:
    drawn = exploration.drawn
    if drawn is None:
        raise Http404
    return sheet(drawn.alone.at(WIDE), heading=drawn.heading, above=[drawn.what], below=[drawn.source])


def _svg(exploration: Exploration, page: str) -> bytes:
    return _sheet(exploration, page).encode()


def _png(exploration: Exploration, page: str) -> bytes:
    drawing = _sheet(exploration, page)
    return draw_png(drawing, title=exploration.asked.info.title, description=page)


def _about(exploration: Exploration, page: str) -> list[str]:
    """Return what must go along with the numbers: what they are, from where, and how to see them again."""
    asked = exploration.asked
    return [
        f"{asked.info.title} ({asked.info.id})",
        exploration.words.in_unit,
        exploration.table_source,
        _("Fetched %(day)s from %(page)s") % {"day": date_short(clock.today()), "page": page},
    ]


KINDS: dict[str, tuple[str, Content]] = {
    "csv": (CSV, _csv),
    "xlsx": (XLSX, _xlsx),
    "svg": (SVG, _svg),
    "png": (PNG, _png),
}
