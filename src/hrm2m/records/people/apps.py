"""The Django app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Names the app `people`."""

    name = "hrm2m.records.people"
    label = "people"
