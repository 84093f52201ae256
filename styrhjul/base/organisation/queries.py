"""The tree as it was on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, Q, QuerySet

from styrhjul.base.common import clock
from styrhjul.base.common.memory import remembered
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Ancestry, Appointment, Logo, Look, Placement, StartStep, Unit, in_force
from styrhjul.base.organisation.permissions import Post, Rights, is_appointed, rights_of
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.engine.drawing.colour import ACCENT, accent_from
from styrhjul.engine.packs.schema import Reach, Right

DEMO_ADDRESS: Final = "@exempelby.example"


@dataclass(frozen=True)
class Branch:
    """One unit in the tree, in reading order."""

    unit: Unit
    level: int
    parent_id: int | None


def tree_on(day: date) -> list[Branch]:
    """Return the whole tree of a day, each unit after the one it stands under."""
    units = {unit.pk: unit for unit in Unit.objects.on(day)}
    parents = dict(Placement.objects.filter(in_force(day)).values_list("unit_id", "parent_id"))
    children: dict[int | None, list[Unit]] = {}
    for unit in units.values():
        parent = parents.get(unit.pk)
        children.setdefault(parent if parent in units else None, []).append(unit)
    branches: list[Branch] = []

    def walk(parent: int | None, level: int) -> None:
        for unit in children.get(parent, []):
            branches.append(Branch(unit, level, parent))
            walk(unit.pk, level + 1)

    walk(None, 0)
    return branches


def municipality() -> Unit | None:
    """Return the top of the tree of today: the municipality itself."""
    return remembered("municipality", lambda: _top(clock.today()))


def _top(day: date) -> Unit | None:
    placed = Placement.objects.filter(in_force(day)).values("unit")
    tops = Unit.objects.on(day).exclude(pk__in=placed).order_by("pk")
    return tops.annotate(is_dressed=Exists(Look.objects.all())).first()  # most never choose a look, and need not ask


def look() -> Look | None:
    """Return how the municipality wants its pages to look; None before anybody has said. The picture stays behind."""
    if not getattr(municipality(), "is_dressed", False):
        return None
    found = Look.objects.select_related("logo").defer("logo__content").order_by("-pk")
    return remembered("look", found.first)


def accent() -> str:
    """Return the accent of pages and reports: the municipality's, darkened until it reads on white, else our own."""
    chosen = look()
    return accent_from(chosen.accent) if chosen and chosen.accent else ACCENT


def logo_bytes(logo: Logo) -> bytes:
    """Return the picture of a logo."""
    return bytes(logo.content)


def looks_chosen() -> list[Look]:
    """Return every look that has been chosen, the latest first."""
    return list(Look.objects.select_related("logo", "by").defer("logo__content").order_by("-pk"))


def has_begun() -> bool:
    """Tell whether there is anybody who can log in: an installation without is empty."""
    return User.objects.exists()


def marked_steps() -> dict[str, StartStep]:
    """Return the steps of the first run that are marked as done or put aside."""
    return {one.step: one for one in StartStep.objects.select_related("by")}


def units_below(unit: Unit, on: date | None = None) -> QuerySet[Unit]:
    """Return the unit and all below it on a day (today when none is given)."""
    day = on or clock.today()
    rows = Ancestry.objects.filter(in_force(day), ancestor=unit)
    return Unit.objects.filter(pk__in=rows.values("descendant"))


def units_above(unit: Unit, on: date | None = None) -> list[Unit]:
    """Return the units above on a day, nearest first, the unit itself left out."""
    day = on or clock.today()
    rows = Ancestry.objects.filter(in_force(day), descendant=unit, distance__gt=0)
    nearest = rows.select_related("ancestor").order_by("distance")
    return list(remembered(("units above", unit.pk, day), lambda: [row.ancestor for row in nearest]))


def posts_of(user: User) -> QuerySet[Appointment]:
    """Return what a person is appointed to today, with the units."""
    return Appointment.objects.filter(in_force(clock.today()), user=user).select_related("unit").order_by("pk")


def nearest_of_kind(unit: Unit, kinds: list[str], on: date | None = None) -> Unit | None:
    """Return the unit itself or the nearest above that is of one of the kinds."""
    return next((one for one in [unit, *units_above(unit, on)] if one.kind in kinds), None)


