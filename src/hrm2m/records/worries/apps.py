"""The Django app of worries."""

from django.apps import AppConfig


class WorriesConfig(AppConfig):
    """Names the app `worries`."""

    name = "hrm2m.records.worries"
    label = "worries"
