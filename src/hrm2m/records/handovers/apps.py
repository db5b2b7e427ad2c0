"""The Django app of handovers."""

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    """Names the app `handovers`."""

    name = "hrm2m.records.handovers"
    label = "handovers"
