"""The app's place in Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.wheel.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
