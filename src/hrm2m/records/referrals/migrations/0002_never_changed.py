"""Every step of a referral, in rows that are never changed: triggers refuse it on both engines."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


TABLES = ("referrals_referralstep",)
SQLITE_NEVER_CHANGED = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
WHEN NOT hrm2m_owner_mode()
BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END
"""
SQLITE_NO_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN NOT hrm2m_owner_mode() AND EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ref = NEW.ref)
BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END
"""
POSTGRES_NEVER_CHANGED = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION hrm2m_append_only();
"""


def let_nobody_change_them(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            for act in ("update", "delete"):
                schema_editor.execute(SQLITE_NEVER_CHANGED.format(table=table, act=act), params=None)
            schema_editor.execute(SQLITE_NO_REPLACE.format(table=table), params=None)
        else:
            schema_editor.execute(POSTGRES_NEVER_CHANGED.format(table=table), params=None)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("vault", "0002_gate")]

    operations = [migrations.RunPython(let_nobody_change_them, migrations.RunPython.noop)]
