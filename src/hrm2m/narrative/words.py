"""Words: what stands in a sentence, word by word, with place and classes; phrases are one word. It judges nothing."""

import re
from collections.abc import Iterator
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Any, NamedTuple, cast

from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import CASED_ONLY, TITLES, Lexicon


MOST_WORDS = 120
"""A line that never ends is read in pieces of so many words: the work stays linear."""
_BETWEEN = re.compile(
    r"([a-z]{1,2}/(?![a-z])|[a-z]&[a-z]\b|[a-z]+(?:'[a-z]+)*(?:/[a-z]+)*|[+-]ve\b|\d+(?:[.:,/]\d+)*[a-z%]{0,2}\b|[.,;:!?()>^=\"])"
)
"""Parts a text at its words and marks, and keeps them."""
_OWN_FORMS = frozenset(
    ("she's", "he's", "they're", "who's", "i'm", "we're", "it's", "that's", "there's", "what's")
)


class Cut(NamedTuple):
    """The words and marks of a stretch, where each begins and where it ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def part(self, first: int, last: int) -> "Cut":
        """Those of some numbers."""
        return Cut(self.words[first:last], self.starts[first:last], self.ends[first:last])


class Places(NamedTuple):
    """Where words stand in a sentence, a bit for each: of a child, of an adult, of one child, of the plain world, of
    what is past, “she”, whoever is there for work, what was seen, words that no class knows, days and numbers, who
    writes, and what makes nothing ordinary."""

    young: int
    adult: int
    one: int
    plain: int
    past: int
    she: int
    office: int
    saw: int
    strange: int
    dated: int
    witness: int
    amiss: int


class Learnt:
    """What was found out about a sentence, wherever it stands: the same words again share it."""

    __slots__ = (
        "beside",
        "excuses",
        "framed",
        "hits",
        "shows",
        "silent",
        "told",
        "unknown",
        "weighed",
        "where",
    )

    def __init__(self) -> None:
        self.where: dict[int, int] = {}
        self.shows: bool | None = None
        self.silent: dict[tuple[str, Any], str] = {}
        self.told: Places | None = None
        self.weighed: Any = None
        self.unknown: list[int] | None = None
        self.excuses: dict[str, list[Any]] = {}
        self.framed: dict[tuple[int, ...], Any] = {}
        self.beside: dict[tuple[Any, ...], bool] = {}
        self.hits: dict[tuple[int, ...] | None, Any] = {}


class Sentence:
    """One sentence: its place in the folded text and, word by word, form, place and classes."""

    __slots__ = (
        "block", "end", "ends", "learnt", "masks", "phrases", "seen", "start", "starts", "where", "words",
    )  # fmt: skip

    def __init__(self, start: int, end: int, block: int, there: Cut, masks: list[int]) -> None:
        self.start, self.end, self.block = start, end, block
        self.words, self.starts, self.ends = there
        self.masks = masks
        self.seen = self.phrases = 0
        self.learnt = Learnt()
        self.where = self.learnt.where

    def again(self, start: int, block: int) -> "Sentence":
        """The same words at another place of the text."""
        by = start - self.start
        there = Cut(self.words, [at + by for at in self.starts], [at + by for at in self.ends])
        other = Sentence(start, self.end + by, block, there, self.masks)
        other.seen, other.phrases = self.seen, self.phrases
        other.learnt, other.where = self.learnt, self.where
        return other

    def standing(self, mask: int, kind: int) -> int:
        """Where words of some classes stand, a bit for each word; `kind` is the number of these classes."""
        known = self.where.get(kind)
        if known is None:
            known, place = 0, 1
            if self.seen & mask:
                for here in self.masks:
                    if here & mask:
                        known |= place
                    place <<= 1
            self.where[kind] = known
        return known


def cut(folded: Folded, start: int, end: int) -> Cut:
    """The words and marks between two places, each with its place."""
    parts = _BETWEEN.split(folded.lower[start:end])
    places = list(accumulate(map(len, parts), initial=start))
    return Cut(parts[1::2], places[1:-1:2], places[2::2])


def read(folded: Folded, start: int, end: int, block: int, lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentence between two places, in pieces of at most MOST_WORDS words."""
    there = cut(folded, start, end)
    for first in range(0, len(there.words), MOST_WORDS):
        yield piece(folded, there.part(first, first + MOST_WORDS), block, lexicon)


def piece(folded: Folded, there: Cut, block: int, lexicon: Lexicon) -> Sentence:
    """A sentence of these words: phrases are made one word, and each word gets its classes. The cut is used up."""
    masks = list(map(lexicon.alone.get, there.words))
    start, end = there.starts[0], there.ends[-1]
    joined = _settle(masks, there, folded, lexicon)
    for place, taken in reversed(joined):
        _join(masks, there, place, taken, folded.lower)
    sentence = Sentence(start, end, block, there, cast("list[int]", masks))
    _close(sentence, lexicon)
    if joined:
        sentence.phrases = sum(1 << place for place, word in enumerate(sentence.words) if " " in word)
    return sentence


