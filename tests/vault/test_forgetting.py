"""Forgotten is for ever, everywhere, and only after the ledger says so; what is kept is sealed; killed, it goes on."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import transaction

from hrm2m.foundation import clock
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RecordEvent
from hrm2m.vault import door, drawers, forgetting
from hrm2m.vault.errors import Forgotten, KeystoreRefused, VaultError
from hrm2m.vault.keystore import HOUSE_SUBJECT, keystore
from tests.vault import notes
from tests.vault.notes import JO, MACHINE


pytestmark = pytest.mark.django_db(transaction=True)

KEEP = frozenset({Compartment.CHILD_SAFETY})


def forgotten(mother: str) -> None:
    """She asks, and the time to undo it is over; her keys are still there."""
    facts = ActFacts(her_word=True, event=RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN)
    with door.acting(by=JO, permission=Permission.RECORD_FORGET, mother=mother, act=facts) as box:
        box.move(RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN, forget_at=box.now)
    with door.acting(by=MACHINE, permission=Permission.RECORD_FORGET, mother=mother) as box:
        box.move(RecordEvent.KEYS_ARE_DESTROYED)


def keys_of(mother: str) -> set[Compartment]:
    return {compartment for _, compartment in keystore().keys([(mother, c) for c in Compartment])}


def read(mother: str) -> object:
    subject = notes.subject_of(mother)
    found = keystore().keys([(mother, Compartment.GENERAL)])
    with transaction.atomic():
        return drawers.read(
            [subject], Compartment.GENERAL, [notes.Note], {ref: key for (ref, _), key in found.items()}
        )


def test_keys_are_gone_and_what_is_there_reads_as_forgotten_never_as_blank() -> None:
    mother, other = notes.begin(), notes.begin()
    forgotten(mother)
    assert read(mother)
    forgetting.shred(mother, KEEP)
    with pytest.raises(Forgotten):
        read(mother)
    assert keys_of(mother) == set()
    assert mother in keystore().subjects(), "what is kept by law is sealed away, not gone"
    assert keys_of(other) == set(Compartment)
    notes.verified()


def test_where_nothing_is_kept_no_key_is_left_of_her() -> None:
    mother = notes.begin()
    forgotten(mother)
    forgetting.shred(mother, frozenset())
    assert mother not in keystore().subjects()


def test_nothing_is_written_in_a_record_without_its_key() -> None:
    mother = notes.begin()
    keystore().destroy([mother], [Compartment.GENERAL])
    with pytest.raises(Forgotten):
        notes.log(mother)
    with pytest.raises(Forgotten):
        notes.words_of(mother)


def test_twice_is_the_same_as_once() -> None:
    mother = notes.begin()
    forgotten(mother)
    for _ in range(2):
        forgetting.shred(mother, KEEP)
        assert keys_of(mother) == set()


def test_no_key_goes_before_the_ledger_says_so() -> None:
    mother = notes.begin()
    for ref in (mother, "nobody", "house"):
        with pytest.raises(VaultError, match="not forgotten"):
            forgetting.shred(ref, KEEP)
    forgotten(mother)
    with pytest.raises(VaultError, match="never inside its transaction"), transaction.atomic():
        forgetting.shred(mother, KEEP)
    assert keys_of(mother) == set(Compartment)


def test_killed_at_any_step_the_next_one_finishes() -> None:
    """A child is killed right after each step that reaches the disk; then the job runs again."""
    for step in ("seal_away", "destroy", "_leave_no_bytes"):
        mother = notes.begin()
        forgotten(mother)
        _shred_and_be_killed_after(mother, step)
        forgetting.shred(mother, KEEP)
        assert keys_of(mother) == set(), step
    notes.verified()


def _shred_and_be_killed_after(mother: str, step: str) -> None:
    child = os.fork()
    if child == 0:
        store = keystore()
        whole = getattr(store, step)

        def killed(*args: object) -> None:
            whole(*args)
            os.kill(os.getpid(), signal.SIGKILL)

        object.__setattr__(store, step, killed)
        # What `shred` does after its look into the database, whose connection a forked process may not use.
        store.seal_away(mother, KEEP)
        store.destroy([mother], frozenset(Compartment) - KEEP)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def test_keys_of_nobody_are_swept_after_their_time() -> None:
    yesterday = clock.now() - timedelta(days=1, minutes=1)
    with clock.at(yesterday):
        mother = notes.begin()
        keystore().create("orphan")
        keystore().create(HOUSE_SUBJECT, [Compartment.CHILD_SAFETY])
    keystore().create("young")
    assert forgetting.sweep_orphan_keys(clock.now() - timedelta(days=1)) == 1
    assert keys_of("orphan") == set()
    assert keys_of("young") == keys_of(mother) == set(Compartment)
    assert keys_of(HOUSE_SUBJECT) == {Compartment.CHILD_SAFETY}
    keystore().destroy(["young"], Compartment)


def test_the_keys_of_the_house_are_not_swept_even_where_its_row_is_missing() -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        keystore().create(HOUSE_SUBJECT, [Compartment.CHILD_SAFETY])
    notes.as_owner("DELETE FROM vault_head WHERE id = 0")
    assert forgetting.sweep_orphan_keys(clock.now() - timedelta(days=1)) == 0
    assert keys_of(HOUSE_SUBJECT) == {Compartment.CHILD_SAFETY}


def test_as_many_as_an_accident_leaves_are_swept_and_one_more_is_not() -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        for number in range(forgetting.FEW):
            keystore().create(f"orphan {number}", [Compartment.GENERAL])
    now = clock.now()
    assert forgetting.sweep_orphan_keys(now - timedelta(days=1)) == forgetting.FEW == 20
    assert forgetting.sweep_orphan_keys(now - timedelta(days=1)) == 0


@pytest.mark.parametrize(("nobodys", "of", "are_swept"), [(2, 20, True), (3, 29, False)])
def test_a_tenth_of_all_may_be_nobodys_and_no_more(
    nobodys: int, of: int, are_swept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "FEW", 1)
    with clock.at(clock.now() - timedelta(days=2)):
        for number in range(nobodys):
            keystore().create(f"orphan {number}", [Compartment.GENERAL])
        for _ in range(of - nobodys):
            notes.begin()
    yesterday = clock.now() - timedelta(days=1)
    if are_swept:
        assert forgetting.sweep_orphan_keys(yesterday) == nobodys
    else:
        with pytest.raises(KeystoreRefused, match=f"{nobodys} of {of} keys"):
            forgetting.sweep_orphan_keys(yesterday)


def test_with_the_wrong_database_nothing_is_swept() -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        for number in range(forgetting.FEW + 1):
            keystore().create(f"of another database {number}")
    with pytest.raises(KeystoreRefused, match="Nothing was swept"):
        forgetting.sweep_orphan_keys(clock.now() - timedelta(days=1))
    assert keys_of("of another database 0") == set(Compartment)
