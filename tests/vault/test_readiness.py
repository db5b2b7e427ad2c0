"""A process that could not keep its promises does not start, and says in a sentence why."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from hrm2m.policy import Compartment
from hrm2m.policy.lifecycles import Stage
from hrm2m.vault import gate, gate_proof, readiness, spool, under_way
from hrm2m.vault.errors import KeystoreRefused, UnsafeStart, VaultError
from hrm2m.vault.key_files import write_new_root_key
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head
from hrm2m.vault.readiness import refuse_unsafe_start
from tests.vault import notes
from tests.vault.installations import Installation
from tests.vault.notes import as_superuser, signed_in_as


pytestmark = pytest.mark.django_db(transaction=True)


def _without(name: str) -> Callable[[Path], None]:
    return lambda home: (home / name).unlink()


def _readable(name: str) -> Callable[[Path], None]:
    return lambda home: (home / name).chmod(0o444)


def _another_root_key(home: Path) -> None:
    (home / "root.key").unlink()
    write_new_root_key(home / "root.key")


def _an_older_keystore(home: Path) -> None:
    for file in home.glob("keystore.sqlite3*"):
        file.unlink()


def _a_broken_keystore(home: Path) -> None:
    (home / "keystore.sqlite3").write_bytes(b"nothing of ours" * 500)


def _another_spool_key(home: Path) -> None:
    (home / "spool.pub").unlink()
    (home / "spool.pub").write_text(spool.new_pair()[1])


def _half_a_database(home: Path) -> None:
    database = sqlite3.connect(home / "records.sqlite3")
    with database:
        database.execute("DROP TABLE cmp_treatment_entry")
    database.close()


HARMS: dict[str, tuple[Callable[[Path], None], str]] = {
    "nothing": (lambda home: None, "ready"),
    "no root key": (_without("root.key"), "The root key cannot be read"),
    "a readable root key": (_readable("root.key"), "The root key can be read by others"),
    "another root key": (_another_root_key, "does not open this keystore"),
    "a readable keystore": (_readable("keystore.sqlite3"), "The keystore can be read by others"),
    "an older keystore": (
        _an_older_keystore,
        "The keystore is older than the data: it lacks the keys of 1 records",
    ),
    "a broken keystore": (_a_broken_keystore, "The keystore cannot be used now"),
    "no public spool key": (_without("spool.pub"), "public key of the spool cannot be used"),
    "no private spool key": (_without("spool.key"), "private key of the spool cannot be read"),
    "a readable spool key": (_readable("spool.key"), "private key of the spool can be read by others"),
    "another spool key": (_another_spool_key, "not a pair"),
    "no database": (_without("records.sqlite3"), "hrm2m migrate"),
    "half a database": (_half_a_database, "hrm2m migrate"),
}


@pytest.mark.slow
def test_what_is_unsafe_is_refused_in_a_sentence(installation: Installation, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the same files, whatever the database")
    for name, (harm, _) in HARMS.items():
        shutil.copytree(installation.home, tmp_path / name)
        harm(tmp_path / name)
    done = installation.run("-m", "tests.vault.start", *(str(tmp_path / name) for name in HARMS))
    assert done.returncode == 0, done.stderr
    told = {Path(home).name: words for home, words in json.loads(done.stdout).items()}
    assert {name: words for name, words in told.items() if HARMS[name][1] not in words} == {}


def test_a_database_that_cannot_keep_its_log_is_refused() -> None:
    if connection.vendor != "sqlite":
        gate_proof.prove_sqlite_is_durable()  # PostgreSQL is asked for nothing of SQLite
        return
    with pytest.raises(UnsafeStart, match="SQLite did not take “journal_mode”"):
        gate_proof.prove_sqlite_is_durable()


@pytest.mark.usefixtures("a_file_of_its_own")
@pytest.mark.parametrize(
    ("pragma", "said"),
    [
        *(
            ("synchronous=NORMAL", "“synchronous”: it says 1"),
            ("synchronous=EXTRA", "“synchronous”: it says 3"),
        ),
        *(
            ("secure_delete=OFF", "“secure_delete”: it says 0"),
            ("secure_delete=FAST", "“secure_delete”: it says 2"),
        ),
        *(
            ("foreign_keys=OFF", "“foreign_keys”: it says 0"),
            ("journal_mode=DELETE", "“journal_mode”: it says 'delete'"),
        ),
    ],
)
def test_whatever_else_a_connection_keeps_than_it_was_told_is_refused(pragma: str, said: str) -> None:
    gate_proof.prove_sqlite_is_durable()
    with gate.owner_mode(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
    with pytest.raises(UnsafeStart, match=said):
        gate_proof.prove_sqlite_is_durable()


def test_the_gate_is_proved_by_what_it_refuses_and_by_what_it_answers() -> None:
    gate_proof.prove_gate_stands()


def test_a_connection_without_the_gate_is_refused() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only: there the gate is in the connection")
    connection.ensure_connection()
    connection.connection.set_authorizer(None)
    with pytest.raises(UnsafeStart, match="a bare query was answered"):
        gate_proof.prove_gate_stands()


@pytest.mark.postgres
class TestOnPostgres:
    """The login has no more power than it needs."""

    @pytest.fixture(autouse=True)
    def _on_postgres(self, transactional_db: None) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("PostgreSQL only")

    def test_the_plain_login_is_taken(self) -> None:
        gate_proof.prove_login_is_plain()

    @pytest.mark.parametrize(
        ("login", "told"), [("postgres", "superuser"), ("hr_owner", "owns the vault's tables")]
    )
    def test_a_mighty_login_is_refused(self, login: str, told: str) -> None:
        with signed_in_as(login), pytest.raises(UnsafeStart, match=told):
            gate_proof.prove_login_is_plain()

    @pytest.mark.parametrize(
        ("login", "told"), [("postgres", "superuser"), ("hr_owner", "owns the vault's tables")]
    )
    def test_whoever_looks_with_a_mighty_login_is_told_so(
        self, installation: Installation, login: str, told: str
    ) -> None:
        mighty = os.environ["HRM2M_DATABASE_URL"].replace("hr_app@", f"{login}@")
        looked = installation.hrm2m("status", HRM2M_DATABASE_URL=mighty)
        (line,) = [line for line in looked.stdout.splitlines() if line.startswith("login")]
        assert looked.returncode == 1
        assert "LOOK" in line
        assert told in line
        checked = installation.hrm2m("check", HRM2M_DATABASE_URL=mighty)
        assert (checked.returncode, told in checked.stderr) == (1, True), checked.stderr

    @pytest.mark.parametrize(
        ("harm", "mend", "told"),
        [
            ("GRANT hr_owner TO hr_app", "REVOKE hr_owner FROM hr_app", "may become their owner"),
            ("ALTER ROLE hr_app INHERIT", "ALTER ROLE hr_app NOINHERIT", "a bare query was answered"),
            ("ALTER ROLE hr_app BYPASSRLS", "ALTER ROLE hr_app NOBYPASSRLS", "bypasses row security"),
            ("ALTER ROLE hr_app CREATEROLE", "ALTER ROLE hr_app NOCREATEROLE", "makes roles"),
            ("GRANT pg_read_all_data TO hr_app", "REVOKE pg_read_all_data FROM hr_app", "superuser"),
            (
                "GRANT UPDATE ON vault_line TO hr_app",
                "REVOKE UPDATE ON vault_line FROM hr_app",
                "change or delete",
            ),
            (
                "GRANT TRUNCATE ON vault_seal TO hr_app",
                "REVOKE TRUNCATE ON vault_seal FROM hr_app",
                "change or delete",
            ),
            (
                "ALTER TABLE cmp_general_entry NO FORCE ROW LEVEL SECURITY",
                "ALTER TABLE cmp_general_entry FORCE ROW LEVEL SECURITY",
                "Row security is off",
            ),
            (
                "ALTER ROLE hr_app SET default_transaction_isolation = 'repeatable read'",
                "ALTER ROLE hr_app RESET default_transaction_isolation",
                "must read committed rows",
            ),
        ],
    )
    def test_a_login_that_was_given_more_is_refused(self, harm: str, mend: str, told: str) -> None:
        as_superuser(harm)
        try:
            with pytest.raises(UnsafeStart, match=told):
                _prove_login_and_gate()
        finally:
            as_superuser(mend)
        _prove_login_and_gate()


def _prove_login_and_gate() -> None:
    gate_proof.prove_login_is_plain()
    gate_proof.prove_gate_stands()


def test_nothing_starts_that_would_show_what_is_written_in_an_error(settings: Any) -> None:
    settings.DEBUG = True
    with pytest.raises(UnsafeStart, match="DEBUG is on"):
        refuse_unsafe_start()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o620, 0o610, 0o604, 0o602, 0o601])
def test_a_keystore_that_anybody_else_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "keystore.sqlite3"
    path.touch()
    path.chmod(mode)
    if mode == 0o600:
        readiness.keystore_is_private(path)
        return
    with pytest.raises(UnsafeStart, match="keystore can be read by others"):
        readiness.keystore_is_private(path)


@pytest.fixture
def a_file_of_its_own(tmp_path: Path) -> Iterator[None]:
    """The default connection leads to a copy in a file, as a server's does; owner mode comes back afterwards."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its log without being told")
    for _ in range(5):
        notes.begin()
    file = tmp_path / "records.sqlite3"
    notes.copy_database(file)
    usual = connections["default"]
    connections["default"] = connections.create_connection("default")
    connections["default"].settings_dict = {**usual.settings_dict, "NAME": str(file)}
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual
        gate._owner_allowed = True


