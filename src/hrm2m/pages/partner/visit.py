"""The visit of whoever typed the code: it opens one request, for two hours, in one browser."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from hrm2m.foundation import clock
from hrm2m.pages.partner import links
from hrm2m.pages.partner.links import Opened
from hrm2m.pages.partner.marks import mark


LASTS = timedelta(hours=2)
ASKED, OPEN, SINCE = "partner_asked", "partner_open", "partner_since"
COOKIE = "hr_answers"
DAYS = 90
MOST = 5
_SALT = "hrm2m.partner.known"


def begin(request: HttpRequest, opened: Opened) -> None:
    """Opens this request in this browser, in a session of a new name."""
    request.session.cycle_key()
    request.session.pop(ASKED, None)
    request.session[OPEN], request.session[SINCE] = opened.link_id, clock.now().isoformat()


def opened_in(request: HttpRequest) -> Opened | None:
    """The request that is open in this browser now."""
    link_id, since = request.session.get(OPEN), request.session.get(SINCE)
    if not isinstance(link_id, int) or not isinstance(since, str):
        return None
    if clock.now() - datetime.fromisoformat(since) > LASTS:
        return None
    return links.opened_by_number(link_id)


def known_in(request: HttpRequest) -> tuple[str, ...]:
    """Marks of the workers as whom somebody was let in with this browser; it opens nothing."""
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=DAYS * 86400)
    except signing.BadSignature:
        return ()
    return tuple(str(each) for each in known) if isinstance(known, list) else ()


def remember(request: HttpRequest, response: HttpResponse, worker_id: int) -> None:
    """Writes down that this browser was let in, so that strangers' tries never count against it."""
    newest = [*(each for each in known_in(request) if each != mark("worker", worker_id))][-(MOST - 1) :]
    response.set_cookie(
        COOKIE,
        signing.dumps([*newest, mark("worker", worker_id)], salt=_SALT),
        max_age=DAYS * 86400,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
