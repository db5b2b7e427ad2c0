"""Reading outreach: today's list, her contacts, how to reach her; frozen values, constant statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.clocks import queries as clocks
from hrm2m.records.outreach import due
from hrm2m.records.outreach.entries import (
    Contact,
    IfIGoQuiet,
    LeaveMeBe,
    LostHerChoice,
    PlaceCare,
    SafeContact,
    VisitPlan,
)
from hrm2m.records.outreach.models import Due, Visit
from hrm2m.records.outreach.texts import SHOWN_FOR, PhoneState, TextLine, newest_texts, phones_of, texts_of
from hrm2m.records.people.entries import Handle
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Entry, Reply
from hrm2m.vault.versions import with_earlier_replies


NEAR = (Ground.BRIDGE, Ground.COVER, Ground.TEAM)
OF_A_LINE = (Handle, SafeContact, LostHerChoice)
OF_BEING: tuple[type[Body], ...] = (Contact, SafeContact, IfIGoQuiet, LeaveMeBe, LostHerChoice, PlaceCare)
CONTACTS_OF_A_LINE = 8
"""The last try, and what became of the one way of an old card; all of them are on her page."""
PAGE_SIZE = 20
VISITS_TOLD = 3
"""The newest visits on her page; the older ones are in her record."""


@dataclass(frozen=True)
class Card:
    """Her safe-contact card as a page shows it."""

    ref: str
    body: SafeContact
    is_old: bool
    told_at: datetime
    replies: tuple[Entry[Reply], ...]


@dataclass(frozen=True)
class Reaching:
    """One line of Today: who, how late in numbers, why, how safely, and what to do differently."""

    mother_ref: str
    handle: str
    on_list: bool
    left_be: bool
    due_at: datetime | None
    next_try_at: datetime | None
    overdue_working_days: int
    phase: str
    reasons: tuple[str, ...]
    next_channel: str
    next_change: str
    contacts_this_week: int
    most_contacts_a_week: int | None
    card: Card | None
    late: tuple[clocks.ClockLine, ...]
    last_met_at: datetime | None
    contacts: tuple[Entry[Contact], ...]
    """The newest as they stand, newest first."""
    lost_her: Entry[LostHerChoice] | None
    """How two people chose to find her."""
    phone: PhoneState | None = None
    text: TextLine | None = None
    """The newest text to her phone that is still of use."""

    @property
    def limit_reached(self) -> bool:
        """Whether she agreed to no more contacts within these seven days."""
        return self.most_contacts_a_week is not None and self.contacts_this_week >= self.most_contacts_a_week


@dataclass(frozen=True)
class Page:
    """Some lines, and where the next ones begin (empty at the end)."""

    items: tuple[Reaching, ...]
    next: str


@dataclass(frozen=True)
class Being:
    """How she wants to be reached and left, from her open record."""

    card: Card | None
    quiet: Entry[IfIGoQuiet] | None
    left_be_since: datetime | None
    lost_her: Entry[LostHerChoice] | None
    place_care: tuple[Entry[PlaceCare], ...]
    visits: tuple[Entry[VisitPlan], ...]
    contacts: tuple[Entry[Contact], ...]


@dataclass(frozen=True)
class VisitLine:
    """A visit that is not over."""

    ref: str
    back_by: datetime
    named_first_name: str


def due_visible_to(by: Actor, now: datetime) -> QuerySet[Due]:
    """The rows of mothers the actor may reach: the twin of `decide(TODAY_SEE, …)`, in SQL."""
    within = standing.mothers_within_reach(by, NEAR, Compartment.GENERAL, now)
    barred = standing.mothers_barred(by, now)
    # The area is that of the standing. Said here as well, SQLite walks every row of the area instead of a dozen.
    return Due.objects.filter(on_list=True, mother__in=within).exclude(mother__in=barred)


def today(by: Actor, *, after: str = "", size: int = PAGE_SIZE, page: str = "today") -> Page:
    """Which mothers to reach, most urgent first; opens the vault for the rows of this page only."""
    now = clock.now()
    ranked = due_visible_to(by, now).annotate(rank=_rank(now)).order_by("rank", "waiting_since", "id")
    rows = list(_after(ranked, after)[: size + 1])
    shown = rows[:size]
    return Page(_lines(by, shown, page), _cursor(shown[-1]) if len(rows) > size else "")


def card_in(entries: Sequence[Entry[Any]], today_is: date) -> Card | None:
    """The newest safe-contact card among these entries."""
    found = due.newest(entries, SafeContact)
    if found is None:
        return None
    return Card(found.ref, found.body, found.body.valid_until < today_is, found.happened_at, found.replies)


def being_in(box: Box) -> Being:
    """How she wants to be reached and left, and her contacts, newest first."""
    entries: Sequence[Entry[Any]] = with_earlier_replies(box.entries(*OF_BEING))
    today_is = local_day(box.now)
    left = due.newest(entries, LeaveMeBe)
    return Being(
        card=card_in(entries, today_is),
        quiet=due.newest(entries, IfIGoQuiet),
        left_be_since=left.happened_at if left and left.body.on else None,
        lost_her=due.newest(entries, LostHerChoice),
        place_care=tuple(e for e in entries if isinstance(e.body, PlaceCare) and e.body.until >= today_is),
        visits=box.entries(VisitPlan, newest=VISITS_TOLD),
        contacts=tuple(due.standing_contacts(entries)),
    )


def reaching(by: Actor, box: Box) -> Reaching | None:
    """The line of one mother whose box is open; None before her row is counted."""
    return reaching_with(box, clocks.clocks_of(box), texts_of(box.mother_id, box.now - SHOWN_FOR))


def reaching_with(
    box: Box, running: Iterable[clocks.ClockLine], texts: Sequence[TextLine]
) -> Reaching | None:
    """The same for who has read her running clocks, and her texts that are still of use, newest first."""
    row = Due.objects.filter(mother=box.mother_id).first()
    if row is None:
        return None
    contacts = box.entries(Contact, newest=CONTACTS_OF_A_LINE)
    late = clocks.late_among(running, box.now)
    line = _line(row, box.mother_ref, box.entries(*OF_A_LINE), contacts, late, box.now)
    return replace(line, phone=phones_of([row.mother]).get(row.mother), text=next(iter(texts), None))


def visits_out(by: Actor) -> tuple[VisitLine, ...]:
    """The worker's own visits that are not over."""
    rows = list(Visit.objects.filter(worker_id=by.worker_id, out_at=None).order_by("back_by"))
    named = agencies.workers_named(row.named_id for row in rows)
    return tuple(VisitLine(row.ref, row.back_by, named[row.named_id].first_name) for row in rows)


