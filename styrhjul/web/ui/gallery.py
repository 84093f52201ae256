"""The gallery: every piece in every state, for the eye and for the tests of looks and accessibility."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from styrhjul.base.common.faults import Conflict
from styrhjul.base.common.permit import granted, refused
from styrhjul.engine.drawing.svg import Markup, circle, element, line, path, polyline, rect
from styrhjul.web.ui.forms import DayField, Form, NumberField, RatingChoice, TextField
from styrhjul.web.ui.pieces import Cell, Fact, Step, Sum, ThreadRow, Verdict

SAMPLES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("samples.yaml").read_text(encoding="utf-8"))
ASKED = SAMPLES["form"]
WORDS = SAMPLES["words"]
POINTS = [(2.0, 5.0), (15.0, 7.0), (28.0, 11.0), (41.0, 9.0), (54.0, 14.0), (68.0, 17.0)]


def _numbered(words: list[str]) -> list[tuple[str, str]]:
    return [(str(place), word) for place, word in enumerate(words)]


class SampleForm(Form):
    """One field of each kind."""

    title = forms.CharField(label=ASKED["title"], help_text=ASKED["title_help"])
    measured = NumberField(label=ASKED["measured"], decimals=1, most=Decimal(100), required=False)
    due = DayField(label=ASKED["due"], required=False)
    unit = forms.ChoiceField(label=ASKED["unit"], choices=_numbered(ASKED["units"]))
    state = forms.ChoiceField(
        label=ASKED["state"], choices=_numbered(ASKED["states"]), widget=forms.RadioSelect, initial="1"
    )
    reach = forms.ChoiceField(label=ASKED["reach"], choices=_numbered(ASKED["reaches"]), widget=forms.RadioSelect)
    told = forms.BooleanField(label=ASKED["told"], required=False)
    why = TextField(label=ASKED["why"], rows=2, required=False)
    colour = RatingChoice(
        label=SAMPLES["text"]["rating"],
        scale=[(sign, sign, word, SAMPLES["meanings"][sign]) for sign, word in WORDS.items()],
        initial="triangle",
    )


def _svg(width: int, height: int, *shapes: Markup) -> Markup:
    view = f"0 0 {width} {height}"
    return element("svg", *shapes, viewBox=view, width=width, height=height, aria_hidden="true", focusable="false")


def _sparkline() -> Markup:
    return _svg(
        72,
        24,
        path(polyline(POINTS), fill="none", stroke="#43525E", stroke_width=1.5),
        line(2, 21, 68, 21, stroke="#0B4F71", stroke_dasharray="3 2"),
        circle(68, 17, 2.8, fill="#13212C"),
    )


def _chart() -> Markup:
    points = [(x * 7.5 + 10, y * 8 + 10) for x, y in POINTS]
    base = line(10, 190, 545, 190, stroke="#7A8792")
    own = path(polyline(points), fill="none", stroke="#13212C", stroke_width=2.6)
    return _svg(552, 200, base, own, circle(*points[-1], 5, fill="#13212C", stroke="#FFFFFF", stroke_width=2))


def _colours() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "code": code,
            "use": use,
            "swatch": _svg(40, 32, rect(0.5, 0.5, 39, 31, rx=2, fill=code, stroke="#7A8792")),
        }
        for name, code, use in SAMPLES["colours"]
    ]


def _cells() -> list[Cell]:
    def one(level: str, sign: str) -> Verdict:
        return Verdict(level, sign, WORDS[sign])

    return [
        Cell([one("egen", "circle")], "#", change=1),
        Cell([one("egen", "triangle")], "#", change=-1),
        Cell([one("egen", "triangle"), one("prog", "square"), one("kom", "square")], "#"),
        Cell([one("egen", "ring")]),
        Cell(skipped=True),
        Cell(),
    ]


@login_not_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all pieces; nothing here is anybody's, so no log-in is asked for."""
    typed = {"measured": "8..1", "title": "", "unit": "0", "state": "1", "colour": "triangle", "why": ASKED["why_text"]}
    samples = {
        "text": SAMPLES["text"],
        "colours": _colours(),
        "words": list(WORDS.items()),
        "form": SampleForm(),
        "row": SampleForm(auto_id="row_%s"),
        "wrong": SampleForm(typed, auto_id="wrong_%s"),
        "spark": _sparkline(),
        "drawing": _chart(),
        "chart": SAMPLES["chart"],
        "facts_items": [Fact(*one) for one in SAMPLES["facts"]],
        "verdicts": [Verdict(**one) for one in SAMPLES["verdicts"]],
        "rows": [ThreadRow(**one) for one in SAMPLES["thread"]],
        "cells": _cells(),
        "sums_items": [Sum(sign, word, count) for (sign, word), count in zip(WORDS.items(), (6, 5, 2, 2), strict=True)],
        "places": [Step(n, title, "#", done=n < 3, current=n == 3) for n, title in enumerate(SAMPLES["steps"], 1)],
        "may": granted(SAMPLES["permits"]["may"]),
        "may_not": refused(SAMPLES["permits"]["may_not"]),
        "conflict": Conflict(SAMPLES["conflict"]["sentence"], current=SAMPLES["conflict"]["current"]),
        "page": Paginator(range(400), 50).page(4),
        "day": date(2023, 11, 20),
        "moment": datetime(2023, 11, 20, 14, 32),  # noqa: DTZ001 - a sample
        "large": Decimal("12450.5"),
        "less": Decimal("-0.4"),
        "trail": SAMPLES["trail"],
    }
    return render(request, "ui/gallery.html", samples)
