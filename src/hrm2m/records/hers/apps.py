"""The Django app of her own side."""

from django.apps import AppConfig


class HersConfig(AppConfig):
    """Names the app `hers`."""

    name = "hrm2m.records.hers"
    label = "hers"
