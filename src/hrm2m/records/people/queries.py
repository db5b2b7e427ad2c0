"""Reading about a mother as a person: from an open box, as frozen values."""

import hmac
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Exists, OuterRef, QuerySet

from hrm2m.policy import Compartment
from hrm2m.policy.lifecycles import OPEN_STAGES, RecordEvent, Stage
from hrm2m.records.agencies.reaching import area_numbers
from hrm2m.records.people.entries import Age, AgeBand, Handle, HonestSentence, Identity, Locality
from hrm2m.records.people.models import HandleMark, StageChange
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Entry
from hrm2m.vault.keystore import keystore
from hrm2m.vault.standing_lists import Mothers


MOTHERS_AT_ONCE = 500
OF_WHO: tuple[type[Body], ...] = (Handle, AgeBand, Locality, HonestSentence)


@dataclass(frozen=True)
class Mother:
    """What a page shows of who she is."""

    ref: str
    handle: str
    age: Age
    locality: str
    stage: Stage
    honest_sentence_at: datetime | None


@dataclass(frozen=True)
class Known:
    """What she told us of herself, every version of it newest first, each with her replies."""

    handle: tuple[Entry[Handle], ...]
    age: tuple[Entry[AgeBand], ...]
    locality: tuple[Entry[Locality], ...]


@dataclass(frozen=True)
class Name:
    """The name she gave, and what she gave with it."""

    full_name: str
    date_of_birth: date | None
    address: str
    phone: str
    given_at: datetime


@dataclass(frozen=True)
class StageStep:
    """One step of her record."""

    event: str
    before: Stage
    after: Stage
    at: datetime


def mother_in(box: Box) -> Mother:
    """Who she is, from her open general record."""
    found = box.entries(*OF_WHO)
    newest: dict[str, object] = {}
    for entry in found:
        newest.setdefault(entry.kind, entry.body)
    handle, age, place = newest.get(Handle.KIND), newest.get(AgeBand.KIND), newest.get(Locality.KIND)
    said = [entry.happened_at for entry in found if entry.kind == HonestSentence.KIND]
    return Mother(
        ref=box.mother_ref,
        handle=handle.handle if isinstance(handle, Handle) else "",
        age=age.band if isinstance(age, AgeBand) else Age.NOT_ASKED,
        locality=place.place if isinstance(place, Locality) else "",
        stage=box.stage,
        honest_sentence_at=min(said, default=None),
    )


def known_in(box: Box) -> Known:
    """What she told us of herself, from her open general record."""
    return Known(box.entries(Handle), box.entries(AgeBand), box.entries(Locality))


def name_in(box: Box) -> Name | None:
    """The name she gave, from her open identity compartment."""
    found = box.entries(Identity, compartment=Compartment.IDENTITY, newest=1)
    if not found:
        return None
    body = found[0].body
    return Name(body.full_name, body.date_of_birth, body.address, body.phone, found[0].happened_at)


def steps_of(box: Box) -> tuple[StageStep, ...]:
    """Every change of her stage, oldest first."""
    rows = StageChange.objects.filter(mother=box.mother_id).order_by("at", "id")
    return tuple(StageStep(row.event, Stage(row.before), Stage(row.after), row.at) for row in rows)


@dataclass(frozen=True)
class Closing:
    """The newest step of a record, by which it was closed: whose, which, by whom and when."""

    mother: int
    event: RecordEvent
    by_id: int
    at: datetime


def closings_among(mothers: Mothers, events: Collection[RecordEvent], since: datetime) -> list[Closing]:
    """Of these mothers, those whose newest step is one of these and was taken since then; oldest first."""
    later = StageChange.objects.filter(mother=OuterRef("mother"), id__gt=OuterRef("id"))
    rows = StageChange.objects.filter(
        ~Exists(later), mother__in=mothers, event__in=list(events), at__gt=since
    )
    return [
        Closing(row.mother, RecordEvent(row.event), row.by_id, row.at) for row in rows.order_by("at", "id")
    ]


def closed_since(mothers: Sequence[int]) -> dict[int, datetime]:
    """Since when each of these records sleeps or has ended, by number; one that is open is not among them."""
    found: dict[int, datetime] = {}
    for start in range(0, len(mothers), MOTHERS_AT_ONCE):
        rows = StageChange.objects.filter(mother__in=mothers[start : start + MOTHERS_AT_ONCE])
        newest = {
            mother: (after, at)
            for mother, after, at in rows.order_by("at", "id").values_list("mother", "after", "at")
        }
        found |= {mother: at for mother, (after, at) in newest.items() if Stage(after) not in OPEN_STAGES}
    return found


def handle_mark(area: int, handle: str) -> str:
    """The keyed mark of a handle: the same however it is spaced or written in capitals."""
    folded = " ".join(unicodedata.normalize("NFKC", handle).casefold().split())
    return hmac.new(keystore().derive("handle-mark"), f"{area}|{folded}".encode(), sha256).hexdigest()


def mothers_marked(area: int, handle: str) -> list[int]:
    """The numbers of mothers met by this handle: for waking a record that sleeps, never for a page."""
    return list(_marked(area, handle).values_list("mother", flat=True))


def somebody_is_met_by(area: int, handle: str, *, other_than: int = 0) -> bool:
    """Whether another worker has met someone by this handle: ask her. Never who, never where."""
    return _marked(area, handle).exclude(mother=other_than).exists()


def marked_in_other_areas(area: int, handle: str) -> dict[int, int]:
    """Whoever goes by this handle in the other areas of this installation: mother and area, never for a page."""
    found = HandleMark.objects.filter(mark__in=_marks(handle, area)).exclude(area=area)
    return dict(found.values_list("mother", "area"))


def _marked(area: int, handle: str) -> QuerySet[HandleMark]:
    return HandleMark.objects.filter(area=area, mark__in=_marks(handle, area))


def _marks(handle: str, area: int) -> set[str]:
    """The marks of this handle, wherever in this installation she first said it.

    Who moves between two areas keeps her mark: the act that moves her opens nothing to make another from.
    """
    return {handle_mark(number, handle) for number in (area, *area_numbers())}
