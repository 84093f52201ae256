"""The one answer to "may this person do this now?"."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class Refused(PermissionDenied):
    """Raised when a permit is required and refused; carries the sentence a person reads."""

    def __init__(self, ground: str | Promise) -> None:
        super().__init__(str(ground))
        self.ground = ground


@dataclass(frozen=True)
class Permit:
    """An answer with its ground, falsy when refused."""

    ok: bool
    ground: str | Promise

    def __bool__(self) -> bool:
        return self.ok

    def __and__(self, other: Permit) -> Permit:
        """Both must hold; the first refusal gives the ground."""
        return self if not self.ok else other if not other.ok else self

    def __or__(self, other: Permit) -> Permit:
        """One is enough; when both refuse, the first gives the ground."""
        return self if self.ok or not other.ok else other

    def require(self) -> None:
        """Raise `Refused` with the ground when the answer is no."""
        if not self.ok:
            raise Refused(self.ground)


def granted(ground: str | Promise) -> Permit:
    """Return a yes with its ground."""
    return Permit(ok=True, ground=ground)


def refused(ground: str | Promise) -> Permit:
    """Return a no with its ground."""
    return Permit(ok=False, ground=ground)
