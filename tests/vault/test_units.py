"""One unit is all or nothing, of one worker, in one thread; nothing that came out of it opens anything afterwards."""

import contextlib
import contextvars
import dataclasses
import json
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.policy import Category, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RecordEvent
from hrm2m.policy.opens import OPENS
from hrm2m.vault import door, ledger
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Reply
from hrm2m.vault.errors import Denied, NotYours, StaleVersion, VaultError
from hrm2m.vault.models import Head, Line, StandingRow
from hrm2m.vault.verify import Bad
from tests.vault import notes
from tests.vault.notes import JO, SAM, STRANGER


pytestmark = pytest.mark.django_db(transaction=True)


class Broke(Exception):
    pass


def lines() -> int:
    return Line.objects.count()


def test_what_breaks_inside_saves_nothing_at_all() -> None:
    mother = notes.begin()
    before = lines()

    def broken() -> None:
        with door.unit(by=JO):
            notes.log(mother, "lost")
            raise Broke

    with pytest.raises(Broke):
        broken()
    assert lines() == before
    assert notes.words_of(mother) == ["first"]
    notes.verified()


def test_no_act_is_done_inside_a_transaction_that_somebody_else_could_roll_back() -> None:
    mother = notes.begin()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        notes.log(mother, "could be lost")
    assert notes.words_of(mother) == ["first"]
    notes.verified()


def test_an_error_caught_inside_still_rolls_the_whole_unit_back() -> None:
    mother = notes.begin()
    before = lines()

    def half_an_act() -> None:
        with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
            box.write(notes.a_note("half an act"))
            raise Broke

    def one_after_another() -> None:
        with door.unit(by=JO):
            notes.log(mother, "before")
            with contextlib.suppress(Broke):
                half_an_act()

    with pytest.raises(VaultError, match="none of it was saved"):
        one_after_another()
    assert lines() == before
    assert notes.words_of(mother) == ["first"]
    notes.verified()


def test_a_refusal_caught_inside_still_rolls_back_and_is_written() -> None:
    mother = notes.begin()
    with pytest.raises(NotYours):
        with door.unit(by=STRANGER), contextlib.suppress(Denied):
            notes.log(mother, by=STRANGER)
    assert Line.objects.latest("id").body.count('"result":"deny"') == 1
    notes.verified()


def test_after_an_error_inside_nothing_more_is_opened() -> None:
    mother = notes.begin()

    def reads_on() -> None:
        with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="p") as box:
            with contextlib.suppress(Broke), door.unit(by=JO):
                raise Broke
            box.entries(notes.Note)

    with pytest.raises(VaultError, match="closed again"):
        reads_on()


def test_a_unit_is_of_one_worker() -> None:
    mother = notes.begin()
    notes.give_team(mother)
    with pytest.raises(VaultError), door.unit(by=SAM):
        notes.log(mother, by=JO)
    assert notes.words_of(mother) == ["first"]


@pytest.mark.parametrize(
    "use",
    [
        lambda box: box.entries(notes.Note),
        lambda box: box.write(notes.a_note()),
        lambda box: box.give_standing(Ground.TEAM, cause="team:1", worker_id=9, agency_id=1),
        lambda box: box.end_standing(cause="bridge:1"),
        lambda box: box.end_standing_on(Ground.BRIDGE),
        lambda box: box.move(RecordEvent.SHE_ASKS_TO_END),
        lambda box: box.note(code="late"),
        lambda box: box.holds("x"),
    ],
)
def test_a_box_is_useless_once_its_door_is_closed(use: Callable[[Box], object]) -> None:
    mother = notes.begin()
    with door.unit(by=JO):
        with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
            pass
        with pytest.raises(VaultError, match="closed again"):
            use(box)
    with pytest.raises(VaultError, match="closed again"):
        use(box)
    assert not connection.in_atomic_block


