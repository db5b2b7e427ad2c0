"""Logging contacts, and what she says about being reached; each leaves her due row right."""

from datetime import date, datetime, timedelta

from hrm2m.cadence import History, Nation, Outcome, WindowKind
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import queries as windows
from hrm2m.records.clocks.entries import Window, WindowClosed
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
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


PROMISED_CONTACT = "promised_contact"
MOST_CONTACTS_A_WEEK = 21
CARD_DAYS = 14
"""How long a safe-contact card is sure, unless she says otherwise (policy_choice, 3-record.md)."""
LATE_CHECK_OUT = timedelta(minutes=15)

HISTORY = (Contact, SafeContact, IfIGoQuiet, LeaveMeBe, Window, WindowClosed)


def begin(*, by: Actor, words: bridges.FirstWords, builder: str, cover: str, at: datetime) -> str:
    """Begins a bridge with a mother who chose a handle, and puts her on the list; answers her ref."""
    with door.unit(by=by):
        mother = bridges.begin_bridge(by=by, words=words, builder=builder, cover=cover, at=at)
        with door.acting(by=by, permission=Permission.BRIDGE_BEGIN, mother=mother) as box:
            _write_due(
                box, due.row_for(due.history_of((), (), begun_at=at, nation=_nation(box), now=box.now))
            )
        return mother


def log_contact(*, by: Actor, mother: str, contact: Contact, at: datetime, corrects: str = "") -> str:
    """Logs one contact as it was; answers its ref. Not reached never takes her off the list.

    A time agreed for the next contact becomes a promise with a clock; a later contact keeps it.
    """
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        _check_contact(contact, box.now)
        how = "her_words" if contact.her_words and not contact.what_we_saw else "seen"
        ref = box.write(Draft(contact, Category.MY_WORDS, at, how_known=how, corrects=corrects))
        clocks.meet_all(box, PROMISED_CONTACT, at=at)
        if contact.next_at is not None:
            clocks.start(
                box,
                PROMISED_CONTACT,
                about=ref,
                owner_id=by.worker_id,
                escalate_to_id=_escalate_to(box, by),
                started_at=at,
                due_at=contact.next_at,
            )
        keep_due_right(box)
        return ref


