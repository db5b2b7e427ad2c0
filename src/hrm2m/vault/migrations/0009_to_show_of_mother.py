"""An index over what waits for one mother, also of what she reads by now: without it every row of the area was read."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the index; no row changes."""

    dependencies: ClassVar = [("vault", "0008_whose_words")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="toshow",
            index=models.Index(fields=["mother", "compartment"], name="to_show_of_mother"),
        )
    ]
