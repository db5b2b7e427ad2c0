"""A note in as many pieces as it takes for each to go on a small page; most notes are one."""

from collections.abc import Iterator
from dataclasses import replace

from hrm2m.pages.hers.paging import MOST_BYTES, weight_of
from hrm2m.pages.hers.told import Side, Told
from hrm2m.pages.hers.words import Words


MOST_LETTERS = 2000

Text = tuple[Words, str]


def weigh(line: Told) -> int:
    """How many bytes it takes on a page."""
    return weight_of([line.title, *(words for _, words in line.said), *(side.words for side in line.sides)])


def pieces_of(line: Told) -> Iterator[Told]:
    """The note, or as many pieces as it takes: what it says first, and then her side."""
    if weigh(line) <= MOST_BYTES:
        yield line
        return
    piece = empty = replace(line, said=(), sides=())
    for more in _texts(line):
        longer = _with(piece, more)
        if piece is not empty and weigh(longer) > MOST_BYTES:
            yield piece
            longer = _with(empty, more)
        piece = longer
    yield piece


def _with(piece: Told, more: Text | Side) -> Told:
    if isinstance(more, Side):
        return replace(piece, sides=(*piece.sides, more))
    return replace(piece, said=(*piece.said, more))


def _texts(line: Told) -> Iterator[Text | Side]:
    for label, words in line.said:
        for start in range(0, max(1, len(words)), MOST_LETTERS):
            yield label, words[start : start + MOST_LETTERS]
    yield from line.sides
