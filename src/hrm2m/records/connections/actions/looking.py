"""The second look: the one act that reads both sides, by somebody who wrote neither; it ends with the look."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.connecting import Look
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.connections.actions.proposing import FIRST_LOOK, end_readings, the_connection
from hrm2m.records.connections.both_sides import quote_of
from hrm2m.records.connections.checking import must_have_words, must_not_be_later_than_now
from hrm2m.records.connections.entries import Connection, ConnectionLook, QuoteIsRight
from hrm2m.records.connections.models import OPEN, Reading, Why
from hrm2m.records.connections.told import as_opinion_of
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Entry


ANOTHER_LOOK = "connection_look"


def look(*, by: Actor, mother: str, connection: str, said: ConnectionLook, at: datetime) -> str:
    """Says whether it stands; both sides are closed to the reader from that moment. Answers the ref of the look.

    Raises NotYours for anybody who was not asked, who looked already or whose fourteen days are over, and for the
    author; BadInput for a look without reasons, or one that stands on a quote that is not right.
    """
    act = ActFacts(about=connection, author_id=_author_of(by, connection))
    with door.acting(by=by, permission=Permission.CONNECTION_LOOK, mother=mother, act=act) as box:
        entry = the_connection(box, connection)
        must_not_be_later_than_now(box, at)
        must_have_words(said.reasons, "reasons", "Write why, so that she and the author can follow it.")
        _must_compare(box, entry, said)
        asked_by = Reading.objects.get(OPEN, mother=box.mother_id, connection=connection).asked_by_id
        known = as_opinion_of(by, Compartment.CHILD_SAFETY)
        ref = box.write(Draft(said, Category.CHILDREN, at, about=connection, **known))
        end_readings(box, connection, Why.LOOKED_AT)
        clocks.meet(box, FIRST_LOOK, about=connection, at=at)
        clocks.meet(box, ANOTHER_LOOK, about=connection, at=at)
        clocks.start(
            box,
            ANOTHER_LOOK,
            about=connection,
            owner_id=asked_by,
            escalate_to_id=on_call_now(box.area).lead_id or asked_by,
            started_at=at,
            compartment=Compartment.CHILD_SAFETY,
        )
        box.note(connection=connection)
        return ref


def _author_of(by: Actor, connection: str) -> int | None:
    """Who proposed it, as the row of this reader says; None for whoever was not asked, whom the policy refuses."""
    rows = Reading.objects.filter(connection=connection, reader_id=by.worker_id, agency_id=by.agency_id)
    return rows.values_list("author_id", flat=True).first()


def _must_compare(box: Box, entry: Entry[Connection], said: ConnectionLook) -> None:
    quoted = quote_of(box, entry)
    is_quoted = bool(quoted and quoted.body.drug_use)
    if is_quoted and said.quote_is_right is QuoteIsRight.NOTHING_QUOTED:
        field, sentence = (
            "quote_is_right",
            "Compare the quote with the original, and say whether it is right.",
        )
        raise BadInput(field, sentence)
    if not is_quoted and said.quote_is_right is not QuoteIsRight.NOTHING_QUOTED:
        field, sentence = (
            "quote_is_right",
            "No entry is quoted from treatment, so there is nothing to compare.",
        )
        raise BadInput(field, sentence)
    if said.outcome is Look.STANDS and said.quote_is_right is QuoteIsRight.NO:
        field = "outcome"
        sentence = (
            "It cannot stand on a quote that is not right. Choose another answer, and write what is wrong."
        )
        raise BadInput(field, sentence)