def _settle(masks: list[int | None], there: Cut, folded: Folded, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Gives their classes to words that are not plain; where a phrase begins and how many words it takes, none for a
    dot within the sentence."""
    words, begins, joined, index = there.words, lexicon.begins, [], 0
    known, phrases, cased, starts = lexicon.words, lexicon.phrases, folded.cased, there.starts
    following = [*words[1:], ""]
    pairs = zip(words, following, strict=True)
    unsettled = [at for at, pair in enumerate(pairs) if masks[at] is None or pair in begins]
    for place in unsettled:
        if place < index:
            continue
        if words[place] == "." and following[place] not in ("", '"'):
            joined.append((place, 0))
            continue
        word = words[place]
        if word.isalpha() and word not in known and word not in phrases and cased[starts[place]] == word[0]:
            masks[place] = 0
            continue
        masks[place], taken = _read_at(there, place, cased, lexicon)
        if taken > 1:
            index = place + taken
            joined.append((place, taken))
    return joined


def _join(masks: list[int | None], there: Cut, place: int, taken: int, text: str) -> None:
    """Makes several words one; takes a dot out where none are taken."""
    words, starts, ends = there
    if not taken:
        del words[place], starts[place], ends[place], masks[place]
        return
    after = place + taken
    words[place:after] = [text[starts[place] : ends[after - 1]]]
    ends[place:after] = [ends[after - 1]]
    del starts[place + 1 : after], masks[place + 1 : after]


def _close(sentence: Sentence, lexicon: Lexicon) -> None:
    """Ends a sentence with a full stop where it has no mark, and gathers its classes."""
    if sentence.words[-1] not in (".", "!", "?"):
        sentence.words.append(".")
        sentence.starts.append(sentence.end)
        sentence.ends.append(sentence.end)
        sentence.masks.append(lexicon.words.get(".", 0))
    sentence.seen = reduce(or_, sentence.masks)


def _read_at(there: Cut, index: int, cased: str, lexicon: Lexicon) -> tuple[int, int]:
    """The classes of what begins here, a word, a phrase or a name, and how many words it takes."""
    word, start = there.words[index], there.starts[index]
    mask = lexicon.words.get(word, 0)
    following = there.words[index + 1] if index + 1 < len(there.words) else ""
    branch = lexicon.phrases.get(word)
    if branch:
        taken = 1
        if following in branch.further:
            taken, mask = _phrase(there.words, index, mask, lexicon)
        if taken > 1 or "'" not in word:
            return mask, taken
    elif mask & lexicon.titles and following and cased[there.starts[index + 1]].isupper():
        taken = _name_length(there, index, cased, lexicon.words)
        return _titled(mask, there.words[index + taken - 1], lexicon), taken
    if not mask or "'" in word or word in CASED_ONLY:
        mask = _unlisted(word, start, mask, index, cased, lexicon)
    return mask, 1


def _phrase(words: list[str], index: int, mask: int, lexicon: Lexicon) -> tuple[int, int]:
    """The longest phrase that begins here: how many words, and its classes with those of its words."""
    branch, place, taken, bits = lexicon.phrases[words[index]], index + 1, 1, mask
    while place < len(words):
        further = branch.further.get(words[place])
        if further is None:
            break
        branch, place = further, place + 1
        if branch.mask:
            taken, bits = place - index, branch.mask
    if taken > 1 and not bits & lexicon.whole:
        known, shared = lexicon.words, lexicon.shared
        for step in range(index, index + taken):
            bits |= known.get(words[step], 0) & shared
    return taken, bits


def _name_length(there: Cut, index: int, cased: str, known: dict[str, int]) -> int:
    second = index + 2
    if second >= len(there.words) or there.words[second] in known:
        return 2
    name = cased[there.starts[second] : there.ends[second]]
    return 3 if name[0].isupper() and not name.isupper() else 2


def _titled(mask: int, last: str, lexicon: Lexicon) -> int:
    if last.endswith("'s"):
        return lexicon.bit("POSS")
    found = next(role for title, role in TITLES.items() if mask & lexicon.bit(title))
    return lexicon.bit(found) | lexicon.bit("NAME")


def _unlisted(word: str, start: int, mask: int, index: int, cased: str, lexicon: Lexicon) -> int:
    if word in CASED_ONLY:
        return mask if cased[start].isupper() else 0
    if "'" in word:
        return _with_apostrophe(word, mask, lexicon)
    if word[0].isdigit():
        return lexicon.bit("NUMBER")
    if word[0].isalpha() and cased[start].isupper() and not cased[start : start + len(word)].isupper():
        if index:
            return lexicon.bit("NAME")
        return 0 if word.endswith("s") else lexicon.bit("MAYBE_NAME")
    return mask


def _with_apostrophe(word: str, mask: int, lexicon: Lexicon) -> int:
    """“she's” is she and is; “mother's” owns; “they'd” is they."""
    if word in _OWN_FORMS or mask & lexicon.bit("NEG") or not word.endswith("'s"):
        return mask | lexicon.words.get(word.partition("'")[0], 0)
    owner = lexicon.words.get(word[:-2], 0)
    for name in ("SERVICE", "CHILD", "FATHER", "MALE"):
        mask |= lexicon.bit(name + "_OWN") if owner & lexicon.bit(name) else 0
    return mask | lexicon.bit("POSS")
