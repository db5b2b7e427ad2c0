"""Sets Django up once for a command, with the settings of this installation."""

import os

import django
from django.apps import apps


def set_up_django() -> None:
    """Reads the settings and loads the apps; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hrm2m.config.settings")
    if not apps.ready:
        django.setup()
