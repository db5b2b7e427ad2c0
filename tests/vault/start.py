"""Starts as a server would in each home named, and prints why it does not: `python -m tests.vault.start HOME …`.

Each home is met by a process of its own, forked after Django is set up. Never imported.
"""

import json
import os
import sys
from pathlib import Path

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from django.conf import settings  # noqa: E402 - the settings come first
from django.db import connection  # noqa: E402

from hrm2m.vault import gate  # noqa: E402
from hrm2m.vault.errors import UnsafeStart, VaultError  # noqa: E402
from hrm2m.vault.readiness import refuse_unsafe_start  # noqa: E402


def told_in(home: Path) -> str:
    """What a process of its own says of this home."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, _told(home).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(write)
    with os.fdopen(read) as pipe:
        return pipe.read()


def _told(home: Path) -> str:
    settings.HRM2M_HOME = home
    settings.HRM2M_KEYSTORE = home / "keystore.sqlite3"
    settings.HRM2M_ROOT_KEY_FILE = home / "root.key"
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(home / "records.sqlite3")
    try:
        refuse_unsafe_start()
    except UnsafeStart as refusal:
        return str(refusal)
    except Exception as error:  # whatever it is, it is no sentence and the test must see it
        return f"{type(error).__name__}: {error}"
    return "owner mode is allowed" if _owner_mode_is_allowed() else "ready"


def _owner_mode_is_allowed() -> bool:
    try:
        with gate.owner_mode():
            return True
    except VaultError:
        return False


if __name__ == "__main__":
    print(json.dumps({name: told_in(Path(name)) for name in sys.argv[1:]}))
