"""A lead's board looks for the open bridges of one agency; without an index it walked those of the whole area."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bridges", "0007_whom_next"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="bridge",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["area", "agency_id", "status"],
                name="open_bridges_of_agency",
            ),
        ),
    ]
