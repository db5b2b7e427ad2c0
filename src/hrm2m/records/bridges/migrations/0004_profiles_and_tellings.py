"""What a bridge builder says, who has met cover, and how she was told who holds her bridge."""

import django.db.models.deletion
from django.db import migrations, models

import hrm2m.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("bridges", "0003_absences"),
    ]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="days",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="profile",
            name="languages",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="profile",
            name="says_lived_it",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="CoverMet",
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
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mother", "worker_id"), name="cover_met_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(
                        default=hrm2m.foundation.ids.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("area", models.PositiveIntegerField(default=1)),
                ("told", models.BooleanField()),
                ("how", models.CharField(blank=True, max_length=16)),
                ("by_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "bridge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="bridges.bridge",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
