"""Whose words are asked about: the kinds of entry, the fields that are the worker's own, and from when on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hrm2m.records.outreach.entries import Contact
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Entry


def _always(entry: Entry[Any]) -> bool:
    return True


@dataclass(frozen=True)
class Asked:
    """One kind of entry. `own` are the fields the worker wrote in the worker's own words."""

    kind: type[Body]
    doc_type: str
    own: Sequence[str]
    ready: Callable[[Entry[Any]], bool] = _always

    def words(self, entry: Entry[Any]) -> str:
        """What the worker wrote, without what a mother or a child said."""
        return "\n\n".join(words for name in self.own if (words := getattr(entry.body, name).strip()))


ASKED: tuple[Asked, ...] = (Asked(Contact, "contact", ("what_we_saw",)),)


def written_by(worker_id: int, box: Box, ref: str) -> Iterator[tuple[Asked, Entry[Any]]]:
    """The entry with this ref, if this worker wrote it and it may be asked about; else nothing."""
    for asked in ASKED:
        for entry in box.entries(asked.kind, refs=[ref]):
            if entry.by_id == worker_id and asked.ready(entry):
                yield asked, entry
