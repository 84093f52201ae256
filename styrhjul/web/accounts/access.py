"""Why somebody may or may not, and the log-in page with the demonstration's role cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from allauth.account.views import LoginView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation import permissions, queries
from styrhjul.base.organisation.permissions import holds
from styrhjul.web.accounts import forms
from styrhjul.web.organisation.roles import Held, as_held
from styrhjul.web.ui.context import address
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.naming import Named, NameField
from styrhjul.web.ui.pages import Page
from styrhjul.web.ui.rights import REACH_WORDS, RIGHT_WORDS


class Explain(Internal, Page):
    """Why a person may or may not do something somewhere: the same answer as every page and action gets."""

    template = "accounts/explain.html"
    permission = staticmethod(permissions.can_manage_accounts)
    area = "access-explain"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask, and answer what was asked; the address of an answer holds keys, which mean the same tomorrow."""
        self.permitted()
        form = forms.ExplainForm(
            request.GET if "right" in request.GET else None,
            initial={name: request.GET.get(name, "") for name in ("person", "unit")},
            people=queries.accounts(),
            units=queries.units_from(clock.today()),
        )
        answer = None
        if form.is_bound and form.is_valid():
            keys = keys_of(form.cleaned_data)
            if any(request.GET[name] != key for name, key in keys.items()):
                return redirect(here(keys))
            answer = self.answer(form.cleaned_data)
        context = {"form": form, "asked": asked_in(form, request), "answer": answer}
        return self.show(None, context, status=422 if form.errors else 200)

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the permit and every role with what it gives."""
        person, right, unit = asked["person"], asked["right"], asked["unit"]
        grounds = [
            (ground, REACH_WORDS[ground.reach] if ground.reach else None)
            for ground in queries.grounds_of(person, right, unit)
        ]
        return {
            "person": person,
            "unit": unit,
            "right": RIGHT_WORDS[right],
            "permit": holds(person, right, unit),
            "grounds": grounds,
        }


@dataclass(frozen=True)
class Asked:
    """A field with what may be written in it, and with addresses of what may have been meant."""

    field: BoundField
    among: Sequence[Named]
    near: Sequence[tuple[str, str]]


def asked_in(form: forms.ExplainForm, request: HttpRequest) -> list[Asked]:
    """Return the fields of the form; what is chosen beside one keeps what the others hold."""
    found = []
    for bound in form:
        field = cast("NameField", bound.field)
        near = [(one.label, here({**request.GET.dict(), bound.name: one.key})) for one in field.near]
        found.append(Asked(bound, field.among, near))
    return found


def keys_of(asked: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys that stand in the address for what is asked."""
    return {"person": str(asked["person"].pk), "right": asked["right"].value, "unit": str(asked["unit"].pk)}


def here(query: Mapping[str, str]) -> str:
    """Return the address of the page with what is asked."""
    return f"{reverse('access-explain')}?{urlencode(query)}"


class LogIn(LoginView):  # type: ignore[misc]
    """The log-in page; in the demonstration with a card per role."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send whoever comes to an empty installation to where it begins."""
        if not queries.has_begun():
            return redirect("start-code")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the cards."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "cards": cards(),
            "public_href": address("public-goals") if settings.DEMO else "",
            "hide_login": True,
        }


log_in = login_not_required(LogIn.as_view())


@dataclass(frozen=True)
class Card:
    """A card of the demonstration; a role that several cards have is said with the place where it is held."""

    user: User
    title: str
    place: str


def cards() -> list[Card]:
    """Return the demonstration's role cards; none outside of it."""
    held = as_held(queries.demo_people()) if settings.DEMO else []
    shared = Counter(one.role_word for one in held)
    return [_card(one, is_shared=shared[one.role_word] > 1) for one in held]


def _card(held: Held, *, is_shared: bool) -> Card:
    role = held.role_word[:1].upper() + held.role_word[1:]
    if not is_shared:
        return Card(held.user, role, held.unit.name)
    return Card(held.user, _("%(role)s in %(unit)s") % {"role": role, "unit": held.unit.name}, "")


@login_not_required
@require_POST
def demo_log_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Log in as one of the demonstration's people; outside of the demonstration there is no such page."""
    if not settings.DEMO:
        raise Http404
    user = next((held.user for held in queries.demo_people() if held.user_id == pk), None)
    if user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_GET
def totp_picture(request: HttpRequest) -> HttpResponse:
    """Draw the square that a phone reads the key from, for the key that the session now holds."""
    if "mfa.totp.secret" not in request.session:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, get_totp_secret()))
    return HttpResponse(picture, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes: that they have been seen is written down, so they are shown on a posted request only."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Offer to show them."""
        return render(request, "mfa/recovery_codes/ask.html")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show them."""
        response: HttpResponseBase = self.render_to_response(self.get_context_data(**kwargs))
        return response


class RecoveryCodesFile(DownloadRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes as a file, likewise only when posted."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer what is posted."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Write the file."""
        response: HttpResponseBase = self.get(request, *args, **kwargs)
        return response


recovery_codes = RecoveryCodes.as_view()
recovery_codes_file = RecoveryCodesFile.as_view()
