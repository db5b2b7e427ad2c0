"""Every trace of a person in a few words: her own names first, then shapes, then names from the lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hrm2m.records.enquiries.nameless.folding import Word, fold, plain, words_in
from hrm2m.records.enquiries.nameless.names import is_surely_a_name, may_be_a_name
from hrm2m.records.enquiries.nameless.patterns import SHAPES, Trace


SHORTEST_KNOWN = 2
INSIDE_FROM = 5
"""A known name of this length is found inside a longer word too."""


@dataclass(frozen=True)
class Known:
    """Names that whoever sends may read: hers, and those of people around her; as they were written."""

    hers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """One trace, as it stands in the words."""

    trace: Trace
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What a reason is given for: the same text is the same trace, wherever it stands."""
        return f"{self.trace.value}|{fold(self.text)}"


def traces_in(text: str, known: Known) -> tuple[Found, ...]:
    """Every trace in `text`, in the order it is read; each stretch of it once, as the gravest that it is."""
    shown = plain(text)
    words = words_in(shown)
    order = [
        *_known(shown, words, known.hers, Trace.HER_NAME),
        *_known(shown, words, known.people, Trace.KNOWN_PERSON),
        *_shapes(shown),
        *_listed(shown, words),
    ]
    kept: list[Found] = []
    for found in order:
        if found.text and not any(found.start < other.end and other.start < found.end for other in kept):
            kept.append(found)
    return tuple(sorted(kept, key=lambda found: found.start))


def keys_of(found: Iterable[Found]) -> frozenset[str]:
    """What reasons must be given for."""
    return frozenset(each.key for each in found)


def _shapes(text: str) -> Iterator[Found]:
    for trace, patterns in SHAPES.items():
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield _found(text, trace, match.start(), match.end())


def _known(text: str, words: tuple[Word, ...], names: Iterable[str], trace: Trace) -> Iterator[Found]:
    for wanted in _parts_of(names):
        for first in range(len(words)):
            last = _spells(words, first, wanted)
            if last is not None:
                yield _found(text, trace, words[first].start, words[last].end)
        if len(wanted) >= INSIDE_FROM:
            for word in words:
                if any(wanted in reading for reading in word.folded):
                    yield _found(text, trace, word.start, word.end)


def _parts_of(names: Iterable[str]) -> list[str]:
    """Each name whole, and each of its parts, folded, without what stands between; the longest first."""
    parts = {part for name in names for part in (*plain(name).split(), "".join(plain(name).split()))}
    folded = {"".join(letter for letter in fold(part) if letter.isalnum()) for part in parts}
    return sorted(
        (part for part in folded if len(part) >= SHORTEST_KNOWN), key=lambda part: (-len(part), part)
    )


def _spells(words: tuple[Word, ...], first: int, wanted: str) -> int | None:
    """The last of the words from `first` on that together spell the name, letter by letter or in pieces."""
    spelt = {""}
    for number in range(first, min(first + len(wanted), len(words))):
        spelt = {so_far + reading for so_far in spelt for reading in words[number].folded}
        if wanted in spelt:
            return number
        spelt = {so_far for so_far in spelt if wanted.startswith(so_far)}
        if not spelt:
            return None
    return None


def _listed(text: str, words: tuple[Word, ...]) -> Iterator[Found]:
    for word in words:
        surely = any(is_surely_a_name(reading) for reading in word.folded)
        means_it = word.is_capital and not word.begins_sentence
        if surely or (means_it and any(may_be_a_name(reading) for reading in word.folded)):
            yield _found(text, Trace.NAME, word.start, word.end)
    for run in _letter_by_letter(words):
        if is_surely_a_name("".join(next(iter(sorted(word.folded))) for word in run)):
            yield _found(text, Trace.NAME, run[0].start, run[-1].end)


def _letter_by_letter(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    run: list[Word] = []
    for word in (*words, None):
        if word is not None and not word.folded:
            # A sign that reads as nothing: a name spelt out goes on behind it.
            continue
        if word is not None and len(word.text) == 1:
            run.append(word)
            continue
        if len(run) > SHORTEST_KNOWN:
            yield from (tuple(run[a:b]) for a in range(len(run)) for b in range(len(run), a + 2, -1))
        run = []


def _found(text: str, trace: Trace, start: int, end: int) -> Found:
    return Found(trace, text[start:end].strip(), start, end)
