"""The app's place in Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Registers the app under its short label."""

    name = "styrhjul.base.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