def units_seen_by(user: User) -> QuerySet[Unit]:
    """Return the units a person may see: whoever holds a role sees the whole organisation."""
    return Unit.objects.all() if is_appointed(user) else Unit.objects.none()


def placements_of(unit: Unit) -> list[Placement]:
    """Return where a unit has stood and is to stand, the latest first."""
    return list(Placement.objects.filter(unit=unit).select_related("parent").order_by("-starts"))


def standing_under(unit: Unit, on: date) -> list[Unit]:
    """Return the units right below a unit on a day."""
    placed = Placement.objects.filter(in_force(on), parent=unit).values("unit")
    return list(Unit.objects.on(on).filter(pk__in=placed))


def roles_at(unit: Unit) -> list[Appointment]:
    """Return every role held at a unit, at any time, the latest first."""
    return list(Appointment.objects.filter(unit=unit).select_related("user", "unit").order_by("-starts", "pk"))


def roles_held_by(user: User) -> list[Appointment]:
    """Return every role of a person, at any time, the latest first."""
    return list(Appointment.objects.filter(user=user).select_related("user", "unit").order_by("-starts", "pk"))


def units_from(day: date) -> QuerySet[Unit]:
    """Return the units that exist on a day or later."""
    return Unit.objects.filter(Q(ends=None) | Q(ends__gt=day))


def accounts(search: str = "", state: str = "") -> QuerySet[User]:
    """Return accounts with their roles of today, by name; `state` is open, closed, or empty for both."""
    found = User.objects.order_by("name", "pk")
    if search:
        found = found.filter(Q(name__icontains=search) | Q(email__icontains=search))
    return found.filter(is_active=state == "open") if state else found


def posts_by_person(people: list[User]) -> dict[int, list[Appointment]]:
    """Return the roles of today of several persons."""
    posts: dict[int, list[Appointment]] = {user.pk: [] for user in people}
    held = Appointment.objects.filter(in_force(clock.today()), user__in=people).select_related("user", "unit")
    for appointment in held.order_by("pk"):
        posts[appointment.user_id].append(appointment)
    return posts


def demo_people() -> list[Appointment]:
    """Return one appointment of the demonstration's people per role: what the cards at the log-in show.

    A role that rates has a card for each level at which somebody holds it, since each level sees other things.
    """
    pack = pack_in_force()
    lowest = pack.rating.levels[0].key
    levels = {kind: level.key for level in pack.rating.levels for kind in level.unit_kinds}
    raters = {key for role in pack.roles if Right.RATE in role.rights for key in role.keys}
    held = Appointment.objects.filter(
        in_force(clock.today()), user__is_active=True, user__email__endswith=DEMO_ADDRESS
    ).select_related("user", "unit")
    first: dict[tuple[str, str], Appointment] = {}
    for appointment in held.order_by("pk"):
        level = levels.get(appointment.unit.kind, lowest) if appointment.role in raters else ""
        first.setdefault((appointment.role, level), appointment)
    return list(first.values())


@dataclass(frozen=True)
class Ground:
    """A role of a person and how far it carries one right."""

    post: Post
    reach: Reach | None
    reaches_here: bool


def grounds_of(user: User, right: Right, unit: Unit) -> list[Ground]:
    """Return every role that a person holds today, and whether and how it gives the right at a unit."""
    return list(_grounds(rights_of(user), right, unit))


def _grounds(rights: Rights, right: Right, unit: Unit) -> Iterator[Ground]:
    above = {unit.pk, *(one.pk for one in units_above(unit))}
    for post in rights.posts:
        reach = post.role.rights.get(right)
        here = (
            reach is Reach.EVERYTHING
            or (reach is Reach.BELOW and post.unit_id in above)
            or (reach is Reach.OWN and post.unit_id == unit.pk)
        )
        yield Ground(post, reach, here)


def units_with(keys: Collection[int]) -> dict[int, Unit]:
    """Return the units with some keys, by their keys."""
    return Unit.objects.in_bulk(sorted(keys))


def people_with(keys: Collection[int]) -> dict[int, User]:
    """Return the persons with some keys, by their keys."""
    return User.objects.in_bulk(sorted(keys))
