"""Starting, meeting and stopping promises; opening and closing windows; telling the named person what is late."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from hrm2m.cadence import Nation, WindowKind
from hrm2m.cadence.windows import closes_at
from hrm2m.foundation import clock, jobs, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission, Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies import reaching
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.clocks import promises
from hrm2m.records.clocks.entries import (
    BABY_KINDS,
    PREGNANCY_ENDS,
    SHARED_AS,
    Window,
    WindowClosed,
    WindowEnd,
)
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.clocks.windows import WindowLine, lines_among
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Draft


LONGEST_AHEAD = timedelta(days=730)
FIRST_YEAR = 1900
MAY_LIE_AHEAD = frozenset(
    {
        WindowKind.CHILD_COMES_HOME,
        WindowKind.COURT_HEARING,
        WindowKind.SENT_TO_PRISON,
        WindowKind.PRISON_RELEASE,
        WindowKind.HOSPITAL_DISCHARGE,
        WindowKind.LEAVING_VIOLENCE,
        WindowKind.HER_DAY,
    }
)


class _AlreadyTold(Exception):
    """Another worker process was quicker, or the promise was kept meanwhile: nothing to write, no line."""


def start(
    box: Box,
    kind: str,
    *,
    about: str,
    owner_id: int,
    escalate_to_id: int,
    started_at: datetime,
    due_at: datetime | None = None,
    area: int | None = None,
    compartment: Compartment = Compartment.GENERAL,
) -> None:
    """Starts a promise `about` an entry's ref, due by the rules of its kind or at `due_at`.

    One that runs already stays as it is. A start in the past may be late at once: that is then the truth. `area`
    is said where no mother is concerned: the house itself lies in none. A promise of a `compartment` is listed only
    to those who may open it.
    """
    must_not_be_later_than_now(box, started_at)
    place = area or box.area
    agreed = agencies.area_of(place)
    nation = Nation(agreed.nation)
    due = due_at or promises.due_of(kind, started_at, nation, agreed.choices)
    Clock.objects.get_or_create(
        mother=box.mother_id,
        kind=kind,
        about=about,
        met_at=None,
        stopped_at=None,
        defaults={
            "area": place,
            "compartment": compartment,
            "owner_id": owner_id,
            "escalate_to_id": escalate_to_id,
            "started_at": started_at,
            "due_at": due,
            "tell_at": promises.first_told(kind, due, nation),
        },
    )


def meet(box: Box, kind: str, *, about: str, at: datetime) -> bool:
    """The promise `about` this was kept at `at`, late or not; whether one was running."""
    must_not_be_later_than_now(box, at)
    return bool(Clock.objects.filter(RUNNING, mother=box.mother_id, kind=kind, about=about).update(met_at=at))


def meet_all(box: Box, kind: str, *, at: datetime) -> int:
    """Every promise of this kind to her that was running before `at` was kept then; how many."""
    must_not_be_later_than_now(box, at)
    before = Clock.objects.filter(RUNNING, mother=box.mother_id, kind=kind, started_at__lt=at)
    return before.update(met_at=at)


def stop(box: Box, kind: str, *, about: str) -> int:
    """Stops one promise, because she no longer wants what was promised."""
    return _stop(box, kind=kind, about=about)


def stop_kind(box: Box, kind: str) -> int:
    """Stops every promise of this kind to her."""
    return _stop(box, kind=kind)


def stop_all(box: Box) -> int:
    """Stops every promise to her in this minute: she died, or her record is over or sleeps.

    A promise about a child's safety runs on: it is not made to her, and a child is no safer because her record ended.
    """
    return _of_hers(box).update(stopped_at=box.now)


def run_again(box: Box, *, stopped_at: datetime) -> int:
    """Lets the promises that stopped in the minute of `stopped_at` run again: the ending was a mistake."""
    minute = timedelta(minutes=1)
    stopped = Clock.objects.filter(
        mother=box.mother_id,
        met_at=None,
        stopped_at__gte=stopped_at - minute,
        stopped_at__lte=stopped_at + minute,
    )
    return stopped.update(stopped_at=None)


def escalate_due(*, by: Actor) -> int:
    """Tells the named person of every promise of the area that is late, once for each level; answers how many.

    The promise keeps running: late work stays on the list.
    """
    now = clock.now()
    waiting = Clock.objects.filter(RUNNING, area=by.area, tell_at__lte=now).order_by("tell_at", "id")
    return jobs.do_each(list(waiting.values_list("id", "mother")), lambda row: _escalate(by, *row, now))


def give_to(box: Box, kind: str, *, owner_id: int) -> int:
    """The running promises of this kind to her are this worker's from now on."""
    return Clock.objects.filter(RUNNING, mother=box.mother_id, kind=kind).update(owner_id=owner_id)


