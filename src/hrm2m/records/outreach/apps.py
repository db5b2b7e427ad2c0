"""The Django app of outreach."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Names the app `outreach`."""

    name = "hrm2m.records.outreach"
    label = "outreach"
