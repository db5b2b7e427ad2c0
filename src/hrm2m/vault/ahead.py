"""Entries of many kinds read at once, for a page that asks for one kind after another; gone with its box."""

from collections.abc import Sequence
from typing import Any

from hrm2m.policy import Compartment
from hrm2m.vault.entries import Body, Entry


class Ahead:
    """Every entry of these kinds of one mother's general compartment, newest first.

    Given to a box that reads only, it answers in the place of the drawer; a box that writes asks the drawer always.
    """

    def __init__(self, bodies: Sequence[type[Body]], entries: Sequence[Entry[Any]]) -> None:
        self._kinds = frozenset(body.KIND for body in bodies)
        self._entries = entries

    def of(
        self, bodies: Sequence[type[Body]], compartment: Compartment, newest: int | None
    ) -> tuple[Entry[Any], ...] | None:
        """What the drawer would answer for these kinds; None where they were not read."""
        kinds = {body.KIND for body in bodies}
        if compartment is not Compartment.GENERAL or not kinds <= self._kinds:
            return None
        found = tuple(entry for entry in self._entries if entry.kind in kinds)
        if newest is None:
            return found
        corrected = {entry.corrects for entry in found}
        return tuple(entry for entry in found if entry.ref not in corrected)[:newest]
