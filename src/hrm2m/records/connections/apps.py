"""The Django app of connections."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    """Names the app `connections`."""

    name = "hrm2m.records.connections"
    label = "connections"
