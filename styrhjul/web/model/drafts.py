"""A new version of the model: what it begins as, its text with every fault, beside today's, and letting it hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import groupby
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.organisation.permissions import can_install_models
from styrhjul.base.steering.models import ModelDraft, SteeringModel
from styrhjul.base.steering.queries import draft, drafts, model_in_force, models_ahead, models_installed, pack_of
from styrhjul.engine.packs import loader
from styrhjul.engine.packs.export import to_yaml
from styrhjul.engine.packs.faults import FaultCode, PackError
from styrhjul.engine.packs.positions import read_stream
from styrhjul.engine.packs.schema import Pack
from styrhjul.web.model.comparing import compared
from styrhjul.web.model.differing import differing_lines
from styrhjul.web.model.fault_words import faults_shown
from styrhjul.web.model.forms import InstallForm, StartForm, TextForm, chosen_in
from styrhjul.web.model.words import FAULT_WORDS, SECTION_WORDS
from styrhjul.web.start.models_shown import models_shown
from styrhjul.web.ui.formats import date_long
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import Context, DetailPage, FormPage, Operation, Page, Target
from styrhjul.wheel.flows.drafts import (
    begin_draft,
    discard_draft,
    install_draft,
    pack_in,
    restore_draft,
    save_draft,
    stamp,
)
from styrhjul.wheel.flows.moving import Moving, movings

AREA = "model"
SHIPPED, INSTALLED = "fardig-", "version-"
NO_TEXT: Final = (
    gettext_lazy("The file holds no text"),
    gettext_lazy("Choose the YAML file that you downloaded and changed."),
)


class New(Internal, FormPage):
    """What a new version begins as: a file of one's own, the model in force, or one that is shipped."""

    template = "model/new.html"
    permission = staticmethod(can_install_models)
    area = AREA

    def build(self, thing: Any, **given: Any) -> StartForm:
        """Offer every model that there is."""
        starts = [(f"{SHIPPED}{one.key}", one.label) for one in models_shown()]
        starts += [(f"{INSTALLED}{one.pk}", str(one)) for one in models_installed()]
        return StartForm(starts=starts, **given)

    def context(self, thing: Any) -> Context:
        """Return the models to choose among, and what somebody works on already."""
        return {
            "model": model_in_force(),
            "in_force": f"{INSTALLED}{model_in_force().pk}",
            "drafts": drafts(),
            "trail": [(_("Steering model"), reverse("model"))],
        }

    def show(self, thing: Any, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Put each shipped model beside its choice."""
        given = context or {}
        cards = list(zip(given["form"]["start"], models_shown(), strict=False))
        return super().show(thing, {**given, "cards": cards}, status)

    def action(self, thing: Any, data: dict[str, Any]) -> Target:
        """Lay the text aside as a draft, and go to what is wrong with it, to what it would change, or to the places."""
        name, text = self.uploaded(data["file"]) if data.get("file") else self.begun(data["start"])
        made = begin_draft(name=name, text=text, by=self.person)
        if "plats" in self.request.POST:  # what is without a place gets one; the text may stay as it is
            return reverse("model-draft-install", args=[made.pk])
        is_to_be_changed = data.get("start") == f"{INSTALLED}{model_in_force().pk}"
        if is_to_be_changed or not is_whole(made):
            return reverse("model-draft", args=[made.pk])
        return reverse("model-draft-compare", args=[made.pk])

    @staticmethod
    def uploaded(file: Any) -> tuple[str, str]:
        """Return the text of a file; one that holds no text is a fault beside the field."""
        try:
            return file.name, read_stream(file.name, file).decode("utf-8-sig")
        except PackError as error:
            says = FAULT_WORDS[error.faults[0].code]
        except UnicodeDecodeError as error:
            says = NO_TEXT if is_no_text(error.object) else FAULT_WORDS[FaultCode.ENCODING]
        raise Fault(f"{says[0]}. {says[1]}", field="file")

    @staticmethod
    def begun(start: str) -> tuple[str, str]:
        """Return the whole text of a model that there is."""
        if start.startswith(SHIPPED):
            pack = loader.load(start.removeprefix(SHIPPED))
        else:
            pk = int(start.removeprefix(INSTALLED))
            pack = pack_of(next(one for one in models_installed() if one.pk == pk))
        return f"{pack.key}-{pack.version}.yaml", to_yaml(pack)


def is_no_text(content: bytes) -> bool:
    """Tell a workbook, a picture or a document from a text that is only saved in another way."""
    return not content.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in content


def is_whole(made: ModelDraft) -> bool:
    """Tell whether a draft is a model without faults."""
    try:
        pack_in(made)
    except PackError:
        return False
    return True


class OfDraft(Internal, Page):
    """A page about one draft."""

    permission = staticmethod(can_install_models)
    area = AREA
    name = "draft"
    even_discarded = False

    def permitted(self) -> ModelDraft:
        """Return the draft once it is known that the person may."""
        can_install_models(self.person).require()
        found = draft(self.kwargs["pk"], even_discarded=self.even_discarded)
        if found is None:
            raise Http404
        return found

    def context(self, thing: Any) -> Context:
        """Return the way here."""
        trail = [(_("Steering model"), reverse("model")), (_("New version"), reverse("model-upload"))]
        return {"trail": trail, "stamp": stamp(thing)}


class Text(OfDraft, FormPage):
    """The text of a draft with every fault in it, to be mended and checked again."""

    template = "model/draft.html"
    form = TextForm

    def initial(self, thing: ModelDraft) -> Mapping[str, Any]:
        """Return the text as it stands."""
        return {"text": thing.text, "seen": stamp(thing)}

    def context(self, thing: ModelDraft) -> Context:
        """Return what is wrong with the text as it stands, if anything is."""
        try:
            pack, faults = pack_in(thing), []
        except PackError as error:
            pack, faults = None, faults_shown(error.faults, thing.name, thing.text)
        return {**super().context(thing), "pack": pack, "faults": faults, "theirs": None, "said": ""}

    def show(self, thing: ModelDraft, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Lay what somebody else saved beside what was typed, so that the next save stands on both."""
        given = context or {}
        conflict = given.pop("conflict", None)
        if isinstance(conflict, Conflict) and isinstance(conflict.current, ModelDraft):
            form, theirs = given["form"], conflict.current
            form.data = form.data.copy()
            form.data["seen"] = stamp(theirs)
            form.errors.clear()
            given |= {"theirs": theirs, "said": conflict.sentence}
            given["differing"] = differing_lines(theirs.text, form.data.get("text", ""))
            return super().show(theirs, given, status)
        return super().show(thing, given, status)

    def action(self, thing: ModelDraft, data: dict[str, Any]) -> Target:
        """Save it, and go on to what it would change when nothing is wrong with it."""
        saved = save_draft(thing, text=data["text"], seen=data["seen"], by=self.person)
        return reverse("model-draft-compare" if is_whole(saved) else "model-draft", args=[saved.pk])


class Discard(OfDraft, Operation):
    """Throw a draft away."""

    receipt = gettext_lazy("The draft has been thrown away. For 30 days you can take it up again here.")

    def action(self, thing: ModelDraft) -> Target:
        """Do it."""
        discard_draft(thing, by=self.person)
        return reverse("model-versions")


class Restore(OfDraft, Operation):
    """Take up a draft that was thrown away."""

    even_discarded = True
    receipt = gettext_lazy("The draft is back as it was.")

    def action(self, thing: ModelDraft) -> Target:
        """Do it."""
        restore_draft(thing, by=self.person)
        return reverse("model-draft", args=[thing.pk])


class Readable(OfDraft):
    """A page about a draft that is a whole model; one with faults leads back to them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, or lead to the faults."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except PackError:
            return redirect("model-draft", pk=kwargs["pk"])

    @staticmethod
    def pack(thing: ModelDraft) -> Pack:
        """Return the model that the draft is."""
        return pack_in(thing)


class Compare(Readable, DetailPage):
    """The draft beside the model in force."""

    template = "model/compare.html"

    def context(self, thing: ModelDraft) -> Context:
        """Return both, and what is in use and has no word in the draft."""
        pack, now = self.pack(thing), model_in_force()
        asked = [one for one in movings(pack) if one.count]
        return {
            **super().context(thing),
            "compared": compared(pack_of(now), pack),
            "before_note": _("in force today"),
            "after_note": _("draft"),
            "in_use": len(asked),
        }


class Install(Readable, FormPage):
    """From when the draft is to hold, and where that goes which it has no word for."""

    template = "model/install.html"
    form = InstallForm

    def build(self, thing: ModelDraft, **given: Any) -> InstallForm:
        """Ask about every key that the draft lacks; what was sent decides what may be chosen inside it."""
        asked = movings(self.pack(thing), chosen_in(given["data"]) if "data" in given else None)
        start = {"seen": stamp(thing), "in_force_from": clock.today() + timedelta(days=1)}
        return InstallForm(initial=start, asked=asked, **given)

    def show(self, thing: ModelDraft, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Put the questions under their sections, those about what is in use first."""
        given = context or {}
        form: InstallForm = given["form"]
        more = {
            "pack": self.pack(thing),
            "before": pack_of(model_in_force()),
            "ahead": models_ahead(),
            "in_use": grouped(form, [one for one in form.asked if one.count]),
            "not_in_use": grouped(form, [one for one in form.asked if not one.count]),
        }
        return super().show(thing, {**given, **more}, status)

    def action(self, thing: ModelDraft, data: dict[str, Any]) -> Target:
        """Install it, and say from when it holds."""
        asked = {name: data[name] for name in ("seen", "in_force_from", "moves")}
        self.receipt = _receipt(install_draft(thing, **asked, by=self.person))
        return reverse("model-versions")


def _receipt(model: SteeringModel) -> str:
    if model.in_force_from <= clock.today():
        return _("The steering model is in force now.")
    return _("The steering model comes into force on %(day)s.") % {"day": date_long(model.in_force_from)}


def grouped(form: InstallForm, asked: list[Moving]) -> list[tuple[Any, list[tuple[Moving, Any]]]]:
    """Return questions with their fields, under the words of their sections."""
    return [
        (SECTION_WORDS[section], [(one, form[one.field]) for one in several])
        for section, several in groupby(asked, key=lambda one: one.section)
    ]
