"""The app's place in Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the builder of the demonstration municipality."""

    name = "styrhjul.demo"
    label = "demo"