def test_the_boxes_of_a_list_are_useless_once_the_door_is_closed() -> None:
    mother = notes.subject_of(notes.begin())
    with door.looking_at_many(by=JO, permission=Permission.TODAY_SEE, mothers=[mother.id], page="p") as boxes:
        assert len(boxes.entries(notes.Note)[mother.id]) == 1
    with pytest.raises(VaultError, match="closed again"):
        boxes.entries(notes.Note)


def test_the_boxes_of_a_list_are_closed_with_their_door_though_the_unit_goes_on() -> None:
    mother = notes.subject_of(notes.begin())
    with door.unit(by=JO):
        with door.looking_at_many(
            by=JO, permission=Permission.TODAY_SEE, mothers=[mother.id], page="p"
        ) as boxes:
            pass
        with pytest.raises(VaultError, match="closed again"):
            boxes.entries(notes.Note)


def test_a_list_says_of_each_where_her_bridge_stands() -> None:
    refs = [notes.begin() for _ in range(3)]
    notes.she_gives_her_name(refs[1])
    numbers = [notes.subject_of(ref).id for ref in refs]
    door_opened_at = clock.now()
    with (
        clock.at(door_opened_at),
        door.looking_at_many(by=JO, permission=Permission.TODAY_SEE, mothers=numbers, page="p") as boxes,
    ):
        assert [boxes.stage_of(number).value for number in numbers] == ["by_handle", "named", "by_handle"]
        assert boxes.refs == dict(zip(numbers, refs, strict=True))
        assert boxes.now == door_opened_at


@pytest.mark.parametrize(
    "use",
    [
        lambda box: box.write(notes.a_note()),
        lambda box: box.give_standing(Ground.TEAM, cause="team:1", worker_id=9, agency_id=1),
        lambda box: box.end_standing(cause="bridge:1"),
        lambda box: box.move(RecordEvent.SHE_ASKS_TO_END),
        lambda box: box.note(code="late"),
    ],
)
def test_who_looks_changes_nothing(use: Callable[[Box], object]) -> None:
    mother = notes.begin()
    before = StandingRow.objects.filter(until=None).count()
    with pytest.raises(VaultError):
        with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="p") as box:
            use(box)
    assert StandingRow.objects.filter(until=None).count() == before
    notes.verified()


def test_another_thread_does_not_join_a_unit_it_inherited() -> None:
    mother = notes.begin()
    told: list[Exception] = []

    def in_a_thread() -> None:
        try:
            notes.log(mother)
        except VaultError as refusal:
            told.append(refusal)
        connection.close()

    with door.unit(by=JO):
        context = contextvars.copy_context()
        thread = threading.Thread(target=lambda: context.run(in_a_thread))
        thread.start()
        thread.join()
    assert len(told) == 1
    assert notes.words_of(mother) == ["first"]


def test_two_heads_are_locked_lowest_first_or_not_at_all() -> None:
    first, second = notes.begin(), notes.begin()
    with door.unit(by=JO):
        notes.log(first)
        notes.log(second)

    def wrong_way() -> None:
        with door.unit(by=JO):
            notes.log(second)
            notes.log(first)

    with pytest.raises(VaultError, match="lowest first"):
        wrong_way()
    with door.unit(by=JO, mothers=[notes.subject_of(ref).id for ref in (second, first)]):
        notes.log(second)
        notes.log(first)


def test_the_house_is_locked_before_any_mother() -> None:
    mother = notes.begin()
    with door.unit(by=JO):
        with door.acting(by=JO, permission=Permission.DANGER_RAISE):
            notes.log(mother)

    def wrong_way() -> None:
        with door.unit(by=JO):
            notes.log(mother)
            with door.acting(by=JO, permission=Permission.DANGER_RAISE):
                pass

    with pytest.raises(VaultError, match="lowest first"):
        wrong_way()