def hand_over(box: Box, *, from_id: int, owner_id: int, escalate_to_id: int) -> int:
    """What a worker who is no longer there had promised her goes to `owner_id`; how many promises.

    Where that worker was the one told of a late one, `escalate_to_id` is. Late ones stay as late as they are. Promises
    about a child's safety go to nobody who could not open them: a late one names another safeguarding lead.
    """
    running = _of_hers(box)
    running.filter(escalate_to_id=from_id).update(escalate_to_id=escalate_to_id)
    return running.filter(owner_id=from_id).update(owner_id=owner_id)


def pass_on_within(
    box: Box, compartment: Compartment, *, from_id: int, owner_id: int, escalate_to_id: int
) -> int:
    """What a worker had promised of this compartment goes to somebody who may open it; how many promises."""
    running = Clock.objects.filter(RUNNING, mother=box.mother_id, compartment=compartment)
    running.filter(escalate_to_id=from_id).update(escalate_to_id=escalate_to_id)
    return running.filter(owner_id=from_id).update(owner_id=owner_id)


def open_window(box: Box, *, kind: WindowKind, opened: datetime, at: datetime) -> str:
    """Opens a window that she told us of at `at`; answers its ref. The box was opened with her yes.

    `opened` may lie ahead where the day is known before it comes: a hearing, a release.
    """
    must_not_be_later_than_now(box, at)
    _check_opened(kind, opened, box.now)
    for line in _lines(box):
        if line.kind is kind and line.closes_at is None and line.closed is None:
            field, sentence = "kind", "This window is open already. Close it first if another has begun."
            raise BadInput(field, sentence)
    return box.write(Draft(Window(kind, opened), SHARED_AS[kind], at))


def tell_of_window(box: Box, *, kind: WindowKind, opened: datetime, at: datetime) -> str:
    """Writes a window for her bridge builder by an act that writes in general and does not read there; its ref.

    The box was opened with her yes. Only for kinds that close by themselves: whether one is open is not seen.
    """
    must_not_be_later_than_now(box, at)
    _check_opened(kind, opened, box.now)
    if closes_at(kind, opened, nation_of(box.area)) is None:
        field, sentence = "kind", "Her bridge builder opens this window: it is closed by a person."
        raise BadInput(field, sentence)
    return box.write(Draft(Window(kind, opened), SHARED_AS[kind], at))


def close_window(
    box: Box, *, window: str, closed: datetime, at: datetime, why: WindowEnd = WindowEnd.OVER
) -> str:
    """Closes a window that a person opened, from `closed` on; `window` is the ref of its opening.

    A pregnancy closed stops every baby word and prompt in this minute, unless it closed with a birth.
    """
    must_not_be_later_than_now(box, at)
    line = next((line for line in _lines(box) if line.ref == window and line.closed is None), None)
    if line is None:
        field, sentence = "window", "This window is not open. Open the page again."
        raise BadInput(field, sentence)
    _check_closed(line, closed, why, box.now)
    return box.write(Draft(WindowClosed(closed, why), SHARED_AS[line.kind], at, about=window))


def _of_hers(box: Box) -> QuerySet[Clock]:
    return Clock.objects.filter(RUNNING, mother=box.mother_id).exclude(compartment=Compartment.CHILD_SAFETY)


def _stop(box: Box, **which: str) -> int:
    return Clock.objects.filter(RUNNING, mother=box.mother_id, **which).update(stopped_at=box.now)


