"""The Django app of asks."""

from django.apps import AppConfig


class AsksConfig(AppConfig):
    """Names the app `asks`."""

    name = "hrm2m.records.asks"
    label = "asks"
