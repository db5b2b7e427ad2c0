"""Where a worker stands in her visit: who is signed in, how, since when, and whether the page is locked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from hrm2m.foundation import clock
from hrm2m.policy import Actor


IDLE = timedelta(minutes=15)
DAILY = timedelta(hours=12)
NOTICED_EVERY = timedelta(seconds=30)

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
LOCKED_AFTER = "locked_after"
SECOND_FACTOR = "second_factor"
AGENCY = "agency"
AGENCY_NAME = "agency_name"


class Sign(Enum):
    """How far the sign-in has come."""

    OUT = auto()
    WITHOUT_SECOND_FACTOR = auto()
    LOCKED = auto()
    IN = auto()


@dataclass(frozen=True)
class Visit:
    """The sign-in of one request; `worker_id` is 0 for somebody who has not signed in."""

    sign: Sign
    worker_id: int = 0
    worker_ref: str = ""
    first_name: str = ""


class WorkerRequest(HttpRequest):
    """A request that passed `requires`: somebody signed in, acting for one agency."""

    actor: Actor


def visit_of(request: HttpRequest) -> Visit:
    """The visit of this request, looked at once."""
    known = getattr(request, "visit", None)
    if isinstance(known, Visit):
        return known
    visit = _look(request)
    request.visit = visit  # type: ignore[attr-defined] # Django has no typed place for what a request carries
    return visit


def begin(request: HttpRequest) -> None:
    """Notes when the full sign-in happened; called once, by the sign-in itself."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = clock.now().isoformat()
    request.session.pop(LOCKED_AFTER, None)


def _look(request: HttpRequest) -> Visit:
    worker = request.user
    if not worker.is_authenticated:
        return Visit(Sign.OUT)
    now = clock.now()
    if now - _time(request, SIGNED_IN_AT) > DAILY:
        logout(request)
        return Visit(Sign.OUT)
    sign = _sign(request, worker, now)
    return Visit(sign, worker.pk, worker.ref, worker.first_name)


def _sign(request: HttpRequest, worker: AbstractBaseUser, now: datetime) -> Sign:
    records = get_authentication_records(request, worker)
    by_second_factor = any(record["method"] == "mfa" for record in records)
    if not by_second_factor and not request.session.get(SECOND_FACTOR):
        return Sign.WITHOUT_SECOND_FACTOR
    return Sign.LOCKED if _is_locked(request, now, len(records)) else Sign.IN


def _is_locked(request: HttpRequest, now: datetime, proofs: int) -> bool:
    """Locked after 15 idle minutes, until one more proof (code, passkey, password) than there was then."""
    session = request.session
    if LOCKED_AFTER in session:
        if proofs <= session[LOCKED_AFTER]:
            return True
        del session[LOCKED_AFTER]
    elif now - _time(request, SEEN_AT) > IDLE:
        session[LOCKED_AFTER] = proofs
        return True
    # Written now and then, not with every request: a session is a row.
    if now - _time(request, SEEN_AT) > NOTICED_EVERY:
        session[SEEN_AT] = now.isoformat()
    return False


def _time(request: HttpRequest, key: str) -> datetime:
    said = request.session.get(key)
    return (
        datetime.fromisoformat(said)
        if isinstance(said, str)
        else datetime.min.replace(tzinfo=clock.now().tzinfo)
    )
