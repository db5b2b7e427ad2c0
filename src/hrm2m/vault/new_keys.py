"""Makes every key of a new installation, at once and only where there is none."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from hrm2m.vault import spool
from hrm2m.vault.errors import KeystoreRefused
from hrm2m.vault.key_files import KEY_BYTES, write_new


SECRET_BYTES = 48
OWNER_ONLY = 0o400
ANYBODY = 0o444


def make_new_keys(home: Path, root_key_file: Path, secret_key_file: Path) -> list[Path]:
    """Writes the root key, the secret key and the two keys of the spool; answers where they lie.

    Raises KeystoreRefused, and writes nothing, if one of them or a keystore is there already.
    """
    private, public = spool.new_pair()
    files: Mapping[Path, tuple[str, int]] = {
        root_key_file: (secrets.token_hex(KEY_BYTES), OWNER_ONLY),
        secret_key_file: (secrets.token_urlsafe(SECRET_BYTES), OWNER_ONLY),
        root_key_file.with_name(spool.PRIVATE_KEY): (private, OWNER_ONLY),
        home / spool.PUBLIC_KEY: (public, ANYBODY),
    }
    _refuse_to_replace(home, files)
    for path, (text, mode) in files.items():
        write_new(path, text, mode)
    return list(files)


def _refuse_to_replace(home: Path, files: Mapping[Path, object]) -> None:
    there = [path.name for path in files if path.exists()]
    if there:
        msg = f"There is already a key here ({', '.join(there)}), and nothing was changed. A key is never replaced."
        raise KeystoreRefused(msg)
    if (home / "keystore.sqlite3").exists():
        msg = "There is a keystore here that another root key opens. Put that root key back; a new one opens nothing."
        raise KeystoreRefused(msg)
