"""Ends, reopens, lets sleep, wakes and forgets a whole record; adds her side to an entry."""

from collections.abc import Collection
from datetime import datetime, timedelta

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RecordEvent, Stage
from hrm2m.policy.predicates import MISTAKE_DAYS
from hrm2m.policy.retention import HoldFor
from hrm2m.records.asks import actions as asks
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.after_a_copy import bring_into_line
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.children import actions as children
from hrm2m.records.connections import actions as connections
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach import queries as reaching
from hrm2m.records.people import by_handle
from hrm2m.records.people import queries as people
from hrm2m.records.people.actions import move_stage, must_not_be_later_than_now
from hrm2m.records.safety import actions as safety
from hrm2m.records.showing.answering import promise_an_answer
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.whole import death, holding, lately, moving, retaining, sharing
from hrm2m.records.whole.closing import close_down
from hrm2m.records.whole.replaying import UNDO, EndedSince, way_to_end
from hrm2m.records.worries import actions as worries
from hrm2m.vault import door, her_log, sleepers
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Reply


ASLEEP_AFTER = timedelta(days=365)
WHAT_STAYS = (
    "Her handle, contacts, asks and all she told us go. What was raised as danger, and worries about a "
    "child, stay sealed: nobody reads them in daily work; only a court or an inquiry can ask for them. Where a court "
    "or an inquiry has asked for more of her record, that stays sealed too until it is over, and then it goes."
)
BRIDGE_WAS_CLOSED = (
    "Her bridge was closed. Begin again by her handle: her record opens with a bridge of her choice."
)


def she_asks_to_end(*, by: Actor, mother: str, at: datetime) -> None:
    """Help ends because she asked: her word is enough."""
    event = RecordEvent.SHE_ASKS_TO_END
    _end(by, mother, event, ActFacts(her_word=True, event=event), at)


def she_moved_on(*, by: Actor, mother: str, accepted_by: str, at: datetime) -> None:
    """She moved, and a named person on the other side has accepted."""
    if not accepted_by.strip():
        raise BadInput("accepted_by", "Write who on the other side has accepted her.")
    event = RecordEvent.ACCEPTED_WHERE_SHE_MOVED
    _end(by, mother, event, ActFacts(accepted_elsewhere=True, event=event), at)


def she_died(*, by: Actor, mother: str, second: str, at: datetime) -> None:
    """One person writes that she died: everything to her stops in this minute. A second one is asked to sign."""
    death.she_died(by=by, mother=mother, second=second, at=at)


def she_died_while_asleep(*, by: Actor, handle: str, second: str, at: datetime) -> str:
    """The same of a mother whose record sleeps, found by a lead by the handle she had; her ref."""
    return death.she_died_while_asleep(by=by, handle=handle, second=second, at=at)


def sign_death(*, by: Actor, mother: str, at: datetime) -> None:
    """A second person signs that she died, at his or her own sign-in."""
    death.sign_death(by=by, mother=mother, at=at)


def reopen(*, by: Actor, mother: str, her_word: bool) -> None:
    """Opens an ended record again: a mistake within 14 days, or she came back.

    A death that was written by mistake while her record slept lets it sleep on.
    """
    facts = ActFacts(her_word=her_word)
    with door.acting(by=by, permission=Permission.RECORD_REOPEN, mother=mother, act=facts) as box:
        ending = next(step for step in reversed(people.steps_of(box)) if step.before is not step.after)
        death.take_back(box)
        if ending.before is Stage.ASLEEP:
            move_stage(box, RecordEvent.SHE_SLEEPS_AND_LIVES)
            return
        if bridge_of(box.mother_id) is None:
            raise BadInput("bridge", BRIDGE_WAS_CLOSED)
        stopped_at = ending.at
        move_stage(box, RecordEvent.SHE_COMES_BACK if her_word else RecordEvent.IT_WAS_A_MISTAKE)
        sharing.run_clocks_again(box, stopped_at=stopped_at)
        moving.runs_again(box, ended_at=stopped_at)
        asks.run_clocks(box)
        outreach.keep_due_right(box)