def without_her_word_since(instant: datetime) -> list[int]:
    """The numbers of mothers on the list whose last word is older than `instant`."""
    return list(Due.objects.filter(on_list=True, last_word_at__lt=instant).values_list("mother", flat=True))


def everybody_on_the_list(area: int) -> list[int]:
    """The numbers of the mothers on the list of this area, for the worker process."""
    return list(
        Due.objects.filter(area=area, on_list=True).order_by("mother").values_list("mother", flat=True)
    )


def everybody_with_a_row() -> set[int]:
    """The numbers of all mothers who have a row, on the list or off it."""
    return set(Due.objects.values_list("mother", flat=True))


def last_word_at(mother_id: int) -> datetime:
    """When she last gave her word, or when the bridge began."""
    row = Due.objects.get(mother=mother_id)
    return row.last_word_at or row.begun_at


def _rank(now: datetime) -> Case:
    """Late promises first; *leave me be* last, where she keeps her place."""
    return Case(When(left_be=True, then=2), When(clocks.is_late_to("mother", now), then=0), default=1)


def _cursor(row: Any) -> str:
    return f"{row.rank}_{row.waiting_since.isoformat()}_{row.ref}"


def _after(rows: QuerySet[Any], cursor: str) -> QuerySet[Any]:
    """Rows after the cursor; one that cannot be read begins at the beginning."""
    try:
        rank, since, ref = cursor.split("_")
        place, waiting_since = int(rank), datetime.fromisoformat(since).astimezone(UTC)
        last_id = Due.objects.values_list("id", flat=True).get(ref=ref)
    except (ValueError, OverflowError, Due.DoesNotExist):
        return rows
    later = Q(waiting_since__gt=waiting_since) | Q(waiting_since=waiting_since, id__gt=last_id)
    return rows.filter(Q(rank__gt=place) | (Q(rank=place) & later))


def _lines(by: Actor, rows: Sequence[Due], page: str) -> tuple[Reaching, ...]:
    numbers = [row.mother for row in rows]
    with door.looking_at_many(by=by, permission=Permission.TODAY_SEE, mothers=numbers, page=page) as boxes:
        entries = boxes.entries(*OF_A_LINE)
        contacts = boxes.entries(Contact, newest=CONTACTS_OF_A_LINE)
        refs = boxes.refs
        now = boxes.now
    late = clocks.late_of(list(refs), now)
    shown = [row for row in rows if row.mother in refs]
    lines = [
        _line(
            row,
            refs[row.mother],
            entries.get(row.mother, ()),
            contacts.get(row.mother, ()),
            late.get(row.mother, ()),
            now,
        )
        for row in shown
    ]
    return _with_texts(lines, [row.mother for row in shown], now)


def _with_texts(lines: Sequence[Reaching], mothers: Sequence[int], now: datetime) -> tuple[Reaching, ...]:
    phones, newest = phones_of(mothers), newest_texts(mothers, now)
    return tuple(
        replace(line, phone=phones.get(mother), text=newest.get(mother))
        for line, mother in zip(lines, mothers, strict=True)
    )


def _line(
    row: Due,
    ref: str,
    entries: Sequence[Entry[Any]],
    contacts: tuple[Entry[Contact], ...],
    late: tuple[clocks.ClockLine, ...],
    now: datetime,
) -> Reaching:
    handle = due.newest(entries, Handle)
    return Reaching(
        mother_ref=ref,
        handle=handle.body.handle if handle else "",
        on_list=row.on_list,
        left_be=row.left_be,
        due_at=row.due_at,
        next_try_at=row.next_try_at,
        overdue_working_days=row.overdue_working_days,
        phase=row.phase,
        reasons=tuple(row.reasons),
        next_channel=row.next_channel,
        next_change=row.next_change,
        contacts_this_week=row.contacts_this_week,
        most_contacts_a_week=row.most_contacts_a_week,
        card=card_in(entries, local_day(now)),
        late=late,
        last_met_at=row.last_met_at,
        contacts=contacts,
        lost_her=due.newest(entries, LostHerChoice),
    )
