"""The steering models that a municipality has installed, and which is in force when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import AppendOnly, User


class SteeringModel(AppendOnly):
    """One installed version of how the municipality steers; never changed, only followed by another.

    `moves` says, for each section, where the keys that this version lacks stand in it from its day on; an empty
    place is a key that somebody chose to leave without one. A version can be taken back until its day has come.
    """

    key = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    content = models.TextField(help_text="the whole pack as canonical JSON")
    digest = models.CharField(max_length=64)
    moves = models.JSONField(default=dict, blank=True)
    in_force_from = models.DateField()
    installed_at = models.DateTimeField()
    installed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("in_force_from", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["in_force_from"],
                condition=Q(taken_back_at=None),
                name="steering_one_model_a_day",
                violation_error_message=_("Another model is already in force from that day."),
            ),
            models.CheckConstraint(
                name="steering_taken_back_at_and_by_together",
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class OwnWords(AppendOnly):
    """What the municipality calls things itself, over the words of the model: the whole list, from a day on."""

    content = models.JSONField(help_text="word and plural by section and key")
    in_force_from = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("in_force_from", "pk")

    def __str__(self) -> str:
        return f"own words from {self.in_force_from}"


class ModelDraft(models.Model):
    """The text of a model that somebody works on; it steers nothing until it is installed.

    One that was thrown away can be taken up again for some time.
    """

    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("the model as YAML"))
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-saved_at", "-pk")

    def __str__(self) -> str:
        return self.name
