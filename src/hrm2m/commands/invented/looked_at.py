"""What was written long ago was looked at in its time: the list of what waits has only what is new."""

from datetime import timedelta

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment
from hrm2m.records.showing import actions as showing
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head, ToShow


STILL_WAITS = timedelta(days=2)


def look_at_what_is_old(*, by: Actor, mother: str, compartment: Compartment = Compartment.GENERAL) -> None:
    """Lets her read what we saw and wrote until two days ago; nothing where the record is over."""
    number = Head.objects.values_list("id", flat=True).get(ref=mother)
    rows = ToShow.objects.filter(mother=number, compartment=compartment, shown=None, by_others=False)
    entries = list(rows.filter(at__lt=clock.now() - STILL_WAITS).values_list("entry", flat=True))
    try:
        showing.let_her_read_these(by=by, entries=entries, at=clock.now())
    except Denied:
        # Her record ended, or somebody else holds her bridge now: it stays on that list.
        return
