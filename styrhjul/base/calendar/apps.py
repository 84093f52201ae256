"""The app's place in Django."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.base.calendar"
    label = "calendar"
    default_auto_field = "django.db.models.BigAutoField"
