"""The other way for danger, when the vault or the database fails: the spool, and filing what waits there."""

import logging
from collections.abc import Callable
from datetime import datetime

from hrm2m.foundation import jobs
from hrm2m.policy import Actor
from hrm2m.records.danger.raising import Raising, packed, raising, unpacked
from hrm2m.vault import spool
from hrm2m.vault.spool import Spooled


log = logging.getLogger(__name__)


def keep(item: Raising) -> bool:
    """Writes one raising to the spool. False if even that failed: then it is nowhere, and the page must say so."""
    try:
        spool.put(packed(item))
    except Exception:  # the page that follows must be shown whatever happens here
        log.exception("Danger could not be spooled either: it is nowhere")
        return False
    return True


def keep_for_later(
    *, by: Actor, who: str, at: datetime, words: str = "", mother_ref: str = "", ref: str = ""
) -> bool:
    """Puts danger straight into the spool, where the database cannot even say who raises it. False if that failed."""
    return keep(raising(by=by, who=who, words=words, mother_ref=mother_ref, at=at, ref=ref))


def file_each(file: Callable[[Raising], None]) -> int:
    """Files what waits, each on its own; it leaves the spool only after it was filed. Answers how many."""

    def file_one(waiting: Spooled) -> bool:
        file(unpacked(waiting.words))
        waiting.filed()
        return True

    return jobs.do_each(spool.drain(), file_one)
