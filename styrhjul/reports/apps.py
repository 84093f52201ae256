"""The reports: what is frozen becomes documents."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The app of the reports."""

    name = "styrhjul.reports"
    label = "reports"
