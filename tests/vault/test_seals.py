"""Heads are sealed once a minute, each seal chained and signed; nothing moved, nothing sealed."""

import json
import os

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hrm2m.policy import Ground, Permission
from hrm2m.vault import door, seals, verify
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Head, Seal, StandingRow
from tests.vault import notes


pytestmark = pytest.mark.django_db(transaction=True)


def sealed_statements() -> list[str]:
    with CaptureQueriesContext(connection) as spent:
        assert seals.seal_changed_heads()
    return [" ".join(query["sql"].split()[:2]) for query in spent.captured_queries]


def test_what_moved_is_sealed_once() -> None:
    assert seals.newest() is None
    assert seals.seal_changed_heads() == 0
    mothers = [notes.begin() for _ in range(3)]
    assert seals.seal_changed_heads() == 3
    assert seals.seal_changed_heads() == 0
    notes.log(mothers[0])
    assert seals.seal_changed_heads() == 1
    assert Seal.objects.count() == 2
    assert "0 lines are younger" in "".join(notes.verified())


def test_a_seal_is_known_by_its_number() -> None:
    assert (seals.newest_number(), seals.hash_of(1), seals.between(0, 9)) == (0, "", [])
    for _ in range(3):
        notes.begin()
        seals.seal_changed_heads()
    assert seals.newest_number() == 3
    hashes = [bytes(seal.hash).hex() for seal in Seal.objects.order_by("id")]
    assert [seals.hash_of(number) for number in range(5)] == ["", *hashes, ""]
    assert [number for number, *_ in seals.between(1, 3)] == [2, 3]
    assert [number for number, *_ in seals.between(0, 2)] == [1, 2]
    newest = seals.newest()
    assert newest is not None
    assert newest.hash.hex() == hashes[-1]


def test_only_a_seal_that_names_an_ending_says_so() -> None:
    mother = notes.begin()
    notes.give_team(mother)
    seals.seal_changed_heads()
    notes.end_team(mother)
    seals.seal_changed_heads()
    notes.log(mother)
    seals.seal_changed_heads()
    said = {(after, after + 1): seals.say_that_something_ended(after, after + 1) for after in range(3)}
    assert said == {(0, 1): False, (1, 2): True, (2, 3): False}


def test_nothing_is_sealed_inside_a_transaction_that_could_be_rolled_back() -> None:
    notes.begin()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        seals.seal_changed_heads()


def test_the_number_of_statements_does_not_grow_with_the_mothers() -> None:
    notes.begin()
    seals.seal_changed_heads()
    notes.begin()
    one = sealed_statements()
    for _ in range(15):
        notes.begin()
    assert sealed_statements() == one


def test_the_signed_head_is_proved_with_the_public_key_alone() -> None:
    notes.begin()
    seals.seal_changed_heads()
    head = seals.newest()
    assert head is not None
    key = Ed25519PublicKey.from_public_bytes(head.public_key)
    key.verify(head.signature, verify.SIGNED_AS + head.hash)
    assert head.public_key == seals.public_key()
    assert head.heads == 1


def test_a_seal_names_what_ended_since_the_seal_before_and_nothing_else() -> None:
    her, other = notes.begin(), notes.begin()
    notes.give_team(her)
    seals.seal_changed_heads()
    notes.log(her, "CANARYWORD")
    notes.end_team(her)
    with door.acting(by=notes.JO, permission=Permission.BRIDGE_CHANGE, mother=other) as box:
        box.give_standing(Ground.BLOCK, cause="bar:worker8", worker_id=8)
    notes.she_gives_her_name(other)
    seals.seal_changed_heads()
    first, second = (json.loads(seal.heads).get("ended", []) for seal in Seal.objects.order_by("number"))
    assert first == []
    refs = list(StandingRow.objects.filter(cause="team:1").order_by("ref").values_list("ref", flat=True))
    chain, of_other = Head.objects.get(ref=her).id, Head.objects.get(ref=other).id
    stopped, barred, stepped = second
    assert (stopped["chain"], sorted(stopped["stops"])) == (chain, refs)
    assert (barred["chain"], barred["bars"]) == (of_other, [[8, None, "bar:worker8"]])
    assert (stepped["chain"], stepped["event"], stepped["stage"]) == (of_other, "she_gives_her_name", "named")
    assert "CANARY" not in "".join(Seal.objects.values_list("heads", flat=True))


def test_a_head_that_is_held_is_sealed_the_next_time() -> None:
    held, free = notes.begin(), notes.begin()
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: it waits")
    with psycopg.connect(os.environ["HRM2M_DATABASE_URL"]) as other:
        other.execute("SELECT 1 FROM vault_head WHERE ref = %s FOR UPDATE", [held])
        assert seals.seal_changed_heads() == 1
    assert {head.ref for head in Head.objects.exclude(id=HOUSE).filter(sealed_seq=0)} == {held}
    assert seals.seal_changed_heads() == 1
    assert free
    notes.verified()
