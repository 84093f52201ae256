"""The municipality's name, look and words, for whoever looks after the system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from styrhjul.base.organisation import permissions
from styrhjul.base.organisation.actions import change_look
from styrhjul.base.organisation.queries import look, looks_chosen, municipality
from styrhjul.base.steering.queries import own_words_in_force, own_words_written
from styrhjul.web.settings import forms
from styrhjul.web.settings.shown import accent_shown, word_groups
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.look import logo_of
from styrhjul.web.ui.pages import FormPage, Page
from styrhjul.wheel.flows.beginning import name_municipality
from styrhjul.wheel.flows.words import write_own_words


class NameAsked(Internal, FormPage):
    """The municipality's name and its area of the statistics."""

    permission = staticmethod(permissions.can_change_organisation)
    form: Any = forms.NameForm

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with what there is."""
        top = municipality()
        return {"name": top.name, "area": top.area} if top else {}

    def save_name(self, data: Mapping[str, Any]) -> None:
        """Take the name and the area."""
        name_municipality(name=data["name"], area=data["area"], by=self.person)


class LookAsked(Internal, FormPage):
    """Colour and logo."""

    permission = staticmethod(permissions.can_change_look)
    form: Any = forms.LookForm

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with what there is."""
        chosen = look()
        return {"accent": chosen.accent if chosen else ""}

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Say where the colour is tried, and whether there is a logo to take away."""
        chosen = look()
        return {"preview": reverse("look-accent"), "has_logo": bool(chosen and chosen.logo)}

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the logo there is, and the colour that is typed or kept as it will be used."""
        typed = self.request.POST.get("accent")
        kept = look()
        given = typed if typed is not None else (kept.accent if kept else "")
        return {**super().context(thing), "accent": accent_shown(given), "logo": logo_of(kept)}

    def save_look(self, data: Mapping[str, Any]) -> None:
        """Take colour and logo."""
        change_look(
            accent=data["accent"],
            logo=data["logo"],
            without_logo=data.get("without_logo", False),
            by=self.person,
        )


class NameAndLook(LookAsked, NameAsked):
    """All that makes the pages the municipality's own, on one page."""

    template = "settings/look.html"
    form = forms.NameAndLookForm
    area = "look"
    receipt = _("Saved. Decided reports keep the look they were decided with.")

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with what there is."""
        return {**NameAsked.initial(self, thing), **LookAsked.initial(self, thing)}

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return what has been chosen before, too."""
        return {**super().context(thing), "before": looks_chosen()}

    def action(self, thing: Any, data: dict[str, Any]) -> None:
        """Save both."""
        self.save_name(data)
        self.save_look(data)


class AccentTried(Internal, Page):
    """What a colour looks like in use, while it is typed."""

    permission = staticmethod(permissions.can_change_look)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it."""
        self.permitted()
        return render(request, "settings/_accent.html", {"accent": accent_shown(request.GET.get("accent", ""))})


class WordsAsked(Internal, FormPage):
    """The municipality's own words."""

    permission = staticmethod(permissions.can_install_models)
    form: Any = forms.WordsForm

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with the words in force."""
        latest = next(iter(own_words_written()), None)
        seen = latest.pk if latest else 0
        return {**forms.WordsForm.initial_of(own_words_in_force()), "seen": seen}

    def show(self, thing: Any, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        """Put the fields under the sections of the model."""
        given = context or {}
        return super().show(thing, {**given, "groups": list(word_groups(given["form"]))}, status)

    def save_words(self, data: Mapping[str, Any]) -> None:
        """Take the words."""
        write_own_words(forms.WordsForm.words_in(data), seen=data["seen"], by=self.person)


class OwnWords(WordsAsked):
    """The words on a page of their own."""

    template = "settings/own_words.html"
    area = "own-words"
    receipt = _("Saved. The words hold from today; what was decided before keeps its words.")

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return who has written them when."""
        return {"before": own_words_written()}

    def action(self, thing: Any, data: dict[str, Any]) -> None:
        """Save them."""
        self.save_words(data)
