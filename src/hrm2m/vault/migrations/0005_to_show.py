"""What waits until somebody decided whether she may read it; what is held already, and decided, comes along."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import hrm2m.foundation.ids


COMPARTMENTS = ["identity", "general", "her_safety", "treatment", "child_safety"]
# Only names of our own are put into these. What a decision says is sealed; that it withholds is readable beside it.
HELD = """SELECT ref, area, mother, kind, by_id, written_at FROM {table} WHERE held_until IS NOT NULL
  AND kind NOT IN ('showing', 'reply') AND ref NOT IN (SELECT corrects FROM {table})"""
DECIDED = "SELECT about, ref, by_id, written_at, held_until FROM {table} WHERE kind = 'showing' ORDER BY id"


def bring_along(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("vault", "ToShow")
    for compartment in COMPARTMENTS[1:]:
        rows.objects.bulk_create(
            rows(compartment=compartment, **values) for values in _held(schema_editor, compartment)
        )


def _held(schema_editor: BaseDatabaseSchemaEditor, compartment: str) -> Iterator[dict[str, Any]]:
    table = f"cmp_{compartment}_entry"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(DECIDED.format(table=table))
        decisions = {about: said for about, *said in cursor.fetchall()}
        cursor.execute(HELD.format(table=table))
        held = cursor.fetchall()
    for ref, area, mother, kind, by_id, at in held:
        found = {"entry": ref, "area": area, "mother": mother, "kind": kind, "by_id": by_id}
        yield {**found, "at": _utc(at), "by_others": True, **_decided(decisions.get(ref))}


def _decided(said: list[Any] | None) -> dict[str, Any]:
    if said is None:
        return {}
    ref, by_id, at, until = said
    ends = _utc(until) if until else None
    return {
        "decision": ref,
        "decided_by_id": by_id,
        "decided_at": _utc(at),
        "shown": until is None,
        "until": ends,
    }


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


class Migration(migrations.Migration):
    dependencies = [("vault", "0004_grounds_of_the_crossing")]
    operations = [
        migrations.CreateModel(
            name="ToShow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(
                        default=hrm2m.foundation.ids.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("area", models.PositiveIntegerField(default=1)),
                ("mother", models.BigIntegerField()),
                ("compartment", models.CharField(choices=[(c, c) for c in COMPARTMENTS], max_length=12)),
                ("entry", models.CharField(max_length=26, unique=True)),
                ("kind", models.CharField(max_length=24)),
                ("by_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("by_others", models.BooleanField()),
                ("decision", models.CharField(blank=True, max_length=26)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("shown", models.BooleanField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("signed_by_id", models.BigIntegerField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "vault_to_show",
                "indexes": [
                    models.Index(
                        condition=models.Q(("shown", None), ("shown", False), _connector="OR"),
                        fields=["compartment", "mother", "at"],
                        name="not_shown_to_her",
                    )
                ],
            },
        ),
        migrations.RunPython(bring_along, migrations.RunPython.noop),
    ]
