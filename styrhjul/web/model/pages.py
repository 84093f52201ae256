"""The steering model for its users, its versions, and taking back one that is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from styrhjul.base.common import clock
from styrhjul.base.organisation.permissions import can_install_models, is_appointed
from styrhjul.base.steering.differences import Section, entries_of
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.steering.queries import (
    drafts,
    drafts_thrown_away,
    every_pack,
    model_in_force,
    models_installed,
    pack_of,
)
from styrhjul.base.steering.words import word
from styrhjul.engine.drawing.wheel import draw_wheel
from styrhjul.engine.packs.export import to_yaml
from styrhjul.web.model.comparing import compared
from styrhjul.web.model.picture import picture_of
from styrhjul.web.model.shown import shown
from styrhjul.web.model.words import SECTION_WORDS
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, DetailPage, ListPage, Operation, Target
from styrhjul.wheel.flows.models import take_back_model
from styrhjul.wheel.flows.unplaced import without_place

AREA = "model"


def installed(pk: int) -> SteeringModel:
    """Return an installed model."""
    found = next((model for model in models_installed() if model.pk == pk), None)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class VersionRow:
    """A version in the list: when it was or is in force, and what may be done with it."""

    model: SteeringModel
    label: str
    until: date | None
    is_now: bool
    is_planned: bool
    is_only: bool

    @property
    def is_taken_back(self) -> bool:
        """Tell whether it was taken back."""
        return self.model.taken_back_at is not None


def version_rows() -> list[VersionRow]:
    """Return every version, the one that begins last first."""
    now, today = model_in_force(), clock.today()
    models = models_installed()
    begins = sorted(one.in_force_from for one in models if one.taken_back_at is None)
    rows = []
    for one in models:
        after = next((day for day in begins if day > one.in_force_from), None)
        planned = one.taken_back_at is None and one.in_force_from > today
        until = after - timedelta(days=1) if after and one.taken_back_at is None else None
        label = word(pack_of(one).label)
        rows.append(VersionRow(one, label, until, one.pk == now.pk, planned, is_only=len(models) == 1))
    return rows


@dataclass(frozen=True)
class Moved:
    """Where the keys of one section went when a version came."""

    label: str | Promise
    rows: Sequence[tuple[str, str, str]]


def moved(model: SteeringModel) -> list[Moved]:
    """Return where the keys went that a version lacks, in words; nothing for those without a place."""
    known, ever = entries_of(pack_of(model)), [entries_of(pack) for pack in every_pack()]
    found = []
    for section in Section:
        rows = []
        for key, to in model.moves.get(section.value, {}).items():
            was = next((one[section][key] for one in ever if key in one[section]), None)
            goes = known[section].get(to)
            rows.append((capfirst(word(was.label)) if was else key, key, capfirst(word(goes.label)) if goes else ""))
        if rows:
            found.append(Moved(SECTION_WORDS[section], rows))
    return found


class Shown(Internal, DetailPage):
    """A model with all its parts."""

    template = "model/model.html"
    area = AREA
    name = "model"

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return its parts, and how it stands among the versions."""
        now = model_in_force()
        return {
            **shown(pack_of(thing)),
            "wheel": draw_wheel(picture_of(pack_of(thing), "model"), "print"),
            "wheel_small": draw_wheel(picture_of(pack_of(thing), "model"), "multiple"),
            "is_now": thing.pk == now.pk,
            "is_planned": thing.taken_back_at is None and thing.in_force_from > clock.today(),
            "moved": moved(thing),
            "may_install": can_install_models(self.person),
        }


class InForce(Shown):
    """The model in force."""

    def thing(self) -> SteeringModel:
        """Return it."""
        return model_in_force()


class Version(Shown):
    """Any installed version."""

    def thing(self) -> SteeringModel:
        """Return it."""
        return installed(self.kwargs["pk"])


class Versions(Internal, ListPage):
    """Every version: which is in force when, who installed it and when, and what may be done with it."""

    template = "model/versions.html"
    area = AREA

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show them."""
        may = can_install_models(self.person)
        context: Context = {
            "rows": version_rows(),
            "drafts": drafts() if may else [],
            "thrown_away": drafts_thrown_away() if may else [],
            "may_install": may,
            "unplaced": sum(one.open for one in without_place()),
            "trail": [(_("Steering model"), reverse("model"))],
        }
        return self.show(None, context)


class Compare(Internal, DetailPage):
    """A version beside another: a planned one beside today's, another beside the one before it."""

    template = "model/compare.html"
    area = AREA
    name = "model"

    def thing(self) -> SteeringModel:
        """Return the version."""
        return installed(self.kwargs["pk"])

    def context(self, thing: Any) -> Context:
        """Return both side by side."""
        now = model_in_force()
        before = now if thing.in_force_from > clock.today() or thing.taken_back_at else self.before(thing)
        first, last = (before, thing) if before else (thing, now)
        return {
            "draft": None,
            "in_use": 0,
            "compared": compared(pack_of(first), pack_of(last)),
            "before_note": _note(first),
            "after_note": _note(last),
            "trail": [(_("Steering model"), reverse("model")), (_("Versions"), reverse("model-versions"))],
        }

    @staticmethod
    def before(model: SteeringModel) -> SteeringModel | None:
        """Return the version that a version followed."""
        earlier = [one for one in models_installed() if one.taken_back_at is None]
        return next((one for one in earlier if one.in_force_from < model.in_force_from), None)


def _note(model: SteeringModel) -> str:
    if model.taken_back_at is not None:
        return _("taken back")
    return _("from %(day)s") % {"day": model.in_force_from}


class TakeBack(Internal, Operation):
    """Take back a version before its day has come."""

    receipt = gettext_lazy("The version has been taken back. Everything goes on with the model in force.")

    def permitted(self) -> SteeringModel:
        """Return the version once it is known that the person may."""
        can_install_models(self.person).require()
        return installed(self.kwargs["pk"])

    def action(self, thing: SteeringModel) -> Target:
        """Take it back."""
        take_back_model(thing, by=self.person)
        return reverse("model-versions")


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a model as YAML that can be changed and uploaded again."""
    if not is_appointed(request.user):  # type: ignore[arg-type]
        raise Http404
    pack = pack_of(installed(pk))
    response = HttpResponse(to_yaml(pack), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{pack.key}-{pack.version}.yaml"'
    return response
