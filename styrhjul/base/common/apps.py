"""The app's place in Django."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.base.common"
    label = "common"
    default_auto_field = "django.db.models.BigAutoField"
