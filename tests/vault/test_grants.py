"""What each login may touch is given anew whatever stood there before; on SQLite there is nothing to give."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.policy import Compartment
from hrm2m.vault import grants, postgres_ledger, verify
from tests.vault import notes


pytestmark = pytest.mark.django_db(transaction=True)

ROLES = ("hr_app", *(f"hr_gate_{compartment.value}" for compartment in Compartment))


def test_what_is_only_added_to_is_never_changed() -> None:
    drawers = [f"cmp_{compartment.value}_entry" for compartment in Compartment]
    for table in (*drawers, "vault_line", "vault_seal", "consent_consent", "django_migrations"):
        assert not grants.may_be_changed(table), table
    for table in ("vault_head", "vault_standing", "vault_apart", "agencies_worker"):
        assert grants.may_be_changed(table), table


def test_on_sqlite_nothing_is_asked() -> None:
    if connection.vendor == "sqlite":
        with CaptureQueriesContext(connection) as spent:
            grants.give_grants()
        assert not spent.captured_queries


def rights() -> set[tuple[str, ...]]:
    """Every right of the app's login and of the gate's roles, on tables and on columns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grantee, table_name, '', privilege_type FROM information_schema.role_table_grants "
            "WHERE grantee = ANY (%s) UNION "
            "SELECT grantee, table_name, column_name, privilege_type FROM information_schema.column_privileges "
            "WHERE grantee = ANY (%s)",
            [[*ROLES], [*ROLES]],
        )
        return set(cursor.fetchall())


@pytest.mark.postgres
class TestOnPostgres:
    """The owner gives after each migration, and the verifier reads through the same roles."""

    @pytest.fixture(autouse=True)
    def _as_owner(self, transactional_db: None) -> Iterator[None]:
        if connection.vendor != "postgresql":
            pytest.skip("PostgreSQL only")
        with notes.signed_in_as("hr_owner"):
            yield

    @pytest.mark.parametrize(
        "before",
        [
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {', '.join(ROLES)}",
            "GRANT ALL ON ALL TABLES IN SCHEMA public TO hr_app",
        ],
        ids=["nothing", "everything"],
    )
    def test_the_same_rights_come_back(self, before: str) -> None:
        usual = rights()
        notes.as_superuser(before)
        try:
            assert rights() != usual
        finally:
            grants.give_grants()
        assert rights() == usual


def test_a_ledger_in_postgresql_is_read_in_portions_and_never_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    monkeypatch.setattr(postgres_ledger, "MOTHERS_AT_ONCE", 2)
    for _ in range(5):
        notes.begin()
    assert "entries   5: each as its line says, none without a line" in notes.verified()
    with pytest.raises(verify.Unreadable, match="ReadOnlySqlTransaction"):
        _write_through_the_ledger()


def _write_through_the_ledger() -> None:
    with notes.the_ledger() as ledger:
        assert isinstance(ledger, postgres_ledger.PostgresLedger)
        ledger._connection.execute("UPDATE vault_head SET seq = seq")
