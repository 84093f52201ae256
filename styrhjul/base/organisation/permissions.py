"""Rights: from role × place in the tree of today, never from the person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from styrhjul.base.common import clock
from styrhjul.base.common.memory import remembered
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Permit, granted, refused
from styrhjul.base.organisation.models import Ancestry, Appointment, Unit, in_force
from styrhjul.base.steering.queries import NoModel, pack_in_force
from styrhjul.base.steering.words import word
from styrhjul.engine.packs.schema import Reach, Right, Role


@dataclass(frozen=True)
class Post:
    """A role held today, with the pack's word on what it may do."""

    role: Role
    unit_id: int
    unit_name: str


@dataclass(frozen=True)
class Rights:
    """All that a person may do today, worked out once per request."""

    user_id: int | None
    posts: tuple[Post, ...]
    reaches: dict[Right, tuple[frozenset[int] | None, dict[int, Post]]]

    def permit(self, right: Right, unit: Unit) -> Permit:
        """Answer for one unit, with the ground."""
        units, posts = self.reaches.get(right, (frozenset[int](), {}))
        if units is None:
            return granted(self._ground(next(iter(posts.values()))))
        if unit.pk in units:
            return granted(self._ground(posts[unit.pk]))
        return refused(_("Your role does not include this at %(unit)s.") % {"unit": unit.name})

    def units(self, right: Right) -> frozenset[int] | None:
        """Return the units where the right holds; None means everywhere."""
        return self.reaches.get(right, (frozenset[int](), {}))[0]

    @staticmethod
    def _ground(post: Post) -> str:
        return _("As %(role)s at %(unit)s.") % {"role": word(post.role.label).lower(), "unit": post.unit_name}


def rights_of(user: User) -> Rights:
    """Return what a person may do today; worked out once per request."""
    key = ("rights", user.pk, clock.today(), get_language())
    return remembered(key, lambda: _work_out(user))


def _work_out(user: User) -> Rights:
    if not user.is_authenticated or not user.is_active:
        return Rights(None, (), {})
    try:
        roles = {key: role for role in pack_in_force().roles for key in role.keys}
    except NoModel:  # before the first model nobody holds anything
        return Rights(user.pk, (), {})
    held = Appointment.objects.filter(in_force(clock.today()), user=user).select_related("unit").order_by("pk")
    posts = tuple(Post(roles[a.role], a.unit_id, a.unit.name) for a in held if a.role in roles)
    below = _below([post.unit_id for post in posts])
    reaches: dict[Right, tuple[frozenset[int] | None, dict[int, Post]]] = {}
    for post in posts:
        for right, reach in post.role.rights.items():
            units, grounds = reaches.get(right, (frozenset(), {}))
            if units is None or reach is Reach.EVERYTHING:
                reaches[right] = (None, grounds if units is None else {0: post})
                continue
            reached = {post.unit_id} if reach is Reach.OWN else below[post.unit_id]
            reaches[right] = (units | reached, {**dict.fromkeys(reached, post), **grounds})
    return Rights(user.pk, posts, reaches)


def _below(units: list[int]) -> dict[int, set[int]]:
    below: dict[int, set[int]] = {unit: {unit} for unit in units}
    rows = Ancestry.objects.filter(in_force(clock.today()), ancestor__in=units)
    for ancestor, descendant in rows.values_list("ancestor_id", "descendant_id"):
        below[ancestor].add(descendant)
    return below


def holds(user: User, right: Right, unit: Unit) -> Permit:
    """Answer whether a person holds a right at a unit today."""
    return rights_of(user).permit(right, unit)


def holds_anywhere(user: User, right: Right) -> Permit:
    """Answer whether a person holds a right at any unit today."""
    if right in rights_of(user).reaches:
        return granted(_("One of your roles includes this."))
    return refused(_("None of your roles includes this."))


def within(user: User, right: Right, path: str = "unit") -> Q:
    """Return the same answer as `holds`, asked for rows whose unit lies at `path`."""
    units = rights_of(user).units(right)
    return Q() if units is None else Q(**{f"{path}__in": units})


def is_appointed(user: User) -> bool:
    """Tell whether a person holds any role today: what makes somebody internal."""
    return bool(rights_of(user).posts)


def works_near(user: User, unit: Unit) -> Permit:
    """Answer whether a person holds a role at a unit, below it or above it today; one's own ends with that."""
    places = {post.unit_id for post in rights_of(user).posts}
    related = Q(ancestor=unit, descendant__in=places) | Q(descendant=unit, ancestor__in=places)
    if unit.pk in places or Ancestry.objects.filter(in_force(clock.today()), related).exists():
        return granted(_("You hold a role near %(unit)s.") % {"unit": unit.name})
    return refused(_("You no longer hold a role near %(unit)s.") % {"unit": unit.name})


def can_change_organisation(user: User) -> Permit:
    """Whoever may change the organisation, everywhere."""
    return holds_anywhere(user, Right.CHANGE_ORGANISATION)


def can_change_look(user: User) -> Permit:
    """Whoever may change the organisation: name, logo and colours are the municipality's own."""
    return can_change_organisation(user)


def can_manage_accounts(user: User) -> Permit:
    """Whoever may open, close and appoint accounts."""
    return holds_anywhere(user, Right.MANAGE_ACCOUNTS)


def can_install_models(user: User) -> Permit:
    """Whoever may install a new version of the steering model."""
    return holds_anywhere(user, Right.INSTALL_MODELS)


def can_read_trace(user: User) -> Permit:
    """Whoever may read the trace."""
    return holds_anywhere(user, Right.READ_TRACE)
