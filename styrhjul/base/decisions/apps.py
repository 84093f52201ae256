"""The app's place in Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.base.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"
