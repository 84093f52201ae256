"""The room's place in Django: its templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the room of pages."""

    name = "styrhjul.web"
    label = "web"
