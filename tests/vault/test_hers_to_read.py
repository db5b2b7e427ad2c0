"""What she reads through a box of her own, and what waits until somebody decided: kept in step with every entry."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.policy import Category, Compartment, Permission
from hrm2m.records.treatment.entries import TreatedAs
from hrm2m.vault import door, to_show
from hrm2m.vault.entries import Body, Draft, Entry, HeldBackBefore, Reply, Showing
from hrm2m.vault.errors import VaultError
from hrm2m.vault.hers_to_read import facts_of
from hrm2m.vault.to_show import Asks
from tests.vault import notes
from tests.vault.notes import JO, Note


pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def write(mother: str, words: str, **more: Any) -> str:
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        return box.write(replace(notes.a_note(words), **more))


def decide(mother: str, about: str, she_may: bool, seconds: str = "") -> str:
    until = None if she_may else clock.now() + DAY
    body = Showing(she_may, "why", seconds=seconds)
    return beside(mother, Draft(body, Category.MY_WORDS, clock.now(), about=about, held_until=until))


def beside(mother: str, draft: Draft[Any]) -> str:
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        return box.write(draft)


def hers(mother: str, **more: Any) -> tuple[Entry[Note], ...]:
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="hers") as box:
        box.shown_to_her = True
        return box.entries(Note, **more)


def words_of(mother: str, **more: Any) -> list[str]:
    return [entry.body.words for entry in hers(mother, **more)]


def holds(mother: str, ref: str) -> bool:
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="hers") as box:
        box.shown_to_her = True
        return box.holds(ref)


def row_of(mother: str, ref: str) -> to_show.Unshown | None:
    return to_show.of_entry(notes.subject_of(mother).id, ref)


def test_she_reads_what_she_told_us_and_nothing_else_without_a_decision() -> None:
    mother = notes.begin(words="hers")
    for how in ("seen", "heard", "told_by", "read_in", "opinion_of"):
        write(mother, how, how_known=how)
    write(mother, "held", held_until=clock.now() - DAY)
    assert words_of(mother) == ["hers"]
    assert len(notes.words_of(mother)) == 7, "workers read all of it"


def test_the_decision_written_last_counts_though_another_is_dated_later() -> None:
    mother = notes.begin(words="hers")
    seen = write(mother, "seen", how_known="seen")
    decide(mother, seen, True)
    yesterday = clock.now() - DAY
    withheld = Draft(
        Showing(False, "why"), Category.MY_WORDS, yesterday, about=seen, held_until=clock.now() + DAY
    )
    beside(mother, withheld)
    assert words_of(mother) == ["hers"]
    beside(mother, Draft(Showing(True, "why"), Category.MY_WORDS, yesterday - DAY, about=seen))
    assert words_of(mother) == ["seen", "hers"]


def test_the_newest_decision_counts_and_travels_with_the_entry() -> None:
    mother = notes.begin(words="hers")
    seen = write(mother, "seen", how_known="seen")
    assert not holds(mother, seen)
    decide(mother, seen, True)
    assert words_of(mother) == ["seen", "hers"]
    assert holds(mother, seen)
    decide(mother, seen, False)
    assert words_of(mother) == ["hers"]
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="notes") as box:
        (entry,) = box.entries(Note, refs=[seen])
    assert entry.showing is not None
    assert not entry.showing.body.she_may_see
    assert entry.showing.held_until is not None


def test_replies_and_corrections_of_what_she_may_not_read_are_left_out_and_counted_nowhere() -> None:
    mother = notes.begin(words="hers")
    told = write(mother, "he said so", how_known="told_by", from_whom="Del")
    reply = beside(mother, Draft(Reply("no"), Category.MY_WORDS, clock.now(), about=told))
    right = write(mother, "he said it otherwise", corrects=told)
    assert words_of(mother) == words_of(mother, newest=1) == ["hers"]
    assert words_of(mother, refs=[told, right]) == []
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="hers") as box:
        assert len(box.entries(Reply)) == 1
        box.shown_to_her = True
        assert box.entries(Reply) == ()
    assert not holds(mother, right)
    assert not holds(mother, reply), "or her log counts the act that wrote it, and there is nothing to see"
    row = row_of(mother, right)
    assert row is not None, "a correction in her words waits where it tells what she may not read"
    assert row.by_others
    assert row_of(mother, told) is None
    decide(mother, right, True)
    assert words_of(mother) == ["he said it otherwise", "hers"]


def test_she_reads_her_replies_beside_what_she_may_read() -> None:
    mother = notes.begin(words="hers")
    mine = write(mother, "also hers")
    told = write(mother, "he said so", how_known="told_by", from_whom="Del")
    for about in (mine, told):
        beside(mother, Draft(Reply(f"to {about}"), Category.MY_WORDS, clock.now(), about=about))
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="hers") as box:
        box.shown_to_her = True
        found = box.entries(Note, Reply)
    words = {entry.body.words for entry in found if isinstance(entry.body, Note | Reply)}
    assert words == {"hers", "also hers", f"to {mine}"}


class ForHer(Body, frozen=True, forbid_unknown_fields=True):
    KIND: ClassVar[str] = "test_for_her"
    FOR_HER: ClassVar[bool] = True

    words: str


class Mark(Body, frozen=True, forbid_unknown_fields=True):
    KIND: ClassVar[str] = "test_mark"
    OURS: ClassVar[bool] = True

    words: str


def test_she_can_put_her_side_beside_what_is_for_her_and_beside_no_mark_of_ours() -> None:
    mother = notes.begin(words="hers")
    for_her = beside(
        mother, Draft(ForHer("at eleven"), Category.MY_WORDS, clock.now(), how_known="seen", basis="seen")
    )
    mark = beside(mother, Draft(Mark("read"), Category.MY_WORDS, clock.now()))
    assert holds(mother, for_her)
    assert not holds(mother, mark)
    beside(mother, Draft(Reply("I said ten"), Category.MY_WORDS, clock.now(), about=for_her))
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="hers") as box:
        box.shown_to_her = True
        assert [entry.body.words for entry in box.entries(Reply)] == ["I said ten"]


def test_what_is_held_waits_and_what_she_told_us_does_not() -> None:
    mother = notes.begin(words="hers")
    held = write(mother, "held", held_until=clock.now() + DAY)
    free = write(mother, "free")
    assert row_of(mother, held) is not None
    assert row_of(mother, free) is None


def test_a_decision_costs_no_statement_and_lies_beside_an_entry_of_the_same_drawer() -> None:
    mother = notes.begin()

    def statements() -> int:
        with CaptureQueriesContext(connection) as spent:
            notes.words_of(mother, page=f"p{clock.now().timestamp()}")
        return len(spent)

    seen, before = write(mother, "seen", how_known="seen"), statements()
    decide(mother, seen, True)
    assert statements() == before
    with pytest.raises(VaultError, match="not in this drawer"):
        decide(mother, "a" * 26, True)


def test_what_was_withheld_before_this_version_still_is() -> None:
    mother = notes.begin(words="hers")
    seen = write(mother, "seen", how_known="seen")
    old = HeldBackBefore("He listens in", clock.now() + DAY)
    beside(mother, Draft(old, Category.MY_WORDS, clock.now(), about=seen))
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="notes") as box:
        (entry,) = box.entries(Note, refs=[seen])
    assert entry.showing is not None
    assert (entry.showing.body.why, entry.showing.held_until) == ("He listens in", old.until)
    assert words_of(mother) == ["hers"]


def test_what_waits_is_written_down_with_the_entry_and_moves_with_the_decision() -> None:
    mother = notes.begin(words="hers")
    seen, told = write(mother, "seen", how_known="seen"), write(mother, "told", how_known="told_by")
    rows = to_show.of_mother(notes.subject_of(mother).id, Compartment.GENERAL)
    assert [(row.entry, row.by_others) for row in rows] == [(seen, False), (told, True)]
    assert {row.asks(clock.now()) for row in rows} == {Asks.DECIDE}
    decision = decide(mother, seen, False)
    withheld = row_of(mother, seen)
    assert withheld is not None
    assert withheld.asks(clock.now()) is Asks.SIGN
    assert withheld.asks(clock.now() + 2 * DAY) is Asks.LOOK_AGAIN
    decide(mother, seen, False, seconds=decision)
    signed = row_of(mother, seen)
    assert signed is not None
    assert signed.asks(clock.now()) is Asks.NOTHING
    assert signed.asks(clock.now() + 2 * DAY) is Asks.LOOK_AGAIN
    decide(mother, seen, True)
    shown = row_of(mother, seen)
    assert shown is not None
    assert shown.asks(clock.now()) is Asks.NOTHING


def test_of_what_she_reads_as_many_as_were_asked_for_come_and_without_a_number_every_version() -> None:
    mother = notes.begin(words="first")
    right = write(mother, "put right", corrects=hers(mother)[0].ref)
    write(mother, "last")
    assert words_of(mother, newest=1) == ["last"]
    assert words_of(mother, newest=5) == ["last", "put right"]
    assert words_of(mother) == ["last", "put right", "first"]
    assert words_of(mother, refs=[right]) == ["put right"]


def test_only_her_replies_go_with_what_they_are_about() -> None:
    mother = notes.begin(words="hers")
    draft = Draft(TreatedAs("Robin"), Category.MY_WORDS, clock.now())
    assert holds(mother, beside(mother, draft)), "about nothing, and no reply"
    seen = write(mother, "seen", how_known="seen")
    assert not holds(mother, beside(mother, Draft(Reply("no"), Category.MY_WORDS, clock.now(), about=seen)))


def test_an_entry_corrects_nothing_that_is_hidden_unless_somebody_says_so() -> None:
    entry = hers(notes.begin(words="hers"))[0]
    assert not facts_of(entry).corrects_hidden
    assert facts_of(entry, corrects_hidden=True).corrects_hidden
