"""The Django app of the page of one request."""

from django.apps import AppConfig


class PartnerConfig(AppConfig):
    """Two tables: links that were sent, and codes that were asked for."""

    name = "hrm2m.pages.partner"
    label = "partner"
    default_auto_field = "django.db.models.BigAutoField"
