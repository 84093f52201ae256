"""The app's place in Django."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.wheel.improvement"
    label = "improvement"
    default_auto_field = "django.db.models.BigAutoField"
