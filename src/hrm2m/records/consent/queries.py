"""Reading what she said yes to: frozen values; the words through an open box, the codes inside the door only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hrm2m.policy import Actor, Category, Permission, Role
from hrm2m.policy.consenting import Asked, Interpreter, somebody_listened
from hrm2m.policy.facts import Consented
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.consent.entries import ConsentWords, EndedBecause, HowAsked, Purpose, WhereAsked
from hrm2m.records.consent.models import Consent, Listened
from hrm2m.vault import door
from hrm2m.vault.box import Box


PAGE = "sharing"


class State(StrEnum):
    """Whether a yes counts now."""

    IN_FORCE = "in_force"
    NOT_ALONE = "not_alone"
    ENDED = "ended"


@dataclass(frozen=True)
class ConsentCard:
    """One yes as it stands; `until` with what it was carried on, `agreed_until` as she said it."""

    ref: str
    agency_id: int
    agency_name: str
    categories: tuple[Category, ...]
    purpose: Purpose
    with_name: bool
    asked: Asked
    interpreter: Interpreter
    how: HowAsked
    place: WhereAsked
    asked_at: datetime
    since: datetime
    agreed_until: datetime
    until: datetime
    by_id: int
    entry: str
    ended_at: datetime | None
    ended_because: EndedBecause | None
    words: ConsentWords | None = None

    def state(self, now: datetime) -> State:
        """Whether it counts at `now`."""
        if self.asked is not Asked.ALONE:
            return State.NOT_ALONE
        over = self.ended_at is not None or self.until <= now
        return State.ENDED if over else State.IN_FORCE

    @property
    def as_fact(self) -> Consented:
        """What the policy looks at."""
        return Consented(
            self.agency_id,
            frozenset(self.categories),
            self.purpose.value,
            self.since,
            self.until,
            asked_alone=self.asked is Asked.ALONE,
            stopped_at=self.ended_at,
        )


def consents_of(*, by: Actor, mother: str, purpose: str = "") -> tuple[ConsentCard, ...]:
    """Everything she said yes to, newest first, with the words: for a worker near her, or for herself."""
    permission = Permission.OWN_SEE if Role.MOTHER in by.roles else Permission.CONSENT_SEE
    with door.looking(by=by, permission=permission, mother=mother, page=PAGE, purpose=purpose) as box:
        return consents_in(box)


def consents_in(box: Box) -> tuple[ConsentCard, ...]:
    """Everything she said yes to, newest first, with the words, from her open general record."""
    words = {entry.ref: entry.body for entry in box.entries(ConsentWords)}
    return tuple(replace(card, words=words.get(card.entry)) for card in consents_on(box.mother_id))


def consents_on(mother_id: int) -> tuple[ConsentCard, ...]:
    """The codes of everything she said yes to, newest first; inside the door only."""
    door.must_be_inside()
    return _cards(Consent.objects.filter(mother=mother_id))


def consent_of(mother_id: int, ref: str) -> ConsentCard | None:
    """The codes of one yes of hers; inside the door only."""
    door.must_be_inside()
    return next(iter(_cards(Consent.objects.filter(mother=mother_id, ref=ref))), None)


def covering(
    mother_id: int, *, agency_id: int, purpose: str, categories: Iterable[Category], now: datetime
) -> ConsentCard | None:
    """The yes in force that covers this, the one that holds longest; None without any. Inside the door only."""
    wanted = frozenset(categories)
    found = [
        card
        for card in consents_on(mother_id)
        if card.state(now) is State.IN_FORCE
        and (card.agency_id, card.purpose.value) == (agency_id, purpose)
        and wanted <= set(card.categories)
    ]
    return max(found, key=lambda card: card.until, default=None)


def ending_before(area: int, at: datetime) -> tuple[tuple[int, str], ...]:
    """Mother and ref of every yes of the area agreed until before `at` and not over: for the worker process."""
    rows = Consent.objects.filter(area=area, until__lt=at, ended=None).order_by("until", "id")
    return tuple(rows.values_list("mother", "ref"))


def somebody_listened_at(mother_id: int, asked_at: datetime) -> bool:
    """Whether somebody was listening when she was asked."""
    return somebody_listened(asked_at, Listened.objects.filter(mother=mother_id).values_list("at", flat=True))


def _cards(rows: Iterable[Consent]) -> tuple[ConsentCard, ...]:
    found = list(_with_what_is_beside(rows))
    names = agencies.agencies_named(row.agency_id for row in found)
    return tuple(_card(row, names[row.agency_id].name) for row in found)


def _with_what_is_beside(rows: Iterable[Consent]) -> Iterable[Consent]:
    numbers = [row.id for row in rows]
    beside = Consent.objects.filter(id__in=numbers).select_related("ended").prefetch_related("carried")
    return beside.order_by("-since", "-id")


def _card(row: Consent, agency_name: str) -> ConsentCard:
    ended = getattr(row, "ended", None)
    return ConsentCard(
        ref=row.ref,
        agency_id=row.agency_id,
        agency_name=agency_name,
        categories=tuple(Category(name) for name in row.categories),
        purpose=Purpose(row.purpose),
        with_name=row.with_name,
        asked=Asked(row.asked),
        interpreter=Interpreter(row.interpreter),
        how=HowAsked(row.how),
        place=WhereAsked(row.place),
        asked_at=row.asked_at,
        since=row.since,
        agreed_until=row.until,
        until=max([row.until, *(carried.until for carried in row.carried.all())]),
        by_id=row.by_id,
        entry=row.entry,
        ended_at=ended.at if ended else None,
        ended_because=EndedBecause(ended.why) if ended else None,
    )
