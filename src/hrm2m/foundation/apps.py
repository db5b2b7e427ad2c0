"""The Django app of the foundation."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Names the app `foundation`."""

    name = "hrm2m.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