@pytest.mark.promise(7)
def test_a_stop_inside_an_act_stands_after_whatever_rested_on_it() -> None:
    mother = notes.begin()
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as outer:
        notes.log(mother, "still on the bridge")
        with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as inner:
            inner.give_standing(Ground.COVER, cause="cover:1", worker_id=7, agency_id=1)
        outer.end_standing(cause="bridge:1")
        notes.log(mother, "as cover")
    notes.verified()
    assert notes.words_of(mother) == ["as cover", "still on the bridge", "first"]


def test_an_act_called_by_another_may_end_what_both_rest_on() -> None:
    mother = notes.begin()
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother):
        with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as inner:
            inner.end_standing(cause="bridge:1")
    notes.verified()


@pytest.mark.parametrize("name", ["act", "by", "basis", "result", "stops", "stage", "wrote"])
def test_a_room_never_speaks_for_the_vault(name: str) -> None:
    mother = notes.begin()
    with pytest.raises(VaultError, match="the vault's own word"):
        with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
            box.note(**{name: "x"})


def test_a_room_adds_codes_to_a_line() -> None:
    mother = notes.begin()
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        box.note(code="late", times=3)
    body = json.loads(Line.objects.latest("id").body)
    assert (body["code"], body["times"]) == ("late", 3)


def test_nothing_is_written_inside_a_savepoint_that_could_be_rolled_back_alone() -> None:
    mother = notes.begin()
    with pytest.raises(VaultError, match="outside"):
        with (
            door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box,
            transaction.atomic(),
        ):
            box.write(notes.a_note())
    notes.verified()


@pytest.mark.parametrize("words", ["She said so", "Jane Doe", "é", "a\nb", "x" * 81])
def test_only_codes_stand_readable_in_the_ledger(words: str) -> None:
    mother = notes.begin()
    with pytest.raises(VaultError, match="only a code or a ref"):
        with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
            box.note(code=words)


def test_a_reason_in_words_is_sealed_with_her_key_and_a_chosen_one_is_not() -> None:
    mother = notes.begin()
    for purpose in ("cover", "her sister rang, she is in hospital"):
        with door.looking(
            by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="mother", purpose=purpose
        ) as box:
            newest = Line.objects.latest("id").body
            assert ("hospital" in newest) is False
            assert box.purpose_in(json.loads(newest)) == purpose
    assert '"purpose":"cover"' in Line.objects.order_by("-id")[1].body


def test_a_correction_of_what_was_corrected_before_is_told_so() -> None:
    mother = notes.begin()
    ref = notes.log(mother, "one")
    newer = _corrected(mother, ref)
    with pytest.raises(StaleVersion) as stale:
        _corrected(mother, ref)
    assert stale.value.current_ref == newer


def test_a_correction_or_reply_points_into_the_same_drawer() -> None:
    one, other = notes.begin(), notes.begin()
    foreign = notes.log(other)
    with pytest.raises(VaultError, match="not in this drawer"):
        _corrected(one, foreign)
    with pytest.raises(VaultError, match="not in this drawer"):
        with door.acting(by=JO, permission=Permission.REPLY_ADD, mother=one) as box:
            box.write(_reply_to(foreign))


def test_a_form_opened_on_another_entry_than_the_newest_is_told_so() -> None:
    mother = notes.begin()
    refs = [notes.log(mother) for _ in range(2)]
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        first, second = sorted(box.entries(notes.Note, refs=refs), key=lambda entry: entry.ref)
        for newest, seen in ((first, first.ref), (None, "")):
            box.expect(newest, seen)
        for newest, seen in ((first, second.ref), (second, first.ref), (None, first.ref), (first, "")):
            with pytest.raises(StaleVersion):
                box.expect(newest, seen)


def test_nothing_is_read_or_written_in_the_houses_name() -> None:
    with door.acting(by=JO, permission=Permission.DANGER_RAISE) as box:
        for use in (lambda: box.write(notes.a_note()), lambda: box.entries(notes.Note)):
            with pytest.raises(VaultError):
                use()
        box._access = OPENS[Permission.CONTACT_LOG]
        for use in (lambda: box.write(notes.a_note()), lambda: box.entries(notes.Note)):
            with pytest.raises(VaultError, match="This act does not"):
                use()


