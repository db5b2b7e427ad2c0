"""PostgreSQL: the role is given back on every way out, and an open gate shows the mothers of this statement only."""

import contextlib
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.vault import drawers, gate, ledger
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import GeneralEntry
from tests.vault import notes


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_postgres(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")


def value_of(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_the_tests_run_as_the_plain_login() -> None:
    assert value_of("SELECT session_user") == "hr_app"
    assert value_of(
        "SELECT NOT (rolsuper OR rolbypassrls OR rolcreaterole) FROM pg_roles WHERE rolname = session_user"
    )
    assert value_of("SELECT count(*) FROM pg_tables WHERE tableowner = session_user") == 0


def test_owner_mode_changes_nothing_here_where_the_owner_has_a_login() -> None:
    notes.begin()
    with gate.owner_mode():
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            value_of("SELECT count(*) FROM cmp_general_entry")


def test_another_mothers_rows_are_not_there_inside_an_open_gate() -> None:
    one, other = notes.subject_of(notes.begin()), notes.subject_of(notes.begin())
    with transaction.atomic(), gate.opened(Compartment.GENERAL, [one.id]):
        assert {row.mother for row in GeneralEntry.objects.all()} == {one.id}
        assert not GeneralEntry.objects.filter(mother=other.id).exists()


def test_a_statement_that_the_server_keeps_asks_the_gate_each_time() -> None:
    one, other = notes.subject_of(notes.begin()), notes.subject_of(notes.begin())
    statement = "SELECT mother FROM cmp_general_entry WHERE id > %s"

    def mothers() -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute(statement, [0])
            return {mother for (mother,) in cursor.fetchall()}

    with transaction.atomic():
        for mother in [one.id] * 8 + [other.id]:
            with gate.opened(Compartment.GENERAL, [mother]):
                assert mothers() == {mother}
        assert value_of("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%id > $1'") == 1
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            mothers()
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            with gate.opened(Compartment.TREATMENT, [one.id]):
                mothers()


def test_nothing_is_written_for_another_mother_inside_an_open_gate() -> None:
    one, other = notes.subject_of(notes.begin()), notes.subject_of(notes.begin())
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        with gate.opened(Compartment.GENERAL, [one.id]):
            GeneralEntry.objects.create(
                mother=other.id,
                kind="note",
                happened_at=clock.now(),
                written_at=clock.now(),
                by_id=1,
                sealed=b"x",
            )


def test_inside_an_open_gate_no_other_table_answers() -> None:
    mother = notes.subject_of(notes.begin())
    for table in ("vault_line", "vault_standing", "vault_look", "auth_group"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            with gate.opened(Compartment.GENERAL, [mother.id]):
                value_of(f"SELECT count(*) FROM {table}")


def test_the_role_is_given_back_though_a_savepoint_was_released_or_rolled_back() -> None:
    mother = notes.subject_of(notes.begin())
    with transaction.atomic():
        for breaks in (False, True):
            with contextlib.suppress(DatabaseError), transaction.atomic():
                with gate.opened(Compartment.GENERAL, [mother.id]):
                    value_of("SELECT count(*) FROM cmp_general_entry")
                    if breaks:
                        value_of("SELECT 1 / 0")
            assert value_of("SELECT current_user") == "hr_app"
            assert value_of("SELECT current_setting('hrm2m.mothers')") == ""


def test_the_role_is_given_back_though_django_wants_a_rollback() -> None:
    mother = notes.subject_of(notes.begin())
    with transaction.atomic():
        with gate.opened(Compartment.GENERAL, [mother.id]):
            transaction.set_rollback(True)
        transaction.set_rollback(False)
        assert value_of("SELECT current_user") == "hr_app"


def test_a_broken_statement_inside_tells_its_own_cause() -> None:
    mother = notes.subject_of(notes.begin())
    with pytest.raises(DatabaseError, match="division by zero"), transaction.atomic():
        with gate.opened(Compartment.GENERAL, [mother.id]):
            value_of("SELECT 1 / 0")
    assert value_of("SELECT current_user") == "hr_app"


def test_a_temporary_table_does_not_stand_in_for_the_real_heads() -> None:
    mother = notes.subject_of(notes.begin())
    key = keystore().keys([(mother.ref, Compartment.IDENTITY)])[mother.ref, Compartment.IDENTITY]
    draft = notes.a_note("her name", Compartment.IDENTITY)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE vault_head ON COMMIT DROP AS SELECT id, 'named' AS stage FROM vault_head"
            )
            cursor.execute("GRANT SELECT ON vault_head TO hr_gate_identity")
        with pytest.raises(DatabaseError, match="no mother may have this entry"), transaction.atomic():
            drawers.write(mother, draft, key, 7, clock.now())


def test_no_view_or_function_of_an_owner_stands_over_a_drawer() -> None:
    assert (
        value_of(
            "SELECT count(*) FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid "
            "JOIN pg_rewrite r ON r.oid = d.objid WHERE t.relname LIKE 'cmp\\_%'"
        )
        == 0
    )
    assert (
        value_of(
            "SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = 'public' AND p.prosecdef"
        )
        == 0
    )


def test_the_time_of_a_line_is_the_databases_own_where_several_servers_write() -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as spent:
        ledger.now_after_lock()
    assert [query["sql"] for query in spent.captured_queries] == ["SELECT clock_timestamp()"]
    with clock.at(NOON), transaction.atomic(), CaptureQueriesContext(connection) as spent:
        assert ledger.now_after_lock() == NOON
    assert not spent.captured_queries
