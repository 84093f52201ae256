"""The pages of what happened meanwhile: lay an event on the time line, strike it, lay one of another analysis."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from styrhjul.engine.packs.schema import StepPart
from styrhjul.web.followup.forms import EventForm, StrikeForm
from styrhjul.web.followup.pages.analyses import AREA, Ladder, at_part
from styrhjul.web.ui.pages import FormPage, Operation, Target
from styrhjul.wheel.followup import actions, permissions
from styrhjul.wheel.followup.models import Analysis, Event


class AnalysisEventAdd(Ladder, FormPage):
    """Tell of something that happened."""

    permission = staticmethod(permissions.can_write_analysis)
    receipt = _("The event lies on the time line.")

    def place(self) -> tuple[str, ...]:
        """Return the form of a new event."""
        return ("event",)

    def build(self, thing: Analysis, **given: Any) -> Any:
        """Return the form of an event."""
        return EventForm(auto_id="event_%s", **given)

    def action(self, thing: Analysis, data: dict[str, Any]) -> Target:
        """Lay it on the time line."""
        actions.add_event(thing, **data, by=self.user)
        return at_part(thing, StepPart.EVENTS)


class AnalysisEventStrike(Ladder, FormPage):
    """Strike an event from the time line."""

    permission = staticmethod(permissions.can_write_analysis)
    receipt = _("The event is struck.")

    def place(self) -> tuple[str, ...]:
        """Return the event's own row."""
        return "strike", str(self.kwargs["event"])

    def event(self, analysis: Analysis) -> Event:
        """Return the event that the address names, when it can be struck."""
        found: Event = get_object_or_404(Event.objects.visible_to(self.user), pk=self.kwargs["event"])
        permissions.can_strike_event(self.user, analysis, found).require()
        return found

    def build(self, thing: Analysis, **given: Any) -> Any:
        """Return the form of the reason."""
        return StrikeForm(auto_id=f"strike_{self.event(thing).pk}_%s", **given)

    def action(self, thing: Analysis, data: dict[str, Any]) -> Target:
        """Strike it with the reason."""
        actions.strike_event(thing, event=self.event(thing), reason=data["reason"], by=self.user)
        return at_part(thing, StepPart.EVENTS)


class AnalysisEventLay(Operation):
    """Lay an event of another analysis on the time line, or lay back one that was struck."""

    queryset = Analysis.objects
    permission = staticmethod(permissions.can_write_analysis)
    area = AREA
    receipt = _("The event lies on the time line.")

    def action(self, thing: Analysis) -> Target:
        """Lay it."""
        event = get_object_or_404(Event.objects.visible_to(self.user), pk=self.kwargs["event"])
        actions.lay_event(thing, event=event, by=self.user)
        return at_part(thing, StepPart.EVENTS)
