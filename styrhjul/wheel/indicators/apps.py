"""The app's place in Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.wheel.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
