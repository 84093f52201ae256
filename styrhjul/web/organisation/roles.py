"""Roles as pages show them: with the municipality's own word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Appointment, Unit
from styrhjul.base.steering.queries import pack_in_force
from styrhjul.base.steering.words import entry, word_for


@dataclass(frozen=True)
class Held:
    """A role held by somebody somewhere."""

    pk: int
    user: User
    unit: Unit
    role_word: str
    starts: date
    ends: date | None
    has_place: bool

    @property
    def last_day(self) -> date | None:
        """Return the last day on which it holds."""
        return self.ends - timedelta(days=1) if self.ends else None

    @property
    def is_now(self) -> bool:
        """Tell whether it holds today."""
        return self.starts <= clock.today() and (self.ends is None or self.ends > clock.today())

    @property
    def is_over(self) -> bool:
        """Tell whether it has ended."""
        return self.ends is not None and self.ends <= clock.today()


def as_held(appointments: Iterable[Appointment]) -> list[Held]:
    """Return appointments with the word of each role: of those that are over, the one it had on the last day."""
    return [_as_held(one) for one in appointments]


def _as_held(one: Appointment) -> Held:
    roles = pack_in_force(min(one.last_day or clock.today(), clock.today())).roles
    has_place = entry(roles, one.role) is not None
    return Held(one.pk, one.user, one.unit, word_for(roles, one.role), one.starts, one.ends, has_place)
