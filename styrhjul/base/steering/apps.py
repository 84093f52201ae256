"""The app's place in Django."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.base.steering"
    label = "steering"
    default_auto_field = "django.db.models.BigAutoField"