@pytest.mark.usefixtures("a_file_of_its_own")
class TestInThisProcess:
    """What a server proves as it starts, on a file of its own."""

    def test_all_is_well_and_owner_mode_is_over(self) -> None:
        with gate.owner_mode():
            pass
        refuse_unsafe_start()
        with pytest.raises(VaultError, match="Owner mode is refused"), gate.owner_mode():
            pass

    def test_inside_owner_mode_nothing_starts(self) -> None:
        with gate.owner_mode(), pytest.raises(UnsafeStart, match="a bare query was answered"):
            refuse_unsafe_start()

    def test_beside_a_restore_nothing_starts(self) -> None:
        under_way.begin("restore")
        try:
            with pytest.raises(UnsafeStart, match="A restore is under way"):
                refuse_unsafe_start()
        finally:
            under_way.end()

    def test_what_the_keystore_or_the_database_refuses_is_told_as_unsafe(self, settings: Any) -> None:
        usual = settings.HRM2M_ROOT_KEY_FILE
        settings.HRM2M_ROOT_KEY_FILE = "/nowhere/root.key"
        with pytest.raises(UnsafeStart, match="The root key cannot be read") as refused:
            refuse_unsafe_start()
        assert isinstance(refused.value.__cause__, KeystoreRefused)
        settings.HRM2M_ROOT_KEY_FILE = usual
        with gate.owner_mode(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE vault_head RENAME TO another")
        with pytest.raises(UnsafeStart, match="The database cannot be used"):
            refuse_unsafe_start()

    @pytest.mark.parametrize("missing", [1, 2, 4])
    def test_records_without_their_keys_are_counted_and_refused(
        self, missing: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        refs = list(Head.objects.exclude(id=0).order_by("id").values_list("ref", flat=True))
        # The first among them: whoever is looked for from the second on would pass her over.
        lost = [refs[0], *refs[2:]][:missing]
        keystore().destroy(lost, [Compartment.GENERAL])
        with pytest.raises(UnsafeStart, match=f"lacks the keys of {missing} records"):
            refuse_unsafe_start()
        monkeypatch.setattr(readiness, "BATCH", 2)
        with pytest.raises(UnsafeStart, match="lacks the keys of"):
            refuse_unsafe_start()
        Head.objects.filter(ref__in=lost).update(stage=Stage.FORGOTTEN)
        refuse_unsafe_start()

    @pytest.mark.parametrize("batch", [1, 2, 3, 4, 5])
    def test_a_record_without_its_key_is_found_wherever_it_stands(
        self, batch: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(readiness, "BATCH", batch)
        refs = list(Head.objects.exclude(id=0).order_by("id").values_list("ref", flat=True))
        for ref in refs:
            keystore().destroy([ref], [Compartment.GENERAL])
            with pytest.raises(UnsafeStart, match="lacks the keys of 1 records"):
                refuse_unsafe_start()
            keystore().create(ref)


def test_without_postgresql_there_is_no_login_to_prove() -> None:
    if connection.vendor == "sqlite":
        gate_proof.prove_login_is_plain()