def let_sleep(*, by: Actor) -> int:
    """Lets records sleep whose mother gave no word for a year, nor to her page or who treats her; answers how many."""
    before = clock.now() - ASLEEP_AFTER
    silent = set(reaching.without_her_word_since(before))
    count = 0
    for mother in sleepers.refs_of(silent - her_log.in_touch_since(silent, before)):
        with door.acting(by=by, permission=Permission.RECORD_SLEEP, mother=mother) as box:
            told = reaching.last_word_at(box.mother_id) >= before
            if not told and not her_log.in_touch_since([box.mother_id], before):
                close_down(box, RecordEvent.A_YEAR_WITHOUT_HER_WORD)
                bridges.close_with_record(box)
                count += 1
    return count


def wake(
    *, by: Actor, handle: str, builder: str, cover: str, at: datetime, copy: CopyWay | None = None
) -> str:
    """She came back and said her handle: opens her record, asleep or ended, with a bridge of her choice; her ref.

    With `copy` she wants that alone: nobody contacts her, and it is asked for in this act. It undoes no forgetting.
    Where she asked to be forgotten and there is time, that is undone, and her bridge stays as it was. Raises Missed,
    which is counted, where no record that this worker may open answers to the handle: unknown, of another agency, not
    asleep and barred are one answer.
    """
    facts = ActFacts(her_word=True)
    comes_back = {
        Stage.ASLEEP: Permission.RECORD_WAKE,
        Stage.LEFT: Permission.RECORD_REOPEN,
        Stage.MOVED_ON: Permission.RECORD_REOPEN,
        Stage.DIED: Permission.RECORD_REOPEN,
        Stage.FORGETTING: Permission.RECORD_FORGET,
    }
    if copy:
        del comes_back[Stage.FORGETTING], comes_back[Stage.DIED]
    with door.unit(by=by):
        mother, stage = by_handle.the_one(
            by, handle, at_stage=comes_back, act=facts, otherwise=by_handle.NONE_TO_WAKE
        )
        if stage is Stage.FORGETTING:
            undo_forgetting(by=by, mother=mother)
            return mother
        with door.acting(by=by, permission=comes_back[stage], mother=mother, act=facts) as box:
            _wake(box, by, builder, cover, at, copy)
    return mother


def _wake(box: Box, by: Actor, builder: str, cover: str, at: datetime, copy: CopyWay | None = None) -> None:
    if box.stage is Stage.DIED:
        death.take_back(box)
    move_stage(box, RecordEvent.SHE_COMES_BACK)
    bridges.close_with_record(box)
    treatment.end_with_record(box)
    safety.end_with_record(box)
    emergencies.end_with_record(box)
    bridges.open_again(box, by=by, builder=builder, cover=cover, at=at)
    if copy:
        outreach.leave_be_with_record(box, at)
        hers.begin_copy(box, way=copy, at=at)
    else:
        asks.run_clocks(box)
    outreach.keep_due_right(box)


def count_again(*, by: Actor, batch: int = 100) -> int:
    """Counts every due row and every offer's mark again, as the worker process does every night; how many rows."""
    rows = outreach.rebuild_due(by=by, batch=batch)
    mothers = reaching.everybody_on_the_list(by.area)
    for start in range(0, len(mothers), batch):
        asks.rebuild_marks(by=by, mothers=mothers[start : start + batch])
    return rows


def forget(*, by: Actor, mother: str) -> datetime:
    """Forgets her because she asks: empty at once, destroyed after 72 hours; answers that time."""
    facts = ActFacts(her_word=True, event=RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN)
    with door.acting(by=by, permission=Permission.RECORD_FORGET, mother=mother, act=facts) as box:
        forget_at = box.now + UNDO
        move_stage(box, RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN, forget_at=forget_at)
        moving.over_with_record(box)
        sharing.stop_everything(box, tell=True)
        lately.tell_who_else_is_there(box)
        return forget_at


def undo_forgetting(*, by: Actor, mother: str) -> None:
    """She undoes it in time: somebody may have made her."""
    with door.acting(by=by, permission=Permission.RECORD_FORGET, mother=mother) as box:
        stopped_at = (box.forget_at or box.now) - UNDO
        move_stage(box, RecordEvent.SHE_UNDOES_IT)
        sharing.run_clocks_again(box, stopped_at=stopped_at)
    # Forgetting opens nothing; what is counted again is read under an act that may read it.
    with door.acting(by=by, permission=Permission.QUIET_SET, mother=mother) as box:
        asks.run_clocks(box)
        outreach.keep_due_right(box)


