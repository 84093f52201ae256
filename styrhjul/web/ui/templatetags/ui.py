"""The pieces that templates put together a page from, and how numbers, days and words are written."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from styrhjul.base.common.permit import Permit
from styrhjul.base.steering import words
from styrhjul.engine.drawing.colour import edge_of
from styrhjul.engine.drawing.marks import draw_mark
from styrhjul.engine.drawing.svg import element, rect
from styrhjul.web.ui import formats
from styrhjul.web.ui.forms import dress, said_of
from styrhjul.web.ui.pieces import Cell, Fact, Step, Sum, ThreadRow, Verdict

register = template.Library()

SIGNS = {"green": "circle", "yellow": "triangle", "red": "square", "white": "ring"}
TINTS = {"circle": "green", "triangle": "yellow", "square": "red", "ring": "white"}
MANY = 24
INK, FRAME = "#13212C", "#7A8792"


@register.filter
def summed_up(field: BoundField, error: str) -> str:
    """Write an error in the list over a form: with the field's label when the sentence does not name the field."""
    return said_of(field.field, str(field.label), str(error))


@register.filter
def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """Write a number: {{ value|number:1 }}."""
    return formats.number(value, decimals)


@register.filter
def change(value: float | Decimal | None, decimals: int = 0) -> str:
    """Write a difference with its sign: +0,4."""
    return formats.number(value, decimals, sign=True)


@register.simple_tag
def amount(value: float | Decimal | None, decimals: int = 0, unit: str = "") -> str:
    """Write a number with its unit."""
    return formats.amount(value, decimals, unit)


@register.filter
def file_size(size: int) -> str:
    """Write the size of a file."""
    return formats.file_size(size)


@register.filter
def date_long(value: date | None) -> str:
    """Write a day in running text."""
    return formats.date_long(value)


@register.filter
def date_short(value: date | None) -> str:
    """Write a day in a table."""
    return formats.date_short(value)


@register.filter
def date_until(value: date | None) -> str:
    """Write the last day of something, or that it goes on."""
    return formats.date_until(value)


@register.simple_tag
def date_span(first: date, last: date | None) -> str:
    """Write from when to when something goes on."""
    return formats.date_span(first, last)


@register.filter
def period(said: str) -> str:
    """Write a year or a month."""
    return formats.period(said)


@register.filter
def date_day(value: date | None) -> str:
    """Write day and month."""
    return formats.date_day(value)


@register.filter
def date_brief(value: date | None) -> str:
    """Write day and month in little room."""
    return formats.date_brief(value)


@register.filter
def weekday(value: date | None) -> str:
    """Write weekday, day and month."""
    return formats.weekday(value)


@register.filter
def clock(value: datetime | time | None) -> str:
    """Write a time of day."""
    return formats.clock_time(value)


@register.filter
def lower_first(value: str) -> str:
    """Write words that begin a line elsewhere inside one: hela året."""
    return value[:1].lower() + value[1:]


@register.filter
def without_stop(value: str) -> str:
    """Write a sentence that a middle dot follows: without its full stop."""
    return value.strip().removesuffix(".")


@register.filter
def word(value: Any) -> str:
    """Write the municipality's own word for an entry of the pack, or for its label."""
    return words.word(getattr(value, "label", value))


@register.simple_tag
def status(sign: Any, says: str = "", kind: str = "") -> SafeString:
    """Draw a rating's sign with its word. `sign` is a sign, or a colour of the pack's scale, which has its own word."""
    if not sign:
        return format_html('<span class="muted">{}</span>', says or formats.MISSING)
    shape = str(getattr(sign, "sign", sign))
    says = says or (word(sign) if hasattr(sign, "label") else "")
    drawn = draw_mark(SIGNS.get(shape, shape), {"rating": 15, "small": 11}.get(kind, 13))
    says = says[:1].upper() + says[1:]
    return format_html('<span class="status{}">{}{}</span>', f" status--{kind}" if kind else "", drawn, says)


@register.simple_tag
def sign_only(sign: str, label: str = "", size: int = 13) -> SafeString:
    """Draw a sign without its word beside it; the label is read instead."""
    return format_html("{}", draw_mark(SIGNS.get(sign, sign), size, label))


@register.simple_tag
def ticks(done: int, total: int, kind: str = "") -> SafeString:
    """Draw progress as counted ticks, with the same in words."""
    says = _("%(done)s of %(total)s") % {"done": done, "total": total}
    drawn = _ticks(done, total) if 0 < total <= MANY else ""
    return format_html('<span class="ticks{}">{}{}</span>', f" ticks--{kind}" if kind else "", drawn, says)


