"""The tour of the demonstration: five stops, each a few words on top of a page as it is.

The address says which stop one is at (`?rundtur=2`), so nothing is stored, a stop can be sent to somebody else, and the
page beneath works as always.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASKED: Final = "rundtur"


@dataclass(frozen=True)
class Stop:
    """What is said at a stop; `page` is the name of the address, or of the kind of thing, that it stands on."""

    page: str
    title: Promise
    text: Promise


STOPS: Final = (
    Stop(
        "home",
        _("The wheel"),
        _(
            "The wheel shows the whole year. A part fills up as what belongs to it gets done, and the list beside it "
            "says the same in words. Choose a part to see what is to be done there."
        ),
    ),
    Stop(
        "goal-detail",
        _("A goal and its red thread"),
        _(
            "The red line shows why the goal exists and what works towards it. Follow it up to the vision or down to "
            "the activities. Every number says where it comes from."
        ),
    ),
    Stop(
        "analysis-detail",
        _("From number to conclusion"),
        _(
            "The first steps are filled in from the start: what the numbers show, and what they cannot say. Those who "
            "know the work write the rest, until they reach a conclusion."
        ),
    ),
    Stop(
        "result-list",
        _("Ratings that stand"),
        _(
            "Behind every colour there is a reason, a person and a day. The next level may come to another rating. "
            "Then both stand, and the difference shows."
        ),
    ),
    Stop(
        "plan-detail",
        _("Next year's plan"),
        _(
            "Conclusions and decisions are laid before whoever plans. Each is taken in, or declined with a reason. "
            "So one turn ends and the next one begins."
        ),
    ),
)


@dataclass(frozen=True)
class Here:
    """The stop that a page is shown at; numbers count from 1."""

    number: int
    of: int
    stop: Stop

    @property
    def before(self) -> int:
        """Return the number of the stop before; 0 at the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """Return the number of the stop after; 0 at the last."""
        return self.number + 1 if self.number < self.of else 0


def stop_at(asked: str) -> Here | None:
    """Return the stop that an address asks for; None when it asks for none."""
    number = int(asked) if asked.isdecimal() and len(asked) == 1 else 0
    return Here(number, len(STOPS), STOPS[number - 1]) if 1 <= number <= len(STOPS) else None
