"""Formal decisions, with the content frozen at the moment they were made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import AppendOnly, User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.steering.models import SteeringModel
from styrhjul.base.thread.models import Node, known_to


class Manner(models.TextChoices):
    """How a decision is made."""

    POLITICALLY = "politically", _("by a body")
    BY_MANAGER = "by_manager", _("by a manager")


class FormalDecisionQuerySet(models.QuerySet["FormalDecision"]):
    """Decisions, by who may know of them."""

    def visible_to(self, user: User) -> FormalDecisionQuerySet:
        """Return the decisions that a person may know of."""
        rows = self.filter(known_to(user, "node__")).distinct()
        return rows.select_related("node__unit", "about__unit", "body", "manager", "model", "recorded_by")


class FormalDecision(AppendOnly):
    """A body or a manager decided about a thing; what was decided is frozen in the same transaction."""

    node = models.OneToOneField(Node, models.PROTECT, primary_key=True, related_name="formal_decision")
    about = models.ForeignKey(Node, models.PROTECT, related_name="decisions")
    manner = models.CharField(max_length=20, choices=Manner.choices)
    body = models.ForeignKey(Unit, models.PROTECT, related_name="decisions_made")
    manager = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(_("date"))
    paragraph = models.CharField(_("paragraph"), max_length=20, blank=True)
    record_number = models.CharField(_("record number"), max_length=40, blank=True)
    content = models.TextField(help_text="the frozen content as canonical JSON")
    digest = models.CharField(max_length=64)
    model = models.ForeignKey(SteeringModel, models.PROTECT, related_name="+")
    versions = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[FormalDecisionQuerySet] = FormalDecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("decided_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="decision_paragraph_or_manager",
                condition=Q(manner=Manner.POLITICALLY, manager=None) & ~Q(paragraph="")
                | Q(manner=Manner.BY_MANAGER, manager__isnull=False),
                violation_error_message=_("A body decides with a paragraph, a manager with a name."),
            ),
        )

    def __str__(self) -> str:
        return self.node.title


class ArchivedFile(AppendOnly):
    """The bytes made from a decision's frozen content, kept outside the database under their checksum."""

    decision = models.ForeignKey(FormalDecision, models.PROTECT, related_name="files")
    media_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    versions = models.JSONField(default=dict)
    rendered_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["decision", "media_type"], name="one_file_of_a_type"),)

    def __str__(self) -> str:
        return f"{self.decision_id} {self.media_type}"
