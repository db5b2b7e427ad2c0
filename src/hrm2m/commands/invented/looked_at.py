"""What was written long ago was looked at in its time: the list of what waits has only what is new."""

from datetime import timedelta

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment
from hrm2m.records.showing import actions as showing
from hrm2m.vault import to_show
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head


STILL_WAITS = timedelta(days=2)


def look_at_what_is_old(*, by: Actor, mother: str, compartment: Compartment = Compartment.GENERAL) -> None:
    """Lets her read what we saw and wrote until two days ago; nothing where the record is over."""
    number = Head.objects.values_list("id", flat=True).get(ref=mother)
    old = clock.now() - STILL_WAITS
    entries = [
        row.entry
        for row in to_show.of_mother(number, compartment)
        if row.shown is None and not row.is_decided_by_itself and row.at < old
    ]
    try:
        showing.let_her_read_these(by=by, entries=entries, at=clock.now())
    except Denied:
        # Her record ended, or somebody else holds her bridge now: it stays on that list.
        return
