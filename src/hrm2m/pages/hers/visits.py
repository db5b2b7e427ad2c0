"""A visit of hers: begun by a code, known by a cookie that goes with the browser, over soon; opens nothing itself."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hrm2m.foundation import clock, ids
from hrm2m.pages.hers.models import OwnVisit
from hrm2m.policy import Actor
from hrm2m.policy.facts import herself
from hrm2m.records.hers.queries import LetIn, area_of_way


IDLE = timedelta(minutes=10)
LONGEST = timedelta(minutes=30)
NAMES = timedelta(minutes=10)
COOKIE = "__Host-n" if settings.OVER_TLS else "n"


@dataclass(frozen=True)
class Own:
    """Who is here: she, by one of her ways; `token` is what her forms carry, `names` that the code was typed again."""

    actor: Actor
    mother: str
    quiet: bool
    token: str
    names: bool


class OwnRequest(HttpRequest):
    """A request of a visit that is not over."""

    own: Own


def begin(response: HttpResponse, let_in: LetIn) -> None:
    """Begins a visit with this answer."""
    now = clock.now()
    secret = ids.new_ref() + ids.new_ref()
    OwnVisit.objects.create(
        mark=_mark("visit", secret),
        way=let_in.way,
        mother_ref=let_in.mother_ref,
        area=let_in.area,
        quiet=let_in.quiet,
        begun_at=now,
        seen_at=now,
    )
    # No age: the browser forgets it when it is closed. Strict: a link from elsewhere opens nothing.
    response.set_cookie(COOKIE, secret, httponly=True, secure=settings.OVER_TLS, samesite="Strict")


def own_of(request: HttpRequest) -> Own | None:
    """Who is here, if the visit is not over; being here counts as being seen."""
    secret = request.COOKIES.get(COOKIE, "")
    now = clock.now()
    row = OwnVisit.objects.filter(mark=_mark("visit", secret)).first() if secret else None
    if row is None:
        return None
    if not _goes_on(row, now):
        row.delete()
        return None
    OwnVisit.objects.filter(id=row.id).update(seen_at=now)
    names = row.names_until is not None and now < row.names_until
    # She may have moved to another area since she came in.
    area = area_of_way(row.way) or row.area
    return Own(herself(area, row.way), row.mother_ref, row.quiet, _mark("form", secret), names)


def show_names(request: HttpRequest) -> None:
    """The code was typed again: for ten minutes names of agencies are shown."""
    until = clock.now() + NAMES
    OwnVisit.objects.filter(mark=_mark("visit", request.COOKIES.get(COOKIE, ""))).update(names_until=until)


def end(request: HttpRequest, response: HttpResponse) -> None:
    """Ends the visit of this browser, now; nothing of it is left there."""
    secret = request.COOKIES.get(COOKIE, "")
    if secret:
        OwnVisit.objects.filter(mark=_mark("visit", secret)).delete()
    response.set_cookie(COOKIE, "", max_age=0, httponly=True, secure=settings.OVER_TLS, samesite="Strict")


def end_of_way(way: str) -> None:
    """Ends every visit by this way in, in whatever browser: it was frozen, and who is in types the code again."""
    OwnVisit.objects.filter(way=way).delete()


def sweep(now: datetime) -> int:
    """Drops visits that are over; answers how many."""
    return OwnVisit.objects.filter(begun_at__lt=now - LONGEST).delete()[0]


def is_from_here(request: HttpRequest, own: Own) -> bool:
    """Whether a form that was sent is one of this visit."""
    return hmac.compare_digest(request.POST.get("t", "").encode(), own.token.encode())


def _goes_on(row: OwnVisit, now: datetime) -> bool:
    return row.begun_at <= now < row.begun_at + LONGEST and now < row.seen_at + IDLE


def _mark(what: str, secret: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{what}|{secret}".encode(), sha256).hexdigest()
