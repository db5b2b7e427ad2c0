"""No child's record while the mother is known by handle, and the agency that keeps a bridge stands in child safety too."""

from collections.abc import Iterator

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from hrm2m.foundation import ids


GROUNDS = ["bridge", "cover", "team", "lead", "treating", "agreed", "plan", "second_reader", "block"]
# child, child_name, child_adult: the kinds of entries that tell who a child or a child's people are.

SQLITE = """
CREATE TRIGGER cmp_child_safety_entry_no_child_by_handle BEFORE INSERT ON cmp_child_safety_entry
WHEN NEW.kind IN ('child', 'child_name', 'child_adult')
  AND NOT EXISTS (SELECT 1 FROM vault_head WHERE id = NEW.mother AND last_open_stage = 'named')
  AND NOT EXISTS (SELECT 1 FROM vault_head WHERE id = NEW.mother AND stage = 'named')
BEGIN SELECT RAISE(ABORT, 'no mother may have this entry'); END
"""
POSTGRES = """
CREATE FUNCTION hrm2m_no_child_by_handle() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.kind IN ('child', 'child_name', 'child_adult') AND NOT EXISTS (
    SELECT 1 FROM vault_head WHERE id = NEW.mother AND (stage = 'named' OR last_open_stage = 'named')
  ) THEN
    RAISE EXCEPTION 'no mother may have this entry';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cmp_child_safety_entry_no_child_by_handle BEFORE INSERT ON cmp_child_safety_entry
  FOR EACH ROW EXECUTE FUNCTION hrm2m_no_child_by_handle();
"""


def forbid_a_child_by_handle(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(SQLITE if is_sqlite else POSTGRES, params=None)


def let_agencies_stand_in_child_safety(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("vault", "StandingRow")
    led = rows.objects.filter(ground="lead", compartment="general")
    rows.objects.bulk_create(_beside(rows, led), batch_size=2000)


def _beside(rows: type[models.Model], led: models.QuerySet[models.Model]) -> Iterator[models.Model]:
    kept = ("area", "mother", "worker_id", "agency_id", "ground", "since", "until", "cause")
    for values in led.values(*kept).iterator():
        yield rows(ref=ids.new_ref(), compartment="child_safety", **values)


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_gate")]
    operations = [
        migrations.AlterField(
            "standingrow", "ground", models.CharField(max_length=16, choices=[(g, g) for g in GROUNDS])
        ),
        migrations.RunPython(forbid_a_child_by_handle, migrations.RunPython.noop),
        migrations.RunPython(let_agencies_stand_in_child_safety, migrations.RunPython.noop),
    ]
