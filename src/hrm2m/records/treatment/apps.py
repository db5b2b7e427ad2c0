"""The Django app of treatment."""

from django.apps import AppConfig


class TreatmentConfig(AppConfig):
    """Names the app `treatment`."""

    name = "hrm2m.records.treatment"
    label = "treatment"