def _ticks(done: int, total: int) -> str:
    step, wide, high = 8, 6, 14
    each = [
        rect(i * step, 0, wide, high, fill=INK, css="fill")
        if i < done
        else rect(i * step + 0.5, 0.5, wide - 1, high - 1, fill="#FFFFFF", stroke=FRAME, css="edge")
        for i in range(total)
    ]
    width = total * step - 2
    return element(
        "svg", *each, viewBox=f"0 0 {width} {high}", width=width, height=high, aria_hidden="true", focusable="false"
    )


@register.simple_tag
def swatch(fill: str, edge: str = "") -> SafeString:
    """Draw the colour of a part of the wheel, to stand beside its name."""
    drawn = rect(0.5, 0.5, 13, 13, fill=fill, stroke=edge or edge_of(fill))
    svg = element(
        "svg", drawn, viewBox="0 0 14 14", width=14, height=14, css="swatch", aria_hidden="true", focusable="false"
    )
    return format_html("{}", svg)


@register.inclusion_tag("ui/_permit.html")
def link_button(
    label: str, href: str, permit: Permit | None = None, variant: str = "", size: str = ""
) -> dict[str, Any]:
    """Show a link that looks like a button; refused, it says why."""
    return {"label": label, "href": href, "permit": permit, "variant": variant, "size": size, "post": False}


@register.inclusion_tag("ui/_permit.html", takes_context=True)
def operation(
    context: template.Context,
    label: str,
    href: str,
    permit: Permit | None = None,
    variant: str = "",
    size: str = "",
    **values: Any,
) -> dict[str, Any]:
    """Show a button that posts to an address; refused, it says why. Further values are sent along."""
    shown = {"label": label, "href": href, "permit": permit, "variant": variant, "size": size, "post": True}
    return {**shown, "values": values, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/_submit.html")
def submit(
    label: str, permit: Permit | None = None, variant: str = "", size: str = "", name: str = "", value: str = ""
) -> dict[str, Any]:
    """Show the button of the form it stands in; refused, it says why."""
    return {"label": label, "permit": permit, "variant": variant, "size": size, "name": name, "value": value}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, kind: str = "", unit: str = "", *, bare: bool = False) -> dict[str, Any]:
    """Show one field of a form: label, help, the control, what is wrong. `bare` hides the label from sight only."""
    return {"field": bound, "kind": kind, "unit": unit, "bare": bare}


@register.filter
def dressed(form: BaseForm) -> BaseForm:
    """Give the controls of a form that another package wrote the look of the house."""
    for one in form.fields.values():
        one.widget.attrs.pop("placeholder", None)  # the label says it
        dress(one)
    return form


@register.inclusion_tag("ui/errors.html")
def error_summary(form: Any) -> dict[str, Any]:
    """List on top of a form all that has to be mended, with links to the fields."""
    return {"form": form}


@register.inclusion_tag("ui/facts.html")
def facts(items: list[Fact]) -> dict[str, Any]:
    """Show the facts at the top of a page."""
    return {"items": items}


@register.inclusion_tag("ui/ratings.html")
def ratings(verdicts: list[Verdict]) -> dict[str, Any]:
    """Show each level's rating side by side."""
    return {"verdicts": verdicts}


@register.inclusion_tag("ui/thread.html")
def thread(rows: list[ThreadRow], gap: str = "", gap_href: str = "") -> dict[str, Any]:
    """Show the red thread, and in words where it is broken."""
    return {"rows": rows, "gap": gap, "gap_href": gap_href}


@register.inclusion_tag("ui/chain.html")
def chain(rows: list[ThreadRow]) -> dict[str, Any]:
    """Show the red thread in one line."""
    return {"rows": rows}


@register.inclusion_tag("ui/sums.html")
def sums(items: list[Sum]) -> dict[str, Any]:
    """Show how many have each rating."""
    return {"items": items}


@register.inclusion_tag("ui/steps.html")
def steps(items: list[Step], label: str) -> dict[str, Any]:
    """Show a list of places that follows along beside a long page."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/heat_cell.html")
def heat_cell(cell: Cell) -> dict[str, Any]:
    """Show a cell of the heat map, as a table cell."""
    tint = TINTS.get(SIGNS.get(cell.last.sign, cell.last.sign), "") if cell.last else ""
    return {"cell": cell, "tint": tint}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Show where in a long list one is."""
    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "around": list(around), "request": context.get("request")}
