"""The other way for danger, when the vault or the database fails: the spool, and filing what waits there."""

import logging
from collections.abc import Callable

from hrm2m.foundation import jobs
from hrm2m.records.danger.raising import Raising, packed, unpacked
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


def file_each(file: Callable[[Raising], None]) -> int:
    """Files what waits, each on its own; it leaves the spool only after it was filed. Answers how many."""

    def file_one(waiting: Spooled) -> bool:
        file(unpacked(waiting.words))
        waiting.filed()
        return True

    return jobs.do_each(spool.drain(), file_one)
