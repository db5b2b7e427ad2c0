"""The Django app of clocks."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Names the app `clocks`."""

    name = "hrm2m.records.clocks"
    label = "clocks"
