"""What the pages of the first run share: the list of steps, skipping, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import User
from styrhjul.base.organisation.actions import mark_step
from styrhjul.base.organisation.models import StartStep
from styrhjul.base.organisation.permissions import can_change_organisation
from styrhjul.web.ui.internal import Internal
from styrhjul.web.ui.pages import FormPage
from styrhjul.web.ui.pieces import Step as Place
from styrhjul.wheel.flows.beginning import StepTaken, steps_taken

Step = StartStep.Step
ADDRESSES: Final = {step: f"start-{step.value}" for step in Step}
NAMES: Final[dict[StartStep.Step, Promise]] = {
    Step.MUNICIPALITY: _("The municipality"),
    Step.LOOK: _("Colour and logo"),
    Step.MODEL: _("Steering model"),
    Step.ORGANISATION: _("Organisation"),
    Step.WORDS: _("Own words"),
    Step.PLAN: _("The first plan"),
}
PURPOSES: Final[dict[StartStep.Step, Promise]] = {
    Step.MUNICIPALITY: _("The name on all pages, and which municipality's statistics are fetched."),
    Step.LOOK: _("Your colour on links and buttons, your logo in the header and on reports."),
    Step.MODEL: _("The wheel, the levels of goals and plans, and what is done when in the year."),
    Step.ORGANISATION: _("Boards, administrations and units, pasted from Excel or written line by line."),
    Step.WORDS: _("What you call a board, a goal or a plan."),
    Step.PLAN: _("The coming year's plan for the council or a board."),
}


@dataclass(frozen=True)
class StepShown:
    """A step as the list shows it."""

    number: int
    name: Promise
    purpose: Promise
    href: str
    taken: StepTaken


def steps_shown() -> list[StepShown]:
    """Return the steps in order, as they stand."""
    return [
        StepShown(number, NAMES[taken.step], PURPOSES[taken.step], reverse(ADDRESSES[taken.step]), taken)
        for number, taken in enumerate(steps_taken(), start=1)
    ]


def after(step: StartStep.Step) -> str:
    """Return where to go after a step: the next one that is open, else an earlier one, else the list."""
    order = list(Step)
    place = order.index(step)
    still_open = {taken.step for taken in steps_taken() if taken.is_open}
    found = next((one for one in [*order[place + 1 :], *order[:place]] if one in still_open), None)
    return reverse(ADDRESSES[found]) if found else reverse("start")


@dataclass(frozen=True)
class Reminder:
    """What the home page reminds of: how many steps are left, and the next one."""

    left: int
    next: Promise
    href: str


def reminder_for(user: User) -> Reminder | None:
    """Return what is left of the first run, for whoever may do it; nothing in the demonstration."""
    if settings.DEMO or not can_change_organisation(user):
        return None
    still_open = [taken.step for taken in steps_taken() if taken.is_open]
    if not still_open:
        return None
    return Reminder(len(still_open), NAMES[still_open[0]], reverse(ADDRESSES[still_open[0]]))


class OneStep(Internal, FormPage):
    """A step: the form of its settings page, with the list of steps beside it."""

    step: StartStep.Step
    area = "start"

    def context(self, thing: Any) -> Mapping[str, Any]:
        """Return the steps, and where this one stands among them."""
        shown = steps_shown()
        here = next(one for one in shown if one.taken.step == self.step)
        places = [
            Place(one.number, str(one.name), one.href, done=one.taken.is_done, current=one is here) for one in shown
        ]
        return {
            **super().context(thing),
            "places": places,
            "here": here,
            "count": len(shown),
            "skip": reverse("start-skip", args=[self.step.value]),
            "go_on": after(self.step),
        }

    def taken(self) -> str:
        """Mark the step as done, and return where to go on."""
        mark_step(self.step, done=True, by=self.person)
        return after(self.step)
