"""The page of a formal decision: who, when, under which paragraph, and what was frozen, readable and as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from styrhjul.base.common.models import User
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.decisions.queries import files_of, frozen
from styrhjul.base.organisation.permissions import is_appointed
from styrhjul.base.thread.models import Kind
from styrhjul.web.goals.trunk import margin_of
from styrhjul.web.ui.addresses import address_of, title_beside_kind
from styrhjul.web.ui.context import address
from styrhjul.web.ui.formats import number
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, DetailPage

NAMES: Final[dict[str, Promise]] = {
    "title": gettext_lazy("Title"),
    "unit": gettext_lazy("Unit"),
    "level": gettext_lazy("Level"),
    "year": gettext_lazy("Year"),
    "model": gettext_lazy("Steering model"),
    "sections": gettext_lazy("Sections"),
    "written": gettext_lazy("Texts"),
    "question": gettext_lazy("Question"),
    "body": gettext_lazy("Text"),
    "by": gettext_lazy("Person"),
    "goals": gettext_lazy("Goals"),
    "activities": gettext_lazy("Activities"),
    "how": gettext_lazy("How"),
    "owner": gettext_lazy("Leads"),
    "starts": gettext_lazy("Starts"),
    "ends": gettext_lazy("Ends"),
    "last_day": gettext_lazy("Last day"),
    "expected_effect": gettext_lazy("Should lead to"),
    "measured_by": gettext_lazy("How the effect is measured"),
    "cost": gettext_lazy("Cost, tkr"),
    "unanswered": gettext_lazy("Inputs without an answer"),
    "description": gettext_lazy("Description"),
    "followed_up_by": gettext_lazy("How it will be followed up"),
    "consequences": gettext_lazy("Consequences"),
    "priorities": gettext_lazy("Weights"),
    "verdict": gettext_lazy("The answer"),
    "reason": gettext_lazy("Reason"),
    "effect": gettext_lazy("Effect"),
    "effort": gettext_lazy("Effort"),
    "urgency": gettext_lazy("Urgency"),
    "economy": gettext_lazy("economy"),
    "staff": gettext_lazy("staff"),
    "users": gettext_lazy("those we are for"),
    "equality": gettext_lazy("equality and children"),
    "environment": gettext_lazy("environment"),
    "other_units": gettext_lazy("other units"),
}
WORDS: Final[dict[str, Promise]] = {"accepted": gettext_lazy("yes"), "declined": gettext_lazy("no")}
LEFT_OUT: Final = frozenset({"format", "kind", "key"})


@dataclass(frozen=True)
class Fact:
    """A name and what it is; the answer is a text, a list of texts, or a group of further facts."""

    name: str
    text: str = ""
    items: tuple[str, ...] = ()
    groups: tuple[tuple[Fact, ...], ...] = ()


def facts_of(content: dict[str, Any]) -> tuple[Fact, ...]:
    """Return frozen content as names and answers in reading order; what is missing is left out."""
    known = {name: value for name, value in content.items() if name not in LEFT_OUT and value not in (None, "", [], {})}
    order = {name: place for place, name in enumerate(NAMES)}
    names = sorted(known, key=lambda name: order.get(name, len(order)))
    return tuple(_fact(name, known[name]) for name in names)


def _fact(name: str, value: Any) -> Fact:
    label = str(NAMES.get(name, name.replace("_", " ")))
    label = label[:1].upper() + label[1:]
    if isinstance(value, dict):
        return Fact(label, groups=(facts_of(value),))
    if isinstance(value, list):
        groups = tuple(facts_of(one) for one in value if isinstance(one, dict))
        return Fact(label, items=tuple(_text(one) for one in value if not isinstance(one, dict)), groups=groups)
    return Fact(label, text=str(WORDS.get(str(value), "")) if name == "verdict" else _text(value))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return number(value, 1) if isinstance(value, float) else str(value)


class DecisionDetail(Internal, DetailPage):
    """One formal decision."""

    queryset = FormalDecision.objects
    template = "improvement/decision_detail.html"
    name = "decision"

    def context(self, thing: FormalDecision) -> Context:
        """Return what was frozen, readable, what it was about, and the archived files."""
        is_report = thing.about.kind == Kind.REPORT
        return {
            "facts": () if is_report else facts_of(frozen(thing)),
            "read_href": address("report-read", thing.about_id) if is_report else "",
            "about_href": address_of(thing.about),
            "about_kind": Kind(thing.about.kind).label,
            "about_title": title_beside_kind(thing.about),
            "files": files_of(thing),
            "file_href": address("report-file", thing.about_id) if is_report else "",
            "thread": margin_of(thing.node, self.user),
        }


@require_GET
def decision_content(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the frozen content letter by letter, so that anybody can work out its checksum."""
    user = cast("User", request.user)
    if not is_appointed(user):
        raise Http404
    decision = get_object_or_404(FormalDecision.objects.visible_to(user), pk=pk)
    response = HttpResponse(decision.content, content_type="application/json; charset=utf-8")
    response["ETag"] = quote_etag(decision.digest)
    response["Content-Disposition"] = f'attachment; filename="beslut-{decision.pk}.json"'
    return response
