"""The Django app of signing in."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Signing in has one table, of tries."""

    name = "hrm2m.pages.sign_in"
    label = "sign_in"
    default_auto_field = "django.db.models.BigAutoField"
