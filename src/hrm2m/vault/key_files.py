"""Files of keys: made once, readable by their owner only, never replaced; no key lives in the database or a setting."""

import os
import secrets
import stat
from pathlib import Path

from hrm2m.vault.errors import KeystoreRefused


KEY_BYTES = 32
OTHERS = 0o077
WORLD = 0o007


def read_private(path: Path, name: str) -> str:
    """The text of a key file; raises KeystoreRefused if it is missing, or if others on this machine can read it."""
    try:
        mode = path.stat().st_mode
        text = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"The {name} cannot be read ({type(error).__name__}). Make one with “hrm2m keys new”."
        raise KeystoreRefused(msg) from error
    if stat.S_IMODE(mode) & (WORLD if _shown_by_systemd(path) else OTHERS):
        msg = f"The {name} can be read by others on this machine. Set its file to mode 0400."
        raise KeystoreRefused(msg)
    return text


def _shown_by_systemd(path: Path) -> bool:
    """Whether it is a credential of this service: newer systemd lets its user in as if through a group."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return bool(folder) and path.parent == Path(str(folder))


def read_root_key(path: Path) -> bytes:
    """The 32-byte root key in `path`, 64 hexadecimal characters; refuses a file that others can read."""
    text = read_private(path, "root key")
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        msg = "The root key is not 64 hexadecimal characters. It may be another file."
        raise KeystoreRefused(msg)
    return key


def write_new(path: Path, text: str, mode: int = 0o400) -> None:
    """Writes a new key file and sees it to the disk; raises FileExistsError and never replaces one."""
    write_new_bytes(path, f"{text}\n".encode("ascii"), mode)


def write_new_bytes(path: Path, content: bytes, mode: int) -> None:
    """The same of what is no text, in a folder that is its owner's where there was none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    see_to_disk(path.parent)


def see_to_disk(folder: Path) -> None:
    """A new name in a folder, or one taken away, is safe only once the folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_new_root_key(path: Path) -> None:
    """Makes a root key file, readable by its owner only; refuses to replace one."""
    write_new(path, secrets.token_hex(KEY_BYTES))
