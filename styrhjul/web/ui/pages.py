"""The page kinds: list, detail, form and operation.

A page says what it shows and asks; whether the person may, what is stored and what follows is asked of the
domain. What a person cannot see is not found (404); what one sees and may not do is refused with the reason
(403); input that cannot be taken comes back with the form (422); a text that somebody else changed in the
meantime comes back beside theirs (412). htmx asks the same address and gets the page's `fragment`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.views import View
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from styrhjul.base.common import clock
from styrhjul.base.common.faults import Conflict, Fault
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, Refused

Context = dict[str, Any]
Target = str | HttpResponseBase | None


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of the page; boosted links and restored history want all of it."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


class Page(View):
    """What all pages share: how a thing is fetched, who may, and how it is shown."""

    queryset: Any = None
    permission: Callable[..., Permit] | None = None
    template: str = ""
    fragment: str = ""
    name: str = "thing"
    area: str = ""
    lookup: str = "pk"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and turn a refusal into a page that says why."""
        if self.area:
            request.area = self.area  # type: ignore[attr-defined]  # read by the menu
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Refused as refusal:
            response = refused(request, refusal)
        patch_vary_headers(response, ["HX-Request"])
        return response

    @property
    def user(self) -> User:
        """Return whoever asks; where log-in is not required it may be nobody, who has no rights."""
        return cast("User", self.request.user)

    def thing(self) -> Any:
        """Return what the address names, if the person can see it; a page about no single thing has None."""
        if self.queryset is None:
            return None
        rows = self.queryset.visible_to(self.request.user)
        return get_object_or_404(rows, **{self.lookup: self.kwargs[self.lookup]})

    def permitted(self) -> Any:
        """Return the thing once the permission has been asked."""
        thing = self.thing()
        if self.permission is not None:
            self.permission(*([self.request.user] if thing is None else [self.request.user, thing])).require()
        return thing

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return what else the template needs."""
        return {}

    def show(self, thing: Any, context: Context | None = None, status: int = 200) -> HttpResponse:
        """Render the page, or its fragment for htmx."""
        whole: Context = {self.name: thing, "thing": thing} if thing is not None else {}
        whole |= {**self.context(thing), **(context or {})}
        part = self.fragment and wants_fragment(self.request)
        return render(self.request, self.fragment if part else self.template, whole, status=status)


class ListPage(Page):
    """Rows that the person may see, narrowed by an optional filter in the query string."""

    filter_form: type[forms.Form] | None = None
    page_size: int = 50

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the rows."""
        if self.permission is not None:
            self.permission(request.user).require()
        form = self.filter_form(request.GET or None) if self.filter_form else None
        chosen = form.cleaned_data if form and form.is_bound and form.is_valid() else {}
        page = Paginator(self.rows(chosen), self.page_size).get_page(request.GET.get("page"))
        context = {"page": page, "rows": page.object_list, "count": page.paginator.count, "filter_form": form}
        return self.show(None, context, status=422 if form and form.errors else 200)

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the rows; a page with a filter overrides this and hands `chosen` to the domain's queries."""
        return self.queryset.visible_to(self.request.user)


class DetailPage(Page):
    """One thing."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.show(self.permitted())


class FormPage(Page):
    """A form that hands what it has asked to an action."""

    form: type[forms.BaseForm]
    receipt: str | Promise = ""

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Return what the fields hold before anything is typed."""
        return {}

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Return what the form's own constructor needs beyond the usual."""
        return {}

    def action(self, thing: Any, data: dict[str, Any]) -> Target:
        """Do it, and return where to go; None shows the same page again."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        thing = self.permitted()
        return self.show(thing, {"form": self.build(thing)})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Hand valid input to the action; show the form again when it cannot be taken."""
        thing = self.permitted()
        form = self.build(thing, data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self.show(thing, {"form": form}, status=422)
        try:
            target = self.action(thing, form.cleaned_data)
        except Conflict as conflict:
            take_up(form, conflict)
            return self.show(thing, {"form": form, "conflict": conflict}, status=412)
        except (Fault, ValidationError) as fault:
            take_up(form, fault)
            return self.show(thing, {"form": form}, status=422)
        return self.done(thing, target)

    def build(self, thing: Any, **given: Any) -> Any:
        """Return the form, bound when there is input."""
        return self.form(initial=dict(self.initial(thing)), **self.arguments(thing), **given)

    def done(self, thing: Any, target: Target) -> HttpResponseBase:
        """Go on after the action; htmx without a target gets the fragment as it now is."""
        if target is None and wants_fragment(self.request):
            fresh = self.thing()
            return self.show(fresh, {"form": self.build(fresh), "saved_at": clock.now()})
        return go_on(self.request, target, self.receipt)


class Operation(Page):
    """A single act behind a button; it is only ever posted."""

    http_method_names = ["post", "options"]  # noqa: RUF012 - declared so by Django
    template: str = "ui/not_done.html"
    receipt: str | Promise = ""

    def action(self, thing: Any) -> Target:
        """Do it, and return where to go."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Do it, or say why it cannot be done."""
        thing = self.permitted()
        try:
            target = self.action(thing)
        except Fault as fault:
            status = 412 if isinstance(fault, Conflict) else 422
            return render(
                request, self.template, {"sentence": fault.sentence, "back": came_from(request)}, status=status
            )
        return go_on(request, target, self.receipt)


def go_on(request: HttpRequest, target: Target, receipt: str | Promise = "") -> HttpResponseBase:
    """Redirect to the target, or back to the same page; htmx is told to load the whole of it."""
    if isinstance(target, HttpResponseBase):
        return target
    if receipt:
        messages.success(request, str(receipt))
    response = redirect(target if target is not None else request.path)
    return HttpResponseClientRedirect(response.url) if wants_fragment(request) else response


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the page, or for htmx the message, that says why not."""
    template = "ui/_refused.html" if wants_fragment(request) else "403.html"
    return render(request, template, {"ground": refusal.ground}, status=403)


def came_from(request: HttpRequest) -> str:
    """Return the page on this site that the person came from; the start page when it is not known."""
    here = f"{request.scheme}://{request.get_host()}"
    referrer = request.headers.get("Referer", "")
    return referrer.removeprefix(here) if referrer.startswith(here + "/") else "/"


def take_up(form: forms.BaseForm, fault: Fault | ValidationError) -> None:
    """Put what the domain could not take beside the field it concerns, else on top of the form."""
    if isinstance(fault, Fault):
        form.add_error(fault.field if fault.field in form.fields else None, str(fault.sentence))
        return
    by_field = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
    for field, sentences in by_field.items():
        form.add_error(field if field in form.fields else None, ValidationError(sentences))
