"""Entries that nobody was asked about get their row by the rule for new ones; nothing is shown or hidden by it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hrm2m.foundation import clock
from hrm2m.policy import Category, Compartment, Permission
from hrm2m.vault import door
from hrm2m.vault.catching_up import ROWS_SINCE, count_missing, give_rows, mothers_from_before
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Draft, Entry, HeldBackBefore, Reply, Showing, every_kind
from hrm2m.vault.models import ToShow
from tests.vault import notes
from tests.vault.notes import JO


pytestmark = pytest.mark.django_db(transaction=True)
GENERAL, DAY = Compartment.GENERAL, timedelta(days=1)


def write(mother: str, words: str, how: str = "seen", **more: Any) -> str:
    return beside(mother, replace(notes.a_note(words), how_known=how, **more))


def beside(mother: str, draft: Draft[Any]) -> str:
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        return box.write(draft)


def entries_of(mother: str) -> dict[int, tuple[Entry[Any], ...]]:
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="all") as box:
        return {box.mother_id: box.entries(*every_kind())}


def caught_up(mother: str, now: datetime) -> int:
    return give_rows(1, GENERAL, entries_of(mother), now)


def as_it_was_before() -> None:
    ToShow.objects.all().delete()


def test_what_nobody_was_asked_about_gets_one_row_from_now_on_and_only_once() -> None:
    mother, later = notes.begin(words="hers"), clock.now() + DAY
    seen = write(mother, "seen")
    as_it_was_before()
    assert count_missing(1, GENERAL, entries_of(mother), later) == 1
    assert not ToShow.objects.exists()
    assert caught_up(mother, later) == 1
    assert caught_up(mother, later) == 0
    row = ToShow.objects.get()
    assert (row.entry, row.kind, row.by_id, row.at, row.area) == (seen, "note", JO.worker_id, later, 1)
    assert (row.mother, row.compartment, row.by_others) == (notes.subject_of(mother).id, "general", False)
    assert (row.decision, row.decided_by_id, row.shown, row.until) == ("", None, None, None)


def test_a_row_of_another_compartment_is_no_row_of_this_one() -> None:
    mother = notes.begin(words="hers")
    seen = write(mother, "seen")
    ToShow.objects.update(compartment=Compartment.TREATMENT)
    assert count_missing(1, GENERAL, entries_of(mother), clock.now()) == 1
    ToShow.objects.update(compartment=GENERAL)
    assert ToShow.objects.get().entry == seen
    assert count_missing(1, GENERAL, entries_of(mother), clock.now()) == 0


def test_her_words_marks_of_ours_replies_and_what_was_put_right_get_none() -> None:
    mother = notes.begin(words="hers")
    first = write(mother, "seen")
    newest = write(mother, "seen again", corrects=first)
    bodies: tuple[Body, ...] = (Reply("no"), HeldBackBefore("He reads it", clock.now() + DAY))
    for body in bodies:
        beside(mother, Draft(body, Category.MY_WORDS, clock.now(), about=newest, how_known="seen"))
    as_it_was_before()
    assert caught_up(mother, clock.now()) == 1
    assert ToShow.objects.get().entry == newest


@pytest.mark.parametrize(
    ("first", "then", "by_others"),
    [("seen", "heard", False), ("told_by", "seen", True), ("seen", "told_by", True)],
)
def test_what_somebody_else_told_does_not_end_with_a_correction(
    first: str, then: str, by_others: bool
) -> None:
    mother = notes.begin(words="hers")
    between = write(mother, "between", "seen", corrects=write(mother, "first", first))
    newest = write(mother, "newest", then, corrects=between)
    as_it_was_before()
    assert caught_up(mother, clock.now()) == 1
    assert (ToShow.objects.get().entry, ToShow.objects.get().by_others) == (newest, by_others)


def test_her_words_that_put_right_what_she_may_not_read_wait_too() -> None:
    mother = notes.begin(words="hers")
    right = write(mother, "right", "her_words", corrects=write(mother, "seen"))
    write(mother, "mine, put right", "her_words", corrects=write(mother, "mine", "her_words"))
    as_it_was_before()
    assert caught_up(mother, clock.now()) == 1
    assert ToShow.objects.get().entry == right


@pytest.mark.parametrize("she_may", [True, False])
def test_what_was_decided_before_comes_along(she_may: bool) -> None:
    mother = notes.begin(words="hers")
    seen, until = write(mother, "seen"), None if she_may else clock.now() + DAY
    body = Showing(she_may, "why")
    decision = beside(mother, Draft(body, Category.MY_WORDS, clock.now(), about=seen, held_until=until))
    as_it_was_before()
    assert caught_up(mother, clock.now()) == 1
    row = ToShow.objects.get()
    assert (row.decision, row.decided_by_id, row.shown, row.until) == (decision, JO.worker_id, she_may, until)
    assert row.decided_at is not None


def test_only_records_from_before_rows_were_kept_can_lack_one() -> None:
    applied = MigrationRecorder.Migration.objects.get(app="vault", name=ROWS_SINCE).applied
    with clock.at(applied - DAY):
        first, second = (notes.subject_of(notes.begin()).id for _ in range(2))
    with clock.at(applied + DAY):
        notes.begin()
        notes.log(notes.begin())
    assert mothers_from_before(1) == [first, second]
    assert mothers_from_before(2) == []


def test_where_nobody_knows_since_when_every_record_counts() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("The plain login takes no migration away.")
    mother = notes.subject_of(notes.begin()).id
    applied = MigrationRecorder.Migration.objects.get(app="vault", name=ROWS_SINCE)
    applied.delete()
    try:
        assert HOUSE not in mothers_from_before(1)
        assert mothers_from_before(1) == [mother]
    finally:
        MigrationRecorder.Migration.objects.create(app="vault", name=ROWS_SINCE, applied=applied.applied)
