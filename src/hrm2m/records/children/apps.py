"""The Django app of children."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    """Names the app `children`."""

    name = "hrm2m.records.children"
    label = "children"