def _escalate(by: Actor, number: int, mother: int, run_at: datetime) -> bool:
    try:
        with door.unit(by=by, mothers=[mother]) as unit:
            ref = None if mother == HOUSE else unit.heads[mother].ref
            with door.acting(by=by, permission=Permission.CLOCK_ESCALATE, mother=ref) as box:
                _tell(box, number, run_at)
    except _AlreadyTold:
        return False
    return True


def _tell(box: Box, number: int, run_at: datetime) -> None:
    late = Clock.objects.select_for_update().filter(RUNNING, id=number, tell_at__lte=run_at).first()
    if late is None:
        raise _AlreadyTold
    late.level += 1
    late.escalated_at = box.now
    agreed = agencies.area_of(late.area)
    late.tell_at = promises.next_told(late.level, box.now, Nation(agreed.nation), agreed.choices)
    late.save(update_fields=["level", "escalated_at", "tell_at"])
    text = mail.Text.PROMISE_LATE if late.level == 1 else mail.Text.PROMISE_STILL_LATE
    named = _named(late)
    if named:
        # Several promises that are late in one run are one mail to one person: it says no more than “sign in”.
        mail.post(text, to_worker=named.worker_id, about=f"{run_at:%Y%m%dT%H%M%S}", at=box.now)
    box.note(clock=late.ref, kind=late.kind, level=late.level, told=named.worker_ref if named else "nobody")


def _named(late: Clock) -> reaching.Reach | None:
    """Who is told: the person named, from the second time the area's lead; whoever has left is passed over."""
    if late.compartment != Compartment.GENERAL:
        return _named_within(late)
    named = on_call_now(late.area)
    lead = named.lead_id
    order = [late.escalate_to_id, lead] if late.level == 1 else [lead, late.escalate_to_id]
    order.append(named.on_call_id)
    there = reaching.reach_of(number for number in order if number)
    return next((there[number] for number in order if number in there), None)


def _named_within(late: Clock) -> reaching.Reach | None:
    """Who is told of a promise of another compartment: only those who may open it, so that no other mail differs.

    Where nobody keeps children safe in the area, the lead or whoever is on call is told that something is late.
    """
    two = [late.escalate_to_id, late.owner_id]
    order = two if late.level == 1 else two[::-1]
    if late.compartment == Compartment.CHILD_SAFETY:
        leads = agencies.leads_in_area(Role.SAFEGUARDING_LEAD, area=late.area)
        named = on_call_now(late.area)
        fallback = [number for number in (named.lead_id, named.on_call_id) if number]
        order = [*(number for number in order if number in leads), *leads] or fallback
    there = reaching.reach_of(order)
    return next((there[number] for number in order if number in there), None)


def _lines(box: Box) -> tuple[WindowLine, ...]:
    return lines_among(box.entries(Window, WindowClosed), nation_of(box.area))


def _check_opened(kind: WindowKind, opened: datetime, now: datetime) -> None:
    field = "opened"
    if opened.tzinfo is None or opened.year < FIRST_YEAR:
        sentence = "Write the day it began."
        raise BadInput(field, sentence)
    if kind not in MAY_LIE_AHEAD and opened > now:
        sentence = "That time has not come yet. Write when it began."
        raise BadInput(field, sentence)
    if opened > now + LONGEST_AHEAD:
        sentence = "This lies more than two years ahead. Check the year."
        raise BadInput(field, sentence)


def _check_closed(line: WindowLine, closed: datetime, why: WindowEnd, now: datetime) -> None:
    field = "closed"
    if closed.tzinfo is None or closed > now:
        sentence = "That time has not come yet. Write when it closed."
        raise BadInput(field, sentence)
    if closed < line.opened <= now:
        sentence = "It closed before it opened. Check both times."
        raise BadInput(field, sentence)
    about_a_baby = PREGNANCY_ENDS | {WindowEnd.BABY_IS_HOME, WindowEnd.BABY_DIED}
    if why in about_a_baby and line.kind not in BABY_KINDS:
        field, sentence = "why", "This reason belongs to a pregnancy or a baby in hospital. Choose another."
        raise BadInput(field, sentence)
