"""The Django app of agencies."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Names the app `agencies`."""

    name = "hrm2m.records.agencies"
    label = "agencies"
