"""The organisation: a tree with dates, and who holds which role where."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common.models import AppendOnly, User


def in_force(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row holds on a day; `ends` is the first day it no longer does."""
    ended = Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gt": on})
    return Q(**{f"{prefix}starts__lte": on}) & ended


def overlapping(starts: date, ends: date | None) -> Q:
    """Return the condition that a dated row holds on some day from `starts` until, but not including, `ends`."""
    ended = Q(ends=None) | Q(ends__gt=starts)
    return ended if ends is None else ended & Q(starts__lt=ends)


class Dated(models.Model):
    """Something that holds from a day until, but not including, another."""

    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def last_day(self) -> date | None:
        """Return the last day on which it holds, as people say it."""
        return self.ends - timedelta(days=1) if self.ends else None


def _ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ends=None) | Q(ends__gt=F("starts")),
        violation_error_message=_("The end must come after the start."),
    )


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units, by day."""

    def on(self, day: date) -> UnitQuerySet:
        """Return the units that existed on a day."""
        return self.filter(in_force(day))


class Unit(Dated):
    """A node of the organisation tree: a board, an administration, a school."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=40)
    area = models.CharField(_("statistical area"), max_length=20, blank=True)

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name",)
        constraints = (_ends_after_start("unit_ends_after_start"),)

    def __str__(self) -> str:
        return self.name


class Placement(Dated):
    """Under which unit a unit stands, from when until when. The top has no placement."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="children")

    class Meta:
        constraints = (
            _ends_after_start("placement_ends_after_start"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ends=None),
                name="placement_one_open",
                violation_error_message=_("The unit already stands under another unit."),
            ),
            models.CheckConstraint(
                name="placement_not_under_itself",
                condition=~Q(unit=F("parent")),
                violation_error_message=_("A unit cannot stand under itself."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} under {self.parent}"


class Ancestry(Dated):
    """Who stood above whom and when, the unit itself included at distance 0; worked out from placements."""

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Unit, models.CASCADE, related_name="above")
    distance = models.PositiveSmallIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["ancestor", "starts"]),
            models.Index(fields=["descendant", "starts"]),
        )

    def __str__(self) -> str:
        return f"{self.ancestor_id} above {self.descendant_id}"


class Appointment(Dated):
    """A role that a person holds at a unit."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments")

    class Meta:
        constraints = (_ends_after_start("appointment_ends_after_start"),)

    def __str__(self) -> str:
        return f"{self.role} at {self.unit}"


class Logo(AppendOnly):
    """A picture that the municipality has used as its logo, cleaned before it is kept; one row per picture."""

    content = models.BinaryField()
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest[:12]


class Look(AppendOnly):
    """How the municipality wants its pages and reports to look, from when it was chosen until the next row."""

    accent = models.CharField(max_length=7, blank=True, help_text="as it was given; what is used may be darker")
    logo = models.ForeignKey(Logo, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.accent or "no accent"


class StartCode(models.Model):
    """The digest of the code that lets the first administrator in; there is at most one, and it works once."""

    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"made {self.made_at}"


class StartStep(models.Model):
    """That a step of the first run is done, or put aside until somebody takes it up again."""

    class Step(models.TextChoices):
        """The steps, in the order in which they help most."""

        MUNICIPALITY = "municipality"
        LOOK = "look"
        MODEL = "model"
        ORGANISATION = "organisation"
        WORDS = "words"
        PLAN = "plan"

    class State(models.TextChoices):
        """What became of a step."""

        DONE = "done"
        SKIPPED = "skipped"

    step = models.CharField(max_length=20, choices=Step.choices, unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.step} {self.state}"
