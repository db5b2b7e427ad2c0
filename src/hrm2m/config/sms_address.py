"""Reads HRM2M_SMS_URL and HRM2M_SMS_SECRET: who carries texts to a phone, and how we know that it is the carrier."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from hrm2m.config.environment import UnsafeSettings


SMSBOX_PORT = 13013
SHAPE = (
    "HRM2M_SMS_URL must be none:, folder: (an invented area only) or "
    "kannel://user:password@host:port/cgi-bin/sendsms?from=number&reports=http://localhost:8000; with tls=1 over TLS."
)
IN_THE_CLEAR = "HRM2M_SMS_URL is folder: texts would lie in the clear. It is for an invented area only."
WEAK = (
    "HRM2M_SMS_SECRET must be at least 32 letters and digits. Make one: "
    "python3 -c 'import secrets; print(secrets.token_hex(20))'"
)
_SENDER = re.compile(r"\+?[0-9]{3,15}|[A-Za-z0-9]{1,11}|")
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,}")


@dataclass(frozen=True)
class SmsSettings:
    """Who carries texts; `kannel` is what its adapter takes."""

    by: str
    kannel: dict[str, str] = field(default_factory=dict)


def read_sms_url(url: str, *, port: int, invented: bool) -> SmsSettings:
    """The settings for `none:`, `folder:` or an smsbox of Kannel; `port` is that of our own server beside it."""
    if url == "none:":
        return SmsSettings("none")
    if url == "folder:":
        if not invented:
            raise UnsafeSettings(IN_THE_CLEAR)
        return SmsSettings("folder")
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme != "kannel" or not parts.hostname or set(options) - {"from", "reports", "tls"}:
        raise UnsafeSettings(SHAPE)
    scheme = "https" if options.get("tls") == "1" else "http"
    return SmsSettings(
        "kannel",
        {
            "url": f"{scheme}://{parts.hostname}:{_port(url)}{parts.path or '/cgi-bin/sendsms'}",
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "sender": _sender(options.get("from", "")),
            "reports_to": options.get("reports", f"http://localhost:{port}"),
        },
    )


def checked_secret(secret: str) -> str:
    """The secret the carrier says with what came from a phone; empty: nothing is listened to."""
    if secret and not _SECRET.fullmatch(secret):
        raise UnsafeSettings(WEAK)
    return secret


def _sender(said: str) -> str:
    """The number texts come from; a + in an address is read as a space."""
    sender = f"+{said[1:]}" if said.startswith(" ") else said
    if not _SENDER.fullmatch(sender):
        raise UnsafeSettings(SHAPE)
    return sender


def _port(url: str) -> int:
    try:
        return urlsplit(url).port or SMSBOX_PORT
    except ValueError:
        raise UnsafeSettings(SHAPE) from None
