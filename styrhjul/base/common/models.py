"""People who log in, and the append-only trace of what they wrote."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class People(BaseUserManager["User"]):
    """Makes accounts; the address is what one logs in with."""

    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """Return a new account; without a password it cannot log in by password."""
        user = self.model(email=self.normalize_email(email), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who logs in. Rights come from appointments, never from the account."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name as shown."""
        return self.name


class AppendOnly(models.Model):
    """A row that is written once and never changed or deleted."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a second save."""
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows never change")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise TypeError(f"{type(self).__name__} rows are never deleted")


class TraceHead(models.Model):
    """The end of the chain; its single row is the lock that puts writers in line."""

    sequence = models.PositiveBigIntegerField(default=0)
    chain = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.sequence}: {self.chain[:12]}"


class TraceEntry(AppendOnly):
    """That something was written: what, about what and when, with the digest of its detail."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        ordering = ("sequence",)

    def __str__(self) -> str:
        return f"{self.sequence} {self.event} {self.subject}"


class TraceDetail(models.Model):
    """Who did it and what changed; erased when the law says so, and the chain still holds."""

    entry = models.OneToOneField(TraceEntry, models.PROTECT, primary_key=True, related_name="detail")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    content = models.TextField()

    def __str__(self) -> str:
        return f"detail of {self.entry_id}"
