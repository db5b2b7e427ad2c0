"""A migration that works: a table of its own, and a mark on every handle that was there."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [("people", "__first__")]
    operations: ClassVar = [
        migrations.CreateModel("Later", fields=[("id", models.BigAutoField(primary_key=True))]),
        migrations.RunSQL("UPDATE people_handlemark SET mark = 'changed' WHERE id > 0", ""),
    ]
