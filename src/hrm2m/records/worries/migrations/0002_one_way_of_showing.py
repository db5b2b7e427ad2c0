"""What is withheld of a worry is decided as everything else she may read: each such row comes along, open or over."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def bring_along(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    to_show = apps.get_model("vault", "ToShow")
    for held in apps.get_model("worries", "WithheldRow").objects.order_by("id"):
        kind = "worry" if held.about == held.worry else "child_referral"
        found = {"area": held.area, "mother": held.mother, "compartment": "child_safety", "kind": kind}
        row, _ = to_show.objects.update_or_create(
            entry=held.about, defaults={**found, "by_id": held.by_id, "at": held.since, "by_others": False}
        )
        _decide(row, held)
        _point_at_the_entry(apps, held)


def _decide(row: Any, held: Any) -> None:
    """One that is over was told to her, or a second person said no: what is sealed says so, and somebody looks again."""
    is_over = held.over_at is not None
    row.decision, row.decided_by_id, row.decided_at = held.entry, held.by_id, held.since
    row.shown = None if is_over else False
    row.until = None if is_over else held.until
    row.signed_by_id, row.signed_at = held.signed_by_id, held.signed_at
    row.save()


def _point_at_the_entry(apps: StateApps, held: Any) -> None:
    """Clocks and whoever was asked spoke of the withholding; now they speak of what is withheld."""
    clocks = apps.get_model("clocks", "Clock").objects.filter(mother=held.mother, about=held.entry)
    clocks.filter(kind__in=["withheld_signed", "withheld_review"]).update(about=held.about)
    asked = apps.get_model("worries", "SecondAsked").objects.filter(kind="held", about=held.entry)
    for one in asked:
        standings = apps.get_model("vault", "StandingRow").objects.filter(
            mother=held.mother, cause=f"second:{held.entry}:{one.worker_id}"
        )
        standings.update(cause=f"signs:{held.about}:{one.worker_id}", purpose=held.about)
    asked.update(about=held.about)


def leave_treatment(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever was asked to look at a referral never stands in treatment: that row is as if it had not been given."""
    rows = apps.get_model("vault", "StandingRow").objects.filter(
        ground="second_reader", compartment="treatment"
    )
    asked = rows.filter(cause__startswith="second:") | rows.filter(cause__startswith="signs:")
    asked.update(until=models.F("since"))


class Migration(migrations.Migration):
    dependencies = [("worries", "0001_initial"), ("vault", "0005_to_show"), ("clocks", "0001_initial")]
    operations = [
        migrations.RemoveConstraint("secondasked", "second_asked_once"),
        migrations.AddConstraint(
            "secondasked",
            models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("about", "worker_id", "kind"),
                name="second_asked_once",
            ),
        ),
        migrations.RunPython(bring_along, migrations.RunPython.noop),
        migrations.RunPython(leave_treatment, migrations.RunPython.noop),
        migrations.DeleteModel("WithheldRow"),
    ]
