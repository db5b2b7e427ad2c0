"""A ciphertext opens in its own place only: moved, flipped or cut it is refused and never read as blank."""

import dataclasses

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.policy import Compartment
from hrm2m.vault import drawers, gate, sealing
from hrm2m.vault.entries import Reply, Subject
from hrm2m.vault.errors import Tampered
from hrm2m.vault.keystore import keystore
from tests.vault import notes


KEY = bytes(range(32))
HERE = ("cmp_general_entry", "sealed", "row", "mother", "general", "beside")


@given(st.binary(max_size=9000))
def test_what_is_sealed_is_unsealed(value: bytes) -> None:
    where = sealing.place(*HERE)
    sealed = sealing.seal(KEY, value, where)
    assert sealing.unseal(KEY, sealed, where) == value
    assert len(sealed) - 29 in {256, 1024} or (len(sealed) - 29) % 4096 == 0, "the length says little"


def test_the_length_is_hidden_in_steps() -> None:
    of_length = {
        0: 256,
        252: 256,
        253: 1024,
        1020: 1024,
        1021: 4096,
        4092: 4096,
        4093: 8192,
        8188: 8192,
        8189: 12288,
    }
    assert {length: len(sealing.pad(b"x" * length)) for length in of_length} == of_length


@pytest.mark.parametrize("length", [0, 1, 252, 253, 1020, 1021, 4092, 4093, 8188])
def test_what_fills_its_step_to_the_last_byte_opens_too(length: int) -> None:
    assert sealing.unpad(sealing.pad(b"x" * length)) == b"x" * length


@pytest.mark.parametrize("part", range(len(HERE)))
def test_moved_anywhere_else_it_does_not_open(part: int) -> None:
    sealed = sealing.seal(KEY, b"words", sealing.place(*HERE))
    elsewhere = [*HERE]
    elsewhere[part] = "another"
    with pytest.raises(Tampered):
        sealing.unseal(KEY, sealed, sealing.place(*elsewhere))


def test_every_flipped_byte_is_noticed() -> None:
    where = sealing.place(*HERE)
    sealed = sealing.seal(KEY, b"words", where)
    for index in range(len(sealed)):
        changed = sealed[:index] + bytes([sealed[index] ^ 1]) + sealed[index + 1 :]
        with pytest.raises(Tampered):
            sealing.unseal(KEY, changed, where)


def test_every_cut_is_noticed() -> None:
    where = sealing.place(*HERE)
    sealed = sealing.seal(KEY, b"words", where)
    for length in range(len(sealed)):
        with pytest.raises(Tampered):
            sealing.unseal(KEY, sealed[:length], where)
    with pytest.raises(Tampered):
        sealing.unseal(KEY, sealed + b"\0", where)


def test_the_same_words_are_never_sealed_alike() -> None:
    where = sealing.place(*HERE)
    assert len({sealing.seal(KEY, b"words", where) for _ in range(100)}) == 100


@pytest.mark.parametrize("version", [b"\x00", b"\x02", b"\xff"])
def test_another_format_is_said_and_not_tried(version: bytes) -> None:
    where = sealing.place(*HERE)
    sealed = version + sealing.seal(KEY, b"words", where)[1:]
    with pytest.raises(Tampered, match="format"):
        sealing.unseal(KEY, sealed, where)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "'reply'"),
        ("category", "'money'"),
        ("basis", "'statute'"),
        ("by_id", "99"),
        ("about", "'another'"),
        ("corrects", "'another'"),
        ("happened_at", "'2020-01-01 00:00:00'"),
        ("written_at", "'2020-01-01 00:00:00'"),
        ("held_until", "'2020-01-01 00:00:00'"),
        ("ref", "'another'"),
    ],
)
def test_what_stands_readable_beside_it_cannot_be_changed_either(column: str, value: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only the owner can change a row, and here the owner is at hand")
    mother = notes.subject_of(notes.begin())
    with gate.owner_mode(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cmp_general_entry SET {column} = {value}")
    with pytest.raises(Tampered):
        _read(mother, "note" if column != "kind" else "reply")


@pytest.mark.django_db(transaction=True)
def test_a_row_given_to_another_mother_or_compartment_does_not_open() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only the owner can change a row, and here the owner is at hand")
    one, other = notes.subject_of(notes.begin()), notes.subject_of(notes.begin())
    with gate.owner_mode(), connection.cursor() as cursor:
        cursor.execute("UPDATE cmp_general_entry SET mother = %s WHERE mother = %s", [other.id, one.id])
        cursor.execute("INSERT INTO cmp_treatment_entry SELECT * FROM cmp_general_entry")
    for compartment in (Compartment.GENERAL, Compartment.TREATMENT):
        with pytest.raises(Tampered):
            _read(other, "note", compartment)
    swapped = dataclasses.replace(other, ref=one.ref)
    with pytest.raises(Tampered):
        _read(swapped, "note", Compartment.TREATMENT)


def _read(mother: Subject, kind: str, compartment: Compartment = Compartment.GENERAL) -> object:
    body = Reply if kind == "reply" else notes.Note
    found = keystore().keys([(mother.ref, compartment)])
    with transaction.atomic():
        return drawers.read([mother], compartment, [body], {ref: key for (ref, _), key in found.items()})
