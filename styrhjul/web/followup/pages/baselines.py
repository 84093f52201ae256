"""The page of years that mean and limits rest on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from styrhjul.web.followup.baselines import baseline_form
from styrhjul.web.followup.pages.analyses import Ladder, at_step
from styrhjul.web.ui.pages import FormPage, Target
from styrhjul.wheel.followup import actions, permissions, policies
from styrhjul.wheel.followup.models import Analysis


class AnalysisBaseline(Ladder, FormPage):
    """Choose the years that mean and limits of the first step rest on."""

    permission = staticmethod(permissions.can_write_analysis)
    receipt = _("The limits rest on the years that you chose.")

    def place(self) -> tuple[str, ...]:
        """Return the form below the chart."""
        return ("baseline",)

    def build(self, thing: Analysis, **given: Any) -> Any:
        """Return the form of the years."""
        return baseline_form(thing, policies.baseline_of(thing), **given)

    def action(self, thing: Analysis, data: dict[str, Any]) -> Target:
        """Let the limits rest on them."""
        actions.choose_baseline(thing, **data, by=self.user)
        steps = policies.pack_behind_analysis(thing).ladder.steps
        return at_step(thing, next((one.key for one in steps if one.evidence and one.evidence.value == "earlier"), ""))
