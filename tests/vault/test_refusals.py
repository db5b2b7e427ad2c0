"""A refusal outlives the rollback it caused; absence and refusal look and cost the same; a minute has few lines."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Ground, Permission
from hrm2m.vault import denials, door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Line
from tests.vault import notes
from tests.vault.notes import JO, SAM, STRANGER


pytestmark = pytest.mark.django_db(transaction=True)

MINUTE = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def refuse(mother: str, by: Actor = STRANGER) -> str:
    with pytest.raises(Denied) as refusal:
        notes.log(mother, by=by)
    return f"{type(refusal.value).__name__}: {refusal.value}"


def denials_in(chain: int | None = None) -> list[dict[str, object]]:
    rows = Line.objects.filter(body__contains='"deny"').order_by("id")
    return [json.loads(row.body) for row in rows if chain is None or row.chain == chain]


def test_refusal_and_absence_are_the_same_words() -> None:
    mother = notes.begin()
    assert (
        refuse(mother)
        == refuse(ids.new_ref())
        == refuse("nonsense")
        == "NotYours: There is no such page for you."
    )


@pytest.mark.parametrize("repeated", [0, 1, 2])
def test_refusal_and_absence_cost_the_same_statements(repeated: int) -> None:
    mothers = [notes.begin() for _ in range(3)]

    def shapes(ref: str) -> list[str]:
        with CaptureQueriesContext(connection) as spent:
            refuse(ref)
        return [
            " ".join(query["sql"].split()[:2] if "SAVEPOINT" not in query["sql"] else ["SAVEPOINT"])
            for query in spent.captured_queries
        ]

    with clock.at(MINUTE):
        for _ in range(repeated):
            refuse(mothers[1])
            refuse(ids.new_ref())
        assert shapes(mothers[0]) == shapes(ids.new_ref())
        assert shapes(mothers[0]) == shapes(_known_unknown())


def _known_unknown() -> str:
    ref = ids.new_ref()
    refuse(ref)
    return ref


@pytest.mark.promise(7)
def test_the_line_of_a_refusal_is_in_her_chain_or_for_nobody_in_the_houses() -> None:
    mother = notes.begin()
    refuse(mother)
    refuse(ids.new_ref())
    ours, houses = denials_in(notes.subject_of(mother).id), denials_in(HOUSE)
    assert len(ours) == len(houses) == 1
    assert ours[0].keys() == houses[0].keys()
    assert ours[0]["by"] == STRANGER.worker_ref
    notes.verified()


def test_a_minute_of_refusals_is_one_line_and_then_a_count() -> None:
    mother = notes.begin()
    for second in range(0, 50, 10):
        with clock.at(MINUTE + timedelta(seconds=second)):
            refuse(mother)
            assert len(denials_in()) == 1
            assert denials.write_counts(clock.now()) == 0, "the minute is not over"
    with clock.at(MINUTE + timedelta(minutes=1)):
        refuse(mother)
        assert denials.write_counts(clock.now()) == 1
        assert denials.write_counts(clock.now()) == 0
    again = [line for line in denials_in() if line["act"] == "denied_again"]
    assert [(line["times"], line["by"]) for line in again] == [(4, STRANGER.worker_ref)]
    assert len(denials_in()) == 3
    notes.verified()


def test_whoever_tries_refs_by_the_hundred_fills_no_chain() -> None:
    with clock.at(MINUTE):
        for _ in range(denials.MOST_LINES_A_MINUTE + 10):
            refuse(ids.new_ref())
    assert len(denials_in()) == denials.MOST_LINES_A_MINUTE
    with clock.at(MINUTE + timedelta(minutes=1)):
        denials.write_counts(clock.now())
    assert denials_in()[-1]["times"] == 10
    notes.verified()


def test_whoever_stands_near_her_is_told_why_not() -> None:
    mother = notes.begin()
    with pytest.raises(Denied) as refusal:
        with door.looking(by=JO, permission=Permission.IDENTITY_SEE, mother=mother, page="name"):
            pass
    assert not isinstance(refusal.value, NotYours)
    assert "has not given her name" in str(refusal.value)


def test_a_barred_worker_is_answered_like_a_stranger() -> None:
    mother = notes.begin()
    notes.give_team(mother)
    notes.log(mother, by=SAM)
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(Ground.BLOCK, cause="bar:1", worker_id=SAM.worker_id)
    assert refuse(mother, by=SAM) == refuse(ids.new_ref(), by=SAM)


def test_a_refusal_that_cannot_be_written_is_no_answer_at_all() -> None:
    mother = notes.begin()
    with notes.the_ledger_refuses(), pytest.raises(DatabaseError):
        notes.log(mother, by=STRANGER)


def test_no_refusal_and_no_count_is_written_where_somebody_else_could_roll_it_back() -> None:
    mother = notes.begin()
    with clock.at(MINUTE):
        refuse(mother)
        refuse(mother)
    before = denials_in()
    again = NotYours(Permission.CONTACT_LOG, HOUSE)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        denials.write(STRANGER, again)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        denials.write_counts(MINUTE + timedelta(minutes=1))
    assert denials_in() == before
    assert denials.write_counts(MINUTE + timedelta(minutes=1)) == 1, "it was not forgotten either"
