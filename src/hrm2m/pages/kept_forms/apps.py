"""The Django app of kept forms."""

from django.apps import AppConfig


class KeptFormsConfig(AppConfig):
    """Kept forms have one table."""

    name = "hrm2m.pages.kept_forms"
    label = "kept_forms"
    default_auto_field = "django.db.models.BigAutoField"
