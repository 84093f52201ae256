"""Duties: what the steering model's calendar and to-do lists mean for each unit and period."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from styrhjul.base.common import clock
from styrhjul.base.common.models import User
from styrhjul.base.organisation.models import Unit
from styrhjul.base.organisation.permissions import rights_of
from styrhjul.engine.packs.schema import Event


class DutyQuerySet(models.QuerySet["Duty"]):
    """Duties, by state and by whose they are."""

    def visible_to(self, user: User) -> DutyQuerySet:
        """Return the duties a person may see: everybody in the organisation sees what is to be done."""
        return self if rights_of(user).posts else self.none()

    def of(self, user: User) -> DutyQuerySet:
        """Return the duties that are a person's own: those of the roles held, at the units where they are held."""
        mine = Q(pk=None)
        for post in rights_of(user).posts:
            mine |= Q(role__in=post.role.keys, unit=post.unit_id)
        return self.filter(mine)

    def open(self) -> DutyQuerySet:
        """Return the duties not yet done."""
        return self.filter(done_at=None)

    def due_from(self, day: date) -> DutyQuerySet:
        """Return the duties that fall due on a day or later."""
        return self.filter(due__gte=day)

    def in_parts(self, *keys: str) -> DutyQuerySet:
        """Return the duties of some parts of the wheel; the calendar's own lie under the empty key."""
        return self.filter(part__in=keys)

    def outside_parts(self, *keys: str) -> DutyQuerySet:
        """Return the duties that stand in none of some parts of the wheel."""
        return self.exclude(part__in=keys)

    def begun(self) -> DutyQuerySet:
        """Return the duties that may be done by now."""
        return self.filter(starts__lte=clock.today())


class Duty(models.Model):
    """Calendar entry or to-do × unit × period: done by hand, or by the action that fulfils it."""

    key = models.CharField(max_length=40)
    part = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    year = models.PositiveSmallIntegerField(_("year"))
    period = models.CharField(max_length=10)
    role = models.CharField(max_length=40)
    event = models.CharField(max_length=40, choices=[(event, event) for event in Event], blank=True)
    scope = models.CharField(max_length=40, blank=True)
    starts = models.DateField()
    due = models.DateField(_("due"))
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[DutyQuerySet] = DutyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("due", "pk")
        constraints = (models.UniqueConstraint(fields=["key", "unit", "period"], name="duty_once_a_period"),)
        indexes = (
            models.Index(fields=["unit", "year", "part"]),
            models.Index(fields=["event", "unit", "period"]),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.unit_id} {self.period}"

    @property
    def is_late(self) -> bool:
        """Tell whether the due day has passed without the duty being done."""
        return self.done_at is None and self.due < clock.today()
