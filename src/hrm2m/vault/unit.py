"""One durable transaction: what it has locked, what time it is in it, and the lines it will write."""

import threading
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from hrm2m.policy import Actor
from hrm2m.vault import ledger
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, VaultError
from hrm2m.vault.ledger import Saying
from hrm2m.vault.models import Head


class Unit:
    """Holds the locked heads and the lines of one transaction; made by the door only."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.heads: dict[int, Head] = {}
        self._now: datetime | None = None
        self._lines: list[Saying | None] = []
        self._reserved: dict[int, tuple[int, datetime]] = {}
        self._highest = -1
        self._spoilt: BaseException | None = None
        self._over = False
        self._thread = threading.get_ident()
        self._savepoints = len(connection.savepoint_ids)

    @property
    def now(self) -> datetime:
        """The time of this unit, read after its last lock."""
        if self._now is None:
            self.must_be_open()
            self._now = ledger.now_after_lock()
        return self._now

    def lock(self, chains: Iterable[int]) -> dict[int, Head]:
        """Locks the heads of these chains that are not locked yet; answers every head of this unit.

        Raises VaultError for a head below one that is locked already: two units could wait for each other for ever.
        Name all mothers of a unit when it begins, then any order inside it is right.
        """
        missing = {chain for chain in chains if chain not in self.heads}
        if missing:
            self._must_ascend(missing)
            self.heads |= ledger.lock_heads(missing)
            self._highest = max(self._highest, *missing)
            self._now = None
        return self.heads

    def lock_ref(self, ref: str) -> Head | None:
        """Locks the head of the mother with this ref."""
        known = next((head for head in self.heads.values() if head.ref == ref), None)
        if known is not None:
            return known
        if self._highest > HOUSE:
            chain = ledger.chain_of(ref)
            return None if chain is None else self.lock([chain]).get(chain)
        head = ledger.lock_head_of(ref)
        if head is not None:
            self.heads[head.id] = head
            self._highest = head.id
            self._now = None
        return head

    @property
    def has_its_turn(self) -> bool:
        """Whether nobody else gives standing, or takes all of a worker's, until this unit is over."""
        return HOUSE in self.heads

    def hold(self, head: Head) -> None:
        """Counts this head as locked: this transaction made it, so nobody else can see it or wait for it."""
        self.heads[head.id] = head
        self._now = None

    def reserve_line(self, chain: int) -> int:
        """Keeps the place of an act decided now, whose line is known only when it is done; answers the place."""
        self._lines.append(None)
        place = len(self._lines) - 1
        self._reserved[place] = (chain, self.now)
        return place

    def fill_line(self, place: int, body: Mapping[str, Any]) -> None:
        """Gives a reserved line its body; its time is that of the decision."""
        chain, decided_at = self._reserved.pop(place)
        self._lines[place] = Saying(chain, decided_at, body)

    def is_last(self, place: int) -> bool:
        """Whether nothing was decided in this unit since that place was reserved."""
        return place == len(self._lines) - 1

    def add_line(self, chain: int, body: Mapping[str, Any]) -> None:
        """Adds a line; it is written with the others before the transaction ends, or nothing is."""
        self._lines.append(Saying(chain, self.now, body))

    def write_lines_early(self) -> None:
        """Writes the lines now, before anything is opened, unless an act around them is not done yet."""
        if not self._reserved:
            self._write_lines()

    def finish(self) -> None:
        """Appends what was added; raises what spoilt the unit, even if somebody caught it inside."""
        if isinstance(self._spoilt, Denied):
            raise self._spoilt
        if self._spoilt is not None:
            msg = "A part of this failed, so none of it was saved."
            raise VaultError(msg) from self._spoilt
        self._write_lines()

    def spoil(self, error: BaseException) -> None:
        """A part of this unit broke off: the whole can only be rolled back."""
        self._spoilt = self._spoilt or error

    def end(self) -> None:
        """After this nothing that came out of the unit opens anything."""
        self._over = True

    def must_be_open(self) -> None:
        """Raises VaultError after the unit ended or broke, and in any thread but its own."""
        if self._over or self._spoilt is not None or self._thread != threading.get_ident():
            msg = "The vault is closed again: read and write inside the door, in the thread that opened it."
            raise VaultError(msg)

    def must_be_flat(self) -> None:
        """Raises VaultError inside a savepoint: rolled back alone, it would leave a line about what is not there."""
        if len(connection.savepoint_ids) != self._savepoints:
            msg = "Write into the record outside “transaction.atomic”: the unit is the one transaction."
            raise VaultError(msg)

    def _must_ascend(self, chains: Collection[int]) -> None:
        if min(chains) < self._highest:
            msg = "Heads are locked lowest first: name every mother of this unit when it begins."
            raise VaultError(msg)

    def _write_lines(self) -> None:
        lines = [line for line in self._lines if line is not None]
        if lines:
            ledger.append(self.heads, lines)
            self._lines = []
