"""The Django app of danger now."""

from django.apps import AppConfig


class DangerConfig(AppConfig):
    """Names the app `danger`."""

    name = "hrm2m.records.danger"
    label = "danger"
