"""Accounts and who holds which role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation import actions, permissions, policies, queries
from styrhjul.base.organisation.models import Appointment
from styrhjul.web.accounts import forms
from styrhjul.web.organisation.roles import as_held
from styrhjul.web.ui.internal import Internal, beside_the_field
from styrhjul.web.ui.pages import DetailPage, FormPage, ListPage, Operation


class AccountList(Internal, ListPage):
    """All accounts, with the roles of today."""

    template = "accounts/account_list.html"
    fragment = "accounts/_account_rows.html"
    permission = staticmethod(permissions.can_manage_accounts)
    filter_form = forms.SearchForm
    area = "account-list"

    def rows(self, chosen: Mapping[str, Any]) -> Any:
        """Return the accounts that were asked for; open ones when nothing was."""
        return queries.accounts(chosen.get("q", ""), chosen.get("state", "open") if chosen else "open")

    def show(self, thing: Any, context: dict[str, Any] | None = None, status: int = 200) -> Any:
        """Hang the roles of today on the accounts of this page."""
        users = list((context or {})["rows"])
        posts = queries.posts_by_person(users)
        shown = [(user, as_held(posts[user.pk])) for user in users]
        return super().show(thing, {**(context or {}), "accounts": shown}, status)


class OfAccount(Internal):
    """A page about one account, for whoever manages accounts."""

    area = "account-list"
    name = "account"

    def permission(self, user: User, _account: User | None = None) -> Any:
        """Whoever manages accounts."""
        return permissions.can_manage_accounts(user)

    def thing(self) -> User:
        """Return the account; to others than those who manage accounts it is refused, not hidden."""
        permissions.can_manage_accounts(self.person).require()
        return get_object_or_404(queries.accounts(), pk=self.kwargs["pk"])

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the way to it."""
        trail = [(_("Accounts and roles"), reverse("account-list")), (thing.name, reverse("account", args=[thing.pk]))]
        return {"trail": trail}

    def back(self, account: User) -> str:
        """Return the account's page."""
        return reverse("account", args=[account.pk])


class AccountPage(OfAccount, DetailPage):
    """One account: the roles it holds, has held and is to hold."""

    template = "accounts/account.html"

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the roles and what may be done."""
        held = as_held(queries.roles_held_by(thing))
        return {
            "trail": [(_("Accounts and roles"), reverse("account-list"))],
            "now": [one for one in held if not one.is_over],
            "over": [one for one in held if one.is_over],
            "may_close": policies.may_be_shut(thing, self.person),
            "today": clock.today(),
        }


class OpenAccount(Internal, FormPage):
    """A new account."""

    template = "accounts/account_add.html"
    permission = staticmethod(permissions.can_manage_accounts)
    form = forms.OpenForm
    area = "account-list"
    receipt = _("The account is open. Give it a role, and make a link for its password.")

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the way here."""
        return {"trail": [(_("Accounts and roles"), reverse("account-list"))]}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Open it."""
        return reverse("account", args=[actions.add_user(**data, by=self.person).pk])


class RenameAccount(OfAccount, FormPage):
    """The name of an account."""

    template = "accounts/account_rename.html"
    form = forms.NameForm
    receipt = _("Saved.")

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin with the name there is."""
        return {"name": thing.name}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Change it."""
        actions.rename_user(thing, name=data["name"], by=self.person)
        return self.back(thing)


class Appoint(OfAccount, FormPage):
    """A role for the account's person."""

    template = "accounts/appoint.html"
    form = forms.AppointForm
    receipt = _("The role has been given.")

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin today."""
        return {"starts": clock.today()}

    def arguments(self, thing: Any) -> Mapping[str, Any]:
        """Offer all units that there are."""
        return {"units": list(queries.units_from(clock.today()))}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Give it."""
        with beside_the_field("role"):
            actions.appoint(thing, **data, by=self.person)
        return self.back(thing)


class EndRole(OfAccount, FormPage):
    """The end of a role."""

    template = "accounts/role_end.html"
    form = forms.EndForm
    receipt = _("The role ends on the day you gave.")

    def held(self, account: User) -> Appointment:
        """Return the role; one that is over is not to be ended again."""
        wanted = self.kwargs["appointment"]
        found = [one for one in queries.roles_held_by(account) if one.pk == wanted]
        if not found or as_held(found)[0].is_over:
            raise Http404
        return found[0]

    def initial(self, thing: Any) -> Mapping[str, Any]:
        """Begin today."""
        return {"on": clock.today()}

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the role."""
        return {**super().context(thing), "held": as_held([self.held(thing)])[0]}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """End it."""
        with beside_the_field("on"):
            actions.end_appointment(self.held(thing), on=data["on"], by=self.person)
        return self.back(thing)


class CloseAccount(OfAccount, FormPage):
    """The end of an account."""

    template = "accounts/account_close.html"
    form = forms.SureForm
    receipt = _("The account is closed.")

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the roles that end with it."""
        held = as_held(queries.roles_held_by(thing))
        return {**super().context(thing), "roles": [one for one in held if not one.is_over]}

    def action(self, thing: Any, data: dict[str, Any]) -> str:
        """Close it."""
        with beside_the_field():
            actions.close_user(thing, by=self.person)
        return self.back(thing)


class MakeLink(OfAccount, Operation):
    """A link with which a person chooses a password; shown once, to be handed over."""

    def action(self, thing: Any) -> HttpResponseBase:
        """Make it and show it; it is stored nowhere and works once, for a few days."""
        actions.record_link(thing, by=self.person)
        key = f"{user_pk_to_url_str(thing)}-{default_token_generator.make_token(thing)}"
        uidb36, token = key.split("-", 1)
        address = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        link = self.request.build_absolute_uri(address)
        context = {**self.context(thing), "account": thing, "link": link}
        return render(self.request, "accounts/link.html", context)
