"""The ordinary: whether what a sentence tells beside a claim is a day like any other, or drug use alone, and so no
evidence of harm. In doubt it answers no."""

from typing import NamedTuple

from hrm2m.narrative.lexicon import COMMON, Lexicon
from hrm2m.narrative.marking import Marker
from hrm2m.narrative.reading_yaml import word_list
from hrm2m.narrative.words import Sentence


_ORDINARY, _OF_USE, _AMISS = word_list("ordinary"), word_list("of_use"), word_list("amiss")
_HOMELY = word_list("homely")
_UNITS = frozenset(("ml", "mls", "mg", "mcg", "g", "units"))
_COUNTS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "half",
    ]
)
_UPON = frozenset(("on", "onto", "upon", "over", "against", "across", "under"))
_HIM = frozenset(("him", "them"))
_NEAR_A_DOSE = 2
"""So many words may stand between an amount and what it is of: “60 ml of oral methadone”."""


class Told(NamedTuple):
    """A bit for each word: what is told, what of it is ordinary, what tells of use, what makes nothing ordinary, an
    amount that no child took, what a child is said to have said, and places that are ordinary with something ordinary
    done there."""

    content: int
    ordinary: int
    of_use: int
    amiss: int
    dose: int
    said: int
    homely: int


class Ordinary:
    """Reads what is told in a sentence for whether any of it could be harm."""

    def __init__(self, lexicon: Lexicon, abstract: int) -> None:
        self._idle = abstract | lexicon.mask(("TIME", "NUMBER", "NAME", "MAYBE_NAME"))
        self._told = lexicon.mask(("CHILDSTATE", "SAW", "CHILDTHING"))
        self._number, self._neg = lexicon.bit("NUMBER"), lexicon.bit("NEG")
        self._said = lexicon.bit("CHILDSAID")
        self._drug = lexicon.mask(("SUBSTANCE", "TREATMENT"))
        self._young = lexicon.mask(("CHILD", "CHILD_OWN", "CHILDTHING"))
        self._child = lexicon.bit("CHILD")
        self._marker = Marker(self._kinds)
        self._adult = lexicon.mask(("MOTHER", "FEMALE", "FATHER", "NAME", "MAYBE_NAME"))

    def is_all(self, sentence: Sentence, young: int, asked: int, part: int = -1, whole: int = 0) -> bool:
        """Whether a part of a sentence tells of an ordinary day alone, or of use with no child outside what is asked.

        Where nothing is told but what somebody said, or nothing in words that are known as such, it answers no.
        `whole` is where else a word may stand that makes nothing of it ordinary.
        """
        told = self.told(sentence)
        if (part | whole) & ~asked & told.amiss:
            return False
        if not part & told.content & ~told.dose & ~told.said:
            return False
        return not self.beyond(sentence, young & ~asked, part)

    def beyond(self, sentence: Sentence, young: int, part: int) -> int:
        """What a part tells beyond an ordinary day, and, where no child is in it, beyond use."""
        told = self.told(sentence)
        known = told.ordinary | told.dose
        known |= told.homely if part & told.ordinary else 0
        known |= 0 if part & young else told.of_use
        return part & told.content & ~known

    def told(self, sentence: Sentence) -> Told:
        """What is told, word by word; read once."""
        known: Told | None = sentence.learnt.weighed
        if known is None:
            content, ordinary, of_use, amiss, homely, said, numbers, upon, him, child = self._marker.places(
                sentence
            )
            ordinary &= ~(numbers << 1)
            # sitting is ordinary, “she sat on him” is not
            amiss |= upon & (him >> 1 | child >> 2)
            known = sentence.learnt.weighed = Told(
                content, ordinary, of_use, amiss, self._doses(sentence), said, homely
            )
        return known

    def _kinds(self, word: str, mask: int) -> tuple[object, ...]:
        """What a word tells, in the order in which it is read; whether it is a number, “on” or “over”, a child."""
        return (
            self._tells(word, mask),
            word in _ORDINARY,
            word in _OF_USE,
            mask & self._neg or word in _AMISS,
            word in _HOMELY,
            mask & self._said,
            mask & self._number,
            word.rpartition(" ")[2] in _UPON,
            word in _HIM or mask & self._young,
            mask & self._child,
        )

    def _tells(self, word: str, mask: int) -> bool:
        if mask & self._told:
            return True
        return (
            len(word) > 2
            and word not in _COUNTS
            and word[0].isalpha()
            and word not in COMMON
            and not mask & self._idle
        )

    def _doses(self, sentence: Sentence) -> int:
        """Where an amount of a drug or a medicine stands, unless a child is named before it."""
        if not sentence.seen & self._number or not sentence.seen & self._drug:
            return 0
        found, young, masks = 0, False, sentence.masks
        for place, (word, mask) in enumerate(zip(sentence.words, masks, strict=True)):
            if mask & (self._young | self._adult):
                young = bool(mask & self._young)
            if not mask & self._number or young:
                continue
            unit = sentence.words[place + 1] in _UNITS if place + 1 < len(masks) else False
            if not unit and not word.endswith(tuple(_UNITS)):
                continue
            near = masks[max(0, place - _NEAR_A_DOSE) : place + unit + 2 + _NEAR_A_DOSE]
            if any(other & self._drug for other in near):
                found |= (1 + 2 * unit) << place
        return found
