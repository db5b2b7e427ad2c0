"""The Django app of acts on the whole record."""

from django.apps import AppConfig


class WholeConfig(AppConfig):
    """Names the app `whole`."""

    name = "hrm2m.records.whole"
    label = "whole"
