"""A worker stands near her in one agency: bridges, team places and their standings are given the one they are of."""

from collections.abc import Callable
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import hrm2m.foundation.ids


BUILDS = ["bridge_builder"]
GOES_OUT = ["bridge_builder", "outreach_worker"]
LEADS = ["team_lead"]


def say_the_agencies(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Gives each row the agency its cause tells; where none is told it opens nothing, and cover is named again."""
    agency_of = _agency_of(apps)
    bridge, place = apps.get_model("bridges", "Bridge"), apps.get_model("bridges", "TeamPlace")
    kept_in: dict[int, int] = {}
    for row in bridge.objects.order_by("id"):
        row.agency_id = agency_of(row.builder_id, BUILDS, row.agency_id)
        row.cover_agency_id = agency_of(row.cover_id, GOES_OUT, row.agency_id)
        row.save()
        kept_in[row.mother] = row.agency_id
        _say(apps, f"bridge:{row.ref}", row.agency_id)
        _say(apps, f"cover:{row.ref}", row.cover_agency_id)
        if row.closed_at is None:
            _say(apps, f"lead:{row.ref}", row.agency_id)
    for row in place.objects.order_by("id"):
        row.agency_id = agency_of(row.worker_id, GOES_OUT, kept_in.get(row.mother, 0))
        row.save()
        _say(apps, f"team:{row.ref}", row.agency_id)


def _agency_of(apps: StateApps) -> Callable[[int, list[str], int], int]:
    """Where a worker holds one of these roles: in `rather` if there, else where longest; `rather` without any."""
    membership = apps.get_model("agencies", "Membership")

    def agency_of(worker_id: int, roles: list[str], rather: int) -> int:
        # A lead may stand in as cover, without a role that goes out.
        for among in (roles, LEADS):
            rows = membership.objects.filter(worker_id=worker_id, role__in=among, until=None)
            found = list(rows.order_by("since", "id").values_list("agency_id", flat=True))
            if found:
                return rather if rather in found else int(found[0])
        return rather

    return agency_of


def _say(apps: StateApps, cause: str, agency_id: int) -> None:
    rows: Any = apps.get_model("vault", "StandingRow").objects.filter(cause=cause)
    rows.update(agency_id=agency_id)


class Migration(migrations.Migration):
    dependencies = [
        ("bridges", "0001_initial"),
        ("agencies", "0002_directory_of_services"),
        ("vault", "0002_gate"),
    ]
    operations = [
        migrations.AddField(
            "bridge", "cover_agency_id", models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            "teamplace", "agency_id", models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.CreateModel(
            name="StandDown",
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
                ("worker_id", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="standdown",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("mother", "worker_id"), name="stood_down_once"
            ),
        ),
        migrations.RunPython(say_the_agencies, migrations.RunPython.noop),
    ]
