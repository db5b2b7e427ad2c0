"""The Django app of her safety."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Names the app `safety`."""

    name = "hrm2m.records.safety"
    label = "safety"
