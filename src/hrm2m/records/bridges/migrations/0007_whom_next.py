"""What she said where her bridge builder does not come back, and that it is asked again."""

import django.db.models.deletion
from django.db import migrations, models

import hrm2m.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("bridges", "0006_yes_to_sharing"),
    ]

    operations = [
        migrations.CreateModel(
            name="WhomNext",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(
                        default=hrm2m.foundation.ids.new_ref, editable=False, max_length=26, unique=True
                    ),
                ),
                ("area", models.PositiveIntegerField(default=1)),
                (
                    "wants",
                    models.CharField(
                        choices=[("cover", "cover"), ("not_now", "not_now"), ("left_be", "left_be")],
                        max_length=8,
                    ),
                ),
                ("cover_id", models.BigIntegerField()),
                ("by_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "bridge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bridges.bridge"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterField(
            model_name="saidyes",
            name="what",
            field=models.CharField(
                choices=[
                    ("builder", "builder"),
                    ("meeting", "meeting"),
                    ("handover", "handover"),
                    ("link", "link"),
                    ("consent", "consent"),
                    ("enquiry", "enquiry"),
                    ("cover", "cover"),
                ],
                max_length=12,
            ),
        ),
    ]
