"""Proposing a connection, asking somebody else to look at it, adding to it: one side is open here."""

from datetime import datetime, timedelta

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.children.entries import Child, Observation
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.connections import checking
from hrm2m.records.connections.checking import must_have_words, must_not_be_later_than_now
from hrm2m.records.connections.entries import Connection, ConnectionMore, SafetyAsked
from hrm2m.records.connections.models import OPEN, Reading, Why
from hrm2m.records.connections.queries import connection_in
from hrm2m.records.connections.readers import reader_chosen
from hrm2m.records.connections.told import Told, as_opinion_of, in_envelope, must_say_whether
from hrm2m.records.showing.answering import promise_an_answer
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Entry, Reply


TO_READ = timedelta(days=14)
"""How long a second reader may open both sides (policy_choice)."""
FIRST_LOOK = "connection_read"
CHILD_SAFETY = Compartment.CHILD_SAFETY


def propose(*, by: Actor, mother: str, connection: Connection, told: Told, at: datetime) -> str:
    """Writes how drug use is said to touch this child, and starts the clock of a second look; answers its ref.

    It may be sent from this minute on, marked as not yet looked at; nothing waits for her reply. Raises BadInput for a
    question left open, or an entry that is not about this child.
    """
    with door.acting(by=by, permission=Permission.CONNECTION_PROPOSE, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        checking.must_be_whole(connection)
        must_say_whether(told, box.now)
        _must_be_about_this_child(box, connection)
        known = as_opinion_of(by, CHILD_SAFETY) | in_envelope(told)
        ref = box.write(Draft(connection, Category.CHILDREN, at, about=connection.child, **known))
        clocks.start(
            box,
            FIRST_LOOK,
            about=ref,
            owner_id=box.by_id,
            escalate_to_id=on_call_now(box.area).lead_id or box.by_id,
            started_at=at,
            compartment=CHILD_SAFETY,
        )
        box.note(connection=ref)
        return ref


def ask_second_reader(*, by: Actor, mother: str, connection: str, reader: str) -> None:
    """Lets one other worker open both sides of this connection, for fourteen days or until he or she has looked.

    Whoever was asked before and has not looked opens nothing from now on. Raises BadInput for the author, for whoever
    wrote what is quoted, for a worker who must not open her record, and for one who is no second reader.
    """
    with door.acting(by=by, permission=Permission.CONNECTION_PROPOSE, mother=mother) as box:
        entry = the_connection(box, connection)
        who = reader_chosen(box, by, entry, reader)
        end_readings(box, connection, Why.ANOTHER_WAS_ASKED)
        row = Reading.objects.create(
            area=box.area,
            mother=box.mother_id,
            connection=connection,
            author_id=entry.by_id,
            reader_id=who.worker_id,
            agency_id=who.agency_id,
            asked_by_id=box.by_id,
            asked_at=box.now,
            until=box.now + TO_READ,
        )
        box.give_standing(
            Ground.SECOND_READER,
            cause=row.cause,
            worker_id=who.worker_id,
            agency_id=who.agency_id,
            until=row.until,
            purpose=connection,
        )
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=who.worker_id, about=row.ref, at=box.now)
        box.note(connection=connection, reader=reader)


def add_more(*, by: Actor, mother: str, connection: str, more: ConnectionMore, at: datetime) -> str:
    """Adds evidence for or against; what was written before stays as it is."""
    with door.acting(by=by, permission=Permission.CONNECTION_PROPOSE, mother=mother) as box:
        the_connection(box, connection)
        must_have_words(more.words, "words", "Write what else shows it, or speaks against it, of this child.")
        must_not_be_later_than_now(box, at)
        box.note(connection=connection)
        return box.write(
            Draft(more, Category.CHILDREN, at, about=connection, **as_opinion_of(by, CHILD_SAFETY))
        )


def reply(*, by: Actor, mother: str, connection: str, words: str, not_right: bool, at: datetime) -> str:
    """Her side, at her word and at any time; *that is not right* starts the lawful month to answer."""
    act = ActFacts(her_word=True)
    with door.acting(by=by, permission=Permission.CHILD_REPLY, mother=mother, act=act) as box:
        the_connection(box, connection)
        must_have_words(words, "words", "Write her side, in her words.")
        must_not_be_later_than_now(box, at)
        side = Reply(words.strip(), not_right)
        ref = box.write(Draft(side, Category.CHILDREN, at, compartment=CHILD_SAFETY, about=connection))
        if not_right:
            promise_an_answer(box, CHILD_SAFETY, ref, at)
        return ref


def the_connection(box: Box, ref: str) -> Entry[Connection]:
    """The connection with this ref in her record; refuses any other ref."""
    found = connection_in(box, ref)
    if found is None:
        field = "connection"
        raise BadInput(field, checking.NOT_HERE)
    return found


def end_readings(box: Box, connection: str, why: Why) -> None:
    """Whoever reads this connection reads it no more, from this moment."""
    rows = Reading.objects.filter(OPEN, mother=box.mother_id, connection=connection)
    for row in rows:
        box.end_standing(cause=row.cause)
        row.ended_at, row.ended_why = box.now, why
        row.save(update_fields=["ended_at", "ended_why"])


def _must_be_about_this_child(box: Box, connection: Connection) -> None:
    refs = list(dict.fromkeys(connection.observations))
    found = box.entries(Observation, compartment=CHILD_SAFETY, refs=refs)
    if len(found) != len(refs) or any(entry.body.child != connection.child for entry in found):
        field, sentence = (
            "observations",
            "Choose entries about this child only: another child has his or her own.",
        )
        raise BadInput(field, sentence)
    if connection.child and not box.entries(Child, compartment=CHILD_SAFETY, refs=[connection.child]):
        field, sentence = (
            "child",
            "This child is not in her record. Open the page again and choose the child there.",
        )
        raise BadInput(field, sentence)
    asked = box.entries(SafetyAsked, compartment=CHILD_SAFETY)
    if connection.question and connection.question not in {entry.body.question for entry in asked}:
        field, sentence = (
            "question",
            "This question was not asked here. Open the page again and choose it there.",
        )
        raise BadInput(field, sentence)
