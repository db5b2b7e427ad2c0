"""She moves to another area: who there may know is her word, and the old one holds on until she says so.

A service outside this installation does not read here: what goes along goes on paper, with her yes. A bridge builder of
another area of it stands near her beside the old one until she says so (ADR 0047). Nothing here ends for silence.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import BridgeStatus, NoSuchStep, RecordEvent
from hrm2m.policy.moving_lifecycle import OVER, MoveEvent, MoveStatus, next_move_status
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.elsewhere import chose_elsewhere, who_stands_beside
from hrm2m.records.bridges.queries import BridgeCard, bridge_of, kept_by
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.hers import actions as hers
from hrm2m.records.people.actions import move_stage, must_not_be_later_than_now
from hrm2m.records.whole import into_another_area, sharing
from hrm2m.records.whole.entries import HeardFromThere, Move, MoveOtherwise, SaidToMove, Takes
from hrm2m.records.whole.models import MoveRow
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Draft


HEARD, ASKED = "move_heard", "move_asked"
SAID_BEFORE = "2026-11-23"
"""Which wording of `pages/mother/moving.html` she was told it in (policy_choice; a new wording gets a new date)."""
LONGEST = 2000
"""The longest that is kept of what is said, in characters."""
NOT_NOW = "This step does not come now. Open the page of her move again."
NOT_HERE = "No move of hers is under way. Open her page again."


@dataclass(frozen=True)
class ToWhom:
    """Whoever is to be there for her where she goes, as she lets us tell; all empty where nobody is to be told.

    `worker` is the ref of a bridge builder of another area of this installation; then nothing else is typed.
    """

    called: str = ""
    service: str = ""
    phone: str = ""
    takes: Sequence[Takes] = ()
    worker: str = ""


def plan(*, by: Actor, mother: str, told: bool, to: ToWhom, words: str, at: datetime) -> str:
    """She says that she moves, and whether anybody there may know; answers the ref of the move.

    Not to be told: her record keeps her place here and nobody elsewhere hears of it. Told: a promise runs to have heard
    from a named person there. What she said before about it is over with this. Raises BadInput.
    """
    act = ActFacts(her_word=True)
    with (
        door.unit(by=by, mothers=[HOUSE]),
        door.acting(by=by, permission=Permission.CONSENT_ASK, mother=mother, act=act) as box,
    ):
        must_not_be_later_than_now(box, at)
        before = _running(box.mother_id)
        if before is not None:
            _step(box, before, MoveEvent.SHE_WANTS_IT_OTHERWISE)
        if told:
            to = _who_is_there(box, to)
        ref = box.write(_draft(_body(told, to if told else ToWhom(), words), at))
        MoveRow.objects.create(
            area=box.area,
            mother=box.mother_id,
            entry=ref,
            status=MoveStatus.WAITING if told else MoveStatus.NOBODY_TOLD,
            planned_by_id=box.by_id,
            planned_at=at,
        )
        if told:
            _promise(box, HEARD, ref)
        box.note(move=ref)
        return ref


def write_heard(*, by: Actor, mother: str, are_there: bool, words: str, at: datetime) -> str:
    """Whether the new one was reached. They are there: she is asked now. Not reached: the promise runs on as it was."""
    with _acting(by, mother, Permission.HANDOVER_SET) as (box, row):
        must_not_be_later_than_now(box, at)
        if MoveStatus(row.status) is MoveStatus.NOBODY_TOLD:
            field = "are_there"
            raise BadInput(field, NOT_NOW)
        if are_there:
            _step(box, row, MoveEvent.THEY_ARE_THERE)
            clocks.meet(box, HEARD, about=row.entry, at=at)
            _promise(box, ASKED, row.entry)
        body = HeardFromThere(are_there, words.strip())
        return box.write(_draft(body, at, about=row.entry, how_known="heard"))


def write_what_she_said(*, by: Actor, mother: str, yes: bool, words: str, at: datetime) -> str:
    """She says that the new one is there for her, or not yet: on her own page, or face to face to another.

    Yes: her record here is over in that moment, nobody here opens it any more, and her word opens it again; where the
    new one is of this installation, it goes to him or her instead. Not yet: the bridge holds as before, and a promise
    runs to hear from the new one.
    """
    with _acting(by, mother, Permission.HANDOVER_CONFIRM, her_word=True) as (box, row):
        must_not_be_later_than_now(box, at)
        _step(box, row, MoveEvent.SHE_CONFIRMS if yes else MoveEvent.SHE_DOES_NOT)
        clocks.meet(box, ASKED, about=row.entry, at=at)
        body = SaidToMove(yes, on_her_page=bool(by.way_in), words=words.strip())
        ref = box.write(_draft(body, at, about=row.entry))
        if not yes:
            _promise(box, HEARD, row.entry)
        elif chose_elsewhere(row.mother, row.area, row.planned_at):
            into_another_area.go(box, by=by)
        else:
            _end_here(box)
        return ref


def she_wants_it_otherwise(*, by: Actor, mother: str, words: str, at: datetime) -> str:
    """She stays, or wants it done in another way. Her bridge is as it was, and nothing is owed about the move.

    Whoever was to be there for her reads nothing from that moment. Said on her page, whoever holds her bridge hears it.
    """
    with _acting(by, mother, Permission.CONSENT_STOP, her_word=True) as (box, row):
        must_not_be_later_than_now(box, at)
        _step(box, row, MoveEvent.SHE_WANTS_IT_OTHERWISE)
        bridge = bridge_of(row.mother)
        if by.way_in and bridge:
            mail.post(
                mail.Text.SOMETHING_WAITS, to_worker=_holder(bridge), about=f"{row.ref}:stays", at=box.now
            )
        return box.write(_draft(MoveOtherwise(words.strip()), at, about=row.entry))


def _running(mother_id: int) -> MoveRow | None:
    """Her move that is not over."""
    return MoveRow.objects.filter(mother=mother_id, over_at=None).first()


def must_not_wait_for_her_word(box: Box) -> None:
    """Raises BadInput while somebody elsewhere was told that she comes: then it ends when she says so."""
    row = _running(box.mother_id)
    if row is not None and MoveStatus(row.status) is not MoveStatus.NOBODY_TOLD:
        field = "accepted_by"
        sentence = "Her move is under way: it is done when she says that the new one is there for her."
        raise BadInput(field, sentence)


def over_with_record(box: Box) -> None:
    """Her record ended in another way, sleeps or is forgotten: nothing waits about a move; inside that act."""
    row = _running(box.mother_id)
    if row is not None:
        row.status, row.over_at = MoveStatus.LEFT, box.now
        row.save(update_fields=["status", "over_at"])


def runs_again(box: Box, *, ended_at: datetime) -> None:
    """Her record is open again that ended with her move at that time: the new one is asked anew; inside that act."""
    row = MoveRow.objects.filter(mother=box.mother_id, status=MoveStatus.MOVED, over_at=ended_at).first()
    if row is not None:
        _step(box, row, MoveEvent.SHE_UNDOES_IT)
        _promise(box, HEARD, row.entry)
    elif _running(box.mother_id) is None:
        # What had stopped in the minute of the ending runs again with it: a promise about a move that is over does not.
        for kind in (HEARD, ASKED):
            clocks.stop_kind(box, kind)


@contextmanager
def _acting(
    by: Actor, mother: str, permission: Permission, *, her_word: bool = False
) -> Iterator[tuple[Box, MoveRow]]:
    """Her record open for one act, with her move; whoever gains by her yes cannot be the one who hears it."""
    # The house first: somebody of the new area may come to stand near her by it.
    with door.unit(by=by, mothers=[HOUSE]) as unit:
        head = unit.lock_ref(mother)
        row = _running(head.id) if head else None
        gainer = _gainer(by, row) if row else None
        act = ActFacts(her_word=her_word, author_id=gainer)
        with door.acting(by=by, permission=permission, mother=mother, act=act) as box:
            if row is None:
                field = "move"
                raise BadInput(field, NOT_HERE)
            box.note(move=row.entry)
            yield box, row


def _gainer(by: Actor, row: MoveRow) -> int:
    """The one whose work is done with her yes, as the policy is told it: this worker, if he or she is such a one."""
    bridge, beside = bridge_of(row.mother), who_stands_beside(row.mother, row.area)
    gainers = {row.planned_by_id, *([_holder(bridge)] if bridge else [])}
    gainers |= {beside.worker_id} if beside else set()
    return by.worker_id if by.worker_id in gainers else row.planned_by_id


def _step(box: Box, row: MoveRow, event: MoveEvent) -> None:
    try:
        row.status = next_move_status(MoveStatus(row.status), event)
    except NoSuchStep as refusal:
        field = "move"
        raise BadInput(field, NOT_NOW) from refusal
    row.over_at = box.now if row.status in OVER else None
    row.save(update_fields=["status", "over_at"])
    if row.status == MoveStatus.LEFT:
        bridges.no_longer_beside(box)
        for kind in (HEARD, ASKED):
            clocks.stop(box, kind, about=row.entry)


def _who_is_there(box: Box, to: ToWhom) -> ToWhom:
    """Whom she named; a bridge builder of this installation stands near her from now on."""
    if not to.worker:
        _must_be_named(to)
        return to
    new = bridges.let_stand_beside(box, to.worker)
    return replace(to, called=new.first_name, service=f"{new.agency_name}, {new.area_name}", phone="")


def _end_here(box: Box) -> None:
    move_stage(box, RecordEvent.ACCEPTED_WHERE_SHE_MOVED)
    sharing.stop_everything(box, tell=True)
    hers.end_with_record(box)


def _promise(box: Box, kind: str, move: str) -> None:
    """A promise of whoever holds her bridge now, with the lead of that agency behind it."""
    bridge, agency = bridge_of(box.mother_id), kept_by(box.mother_id)
    owner = _holder(bridge) if bridge else box.by_id
    lead = next(iter(agencies.team_leads(agency)), owner) if agency else owner
    clocks.start(box, kind, about=move, owner_id=owner, escalate_to_id=lead, started_at=box.now)


def _holder(bridge: BridgeCard) -> int:
    return bridge.builder_id if bridge.status is BridgeStatus.OPEN else bridge.cover_id


def _body(told: bool, to: ToWhom, words: str) -> Move:
    named = (to.called.strip(), to.service.strip(), to.phone.strip())
    takes, words = tuple(to.takes), words.strip()
    return Move(told, *named, takes=takes, words=words, said_before=SAID_BEFORE)


def _must_be_named(to: ToWhom) -> None:
    asked = (
        ("called", to.called, "Write who there is to be there for her, by name."),
        ("phone", to.phone, "Write how that person is rung, so that somebody can hear from them."),
    )
    for field, typed, sentence in asked:
        if not typed.strip():
            raise BadInput(field, sentence)


def _draft(body: Body, at: datetime, *, about: str = "", how_known: str = "her_words") -> Draft[Body]:
    return Draft(body, Category.HOME, at, about=about, how_known=how_known)
