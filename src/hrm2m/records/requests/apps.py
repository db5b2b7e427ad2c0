"""The Django app of requests in."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Names the app `requests`."""

    name = "hrm2m.records.requests"
    label = "requests"
