"""Indicators: what is measured, what it should be, what it was, and what somebody used."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import trace
from styrhjul.base.common.models import AppendOnly, User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.thread.models import Noded, known_to


class Direction(models.TextChoices):
    """Which way is good. Without a direction nothing is called good or bad."""

    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")
    NONE = "none", _("neither is better")


class Source(models.TextChoices):
    """Where the values come from."""

    OWN = "own", _("own values")
    NATIONAL = "national", _("national statistics")


class Group(models.TextChoices):
    """Whose value it is."""

    ALL = "T", _("all")
    WOMEN = "K", _("women")
    MEN = "M", _("men")


class Rhythm(models.TextChoices):
    """How often there is a value."""

    YEAR = "year", _("every year")
    MONTH = "month", _("every month")


class Status(models.TextChoices):
    """How sure a value is."""

    PRELIMINARY = "preliminary", _("preliminary")
    FINAL = "final", _("final")
    MISSING = "missing", _("missing")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators, by who may know of them."""

    def visible_to(self, user: User) -> IndicatorQuerySet:
        """Return the indicators that a person may know of."""
        return self.filter(known_to(user, "node__")).select_related("node__unit").distinct()


class Indicator(Noded):
    """A measure: its definition, unit and direction. Targets and values are rows of their own."""

    definition = models.TextField(_("definition"), max_length=2000)
    measure_unit = models.CharField(_("measure unit"), max_length=40)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=1, validators=[MaxValueValidator(4)])
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    national_id = models.CharField(_("number in the national statistics"), max_length=20, blank=True)
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices, default=Rhythm.YEAR)
    by_sex = models.BooleanField(_("split by sex"), default=False)

    objects: ClassVar[IndicatorQuerySet] = IndicatorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="indicator_national_has_number",
                condition=Q(source=Source.OWN, national_id="") | (Q(source=Source.NATIONAL) & ~Q(national_id="")),
                violation_error_message=_("A national indicator needs its number; an own one has none."),
            ),
        )

    @property
    def stamp(self) -> str:
        """Return a mark that changes when somebody changes the indicator."""
        named = (self.title, self.definition, self.measure_unit, self.direction, self.rhythm)
        return trace.sha256(trace.canonical([*named, self.decimals, self.by_sex]))[:16]


class TargetQuerySet(models.QuerySet["Target"]):
    """Targets, with those that have been replaced left out when asked."""

    def standing(self) -> TargetQuerySet:
        """Return the targets that no later decision has replaced."""
        same = {name: OuterRef(name) for name in ("indicator", "unit", "group", "year")}
        return self.filter(~Exists(Target.objects.filter(**same, pk__gt=OuterRef("pk"))))


class Target(AppendOnly):
    """What a measure should be at a unit in a year, and who decided it. A later row replaces an earlier one."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.CharField(max_length=1, choices=Group.choices, default=Group.ALL)
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("target"), max_digits=16, decimal_places=4)
    decided_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided on"))
    paragraph = models.CharField(_("paragraph"), max_length=20, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[TargetQuerySet] = TargetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("year", "pk")
        indexes = (models.Index(fields=["indicator", "unit", "group", "year"]),)

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}: {self.value}"


class ValueQuerySet(models.QuerySet["Value"]):
    """Values, with earlier revisions left out when asked."""

    def standing(self) -> ValueQuerySet:
        """Return the values that no later revision, from whatever source, has replaced."""
        same = {name: OuterRef(name) for name in ("indicator", "unit", "period", "group")}
        return self.filter(~Exists(Value.objects.filter(**same, pk__gt=OuterRef("pk"))))


class Value(AppendOnly):
    """What a measure was at a unit in a period; a new revision replaces an earlier one."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField(_("period"), max_length=7)
    group = models.CharField(max_length=1, choices=Group.choices, default=Group.ALL)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True)
    status = models.CharField(max_length=12, choices=Status.choices)
    missing_because = models.CharField(_("why it is missing"), max_length=200, blank=True)
    people = models.PositiveIntegerField(_("number of people behind it"), null=True)
    source = models.CharField(_("source"), max_length=100)
    revision = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(_("note"), max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[ValueQuerySet] = ValueQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("period", "revision")
        constraints = (
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "group", "source", "revision"], name="value_once_a_revision"
            ),
            models.CheckConstraint(
                name="value_missing_says_so",
                condition=Q(value=None, status=Status.MISSING) | (Q(value__isnull=False) & ~Q(status=Status.MISSING)),
                violation_error_message=_("Missing is not a number: leave the value out and say why."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id} {self.period}: {self.value}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Numbers that somebody used, by who may know of them."""

    def visible_to(self, user: User) -> EvidenceQuerySet:
        """Return the evidence that a person may know of."""
        return self.filter(known_to(user, "node__")).select_related("node__unit", "indicator__node", "place").distinct()


class Evidence(Noded):
    """A number as it was when somebody used it, so that it can hang on the red thread."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="evidence")
    place = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    area = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=7)
    group = models.CharField(max_length=1, choices=Group.choices, default=Group.ALL)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    source = models.CharField(max_length=100)
    build = models.CharField(max_length=40, blank=True)
    taken_at = models.DateTimeField()

    objects: ClassVar[EvidenceQuerySet] = EvidenceQuerySet.as_manager()  # type: ignore[assignment]
