"""A migration that does what NEWER says: works, breaks off, waits to be killed, or leaves something wrong behind."""

import os
import time
from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def do_as_told(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    told = os.environ.get("NEWER", "")
    if told == "break":
        message = "the migration broke off"
        raise RuntimeError(message)
    if told == "wait":
        print("waiting", flush=True)
        time.sleep(120)
    if told == "lose a row":
        schema_editor.execute("DELETE FROM outreach_due WHERE id > 0")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("newer", "0001_a_table")]
    operations: ClassVar = [migrations.RunPython(do_as_told, migrations.RunPython.noop)]
