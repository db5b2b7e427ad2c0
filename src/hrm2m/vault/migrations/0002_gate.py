"""The gate's share of the database: triggers on both engines, row security on PostgreSQL, the house's head."""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


COMPARTMENTS = ["identity", "general", "her_safety", "treatment", "child_safety"]
DRAWERS = [f"cmp_{name}_entry" for name in COMPARTMENTS]
APPEND_ONLY = [*DRAWERS, "vault_line", "vault_seal"]
SAME_ROW = {
    **dict.fromkeys(DRAWERS, "id = NEW.id OR ref = NEW.ref"),
    "vault_line": "id = NEW.id OR (chain = NEW.chain AND seq = NEW.seq)",
    "vault_seal": "id = NEW.id OR number = NEW.number",
}

SQLITE_SHE_EXISTS = """
CREATE TRIGGER {table}_she_exists BEFORE INSERT ON {table}
WHEN NOT EXISTS (SELECT 1 FROM vault_head WHERE id = NEW.mother AND {condition})
BEGIN SELECT RAISE(ABORT, 'no mother may have this entry'); END
"""
SQLITE_APPEND_ONLY = """
CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table}
WHEN NOT hrm2m_owner_mode()
BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END
"""
# INSERT OR REPLACE deletes the old row without asking the delete trigger or the authorizer.
SQLITE_NO_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN NOT hrm2m_owner_mode() AND EXISTS (SELECT 1 FROM {table} WHERE {same_row})
BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END
"""

# search_path is fixed, or a temporary table named vault_head would answer in place of the real one.
POSTGRES_FUNCTIONS = """
CREATE FUNCTION hrm2m_she_exists() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM vault_head WHERE id = NEW.mother AND id > 0) THEN
    RAISE EXCEPTION 'no mother may have this entry';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION hrm2m_she_gave_her_name() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM vault_head WHERE id = NEW.mother AND stage = 'named') THEN
    RAISE EXCEPTION 'no mother may have this entry';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION hrm2m_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'this table is append-only';
END $$;
"""
POSTGRES_DRAWER = """
CREATE TRIGGER {table}_she_exists BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {function}();
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_these_mothers ON {table}
  USING (mother = ANY (string_to_array(current_setting('hrm2m.mothers', true), ',')::bigint[]))
  WITH CHECK (mother = ANY (string_to_array(current_setting('hrm2m.mothers', true), ',')::bigint[]));
"""
POSTGRES_APPEND_ONLY = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION hrm2m_append_only();
"""


def build_gate(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _sqlite_statements() if is_sqlite else _postgres_statements():
        schema_editor.execute(statement, params=None)


def _sqlite_statements() -> Iterator[str]:
    for table in DRAWERS:
        condition = "stage = 'named'" if table == "cmp_identity_entry" else "id > 0"
        yield SQLITE_SHE_EXISTS.format(table=table, condition=condition)
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            yield SQLITE_APPEND_ONLY.format(table=table, act=act)
        yield SQLITE_NO_REPLACE.format(table=table, same_row=SAME_ROW[table])


def _postgres_statements() -> Iterator[str]:
    yield POSTGRES_FUNCTIONS
    for table in DRAWERS:
        function = "hrm2m_she_gave_her_name" if table == "cmp_identity_entry" else "hrm2m_she_exists"
        yield POSTGRES_DRAWER.format(table=table, function=function)
    for table in APPEND_ONLY:
        yield POSTGRES_APPEND_ONLY.format(table=table)


def put_house_head(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    head = apps.get_model("vault", "Head")
    head.objects.get_or_create(id=0, defaults={"ref": "house", "stage": "by_handle", "hash": bytes(32)})


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [
        migrations.RunPython(build_gate, migrations.RunPython.noop),
        migrations.RunPython(put_house_head, migrations.RunPython.noop),
    ]
