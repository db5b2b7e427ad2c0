"""A page that a small phone loads: as many pieces on it as it carries, and the rest on the next; nothing is lost."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.html import escape


MOST_BYTES = 18_000
"""How much of what is written goes on a page; what stands around it and the style come on top (30 kB in all)."""
AROUND_A_PIECE, AROUND_A_TEXT = 450, 90

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class OnePage(Generic[Piece]):
    """What stands on this page, and the number of the next one; 0 on the last."""

    pieces: tuple[Piece, ...]
    number: int
    further: int


def weight_of(texts: Iterable[object]) -> int:
    """How many bytes a piece with these texts takes, as it is drawn."""
    return AROUND_A_PIECE + sum(AROUND_A_TEXT + len(escape(str(text)).encode()) for text in texts)


def page_at(typed: str, pieces: Sequence[Piece], weigh: Callable[[Piece], int]) -> OnePage[Piece]:
    """The page whose number was typed, or the last; a piece that is too long stands on a page alone."""
    pages: list[list[Piece]] = [[]]
    weight = 0
    for piece in pieces:
        more = weigh(piece)
        if pages[-1] and weight + more > MOST_BYTES:
            pages.append([])
            weight = 0
        pages[-1].append(piece)
        weight += more
    number = min(_number(typed), len(pages))
    return OnePage(tuple(pages[number - 1]), number, number + 1 if number < len(pages) else 0)


def as_many_as_fit(pieces: Sequence[Piece], weigh: Callable[[Piece], int], most: int) -> list[Piece]:
    """The first of these, as many as go into so many bytes; one at least."""
    fit: list[Piece] = []
    weight = 0
    for piece in pieces:
        weight += weigh(piece)
        if fit and weight > most:
            break
        fit.append(piece)
    return fit


def _number(typed: str) -> int:
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1
