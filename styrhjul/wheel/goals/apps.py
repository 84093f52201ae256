"""The app's place in Django."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.wheel.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"
