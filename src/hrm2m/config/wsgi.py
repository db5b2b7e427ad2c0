"""What a web server calls: refuses to start on unsafe settings, and says why in one sentence."""

import os

from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hrm2m.config.settings")
application = get_wsgi_application()


def _refuse_unsafe_start() -> None:
    from hrm2m.config.environment import UnsafeSettings  # noqa: PLC0415 - the apps are loaded only now
    from hrm2m.vault import readiness  # noqa: PLC0415
    from hrm2m.vault.errors import VaultError  # noqa: PLC0415

    try:
        readiness.refuse_unsafe_start()
    except VaultError as refusal:
        raise UnsafeSettings(str(refusal)) from None


_refuse_unsafe_start()