def finish_forgetting(*, by: Actor) -> int:
    """Destroys the keys of every record whose time to undo is over; resumes where it was killed."""
    count = 0
    for mother in sleepers.to_be_forgotten(clock.now()):
        with door.acting(by=by, permission=Permission.RECORD_FORGET, mother=mother) as box:
            retaining.end_for_ever(box)
            count += 1
    holding.destroy_keys()
    return count


def destroy_what_is_over(*, by: Actor, code: str) -> int:
    """Destroys every record that is over its time; `code` is that of the dry run that was read. How many.

    Raises BadInput where something else is due by now, and Denied for anybody but a lead; then nothing is changed.
    """
    count = retaining.mark_what_is_over(by=by, code=code)
    holding.destroy_keys()
    return count


def hold(*, by: Actor, mother: str, why: HoldFor, parts: Collection[Compartment] = holding.PARTS) -> None:
    """Holds a record back from being destroyed, for a court, an inquiry or a complaint."""
    holding.hold(by=by, mother=mother, why=why, parts=parts)


def lift_hold(*, by: Actor, mother: str) -> int:
    """Lifts every hold on a record; answers how many."""
    return holding.lift_hold(by=by, mother=mother)


def replay(*, by: Actor, mother: str, ended: EndedSince) -> bool:
    """Ends again what ended after a copy was put back; whether a lead must choose with her who is there for her."""
    with door.acting(by=by, permission=Permission.RECORD_REPLAY, mother=mother) as box:
        box.end_standings(ended.stops)
        for worker_id, agency_id, cause in ended.bars:
            if cause not in box.causes_in_force():
                box.give_standing(Ground.BLOCK, cause=cause, worker_id=worker_id, agency_id=agency_id)
        treatment.bring_into_line(box)
        children.bring_plans_into_line(box)
        safety.bring_into_line(box)
        emergencies.bring_into_line(box)
        alone = bring_into_line(box)
        connections.bring_into_line(box)
        worries.bring_into_line(box)
        sharing.bring_into_line(box, ended.stops)
        hers.bring_into_line(box)
    steps = way_to_end(*sleepers.stages_of(mother), ended.stage)
    for event in steps:
        with door.acting(by=by, permission=Permission.RECORD_REPLAY, mother=mother) as box:
            _replay_step(box, event, ended)
    return alone and not steps


def _replay_step(box: Box, event: RecordEvent, ended: EndedSince) -> None:
    if event is RecordEvent.KEYS_ARE_DESTROYED:
        retaining.end_for_ever(box)
        return
    if box.stage is Stage.DIED:
        death.take_back(box)
    forgets = event is RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN
    move_stage(box, event, forget_at=ended.forget_at(box.now) if forgets else None)
    sharing.stop_everything(box, tell=False)
    if event is RecordEvent.SHE_DIED:
        death.ask_again_after_a_copy(box)


def close_ended_bridges(*, by: Actor) -> int:
    """Two weeks after an ending nobody undid, the bridge gives its place free; answers how many."""
    count = 0
    for mother in sleepers.ended_before(clock.now() - timedelta(days=MISTAKE_DAYS)):
        with door.acting(by=by, permission=Permission.BRIDGE_CLOSE, mother=mother) as box:
            bridges.close_with_record(box)
            treatment.end_with_record(box)
            safety.end_with_record(box)
            emergencies.end_with_record(box)
            count += 1
    return count


def reply(*, by: Actor, mother: str, about: str, words: str, not_right: bool, at: datetime) -> str:
    """Puts her side beside an entry at once; *that is not right* also starts the lawful month to answer."""
    if not words.strip():
        raise BadInput("words", "Write her side, in her words.")
    with door.acting(by=by, permission=Permission.REPLY_ADD, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        if not box.holds(about):
            raise BadInput("about", "This entry is not in her record. Open the page again.")
        ref = box.write(Draft(Reply(words.strip(), not_right), Category.MY_WORDS, at, about=about))
        if not_right:
            promise_an_answer(box, Compartment.GENERAL, ref, at)
        return ref


def _end(by: Actor, mother: str, event: RecordEvent, facts: ActFacts, at: datetime) -> None:
    with door.acting(by=by, permission=Permission.RECORD_END, mother=mother, act=facts) as box:
        must_not_be_later_than_now(box, at)
        if event is RecordEvent.ACCEPTED_WHERE_SHE_MOVED:
            moving.must_not_wait_for_her_word(box)
        close_down(box, event)
