"""Whatever somebody with the whole database does to the ledger is found: edits, gaps, forgeries, whole rewrites."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hrm2m.vault import seals, verify
from tests.vault import notes
from tests.vault.lists import ListLedger


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise(7)]

MUTATE = settings(
    max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@dataclass(frozen=True)
class Real:
    """A real ledger, and the key its seals were signed with."""

    ledger: ListLedger
    signed: verify.Signed


@pytest.fixture
def real() -> Iterator[Real]:
    mothers = [notes.begin() for _ in range(3)]
    for mother in mothers:
        notes.give_team(mother)
        notes.log(mother, by=notes.SAM)
    seals.seal_changed_heads()
    notes.end_team(mothers[0])
    notes.words_of(mothers[1])
    seals.seal_changed_heads()
    notes.log(mothers[2])
    with notes.the_ledger() as ledger:
        yield Real(ListLedger(ledger), _signed(seals.public_key()))


def _signed(public_key: bytes) -> verify.Signed:
    def signed(message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return signed


def found(real: Real, ledger: ListLedger, kept_head: str = "") -> bool:
    try:
        verify.verify(ledger, signed=real.signed, kept_head=kept_head)
    except verify.Bad:
        return True
    return False


def rows_of(ledger: ListLedger, table: str) -> list[list[Any]]:
    if table == "entries":
        return ledger.entry_rows["general"]
    rows: list[list[Any]] = getattr(ledger, f"{table}_rows")
    return rows


def test_the_ledger_as_it_is_holds(real: Real) -> None:
    sentences = verify.verify(real.ledger, signed=real.signed)
    assert len(sentences) == 6


@pytest.mark.slow
@MUTATE
@given(draw=st.data())
def test_any_change_of_any_value_is_found(real: Real, draw: st.DataObject) -> None:
    ledger = real.ledger.another()
    table = draw.draw(st.sampled_from(["line", "head", "seal", "entries"]))
    row = draw.draw(st.sampled_from(rows_of(ledger, table)))
    column = draw.draw(st.integers(0, len(row) - 1))
    row[column] = draw.draw(_another(row[column]))
    # Of a head nothing but its ref is said by no line: it is in no hash, and names the chain in what is printed.
    assume(not (table == "head" and column == 1))
    assume(not (table == "head" and row[0] == 0 and column == 2))
    assume(not ledger.same_as(real.ledger))
    assert found(real, ledger)


def _another(value: Any) -> st.SearchStrategy[Any]:
    junk = st.one_of(st.none(), st.integers(-3, 99), st.text(max_size=5), st.binary(max_size=40))
    if isinstance(value, bytes) and value:
        flipped = st.integers(0, len(value) * 8 - 1).map(lambda bit: _flipped(value, bit))
        return st.one_of(junk, flipped)
    if isinstance(value, str) and value:
        cut = st.tuples(st.integers(0, len(value) - 1), st.text(max_size=1)).map(
            lambda pair: value[: pair[0]] + pair[1] + value[pair[0] + 1 :]
        )
        return st.one_of(junk, cut)
    return junk


def _flipped(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << (bit % 8)
    return bytes(changed)


@pytest.mark.slow
@MUTATE
@given(draw=st.data())
def test_any_row_taken_away_doubled_or_moved_is_found(real: Real, draw: st.DataObject) -> None:
    ledger = real.ledger.another()
    rows = rows_of(ledger, draw.draw(st.sampled_from(["line", "head", "seal", "entries"])))
    index = draw.draw(st.integers(0, len(rows) - 1))
    act = draw.draw(st.sampled_from(["away", "doubled", "moved", "cut"]))
    if act == "away":
        assume(not (rows is ledger.head_rows and rows[index][0] == 0))
        # The newest seals taken away together with nothing else: only a head kept elsewhere can show that.
        assume(not (rows is ledger.seal_rows and index == len(rows) - 1))
        del rows[index]
    elif act == "doubled":
        rows.insert(draw.draw(st.integers(0, len(rows))), list(rows[index]))
    elif act == "moved":
        assume(rows is not ledger.entry_rows["general"] and rows is not ledger.head_rows)
        other = draw.draw(st.integers(0, len(rows) - 1))
        rows[index], rows[other] = rows[other], rows[index]
        # Lines of two chains may stand in any order between each other: only the order in one chain is a fact.
        assume(rows is not ledger.line_rows or rows[index][0] == rows[other][0])
    else:
        assume(rows is ledger.line_rows)
        del rows[index:]
    assume(not ledger.same_as(real.ledger))
    assert found(real, ledger)


REWRITES: dict[str, Callable[[ListLedger, list[Any]], None]] = {
    "a line is another": lambda ledger, line: ledger.change_body(line, act="contact_log", by="somebody"),
    "a line is gone": lambda ledger, line: ledger.line_rows.remove(line),
    "a line is new": lambda ledger, line: ledger.line_rows.insert(ledger.line_rows.index(line), list(line)),
    "the last lines are gone": lambda ledger, line: _cut(ledger, line),
    "the basis is gone": lambda ledger, line: ledger.change_body(line, basis=None, act="other"),
    "the time is another": lambda ledger, line: ledger.change_body(
        line, at="2020-01-01T00:00:00.000000+00:00"
    ),
}


def _cut(ledger: ListLedger, line: list[Any]) -> None:
    gone = [row for row in ledger.lines_of(line[0]) if row[1] >= line[1]]
    ledger.line_rows = [row for row in ledger.line_rows if row not in gone]


@pytest.mark.parametrize("rewrite", list(REWRITES))
def test_a_sealed_line_rewritten_with_every_hash_after_it_is_found(real: Real, rewrite: str) -> None:
    for index in range(len(real.ledger.line_rows)):
        ledger = real.ledger.another()
        line = ledger.line_rows[index]
        # A line put in behind the newest sealed one is found from the next seal on, not before.
        if line[1] + (rewrite == "a line is new") > _sealed_up_to(ledger, line[0]):
            continue
        REWRITES[rewrite](ledger, line)
        ledger.chain_anew(line[0])
        assert found(real, ledger)
        ledger.seal_anew()
        assert found(real, ledger), "though the seals were made anew as well: they are not signed"


@pytest.mark.parametrize("rewrite", list(REWRITES))
def test_without_the_public_key_a_head_kept_elsewhere_shows_a_whole_rewrite(real: Real, rewrite: str) -> None:
    ledger = real.ledger.another()
    kept = ledger.seal_rows[-1][2].hex()
    line = ledger.lines_of(1)[0]
    REWRITES[rewrite](ledger, line)
    ledger.chain_anew(1)
    ledger.seal_anew()
    with pytest.raises(verify.Bad):
        verify.verify(ledger, kept_head=kept)
    verify.verify(real.ledger, kept_head=kept)


def test_the_newest_seal_taken_away_is_shown_by_a_head_kept_elsewhere(real: Real) -> None:
    ledger = real.ledger.another()
    kept = ledger.seal_rows.pop()[2].hex()
    assert found(real, ledger, kept)


def _sealed_up_to(ledger: ListLedger, chain: int) -> int:
    return max(
        (
            seq
            for seal in ledger.seal_rows
            for number, seq, _ in json.loads(seal[1])["heads"]
            if number == chain
        ),
        default=0,
    )
