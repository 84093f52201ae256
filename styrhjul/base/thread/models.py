"""The red thread: everything that can be linked has a node, and links are real rows between nodes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import is_appointed, within
from styrhjul.engine.packs.schema import Right


class Audience(models.TextChoices):
    """Who may know that a thing exists."""

    PUBLIC = "public", _("everyone")
    INTERNAL = "internal", _("everyone in the organisation")
    UNIT = "unit", _("the unit and those above it")
    NAMED = "named", _("named persons")


class Kind(models.TextChoices):
    """What a node is."""

    GOAL = "goal", _("goal")
    INDICATOR = "indicator", _("indicator")
    EVIDENCE = "evidence", _("evidence")
    PLAN = "plan", _("plan")
    ACTIVITY = "activity", _("activity")
    ANALYSIS = "analysis", _("analysis")
    RATING = "rating", _("rating")
    REPORT = "report", _("report")
    PROPOSAL = "proposal", _("proposal")
    DECISION = "decision", _("decision")
    INPUT = "input", _("plan input")
    ASSURANCE = "assurance", _("assurance")


def known_to(user: User, prefix: str = "") -> Q:
    """Return the condition that a person may know of the node at `prefix`: one rule for lists, pages and threads."""
    public = Q(**{f"{prefix}audience": Audience.PUBLIC})
    if not user.is_authenticated or not is_appointed(user):
        return public
    open_to_all = Q(**{f"{prefix}audience__in": [Audience.PUBLIC, Audience.INTERNAL]})
    of_unit = Q(**{f"{prefix}audience": Audience.UNIT}) & within(user, Right.READ_DRAFTS, f"{prefix}unit")
    named = Q(**{f"{prefix}audience": Audience.NAMED, f"{prefix}readers__user": user})
    return open_to_all | of_unit | named


class NodeQuerySet(models.QuerySet["Node"]):
    """Nodes, by who may know of them."""

    def visible_to(self, user: User) -> NodeQuerySet:
        """Return the nodes that a person may know of."""
        return self.filter(pk__in=Node.objects.filter(known_to(user)).values("pk"))


class Node(models.Model):
    """What can be linked; title and unit stand only here."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="nodes")
    audience = models.CharField(_("audience"), max_length=10, choices=Audience.choices, default=Audience.UNIT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[NodeQuerySet] = NodeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = (models.Index(fields=["unit", "kind"]),)

    def __str__(self) -> str:
        return self.title


class Reader(models.Model):
    """A person named as reader of a node."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["node", "user"], name="reader_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} reads {self.node_id}"


class Link(models.Model):
    """One arrow of the thread: `effect` exists because of `cause`. Withdrawn links stay as history."""

    cause = models.ForeignKey(Node, models.PROTECT, related_name="links_out")
    effect = models.ForeignKey(Node, models.PROTECT, related_name="links_in")
    why = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["cause", "effect"], condition=Q(withdrawn_at=None), name="link_once_at_a_time"
            ),
            models.CheckConstraint(name="link_not_to_itself", condition=~Q(cause=F("effect"))),
            models.CheckConstraint(
                name="link_withdrawn_at_and_by_together",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.cause_id} → {self.effect_id}"


class Noded(models.Model):
    """A thing whose primary key is its node."""

    node = models.OneToOneField(Node, models.PROTECT, primary_key=True, related_name="%(class)s")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.node.title

    @property
    def title(self) -> str:
        """Return the title, which stands on the node."""
        return self.node.title

    @property
    def unit(self) -> Unit:
        """Return the unit, which stands on the node."""
        return self.node.unit
