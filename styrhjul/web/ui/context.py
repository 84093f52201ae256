"""What every page shows around its own content: the municipality, the menu, the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from styrhjul.base.calendar.queries import to_do_now
from styrhjul.base.common import clock
from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.organisation.permissions import is_appointed, rights_of
from styrhjul.base.organisation.queries import look, municipality
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.engine.drawing.wheel import PartDrawing, WheelDrawing, draw_mini
from styrhjul.engine.packs.schema import Right
from styrhjul.web.ui.languages import Language, others
from styrhjul.web.ui.look import LogoShown, logo_of, theme_of
from styrhjul.web.ui.tour import ASKED, Here, stop_at
from styrhjul.wheel.indicators.queries import area_name

# Entry by address name; an address that does not exist is left out.
MENU: tuple[tuple[str, Promise], ...] = (
    ("home", _("The wheel")),
    ("work", _("My work")),
    ("goal-list", _("Goals and plans")),
    ("result-list", _("Results")),
    ("report-list", _("Reports")),
    ("proposal-list", _("Improve")),
)
# For whoever holds no role: what is public.
OUTSIDE: tuple[tuple[str, Promise], ...] = (
    ("public-goals", _("How it is going")),
    ("goal-list", _("Goals")),
    ("indicator-list", _("Indicators")),
)
ADMINISTRATION: tuple[tuple[str, Promise, Right], ...] = (
    ("start", _("Getting started"), Right.CHANGE_ORGANISATION),
    ("look", _("Name and look"), Right.CHANGE_ORGANISATION),
    ("organisation", _("Organisation"), Right.CHANGE_ORGANISATION),
    ("account-list", _("Accounts and roles"), Right.MANAGE_ACCOUNTS),
    ("access-explain", _("Why may somebody do this?"), Right.MANAGE_ACCOUNTS),
    ("model", _("Steering model"), Right.INSTALL_MODELS),
    ("own-words", _("Own words"), Right.INSTALL_MODELS),
    ("statistics", _("National statistics"), Right.INSTALL_MODELS),
    ("trace", _("Log"), Right.READ_TRACE),
)
FOOTER: tuple[tuple[str, Promise], ...] = (
    ("accessibility", _("Accessibility")),
    ("privacy", _("How we handle personal data")),
    ("help", _("Help")),
)
PERSON: tuple[tuple[str, Promise], ...] = (
    ("account_change_password", _("Change password")),
    ("mfa_index", _("Two-step log-in")),
)


@dataclass(frozen=True)
class Entry:
    """One line of a menu."""

    name: str
    label: Promise
    href: str
    current: bool = False
    count: int = 0


class Frame:
    """What stands around the page; each part is worked out when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def person(self) -> User | None:
        """The person who is logged in."""
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) and user.is_authenticated else None

    @cached_property
    def municipality(self) -> str:
        """The municipality's name."""
        top = municipality()
        return top.name if top else ""

    @cached_property
    def wheel(self) -> str:
        """The municipality's wheel at 28 px; nothing before a steering model is installed."""
        try:
            wheel = pack_in_force().wheel
        except Fault:
            return ""
        parts = tuple(
            PartDrawing(part.key, part.kind.value, word(part.label), part.colour)
            for part in sorted(wheel.parts, key=lambda part: part.order)
        )
        drawing = WheelDrawing(clock.today().year, None, parts, start_angle=wheel.start_angle)
        return draw_mini(drawing, size=28)

    @cached_property
    def duties(self) -> int:
        """How many duties the person may do now."""
        try:
            return to_do_now(self.person).count() if self.person else 0
        except Fault:  # no steering model yet, so no duties either
            return 0

    @property
    def demo(self) -> bool:
        """Whether this is the demonstration."""
        return bool(getattr(settings, "DEMO", False))

    @property
    def tour(self) -> Here | None:
        """The stop of the tour that this page is shown at, in the demonstration."""
        return stop_at(self.request.GET.get(ASKED, "")) if self.demo and self.is_inside else None

    @cached_property
    def borrowed_from(self) -> str:
        """The area whose open statistics the demonstration shows."""
        top = municipality()
        return area_name(top.area) if top else ""

    @property
    def today(self) -> date:
        """The day on which the clock stands."""
        return clock.today()

    @cached_property
    def theme(self) -> str:
        """Address of the municipality's own accent, if it has one."""
        return theme_of(look())

    @cached_property
    def logo(self) -> LogoShown | None:
        """The municipality's logo, if it has one; it stands in place of the wheel."""
        return logo_of(look())

    @property
    def home(self) -> str:
        """Address of the start page; without logging in, of what everybody may read."""
        return address("home" if self.person else "public-goals") or "/"

    @property
    def login(self) -> str:
        """Address of the log-in page."""
        return address("account_login")

    @property
    def logout(self) -> str:
        """Address that ends the session."""
        return address("account_logout")

    @cached_property
    def menu(self) -> list[Entry]:
        """The main menu: only what the person can open, without logging in what everybody may read."""
        if self.person is None:
            return self._entries(OUTSIDE[:1])
        return self._entries(MENU if self.is_inside else OUTSIDE)

    @cached_property
    def is_inside(self) -> bool:
        """Whether the person holds a role, and so has more to open than what is public."""
        return self.person is not None and is_appointed(self.person)

    @cached_property
    def administration(self) -> list[Entry]:
        """The pages of those who look after the system; empty for all others."""
        if self.person is None:
            return []
        try:
            held = rights_of(self.person).reaches
        except Fault:  # no steering model yet, so no roles either
            return []
        return self._entries((name, label) for name, label, right in ADMINISTRATION if right in held)

    @cached_property
    def personal(self) -> list[Entry]:
        """The person's own pages."""
        return self._entries(PERSON) if self.person else []

    @cached_property
    def footer(self) -> list[Entry]:
        """The pages that everybody may read."""
        return self._entries(FOOTER)

    @cached_property
    def current(self) -> str:
        """The name of the menu entry that the page belongs to: as the page says, else by its address."""
        area = getattr(self.request, "area", "")
        if area and (self.is_inside or self.person is None):  # to others the menu has entries of its own
            return str(area)
        names = [name for name, _label in (*MENU, *OUTSIDE, *FOOTER, *PERSON)] + [
            name for name, _label, _right in ADMINISTRATION
        ]
        at = {name: where for name in names if (where := address(name)) and self.request.path.startswith(where)}
        found = max(at, key=lambda name: len(at[name]), default="")
        return "" if found == "home" and self.request.path != at[found] else found

    @cached_property
    def language(self) -> str:
        """Address that changes the language."""
        return address("language")

    @property
    def other_languages(self) -> list[Language]:
        """The languages that the reader can change to."""
        return others()

    def _entries(self, entries: Iterable[tuple[str, Promise]]) -> list[Entry]:
        return [
            Entry(name, label, where, current=name == self.current, count=self.duties if name == "work" else 0)
            for name, label in entries
            if (where := address(name))
        ]


def address(name: str, *parts: object) -> str:
    """Return an address by its name; nothing when there is no such page."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` in every template."""
    return {"frame": Frame(request)}
