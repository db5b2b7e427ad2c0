"""Changes no table: it marks the moment from which whatever is written of a child says whose words it is (ADR 0062)."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing to do; `catching_up` reads when it was applied."""

    dependencies: ClassVar = [("vault", "0007_kept_apart")]
    operations: ClassVar = []
