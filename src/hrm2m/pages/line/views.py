"""A text came from a phone, or what became of one of ours: taken in, answered alike, and not a word of it kept.

Whoever speaks here is on this machine and came through no proxy; anybody else meets a page that is not here.
"""

import hmac
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hrm2m.exchange.messages import reports
from hrm2m.exchange.messages.incoming import says_stop
from hrm2m.pages.base import errors
from hrm2m.pages.base.access import open_to_all
from hrm2m.pages.sign_in import tries
from hrm2m.pages.sign_in.tries import Limit
from hrm2m.policy.facts import machine_actor
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.texts import KnownPhone, area_of_text, phones_by


ON_THIS_MACHINE = frozenset({"127.0.0.1", "::1"})
THROUGH_A_PROXY = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
FROM_ONE_PHONE = Limit(6, 3600)
"""How often an hour it is written down that something came from one phone; a stop is always heard (policy_choice)."""

View = Callable[..., HttpResponse]


def from_the_carrier(view: View) -> View:
    """Only a plain request of this machine; every other one meets the page of an unknown address."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        from_here = request.META.get("REMOTE_ADDR", "") in ON_THIS_MACHINE
        if request.method != "GET" or not from_here or any(name in request.META for name in THROUGH_A_PROXY):
            return errors.not_here(request)
        return view(request, *args, **kwargs)

    return guarded


@open_to_all(
    "the carrier of texts says here what came from a phone, with a secret; every number is answered alike"
)
@from_the_carrier
def came(request: HttpRequest) -> HttpResponse:
    """Something came from a phone: a stop silences it; of anything else only that it came is kept.

    A number that nobody agreed to leaves nothing, and the answer is the same.
    """
    if not _knows_the_secret(request.GET.get("key", "")):
        return errors.not_here(request)
    stop = says_stop(request.GET.get("text", ""))
    for phone in phones_by(request.GET.get("from", "")):
        _hear(phone, stop)
    return _heard()


@open_to_all("the carrier of texts says here what became of one, with a mark that belongs to this one alone")
@from_the_carrier
def report(request: HttpRequest, text: str, mark: str) -> HttpResponse:
    """What became of a text; said again, or of one that is gone with her record, it changes nothing."""
    if not reports.is_right(text, mark):
        return errors.not_here(request)
    event, area = reports.MEANS.get(request.GET.get("said", "")), area_of_text(text)
    if event is not None and area is not None:
        outreach.tell_of_text(by=machine_actor(area), text=text, event=event, why="carrier_said")
    return _heard()


def _hear(phone: KnownPhone, stop: bool) -> None:
    by = machine_actor(phone.area)
    if stop:
        outreach.silence_phone(by=by, phone=phone.ref)
    elif tries.within(FROM_ONE_PHONE, "line", phone.ref):
        outreach.hear_phone(by=by, phone=phone.ref)


def _knows_the_secret(said: str) -> bool:
    secret = settings.HRM2M_SMS_SECRET
    return bool(secret) and hmac.compare_digest(secret.encode(), said.encode())


def _heard() -> HttpResponse:
    return HttpResponse(b"", content_type="text/plain")
