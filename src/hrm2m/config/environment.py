"""Reads the settings of one installation from the environment; every refusal is a sentence."""

import os
import re
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from hrm2m.foundation.invented import MADE_BY_DEMO
from hrm2m.vault.errors import KeystoreRefused
from hrm2m.vault.key_files import read_private


KEYSTORE = "keystore.sqlite3"
LARGEST_PORT = 65_535
MOST_PROXIES = 9
SHORTEST_SECRET = 32
DATABASE_SHAPE = "HRM2M_DATABASE_URL must begin with sqlite:/// or postgres://, as in postgres://user:password@host:5432/name."


HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.IGNORECASE | re.ASCII
)
FOR_A_WHILE = ("/dev/shm", "/var/tmp")  # noqa: S108 - nothing is written there: it is asked whether a home lies there
"""Folders for what may be lost, beside the one that this machine names for temporary files."""


class Mode(StrEnum):
    """What this process is for. Only `demo` relaxes anything, and only for a database that it made."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class UnsafeSettings(SystemExit):
    """The settings are missing or unsafe: the process ends with the sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"hrm2m does not start: {sentence}")


@dataclass(frozen=True)
class Environment:
    """The settings of this process."""

    mode: Mode
    home: Path
    database_url: str
    host: str
    port: int
    proxies: int
    secret_key_file: Path
    mail_url: str
    sms_url: str
    sms_secret: str

    @property
    def origin(self) -> str:
        """The address people type, without a path."""
        if self.mode is Mode.PRODUCTION:
            return f"https://{self.host}"
        return f"http://{self.host}:{self.port}"


def read_environment() -> Environment:
    """The settings in HRM2M_… variables; `production` where nothing else is said."""
    mode = _mode()
    # An address of SQLite has no folder to be relative to: `.demo` would be /.demo.
    home = Path(os.environ.get("HRM2M_HOME", "/var/lib/hrm2m")).absolute()
    _refuse_the_other_kind(mode, home)
    return Environment(
        mode=mode,
        home=home,
        database_url=os.environ.get("HRM2M_DATABASE_URL", f"sqlite:///{home}/records.sqlite3"),
        host=_host(mode),
        port=_number("HRM2M_PORT", 8000, range(1, LARGEST_PORT + 1)),
        # How many proxies of our own stand before this process, which listens on the loopback address only.
        proxies=_number("HRM2M_PROXIES", int(mode is Mode.PRODUCTION), range(MOST_PROXIES + 1)),
        secret_key_file=Path(os.environ.get("HRM2M_SECRET_KEY_FILE", str(home / "secret.key"))),
        mail_url=os.environ.get("HRM2M_MAIL_URL", "console:"),
        sms_url=os.environ.get("HRM2M_SMS_URL", "none:"),
        sms_secret=os.environ.get("HRM2M_SMS_SECRET", ""),
    )


def read_secret_key(path: Path) -> str:
    """The key that signs cookies and links: its owner's alone to read, as every key, and long enough."""
    try:
        key = read_private(path, "secret key")
    except KeystoreRefused as refusal:
        raise UnsafeSettings(str(refusal)) from None
    if len(key) < SHORTEST_SECRET:
        sentence = f"The secret key is shorter than {SHORTEST_SECRET} characters. It may be another file."
        raise UnsafeSettings(sentence)
    return key


def _number(name: str, default: int, allowed: range) -> int:
    said = os.environ.get(name, str(default))
    if not (said.isascii() and said.isdecimal()) or int(said) not in allowed:
        sentence = f"{name} must be a whole number from {allowed[0]} to {allowed[-1]}."
        raise UnsafeSettings(sentence)
    return int(said)


def _host(mode: Mode) -> str:
    """The public name in small letters, as browsers send it; a pattern of Django's would let every name in."""
    said = os.environ.get("HRM2M_HOST", "localhost")
    if mode is Mode.PRODUCTION and not HOST.fullmatch(said):
        sentence = "HRM2M_HOST must be the one name that people type, as in hr.example.org: no https://, no port, no *."
        raise UnsafeSettings(sentence)
    return said.lower()


def _mode() -> Mode:
    named = os.environ.get("HRM2M_MODE", Mode.PRODUCTION.value)
    try:
        return Mode(named)
    except ValueError:
        sentence = "HRM2M_MODE must be production, demo or test."
        raise UnsafeSettings(sentence) from None


def _refuse_the_other_kind(mode: Mode, home: Path) -> None:
    """A real area is never opened with what demo relaxes, nor an invented one as if its sign-ins were secret."""
    is_invented = (home / MADE_BY_DEMO).exists()
    if mode is Mode.DEMO and not is_invented:
        # Its key for cookies stands in the source: with a real database anyone could sign in as anybody.
        sentence = (
            f"the home {home} was not made by “hrm2m demo”, and HRM2M_MODE=demo is for no other. Take it out."
        )
        raise UnsafeSettings(sentence)
    if mode is Mode.TEST and (home / KEYSTORE).exists() and not _is_for_a_while(home):
        sentence = (
            f"somebody lives in the home {home}, and HRM2M_MODE=test is for tests, whose homes lie in a folder for "
            "temporary files. Take it out."
        )
        raise UnsafeSettings(sentence)
    if mode is Mode.PRODUCTION and is_invented:
        sentence = (
            "HRM2M_HOME names an invented area: everybody knows its passwords. Name another folder, or say "
            "HRM2M_MODE=demo to look at it."
        )
        raise UnsafeSettings(sentence)


def _is_for_a_while(home: Path) -> bool:
    folders = (tempfile.gettempdir(), *FOR_A_WHILE)
    return any(home.resolve().is_relative_to(Path(folder).resolve()) for folder in folders)


def database(url: str) -> dict[str, Any]:
    """Django's settings for a database address: sqlite:////path or postgres://user:password@host:port/name."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or _socket_folder(parts.query)),
            "PORT": _port_of(parts),
            "CONN_MAX_AGE": 600,
            "ATOMIC_REQUESTS": False,
            # Whoever waits this long behind a lock is told so; danger now goes to the spool instead of waiting on.
            "OPTIONS": {
                "options": "-c lock_timeout=15s",
                "server_side_binding": True,
                "prepare_threshold": 2,
            },
        }
    raise UnsafeSettings(DATABASE_SHAPE)


def _port_of(parts: SplitResult) -> str:
    try:
        return str(parts.port or "")
    except ValueError:
        raise UnsafeSettings(DATABASE_SHAPE) from None


def _socket_folder(query: str) -> str:
    pairs = dict(pair.partition("=")[::2] for pair in query.split("&") if pair)
    return unquote(pairs.get("host", ""))


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "hrm2m.foundation.fair_sqlite",
        "NAME": path.removeprefix("/") if path.startswith("//") else path,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            # A writer says so from its first statement, so no reader is upgraded into a deadlock.
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            ),
        },
    }
