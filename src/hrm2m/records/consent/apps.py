"""The Django app of what she says yes to."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Names the app `consent`."""

    name = "hrm2m.records.consent"
    label = "consent"
