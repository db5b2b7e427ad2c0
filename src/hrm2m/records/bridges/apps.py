"""The Django app of bridges."""

from django.apps import AppConfig


class BridgesConfig(AppConfig):
    """Names the app `bridges`."""

    name = "hrm2m.records.bridges"
    label = "bridges"
