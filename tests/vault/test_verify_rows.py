"""Every value and every row of a ledger counts: one that is changed, gone, doubled or moved is found and named."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hrm2m.foundation import clock
from hrm2m.vault import seals, verify
from hrm2m.vault.models import Head
from tests.vault import notes
from tests.vault.lists import ListLedger


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise(7)]

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def ledger() -> Iterator[ListLedger]:
    """Chain 1 has four lines (three sealed at noon), 2 has three (two at noon), 3 has three: the last is not sealed."""
    with clock.at(NOON):
        mothers = [notes.begin() for _ in range(3)]
        for mother in mothers:
            notes.give_team(mother)
        notes.log(mothers[0], by=notes.SAM)
        seals.seal_changed_heads()
    with clock.at(NOON + timedelta(minutes=10)):
        notes.end_team(mothers[0])
        notes.words_of(mothers[1])
        seals.seal_changed_heads()
    with clock.at(NOON + timedelta(minutes=11)):
        notes.log(mothers[2])
    with notes.the_ledger() as real:
        yield ListLedger(real)


def signed(message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(seals.public_key()).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def told(ledger: ListLedger, kept_head: str = "") -> str:
    """What the verifier says is wrong; empty if all is well."""
    try:
        verify.verify(ledger, signed=signed, kept_head=kept_head)
    except verify.Bad as bad:
        return str(bad)
    return ""


def tables(ledger: ListLedger) -> dict[str, list[list[Any]]]:
    return {
        "head": ledger.head_rows,
        "line": ledger.line_rows,
        "seal": ledger.seal_rows,
        "entry": ledger.entry_rows["general"],
    }


def others(value: Any) -> list[Any]:
    if isinstance(value, bytes):
        return [bytes(len(value)), b"\xff" * len(value)]
    if isinstance(value, int):
        return [value - 1, value + 1]
    return [f"{value[:-1]}\x01", f"{value[:-1]}\x7f"]


def test_it_says_how_much_it_saw(ledger: ListLedger) -> None:
    assert verify.verify(ledger, signed=signed) == [
        "lines     10 in 4 chains: without gaps, each following from the one before",
        "heads     4: each is the last line of its chain",
        "seals     2: chained, every sealed line in its place; 1 lines are younger than any seal",
        "signed    with the key of this public key",
        "standing  7 acts and looks: none before its basis was given, nor after it was stopped",
        "entries   5: each as its line says, none without a line",
    ]


def test_any_value_of_any_row_made_smaller_or_larger_is_found(ledger: ListLedger) -> None:
    # No line says the ref of a head, nor at which stage the house stands.
    free = {("head", row, 1) for row in range(4)} | {("head", 0, 2)}
    passed_over = []
    for name, rows in tables(ledger).items():
        for number, row in enumerate(rows):
            for column, kept in enumerate(row):
                for other in (other for other in others(kept) if other != kept):
                    row[column] = other
                    if not told(ledger) and (name, number, column) not in free:
                        passed_over.append((name, number, column, other))
                row[column] = kept
    assert passed_over == []
    assert told(ledger) == ""


def test_any_row_taken_away_or_doubled_is_found(ledger: ListLedger) -> None:
    # The head of the house, who has said nothing, and the newest seal: only what was kept elsewhere shows that.
    free = {("head", 0, "away"), ("seal", 1, "away")}
    passed_over = []
    for name, rows in tables(ledger).items():
        whole = [*rows]
        for number, row in enumerate(whole):
            for act, instead in (("away", []), ("doubled", [row, [*row]])):
                rows[:] = [*whole[:number], *instead, *whole[number + 1 :]]
                if not told(ledger) and (name, number, act) not in free:
                    passed_over.append((name, number, act))
        rows[:] = whole
    assert passed_over == []


def test_a_newest_seal_taken_away_shows_by_the_head_kept_elsewhere(ledger: ListLedger) -> None:
    kept = ledger.seal_rows[-1][2].hex()
    assert told(ledger, kept) == told(ledger, kept.upper()) == ""
    del ledger.seal_rows[-1]
    assert (
        told(ledger, kept)
        == "chain of seals, line 1: the head that was kept elsewhere is not among the seals"
    )


def test_a_seal_that_counts_itself_otherwise_right_in_its_hash_is_named(ledger: ListLedger) -> None:
    for number in (1, 3):
        forged = ledger.another()
        newest = forged.seal_rows[-1]
        newest[1] = newest[1].replace('"n":2,', f'"n":{number},')
        forged.seal_anew()
        with pytest.raises(verify.Bad, match="of seals, line 2: this seal does not follow"):
            verify.verify(forged)


@pytest.mark.parametrize("twice", [1, 2, 3])
def test_a_line_that_is_there_twice_is_named_by_the_one_that_is_missing(
    ledger: ListLedger, twice: int
) -> None:
    (head,) = (head for head in ledger.head_rows if head[0] == 1)
    line = ledger.lines_of(1)[twice - 1]
    ledger.line_rows.insert(ledger.line_rows.index(line), [*line])
    assert told(ledger) == f"chain {head[1]}, line {twice + 1}: missing: the next line there is says {twice}"


def test_an_entry_that_no_line_wrote_is_named_with_its_mother(ledger: ListLedger) -> None:
    ledger.entry_rows["general"].append(["nobodys", 2, "ab" * 32])
    assert told(ledger) == "chain number 2, line 0: no line wrote this entry in “general”: nobodys"


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_line_taken_out_is_named_by_its_number(ledger: ListLedger, gone: int) -> None:
    (head,) = (head for head in ledger.head_rows if head[0] == 1)
    ledger.line_rows.remove(ledger.lines_of(1)[gone - 1])
    assert told(ledger) == f"chain {head[1]}, line {gone}: missing: the next line there is says {gone + 1}"


def test_a_number_passed_over_right_in_every_hash_is_named(ledger: ListLedger) -> None:
    (head,) = (head for head in ledger.head_rows if head[0] == 3)
    _, before, last = ledger.lines_of(3)
    place = (3).to_bytes(8, "big") + (4).to_bytes(8, "big")
    last[1], last[4] = 4, sha256(before[4] + place + last[3].encode()).digest()
    head[3], head[4] = last[1], last[4]
    assert told(ledger) == f"chain {head[1]}, line 3: missing: the next line there is says 4"


def test_the_first_sealed_line_that_is_gone_is_named(ledger: ListLedger) -> None:
    head = ledger.head_rows[1]
    for line in ledger.lines_of(1)[2:]:
        ledger.line_rows.remove(line)
    ledger.chain_anew(1)
    assert told(ledger) == f"chain {head[1]}, line 3: it was sealed and is gone"
    ledger.line_rows[:] = [line for line in ledger.line_rows if line[0] != 1]
    ledger.head_rows.remove(head)
    assert told(ledger) == "chain number 1, line 3: it was sealed, and its whole chain is gone"


def test_a_head_about_whom_no_line_says_anything_is_named(ledger: ListLedger) -> None:
    ledger.head_rows.append([99, "nobodys", "by_handle", 0, bytes(32)])
    assert told(ledger) == (
        "chain nobodys, line 0: the record stands at “by_handle”, and no line moved it there"
    )


@pytest.mark.parametrize("number", [-1, 2, None, "1"])
def test_a_head_with_no_number_of_its_own_is_named(ledger: ListLedger, number: Any) -> None:
    ledger.head_rows[3][0] = number
    assert told(ledger).endswith(f"line 0: its head has no number of its own: {number!r}")


def test_the_first_line_the_seals_left_out_is_named_and_an_old_sealed_one_is_well() -> None:
    with clock.at(NOON):
        mother = notes.begin()
        seals.seal_changed_heads()
    with clock.at(NOON + timedelta(hours=2)):
        notes.begin()
        seals.seal_changed_heads()
    notes.verified()
    with clock.at(NOON + timedelta(hours=2, minutes=1)):
        notes.log(mother)
        Head.objects.filter(ref=mother).update(sealed_seq=99)
    with clock.at(NOON + timedelta(hours=4)):
        notes.begin()
        seals.seal_changed_heads()
    with pytest.raises(verify.Bad, match=f"chain {mother}, line 2: no seal covers it"):
        notes.verified()


def test_a_hash_of_a_seal_that_was_changed_is_named_without_the_public_key(ledger: ListLedger) -> None:
    for other in others(ledger.seal_rows[-1][2]):
        ledger.seal_rows[-1][2] = other
        with pytest.raises(
            verify.Bad, match="of seals, line 2: this seal does not follow from the one before"
        ):
            verify.verify(ledger)
