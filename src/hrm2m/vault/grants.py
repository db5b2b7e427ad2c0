"""What the plain PostgreSQL login may touch, given by the owner after each migration; nothing on SQLite."""

from django.db import connection

from hrm2m.policy import Compartment
from hrm2m.vault.gate import gate_role


APP_ROLE = "hr_app"
RIGHTS = {
    "django_migrations": "SELECT",
    "vault_line": "SELECT, INSERT",
    "vault_seal": "SELECT, INSERT",
    "agencies_areasetting": "SELECT, INSERT",
    "agencies_oncallturn": "SELECT, INSERT",
    "consent_consent": "SELECT, INSERT",
    "consent_consentcarried": "SELECT, INSERT",
    "consent_consentend": "SELECT, INSERT",
    "consent_listened": "SELECT, INSERT",
    "referrals_referralstep": "SELECT, INSERT",
    "emergencies_emergencylook": "SELECT, INSERT, UPDATE",
    "vault_head": "SELECT, INSERT, UPDATE",
    "vault_standing": "SELECT, INSERT, UPDATE",
}
OF_OTHER_TABLES = "SELECT, INSERT, UPDATE, DELETE"


def give_grants() -> None:
    """Gives the app's login its tables, and each gate role its one drawer."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for statement in _statements(table):
                cursor.execute(statement)
        for compartment in Compartment:
            cursor.execute(
                f"GRANT SELECT (id, stage, last_open_stage) ON vault_head TO {gate_role(compartment)}"
            )


def may_be_changed(table: str) -> bool:
    """Whether rows of this table are ever changed: no drawer, and nothing that is only ever added to."""
    return not table.startswith("cmp_") and "UPDATE" in RIGHTS.get(table, OF_OTHER_TABLES)


def _statements(table: str) -> list[str]:
    name = connection.ops.quote_name(table)
    drawer = next((c for c in Compartment if table == f"cmp_{c.value}_entry"), None)
    if drawer is not None:
        return [
            f"REVOKE ALL ON {name} FROM {APP_ROLE}",
            f"GRANT SELECT, INSERT ON {name} TO {gate_role(drawer)}",
        ]
    rights = RIGHTS.get(table, OF_OTHER_TABLES)
    return [f"REVOKE ALL ON {name} FROM {APP_ROLE}", f"GRANT {rights} ON {name} TO {APP_ROLE}"]
