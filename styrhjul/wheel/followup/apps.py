"""The app's place in Django."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.wheel.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"