def test_an_act_opens_the_compartments_it_names_and_no_other() -> None:
    mother = notes.begin()
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        for closed in set(Compartment) - {Compartment.GENERAL}:
            with pytest.raises(VaultError, match="does not open that compartment"):
                box.entries(notes.Note, compartment=closed)
            with pytest.raises(VaultError, match="does not open that compartment"):
                box.holds("x", closed)
            with pytest.raises(VaultError, match="does not write there"):
                box.write(notes.a_note(compartment=closed))
        assert [entry.body.words for entry in box.entries(notes.Note)] == ["first"]


def test_the_name_of_the_house_is_no_mothers_ref() -> None:
    for ref in ("house", "\0", "\ud800", "a" * 5000, "-"):
        with pytest.raises(NotYours):
            with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=ref):
                pass


def test_what_can_be_no_ref_is_never_sent_to_the_database() -> None:
    mother = notes.begin()
    assert ledger.chain_of(mother) == notes.subject_of(mother).id
    for ref in ("\0", "a\0b", "\ud800", "é", "a b", mother + "a", "a" * 5000):
        with CaptureQueriesContext(connection) as spent:
            assert ledger.chain_of(ref) is None
        assert f"'{ledger.NO_REF}'" in spent.captured_queries[0]["sql"], ref


def test_a_stage_moves_through_the_box_only_and_the_ledger_says_so() -> None:
    mother = notes.begin()
    notes.she_gives_her_name(mother)
    notes.verified()
    Head.objects.filter(ref=mother).update(stage="by_handle")
    with pytest.raises(Bad, match="no line moved it there"):
        notes.verified()


def test_an_ended_record_says_when_and_an_open_one_does_not() -> None:
    mother = notes.begin()
    asks = ActFacts(her_word=True, event=RecordEvent.SHE_ASKS_TO_END)
    with door.acting(by=JO, permission=Permission.RECORD_END, mother=mother, act=asks) as box:
        assert box.ended_at is None
        box.move(RecordEvent.SHE_ASKS_TO_END)
        assert box.ended_at == box.now == Head.objects.get(ref=mother).ended_at
    back = ActFacts(her_word=True, event=RecordEvent.SHE_COMES_BACK)
    with door.acting(by=JO, permission=Permission.RECORD_REOPEN, mother=mother, act=back) as box:
        box.move(RecordEvent.SHE_COMES_BACK)
        assert box.ended_at is None
    assert Head.objects.get(ref=mother).ended_at is None


def test_time_in_a_unit_is_aware_and_moves_on_after_a_lock() -> None:
    mother = notes.begin()
    with door.unit(by=JO) as unit:
        before = unit.now
        assert before.tzinfo is not None
        assert unit.now == before
        with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
            assert before <= box.now


def _corrected(mother: str, ref: str) -> str:
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        return box.write(dataclasses.replace(notes.a_note("better"), corrects=ref))


def _reply_to(ref: str) -> Draft[Reply]:
    return Draft(Reply("no"), Category.MY_WORDS, clock.now(), about=ref)


def test_a_line_has_the_time_of_its_decision_though_the_unit_goes_on() -> None:
    first, second = notes.begin(), notes.begin()
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=first) as box:
        decided = box.now
        soon = decided + timedelta(milliseconds=600)
        box.give_standing(
            Ground.TEAM, cause="team:1", worker_id=SAM.worker_id, agency_id=SAM.agency_id, until=soon
        )
    with door.unit(by=SAM) as unit:
        with door.acting(by=SAM, permission=Permission.CONTACT_LOG, mother=first):
            pass
        time.sleep(0.7)
        unit.lock([notes.subject_of(second).id])
        assert unit.now > soon
    notes.verified()
