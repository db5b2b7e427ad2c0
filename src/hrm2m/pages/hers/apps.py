"""The Django app of visits to her own pages."""

from django.apps import AppConfig


class OwnPagesConfig(AppConfig):
    """Names the app `own_pages`."""

    name = "hrm2m.pages.hers"
    label = "own_pages"
