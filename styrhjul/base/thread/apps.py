"""The app's place in Django."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.base.thread"
    label = "thread"
    default_auto_field = "django.db.models.BigAutoField"
