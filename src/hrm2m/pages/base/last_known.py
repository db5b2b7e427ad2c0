"""Remembers in a signed cookie who acts in this visit, for danger alone: while the database is away nothing else knows.

It opens nothing and reads nothing. It holds numbers and refs, no name, and it counts with its own session only.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from hrm2m.pages.base.visit import DAILY
from hrm2m.policy import Actor, Role


COOKIE = "hr_last"
_SALT = "hrm2m.last_known"


def remember(request: HttpRequest, response: HttpResponseBase, actor: Actor) -> None:
    """Writes down who acted, unless this session's cookie says so already."""
    if actor_of(request) == actor:
        return
    said = [
        actor.worker_id,
        actor.worker_ref,
        actor.agency_id,
        actor.agency_ref,
        actor.area,
        sorted(actor.roles),
    ]
    response.set_cookie(
        COOKIE,
        signing.dumps(said, salt=_salt(request.session.session_key or "")),
        max_age=DAILY,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acted last in this session, as he or she was then; None where no cookie of ours says it."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    try:
        number, ref, agency_id, agency_ref, area, roles = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=_salt(session), max_age=DAILY
        )
        return Actor(number, ref, agency_id, agency_ref, area, frozenset(Role(role) for role in roles))
    except (signing.BadSignature, ValueError):  # forged, too old, of another session, or of another version
        return None


def _salt(session: str) -> str:
    return f"{_SALT}.{session}"
