"""The Django app of emergency looks."""

from django.apps import AppConfig


class EmergenciesConfig(AppConfig):
    """Names the app `emergencies`."""

    name = "hrm2m.records.emergencies"
    label = "emergencies"
