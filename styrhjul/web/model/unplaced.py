"""What has no place in the model in force: every key, and the things that stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from styrhjul.base.organisation.permissions import can_install_models
from styrhjul.base.steering.differences import Section
from styrhjul.base.steering.queries import model_in_force
from styrhjul.base.steering.words import word
from styrhjul.web.model.drafts import INSTALLED
from styrhjul.web.model.words import SECTION_WORDS
from styrhjul.web.ui.addresses import address_of
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, ListPage
from styrhjul.wheel.flows.unplaced import Standing, WithoutPlace, is_without_place, standing_on, without_place

AREA = "model"
IN_TEXTS = {Section.PLAN_SECTIONS, Section.REPORT_SECTIONS, Section.STEPS}


@dataclass(frozen=True)
class KeyRow:
    """A key without a place, with the way to what stands on it."""

    section: str | Promise
    label: str
    key: str
    count: int
    href: str


class Unplaced(Internal, ListPage):
    """Every key in use that has no place in the model in force."""

    template = "model/unplaced.html"
    area = AREA

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show them: what goes on first, then what keeps the words of its year."""
        found = without_place()
        context: Context = {
            "going_on": [_row(one, one.open) for one in found if one.open],
            "kept": [_row(one, one.kept) for one in found if one.kept],
            "in_force": f"{INSTALLED}{model_in_force().pk}",
            "may_install": can_install_models(self.person),
            "trail": [(_("Steering model"), reverse("model")), (_("Versions"), reverse("model-versions"))],
        }
        return self.show(None, context)


def _row(one: WithoutPlace, count: int) -> KeyRow:
    href = f"{reverse('model-unplaced-of', args=[one.section.value])}?nyckel={one.key}"
    return KeyRow(SECTION_WORDS[one.section], capfirst(word(one.label)), one.key, count, href)


@dataclass(frozen=True)
class ThingRow:
    """Something that stands on a key without a place."""

    title: str
    href: str
    unit: str
    year: int | None


class UnplacedOf(Internal, ListPage):
    """What stands on one key without a place, as far as the person may know of it."""

    template = "model/unplaced_of.html"
    area = AREA
    page_size = 50

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it."""
        try:
            section = Section(kwargs["section"])
        except ValueError:
            raise Http404 from None
        key = request.GET.get("nyckel", "")
        if not key or not is_without_place(section, key):
            raise Http404
        found, total = standing_on(section, key, self.person)
        label = next((one.label for one in without_place() if (one.section, one.key) == (section, key)), None)
        if label is None:
            raise Http404
        page = Paginator(found, self.page_size).get_page(request.GET.get("page"))
        context: Context = {
            "page": page,
            "rows": [_thing_row(one, section) for one in page.object_list],
            "section": SECTION_WORDS[section],
            "label": capfirst(word(label)),
            "known": total,
            "hidden": total - len(found),
            "trail": [
                (_("Steering model"), reverse("model")),
                (_("Without a place in the model"), reverse("model-unplaced")),
            ],
        }
        return self.show(None, context)


def _thing_row(one: Standing, section: Section) -> ThingRow:
    if one.thing is not None:
        href = address_of(one.thing.node) + ("#utan-plats" if section in IN_TEXTS else "")
    elif one.duty is not None:
        href = f"{reverse('part-none')}?vy=kommun&ar={one.duty.due.year}"
    else:
        href = reverse("unit", args=[one.unit.pk])
    return ThingRow(one.title, href, one.unit.name, one.year)
