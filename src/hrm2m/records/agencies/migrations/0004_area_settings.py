"""What a lead set, and who is on call, in rows that are never changed: triggers refuse it on both engines."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import hrm2m.foundation.ids


TABLES = ("agencies_areasetting", "agencies_oncallturn")
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
    dependencies = [
        ("agencies", "0003_a_second_person"),
        ("vault", "0002_gate"),
    ]

    operations = [
        migrations.AddField(
            model_name="area",
            name="agreed",
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name="AreaSetting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(
                        default=hrm2m.foundation.ids.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("area", models.PositiveIntegerField(default=1)),
                ("what", models.CharField(max_length=60)),
                ("value", models.JSONField()),
                ("why", models.CharField(max_length=200)),
                ("by_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["area", "what", "-id"], name="newest_of_setting")],
            },
        ),
        migrations.CreateModel(
            name="OnCallTurn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(
                        default=hrm2m.foundation.ids.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("area", models.PositiveIntegerField(default=1)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("why", models.CharField(max_length=200)),
                ("by_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "worker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["area", "last_day"], name="turn_by_last_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="turn_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.RunPython(let_nobody_change_them, migrations.RunPython.noop),
    ]
