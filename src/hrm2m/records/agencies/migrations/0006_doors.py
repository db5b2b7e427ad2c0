"""Doors and declared terms; what holds of a door and what was declared is never changed: triggers refuse it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import hrm2m.foundation.ids


TABLES = ("agencies_doorstate", "agencies_terms")
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
        ("agencies", "0005_accounts_and_changes"),
        ("vault", "0002_gate"),
    ]

    operations = [
        migrations.CreateModel(
            name="Door",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(
                        default=hrm2m.foundation.ids.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("area", models.PositiveIntegerField(default=1)),
                ("is_shared", models.BooleanField(default=False)),
                ("gave_role", models.BooleanField(default=False)),
                ("since", models.DateTimeField()),
                ("by_id", models.BigIntegerField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doors",
                        to="agencies.agency",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doors",
                        to="agencies.service",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doors",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DoorState",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(
                        default=hrm2m.foundation.ids.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("area", models.PositiveIntegerField(default=1)),
                ("called", models.CharField(max_length=60)),
                ("what_for", models.CharField(max_length=200)),
                ("reached_by", models.CharField(max_length=12)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("answers_within", models.CharField(max_length=24)),
                ("by_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="states", to="agencies.door"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(
                        default=hrm2m.foundation.ids.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("area", models.PositiveIntegerField(default=1)),
                ("does", models.TextField()),
                ("from_when", models.CharField(blank=True, max_length=300)),
                ("for_whom", models.CharField(blank=True, max_length=300)),
                ("tells", models.JSONField(default=dict)),
                ("declared_at", models.DateTimeField()),
                ("declared_by", models.CharField(max_length=80)),
                ("said_how", models.CharField(max_length=16)),
                ("by_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="agencies.door"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="door",
            index=models.Index(fields=["area", "agency"], name="doors_of_agency"),
        ),
        migrations.AddConstraint(
            model_name="door",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("service", None)),
                fields=("agency", "worker"),
                name="door_of_agency_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="door",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("agency", "worker", "service"),
                name="door_of_service_once",
            ),
        ),
        migrations.AddIndex(
            model_name="terms",
            index=models.Index(fields=["door", "-declared_at", "-id"], name="newest_terms"),
        ),
        migrations.RunPython(let_nobody_change_them, migrations.RunPython.noop),
    ]
