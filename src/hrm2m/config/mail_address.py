"""Reads HRM2M_MAIL_URL: where the mail to workers goes."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from hrm2m.config.environment import UnsafeSettings


PORTS = {"smtp": 25, "smtps": 465}
SUBMISSION = 587
SHAPE = "HRM2M_MAIL_URL must be console: or smtp://user:password@host:port?tls=1&from=address."


@dataclass(frozen=True)
class MailSettings:
    """What Django needs to send mail."""

    backend: str
    from_address: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def read_mail_url(url: str, host: str) -> MailSettings:
    """The settings for `console:` (mail is printed) or for an SMTP server; `host` is this installation's own name.

    smtp:// is plain, smtp://…?tls=1 begins plain and must become TLS, smtps:// is TLS from the first byte.
    """
    sender = f"no-reply@{host}"
    if url == "console:":
        return MailSettings("django.core.mail.backends.console.EmailBackend", sender)
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme not in PORTS or not parts.hostname or set(options) - {"tls", "from"}:
        raise UnsafeSettings(SHAPE)
    starttls = options.get("tls", "0") == "1"
    return MailSettings(
        "django.core.mail.backends.smtp.EmailBackend",
        options.get("from", sender),
        host=parts.hostname,
        port=_port(url) or (SUBMISSION if starttls else PORTS[parts.scheme]),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=starttls and parts.scheme == "smtp",
        tls=parts.scheme == "smtps",
    )


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        raise UnsafeSettings(SHAPE) from None