def set_safe_contact(*, by: Actor, mother: str, card: SafeContact, seen: str, at: datetime) -> str:
    """Writes how to reach her safely, in place of the card whose ref the form was opened on."""
    with door.acting(by=by, permission=Permission.SAFE_CONTACT_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        _check_card(card, box.now.date())
        current = due.newest(box.entries(SafeContact), SafeContact)
        box.expect(current, seen)
        ref = box.write(Draft(card, Category.SAFETY, at, corrects=seen))
        keep_due_right(box)
        return ref


def set_if_i_go_quiet(*, by: Actor, mother: str, wish: IfIGoQuiet, seen: str, at: datetime) -> str:
    """Writes what she wants when she goes quiet."""
    with door.acting(by=by, permission=Permission.QUIET_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        for field, days in (("normal_days", wish.normal_days), ("worry_after_days", wish.worry_after_days)):
            if days is not None and not 1 <= days <= 365:
                raise BadInput(field, "Write a number of days between 1 and 365, or leave it empty.")
        box.expect(due.newest(box.entries(IfIGoQuiet), IfIGoQuiet), seen)
        ref = box.write(Draft(wish, Category.MY_WORDS, at, corrects=seen))
        keep_due_right(box)
        return ref


def leave_her_be(*, by: Actor, mother: str, at: datetime) -> None:
    """*Leave me be until I call*: all contact stops, and she keeps her place."""
    _set_left_be(by, mother, True, at)


def she_called(*, by: Actor, mother: str, at: datetime) -> None:
    """She called: contact begins again as she likes it."""
    _set_left_be(by, mother, False, at)


def choose_how_to_find_her(*, by: Actor, mother: str, how: str, why: str, second: str, at: datetime) -> None:
    """The card is old and she named no way: two people choose one together and write down why."""
    with door.acting(by=by, permission=Permission.SAFE_CONTACT_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        second_id = agencies.worker_id_of(second, area=by.area)
        if second_id is None or second_id == by.worker_id:
            raise BadInput("second", "Choose the second person you decided this with.")
        if not how.strip() or not why.strip():
            raise BadInput("why", "Write what you chose and why.")
        box.note(second=second)
        box.write(Draft(LostHerChoice(how.strip(), why.strip()), Category.SAFETY, at, how_known="seen"))


def care_at_her_place(*, by: Actor, mother: str, care: PlaceCare, at: datetime) -> None:
    """Writes care at a place, with a reason that does not blame her, and an end."""
    with door.acting(by=by, permission=Permission.VISIT_CHECK, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        if care.until < box.now.date():
            raise BadInput("until", "The end lies in the past. Choose a day to come.")
        box.write(Draft(care, Category.SAFETY, at, how_known="seen"))


def open_window(*, by: Actor, mother: str, kind: WindowKind, opened: datetime, at: datetime) -> str:
    """Opens a window because she told us and said yes; answers its ref."""
    with _window_act(by, mother) as box:
        ref = clocks.open_window(box, kind=kind, opened=opened, at=at)
        keep_due_right(box)
        return ref


def close_window(*, by: Actor, mother: str, window: str, closed: datetime, at: datetime) -> None:
    """Closes a window that a person opened."""
    with _window_act(by, mother) as box:
        clocks.close_window(box, window=window, closed=closed, at=at)
        keep_due_right(box)


def check_in(*, by: Actor, mother: str, plan: VisitPlan, back_by: datetime, named: str, at: datetime) -> str:
    """*I'm in*: where, who with, back by when, and whom to ring if not; answers the visit's ref."""
    with door.acting(by=by, permission=Permission.VISIT_CHECK, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        named_id = agencies.worker_id_of(named, area=by.area)
        if named_id is None or named_id == by.worker_id:
            raise BadInput("named", "Choose a colleague who is rung if you are not back.")
        if not box.now < back_by <= box.now + timedelta(hours=16):
            raise BadInput("back_by", "Say when you will be back, within the next 16 hours.")
        plan_ref = box.write(Draft(plan, Category.MY_WORDS, at, how_known="seen"))
        visit = Visit.objects.create(
            area=box.area,
            mother=box.mother_id,
            worker_id=by.worker_id,
            named_id=named_id,
            plan_ref=plan_ref,
            in_at=at,
            back_by=back_by,
        )
        return visit.ref


def check_out(*, by: Actor, visit: str, at: datetime) -> None:
    """*I'm out*. Twice is the same as once, and nobody else's visit is touched."""
    Visit.objects.filter(ref=visit, worker_id=by.worker_id, out_at=None).update(out_at=at)


def keep_due_right(box: Box) -> None:
    """Writes her due row anew from her entries; called by whatever changed one of them."""
    _write_due(box, due.row_for(history_in(box)))


def history_in(box: Box) -> History:
    """Her history from an open box."""
    entries = box.entries(*HISTORY)
    begun_at = Due.objects.filter(mother=box.mother_id).values_list("begun_at", flat=True).first()
    return due.history_of(
        entries,
        windows.windows_among(entries, now=box.now),
        begun_at=begun_at or box.now,
        nation=_nation(box),
        now=box.now,
        ended=box.stage not in OPEN_STAGES,
    )


def rebuild_due(*, by: Actor, batch: int = 100) -> int:
    """Counts every row again, as the worker process does every night; answers how many rows there are."""
    mothers = list(Due.objects.filter(on_list=True).order_by("mother").values_list("mother", flat=True))
    for start in range(0, len(mothers), batch):
        part = mothers[start : start + batch]
        with door.machine(by=by, permission=Permission.DUE_REBUILD, mothers=part) as boxes:
            rows = {row.mother: row for row in Due.objects.filter(mother__in=part)}
            for mother, entries in boxes.entries(*HISTORY).items():
                row = rows[mother]
                history = due.history_of(
                    entries,
                    windows.windows_among(entries, now=boxes.now),
                    begun_at=row.begun_at,
                    nation=_nation_of(row.area),
                    now=boxes.now,
                    ended=boxes.stage_of(mother) not in OPEN_STAGES,
                )
                _update_due(row, due.row_for(history))
    return len(mothers)


def take_off_list(box: Box) -> None:
    """Her record is over or sleeps: every reminder and visit stops in this minute."""
    Due.objects.filter(mother=box.mother_id).update(
        on_list=False, due_at=None, next_try_at=None, counted_at=box.now
    )
    Visit.objects.filter(mother=box.mother_id, out_at=None).update(out_at=box.now)


def forget_row(mother_id: int) -> None:
    """Deletes her row and visits, because she is forgotten."""
    Due.objects.filter(mother=mother_id).delete()
    Visit.objects.filter(mother=mother_id).delete()


def _set_left_be(by: Actor, mother: str, on: bool, at: datetime) -> None:
    with door.acting(by=by, permission=Permission.QUIET_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        box.write(Draft(LeaveMeBe(on), Category.MY_WORDS, at))
        if on:
            clocks.stop_kind(box, PROMISED_CONTACT)
        keep_due_right(box)


def _window_act(by: Actor, mother: str):  # type: ignore[no-untyped-def]
    return door.acting(by=by, permission=Permission.WINDOW_SET, mother=mother, act=ActFacts(her_word=True))


def _check_contact(contact: Contact, now: datetime) -> None:
    if contact.outcome is not Outcome.NOT_REACHED and contact.because is not None:
        raise BadInput("because", "A reason belongs to “not reached” only. Clear it.")
    if contact.next_at is not None and contact.next_at <= now:
        raise BadInput("next_at", "The next time lies in the past. Choose one to come, or none.")


def _check_card(card: SafeContact, today: date) -> None:
    if not card.how.strip():
        raise BadInput("how", "Write how to reach her safely.")
    if card.valid_until < today:
        raise BadInput("valid_until", "This day is over. Say until when she is sure of it.")
    most = card.most_contacts_a_week
    if most is not None and not 1 <= most <= MOST_CONTACTS_A_WEEK:
        field = "most_contacts_a_week"
        sentence = "Write a number from 1 to 21, or leave it empty. For none at all use “leave me be”."
        raise BadInput(field, sentence)


def _escalate_to(box: Box, by: Actor) -> int:
    """The person a late promise goes to: her bridge builder, or cover when it is his or her own promise."""
    bridge = bridge_of(box.mother_id)
    if bridge is None:
        return by.worker_id
    return bridge.cover_id if bridge.builder_id == by.worker_id else bridge.builder_id


def _nation(box: Box) -> Nation:
    return _nation_of(box.area)


def _nation_of(area: int) -> Nation:
    return Nation(agencies.area_of(area).nation)


def _write_due(box: Box, row: due.DueRow) -> None:
    Due.objects.update_or_create(mother=box.mother_id, defaults={"area": box.area, **vars(row)})


def _update_due(row: Due, counted: due.DueRow) -> None:
    for name, value in vars(counted).items():
        setattr(row, name, value)
    row.save()
