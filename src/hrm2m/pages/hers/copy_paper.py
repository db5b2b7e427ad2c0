"""A copy of her record as a paper: a part of it under each heading with its month, her side beside each entry."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext

from hrm2m.pages.hers.record_copy import CopyPart, EntryOfCopy, RecordCopy, day_in, month_of
from hrm2m.pages.paper.paper import Block, Headed, Paper, Part, Words


def paper_of(record_copy: RecordCopy) -> Paper:
    """The paper; neither its head nor its foot says whose it is, and the name she gave is in no part of it."""
    made = gettext("Made on %(day)s. What is written after that day is not in it.")
    return Paper(
        title=gettext("My notes"),
        made=made % {"day": day_in(record_copy.made)},
        purpose=gettext("What is kept about me, with what I said to it. The oldest comes first."),
        recipient=gettext("My own copy"),
        until=gettext("As it stood on %(day)s") % {"day": day_in(record_copy.made)},
        parts=(
            *(one for part in record_copy.parts for one in _months(part)),
            Part(gettext("What may not be in it"), (Words(record_copy.left_out),)),
        ),
    )


def _months(part: CopyPart) -> Iterator[Part]:
    if not part.entries:
        yield Part(_heading(part.name), (Words(gettext("Nothing is in this part.")),))
    for month, entries in groupby(part.entries, key=lambda entry: month_of(entry.day)):
        blocks = tuple(block for entry in entries for block in _blocks(entry))
        yield Part(f"{_heading(part.name)}, {month}", blocks)


def _heading(name: str) -> str:
    return name[:1].upper() + name[1:]


def _blocks(entry: EntryOfCopy) -> Iterator[Block]:
    by = gettext("%(who)s wrote it.") % {"who": entry.written_by} if entry.written_by else ""
    how = f"{entry.how_they_know}." if entry.how_they_know else ""
    yield Headed(f"{day_in(entry.day)}: {entry.what}")
    if by or how:
        yield Words(f"{by} {how}".strip())
    for line in entry.says:
        yield Words(line.words, line.label)
    for side in entry.her_side:
        label = gettext("I say: this is not right") if side.that_is_not_right else gettext("My side")
        yield Words(side.words, f"{label}, {day_in(side.day)}", are_hers=True)
