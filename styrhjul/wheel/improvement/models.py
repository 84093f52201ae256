"""Proposals with their consequences and priorities, and the assurance that what was gained lasts."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import clock, trace
from styrhjul.base.common.models import AppendOnly, User
from styrhjul.base.decisions.models import FormalDecision
from styrhjul.base.thread.models import Noded, known_to
from styrhjul.wheel.improvement.states import ProposalState
from styrhjul.wheel.plans.models import Activity


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals, by who may know of them."""

    def visible_to(self, user: User) -> ProposalQuerySet:
        """Return the proposals that a person may know of."""
        return self.filter(known_to(user, "node__")).select_related("node__unit", "decision__node").distinct()


class Proposal(Noded):
    """What somebody proposes should be done; where it came from is on the red thread."""

    description = models.TextField(_("description"), max_length=4000)
    followed_up_by = models.CharField(_("how it will be followed up"), max_length=500)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    decision = models.ForeignKey(FormalDecision, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("reason for the decision"), max_length=2000, blank=True)

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="proposal_decided_has_decision_and_reason",
                condition=Q(state=ProposalState.OPEN, decision=None)
                | (~Q(state=ProposalState.OPEN) & Q(decision__isnull=False) & ~Q(answer="")),
            ),
        )

    @property
    def stamp(self) -> str:
        """Return a mark that changes when somebody changes the proposal."""
        return trace.sha256(trace.canonical([self.title, self.description, self.followed_up_by]))[:16]


class ConsequenceFor(models.TextChoices):
    """For whom or what a proposal has consequences."""

    ECONOMY = "economy", _("economy")
    STAFF = "staff", _("staff")
    USERS = "users", _("those we are for")
    EQUALITY = "equality", _("equality and children")
    ENVIRONMENT = "environment", _("environment")
    OTHER_UNITS = "other_units", _("other units")


class Consequence(models.Model):
    """What a proposal would mean in one respect."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="consequences")
    concerns = models.CharField(max_length=20, choices=ConsequenceFor.choices)
    body = models.TextField(_("consequence"), max_length=2000)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "concerns"], name="consequence_once"),)

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.concerns}"


FROM_ONE_TO_FIVE = (MinValueValidator(1), MaxValueValidator(5))


class Priority(models.Model):
    """How one person weighs a proposal: effect, effort and urgency, each from 1 to 5."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="priorities")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    effect = models.PositiveSmallIntegerField(_("effect"), validators=FROM_ONE_TO_FIVE)
    effort = models.PositiveSmallIntegerField(_("effort"), validators=FROM_ONE_TO_FIVE)
    urgency = models.PositiveSmallIntegerField(_("urgency"), validators=FROM_ONE_TO_FIVE)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "by"], name="priority_once_a_person"),)

    def __str__(self) -> str:
        return f"{self.proposal_id} by {self.by_id}"


class AssuranceQuerySet(models.QuerySet["Assurance"]):
    """Assurances, by who may know of them."""

    def visible_to(self, user: User) -> AssuranceQuerySet:
        """Return the assurances that a person may know of."""
        return (
            self.filter(known_to(user, "node__"))
            .select_related("node__unit", "activity__node", "responsible")
            .distinct()
        )

    def overdue(self) -> AssuranceQuerySet:
        """Return those whose check is due and not made."""
        return self.filter(check_on__lt=clock.today(), checks=None)

    def standing(self) -> AssuranceQuerySet:
        """Return those that no check has found not to hold: what is secured."""
        return self.exclude(pk__in=AssuranceCheck.objects.filter(holds=False).values("assurance"))


class Assurance(Noded):
    """What a closed activity made permanent, who answers for it, and when it is checked that it holds.

    An activity that opened again because the gain did not hold gets another one when it is closed again. A leap moved
    the level at once and for good, where most improvements are one step of several.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="assurances")
    made_permanent = models.TextField(_("what was made permanent"), max_length=2000)
    responsible = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who answers for it"))
    check_on = models.DateField(_("when it is checked"))
    is_leap = models.BooleanField(_("a leap"), default=False)
    before = models.JSONField(default=dict)

    objects: ClassVar[AssuranceQuerySet] = AssuranceQuerySet.as_manager()  # type: ignore[assignment]


class AssuranceCheck(AppendOnly):
    """Somebody checked whether what was gained still holds."""

    assurance = models.ForeignKey(Assurance, models.PROTECT, related_name="checks")
    holds = models.BooleanField(_("it holds"))
    note = models.TextField(_("what was seen"), max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.assurance_id}: {self.holds}"
