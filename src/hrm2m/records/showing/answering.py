"""Her *that is not right*: the month in which it is answered, and the answer, the same in every compartment."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Compartment
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.showing import inside
from hrm2m.records.showing.entries import ReplyAnswer
from hrm2m.records.showing.whom import desk_in
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Entry, Reply, every_kind


ANSWERED = "reply_answered"
TOLD = "She was told: it is the answer to what she said."


def promise_an_answer(box: Box, compartment: Compartment, reply: str, at: datetime) -> None:
    """Starts the lawful month for her *that is not right*; for every room and page that writes her side."""
    desk = desk_in(box, compartment)
    clocks.start(
        box,
        ANSWERED,
        about=reply,
        owner_id=desk.owner_id,
        escalate_to_id=desk.named_id,
        started_at=at,
        compartment=compartment,
    )


def answer(
    box: Box,
    compartment: Compartment,
    reply: str,
    *,
    is_corrected: bool,
    why: str,
    told_her_how: str,
    at: datetime,
) -> str:
    """Writes the answer beside her reply and ends its month; answers the ref. She reads it at once: she was told.

    Raises BadInput where it is said to be put right and nothing puts it right, and where she was not told.
    """
    must_not_be_later_than_now(box, at)
    said = _the_reply(box, compartment, reply)
    correction = _correction_of(box, compartment, said.about) if is_corrected else ""
    for field, words, sentence in (
        ("why", why, "Write what you looked at, and why it is so."),
        ("told_her_how", told_her_how, "Tell her first; then write how she was told, and by whom."),
    ):
        if not words.strip():
            raise BadInput(field, sentence)
    body = ReplyAnswer(is_corrected, why.strip(), told_her_how.strip(), correction)
    ref = box.write(
        Draft(
            body,
            inside.CATEGORIES[compartment],
            at,
            compartment,
            basis="her_reply",
            how_known="opinion_of",
            from_whom=str(box.by_id),
            about=reply,
            told_her_at=at,
            told_her_how=body.told_her_how,
        )
    )
    inside.show(box, inside.the_row(box, ref), why=TOLD, at=at, told_her_how=told_her_how)
    clocks.meet(box, ANSWERED, about=reply, at=at)
    return ref


def _the_reply(box: Box, compartment: Compartment, ref: str) -> Entry[Reply]:
    found = box.entries(Reply, compartment=compartment, refs=[ref])
    if not found:
        field, sentence = "reply", "This is not in her record any more. Open the list again."
        raise BadInput(field, sentence)
    return found[0]


def _correction_of(box: Box, compartment: Compartment, entry: str) -> str:
    for each in box.entries(*every_kind(), compartment=compartment):
        if each.corrects == entry:
            return each.ref
    field = "is_corrected"
    sentence = "Nothing puts it right yet: write the correction beside the entry first, then answer her."
    raise BadInput(field, sentence)
