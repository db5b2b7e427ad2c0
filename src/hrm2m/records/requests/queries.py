"""Reading requests in, for those who answer them; the words only with a line in the chain of the house."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Actor, Permission
from hrm2m.records.requests import sealing
from hrm2m.records.requests.entries import About, Answer, Asker, Asking, Gave, ToldHer
from hrm2m.records.requests.models import RequestRow
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


MOST_SHOWN = 50
PAGE = "requests"


@dataclass(frozen=True)
class RequestLine:
    """One request on the list."""

    ref: str
    asker: Asker
    about: About
    taken_at: datetime
    taken_by_id: int
    due_at: datetime
    child_at_risk: bool
    answered_at: datetime | None
    is_written: bool


@dataclass(frozen=True)
class RequestPage:
    """One request, whole; whether a record of ours is linked, and never which."""

    line: RequestLine
    asked: Asking
    answer: Answer | None
    gave: Gave | None
    told: ToldHer | None
    answered_by_id: int | None
    has_mother: bool


def requests_of(by: Actor) -> tuple[RequestLine, ...]:
    """The requests of the agency: those that wait, the one due first first, then the newest answered ones."""
    with door.acting(by=by, permission=Permission.REQUEST_IN_ANSWER) as house:
        house.note(page=PAGE)
        rows = RequestRow.objects.filter(area=by.area, agency_id=by.agency_id)
        waiting = list(rows.filter(answered_at=None).order_by("due_at", "id")[:MOST_SHOWN])
        answered = list(rows.exclude(answered_at=None).order_by("-answered_at", "-id")[:MOST_SHOWN])
        return tuple(_line(row) for row in [*waiting, *answered])


def request_page(*, by: Actor, request: str) -> RequestPage:
    """One request with its words. Raises NotYours for one that is unknown or another agency's."""
    with door.acting(by=by, permission=Permission.REQUEST_IN_ANSWER) as house:
        row = RequestRow.objects.filter(ref=request, area=by.area, agency_id=by.agency_id).first()
        if row is None:
            raise NotYours(Permission.REQUEST_IN_ANSWER, HOUSE)
        house.note(page=PAGE, request=row.ref)
        return RequestPage(
            _line(row),
            sealing.asked_in(row),
            sealing.answer_in(row),
            Gave(row.gave) if row.gave else None,
            ToldHer(row.told) if row.told else None,
            row.answered_by_id,
            row.mother is not None,
        )


def _line(row: RequestRow) -> RequestLine:
    return RequestLine(
        row.ref,
        Asker(row.asker),
        About(row.about),
        row.taken_at,
        row.taken_by_id,
        row.due_at,
        row.child_at_risk,
        row.answered_at,
        bool(row.entry),
    )
