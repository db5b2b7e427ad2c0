"""Asks and what she longs for: written in her words, closed by her word and by nothing else."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.asks.actions.checking import (
    found,
    her_word,
    may_have_words,
    must_be_one_of,
    must_be_straight_from_her,
    must_have_words,
    must_not_be_later_than_now,
)
from hrm2m.records.asks.actions.keeping import keep_right
from hrm2m.records.asks.entries import (
    Ask,
    AskClosed,
    AskWantedAgain,
    ForWhom,
    Longing,
    Urgency,
)
from hrm2m.records.asks.queries import ask_threads_in
from hrm2m.records.asks.threads import AskThread, threads
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


HER_WORDS = "Write what she asked for, in her words."
NOT_IN_HER_RECORD = "This ask is not in her record. Open her page again and choose it there."


def record_ask(
    *, by: Actor, mother: str, ask: Ask, category: Category, at: datetime, through_whom: str = ""
) -> str:
    """Writes what she asks for, as she said it at `at`, and starts the clock of a first real offer; answers its ref.

    Raises BadInput for words left empty, an urgency she did not choose, a time to come, or a word that came through
    somebody who is not named.
    """
    with door.acting(by=by, permission=Permission.ASK_RECORD, mother=mother) as box:
        ref = box.write(_ask_draft(box, ask, category, at, through_whom))
        keep_right(box, ref)
        return ref


def correct_ask(
    *,
    by: Actor,
    mother: str,
    ask_ref: str,
    seen_ref: str,
    ask: Ask,
    category: Category,
    at: datetime,
    through_whom: str = "",
) -> str:
    """Puts an ask right, or writes that it has become more urgent to her; `at` is still when she asked.

    The clock and every offer are counted again. Raises StaleVersion if somebody changed it since the form was opened.
    """
    with door.acting(by=by, permission=Permission.ASK_RECORD, mother=mother) as box:
        box.expect(find_ask(box, ask_ref).ask.newest, seen_ref)
        ref = box.write(_ask_draft(box, ask, category, at, through_whom, corrects=seen_ref))
        keep_right(box, ask_ref)
        return ref


def close_ask(*, by: Actor, mother: str, ask_ref: str, closed: AskClosed, at: datetime) -> str:
    """Takes an ask off the list because she says so: it is done, or she does not want it now. Silence never does."""
    with door.acting(by=by, permission=Permission.ASK_RECORD, mother=mother) as box:
        ask = find_ask(box, ask_ref)
        must_be_straight_from_her(closed.said_how)
        may_have_words(closed.words, "words")
        must_not_be_later_than_now(box, at, "at")
        if ask.closed is not None:
            raise BadInput("ask", "She has said this already: it is off her list.")
        ref = box.write(Draft(closed, ask.ask.newest.category, at, about=ask_ref))
        keep_right(box, ask_ref)
        return ref


def want_ask_again(*, by: Actor, mother: str, ask_ref: str, again: AskWantedAgain, at: datetime) -> str:
    """Puts an ask on the list again: she wants it after all, or it was closed by our mistake.

    Unless it was met before, its clock runs on from the day she first asked.
    """
    with door.acting(by=by, permission=Permission.ASK_RECORD, mother=mother) as box:
        ask = find_ask(box, ask_ref)
        must_be_straight_from_her(again.said_how)
        may_have_words(again.words, "words")
        must_not_be_later_than_now(box, at, "at")
        if ask.closed is None:
            raise BadInput("ask", "This ask is on her list. There is nothing to open again.")
        if at < ask.closed.newest.happened_at:
            raise BadInput("at", "That is before it was closed. Write when she said that she wants it again.")
        ref = box.write(Draft(again, ask.ask.newest.category, at, about=ask_ref))
        keep_right(box, ask_ref)
        return ref


def record_longing(*, by: Actor, mother: str, longing: Longing, at: datetime) -> str:
    """Writes what she longs for, for herself or for her children. It gets no clock and never becomes a target."""
    with door.acting(by=by, permission=Permission.ASK_RECORD, mother=mother) as box:
        _check_longing(box, longing, at)
        return box.write(Draft(longing, Category.MY_WORDS, at))


def correct_longing(
    *, by: Actor, mother: str, longing_ref: str, seen_ref: str, longing: Longing, at: datetime
) -> str:
    """Writes it again as she wants it written."""
    with door.acting(by=by, permission=Permission.ASK_RECORD, mother=mother) as box:
        sentence = "This is not in her record. Open her page again and choose it there."
        thread = found(threads(box.entries(Longing), Longing), longing_ref, "longing", sentence)
        box.expect(thread.newest, seen_ref)
        _check_longing(box, longing, at)
        return box.write(Draft(longing, Category.MY_WORDS, at, corrects=seen_ref))


def find_ask(box: Box, ask_ref: str) -> AskThread:
    """The ask with this ref in her record; refuses any other ref."""
    for thread in ask_threads_in(box):
        if thread.ask.ref == ask_ref:
            return thread
    raise BadInput("ask", NOT_IN_HER_RECORD)


def _ask_draft(
    box: Box, ask: Ask, category: Category, at: datetime, through_whom: str, corrects: str = ""
) -> Draft[Ask]:
    must_have_words(ask.words, "words", HER_WORDS)
    must_be_one_of(ask.urgency, Urgency, "urgency")
    must_be_one_of(category, Category, "category")
    must_not_be_later_than_now(box, at, "at")
    known = her_word(ask.said_how, through_whom)
    return Draft(ask, category, at, how_known=known.how, from_whom=known.from_whom, corrects=corrects)


def _check_longing(box: Box, longing: Longing, at: datetime) -> None:
    must_have_words(longing.words, "words", "Write what she longs for, in her words.")
    must_be_one_of(longing.for_whom, ForWhom, "for_whom")
    must_not_be_later_than_now(box, at, "at")
