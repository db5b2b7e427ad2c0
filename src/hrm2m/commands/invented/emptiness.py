"""Refuses to invent anything in a database that holds something: the invented area never joins a real one."""

from django.conf import settings

from hrm2m.vault.models import Head


FOR_INVENTING = frozenset({"demo", "test"})


class NotEmpty(Exception):
    """There is something in this database that the invented area did not make."""


def must_be_empty() -> None:
    """Raises NotEmpty where the ledger has a line, and in every mode but “demo” and “test”."""
    if settings.HRM2M_MODE not in FOR_INVENTING or Head.objects.filter(seq__gt=0).exists():
        msg = "Nothing is invented here: this database is in use, or not in the mode “demo”."
        raise NotEmpty(msg)
