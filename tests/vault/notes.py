"""A record with notes in it, the workers around it, and its ledger read for the verifier: for the vault's tests."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import connection, transaction

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RecordEvent
from hrm2m.vault import door, drawers, gate, verify
from hrm2m.vault.entries import Body, Draft, Subject
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head
from hrm2m.vault.postgres_ledger import open_postgres


class Note(Body, frozen=True):
    KIND = "note"

    words: str


def a_worker(number: int, *roles: Role, agency: int = 1) -> Actor:
    return Actor(
        number, f"worker{number}", agency, f"agency{agency}", 1, frozenset(roles or {Role.BRIDGE_BUILDER})
    )


JO = a_worker(7)
SAM = a_worker(9, Role.OUTREACH_WORKER)
STRANGER = a_worker(8)
MACHINE = a_worker(1, Role.MACHINE)


def begin(by: Actor = JO, words: str = "first") -> str:
    """A mother known by handle, whose bridge `by` holds; her ref."""
    with door.beginning(by=by, permission=Permission.BRIDGE_BEGIN) as box:
        box.give_standing(Ground.BRIDGE, cause="bridge:1", worker_id=by.worker_id, agency_id=by.agency_id)
        box.write(a_note(words))
        return box.mother_ref


def a_note(words: str = "we met", compartment: Compartment = Compartment.GENERAL) -> Draft[Note]:
    return Draft(Note(words), Category.MY_WORDS, clock.now(), compartment=compartment)


def log(mother: str, words: str = "we met", by: Actor = JO) -> str:
    """Writes one note through the door; its ref."""
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        return box.write(a_note(words))


def words_of(mother: str, by: Actor = JO, page: str = "mother") -> list[str]:
    """What the notes say, newest first."""
    with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page=page) as box:
        return [entry.body.words for entry in box.entries(Note)]


def she_gives_her_name(mother: str, by: Actor = JO) -> None:
    facts = ActFacts(her_word=True, event=RecordEvent.SHE_GIVES_HER_NAME)
    with door.acting(by=by, permission=Permission.STAGE_MOVE, mother=mother, act=facts) as box:
        box.move(RecordEvent.SHE_GIVES_HER_NAME)


def subject_of(mother: str) -> Subject:
    head = Head.objects.get(ref=mother)
    return Subject(head.id, head.ref, head.area)


def put_past_the_policy(mother: str, compartment: Compartment, words: str = "sealed away") -> str:
    """An entry in any compartment, for tests of what lies below the policy; no line of the ledger knows it."""
    key = keystore().keys([(mother, compartment)])[mother, compartment]
    with transaction.atomic():
        return drawers.write(
            subject_of(mother), a_note(words, compartment), key, JO.worker_id, clock.now()
        ).ref


def give_team(mother: str, worker: Actor = SAM, cause: str = "team:1") -> None:
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(Ground.TEAM, cause=cause, worker_id=worker.worker_id, agency_id=worker.agency_id)


def end_team(mother: str, cause: str = "team:1") -> None:
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.end_standing(cause=cause)


@contextmanager
def the_ledger() -> Iterator[verify.Ledger]:
    """This database's ledger as the verifier reads it."""
    if connection.vendor == "postgresql":
        with open_postgres(os.environ["HRM2M_DATABASE_URL"]) as ledger:
            yield ledger
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite3"
        copy_database(copy)
        with closing(verify.open_sqlite(copy)) as opened:
            yield verify.SqliteLedger(opened)


def copy_database(to: Path) -> None:
    """A file with this SQLite database in it."""
    connection.ensure_connection()
    with gate.owner_mode(), closing(sqlite3.connect(to)) as file:
        connection.connection.backup(file)


def verified() -> list[str]:
    """What the verifier says of this database's ledger; raises verify.Bad."""
    with the_ledger() as ledger:
        return verify.verify(ledger)


def as_owner(statement: str) -> None:
    """What only the owner of the tables may do."""
    if connection.vendor == "postgresql":
        with psycopg.connect(os.environ["HRM2M_TEST_OWNER_URL"], autocommit=True) as owner:
            owner.execute(statement)
        return
    with gate.owner_mode(), connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def the_ledger_refuses() -> Iterator[None]:
    """No line can be written, as with a full disk or a right that was taken away."""
    on_postgres = connection.vendor == "postgresql"
    full = "CREATE TRIGGER full BEFORE INSERT ON vault_line BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    as_owner("REVOKE INSERT ON vault_line FROM hr_app" if on_postgres else full)
    try:
        yield
    finally:
        as_owner("GRANT INSERT ON vault_line TO hr_app" if on_postgres else "DROP TRIGGER full")


@contextmanager
def signed_in_as(login: str) -> Iterator[None]:
    """The connection is this login's, on PostgreSQL."""
    usual = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = login
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = usual


def as_superuser(statement: str) -> None:
    """What not even the owner may do, on PostgreSQL."""
    connection.close()
    address = os.environ["HRM2M_TEST_OWNER_URL"].replace("hr_owner@", "postgres@")
    with psycopg.connect(address, autocommit=True) as mighty:
        mighty.execute(statement)
