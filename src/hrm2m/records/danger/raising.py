"""One raising of danger as it was pressed: complete in itself, so that it can wait in the spool and be filed later."""

import re
from datetime import datetime

import msgspec

from hrm2m.foundation import ids
from hrm2m.policy import Actor, Role
from hrm2m.records.danger.who import Who


_REF = re.compile(r"[a-z2-7]{26}")


class Raising(msgspec.Struct, frozen=True):
    """Everything about it. `ref` is its own from the first moment, so that filing it twice makes one alert."""

    ref: str
    who: Who
    words: str
    mother_ref: str
    at: datetime
    worker_id: int
    worker_ref: str
    agency_id: int
    agency_ref: str
    area: int
    roles: tuple[str, ...]

    @property
    def by(self) -> Actor:
        """The worker who pressed it, as he or she was then."""
        roles = frozenset(Role(role) for role in self.roles)
        return Actor(self.worker_id, self.worker_ref, self.agency_id, self.agency_ref, self.area, roles)


def raising(*, by: Actor, who: str, words: str, mother_ref: str, at: datetime, ref: str) -> Raising:
    """What was pressed, made whole: whatever is missing or makes no sense is left out, and nothing is refused."""
    return Raising(
        ref=ref if is_ref(ref) else ids.new_ref(),
        who=Who(who) if who in Who.values else Who.SOMEONE_ELSE,
        words=words.strip(),
        mother_ref=mother_ref if is_ref(mother_ref) else "",
        at=at,
        worker_id=by.worker_id,
        worker_ref=by.worker_ref,
        agency_id=by.agency_id,
        agency_ref=by.agency_ref,
        area=by.area,
        roles=tuple(sorted(role.value for role in by.roles)),
    )


def is_ref(text: str) -> bool:
    """Whether this could be the ref of a row."""
    return _REF.fullmatch(text) is not None


def packed(item: Raising) -> bytes:
    """As it waits in the spool."""
    return msgspec.json.encode(item)


def unpacked(item: bytes) -> Raising:
    """As it was packed; raises msgspec.ValidationError for anything else."""
    return msgspec.json.decode(item, type=Raising)
