"""Several mothers' records under one page: the same decisions, read together, in the same number of statements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hrm2m.policy import Compartment
from hrm2m.policy.lifecycles import Stage
from hrm2m.vault import drawers
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Entry
from hrm2m.vault.errors import VaultError
from hrm2m.vault.keystore import keystore


class Boxes:
    """Several mothers' records for one page, read together: the number of statements does not grow with them."""

    def __init__(self, boxes: Sequence[Box], opens: frozenset[Compartment], now: datetime) -> None:
        self._boxes = boxes
        self._now = now
        self._opens = opens
        self._known: dict[Compartment, dict[str, bytes]] = {}
        self.unreadable: frozenset[int] = frozenset()

    def close(self) -> None:
        """Nothing is opened with these boxes any more."""
        for box in self._boxes:
            box.close()

    @property
    def now(self) -> datetime:
        """The time of the unit."""
        return self._now

    @property
    def refs(self) -> dict[int, str]:
        """The refs of the mothers within reach, by number."""
        return {box.mother_id: box.mother_ref for box in self._boxes}

    def stage_of(self, mother: int) -> Stage:
        """Where the bridge of one of these mothers stands."""
        return next(box.stage for box in self._boxes if box.mother_id == mother)

    @property
    def mother_ids(self) -> list[int]:
        """The numbers of the mothers within reach, in the order asked."""
        return [box.mother_id for box in self._boxes]

    def must_read(self, compartment: Compartment) -> None:
        """Raises VaultError unless this page opens that compartment."""
        for box in self._boxes:
            box.must_be_open()
        if compartment not in self._opens:
            msg = "This page does not open that compartment."
            raise VaultError(msg)

    def entries(
        self,
        *bodies: type[Body],
        compartment: Compartment = Compartment.GENERAL,
        newest: int | None = None,
        refs: Sequence[str] | None = None,
    ) -> dict[int, tuple[Entry[Any], ...]]:
        """Entries of these kinds by mother number, newest first, each with its replies.

        `newest` bounds those of each mother to the newest that nothing corrects.

        A mother whose key is missing is not in the answer but in `unreadable`: forgotten is not the same as blank.
        """
        self.must_read(compartment)
        subjects = [box.subject for box in self._boxes]
        if not subjects:
            return {}
        keys = self._keys(compartment)
        present = [subject for subject in subjects if subject.ref in keys]
        self.unreadable |= {subject.id for subject in subjects if subject.ref not in keys}
        read = drawers.read(present, compartment, bodies, keys, newest, refs)
        parts = {box.mother_id: box.part for box in self._boxes}
        return {mother: parts[mother].only(entries) for mother, entries in read.items()}

    def _keys(self, compartment: Compartment) -> dict[str, bytes]:
        """Fetched once: known no longer than these boxes."""
        if compartment not in self._known:
            found = keystore().keys([(box.mother_ref, compartment) for box in self._boxes])
            self._known[compartment] = {mother: key for (mother, _), key in found.items()}
        return self._known[compartment]
