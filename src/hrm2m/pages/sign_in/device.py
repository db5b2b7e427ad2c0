"""Remembers, in a signed cookie, that a worker has signed in on this device before; it opens nothing."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from hrm2m.foundation import ids


COOKIE = "hr_device"
DAYS = 90
MOST = 5
_SALT = "hrm2m.sign_in.device"


def known_for(request: HttpRequest, email: str) -> str:
    """The random name of this device if the worker with this e-mail address signed in on it; else nothing."""
    return _read(request).get(email, "")


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Writes down that this worker signed in here; a shared computer remembers the last five."""
    known = _read(request)
    name = known.pop(email, "") or ids.new_ref()
    newest = dict([*known.items(), (email, name)][-MOST:])
    response.set_cookie(
        COOKIE,
        signing.dumps(newest, salt=_SALT),
        max_age=DAYS * 86400,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=DAYS * 86400)
    except signing.BadSignature:
        return {}
    return {str(email): str(name) for email, name in known.items()} if isinstance(known, dict) else {}
