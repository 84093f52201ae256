"""The door of an empty installation: whoever has the start code becomes its first administrator."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from styrhjul.base.organisation.queries import has_begun
from styrhjul.web.start.forms import CodeForm
from styrhjul.web.ui.pages import FormPage
from styrhjul.wheel.flows.beginning import begin_with_code


class Code(FormPage):
    """Asks for the start code; in an installation where somebody can log in there is no such page."""

    template = "start/code.html"
    form = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer as long as the installation is empty."""
        if has_begun():
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Let nobody guess: a few tries a minute from each address."""
        if ratelimit.consume(request, action="start_code"):
            return super().post(request, **kwargs)
        form = self.build(None, data=request.POST)
        form.full_clean()
        form.add_error("code", _("Too many tries. Wait a minute and try again."))
        return self.show(None, {"form": form}, status=429)

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Begin, and log the administrator in."""
        user = begin_with_code(**data)
        login(self.request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return reverse("start-municipality")


code = login_not_required(Code.as_view())
