"""The Django app of a later version."""

from django.apps import AppConfig


class NewerConfig(AppConfig):
    """Names the app `newer`."""

    name = "tests.backup.newer"
    label = "newer"
