"""Telling: where in a sentence stand those, the things and the times of which an event is told; it judges nothing."""

from hrm2m.narrative.lexicon import COMMON, Lexicon
from hrm2m.narrative.ordinary import Ordinary
from hrm2m.narrative.reading_yaml import word_list
from hrm2m.narrative.words import Places, Sentence


_ABSTRACT = (
    "RISK", "HARMED", "NEED", "PARENTING", "CARE_NOUN", "SUBSTANCE", "ADDICTION", "ADDICT", "USER",
    "USING", "USE_VERB", "TREATMENT", "LINK", "MOTHER", "FATHER", "MALE", "FEMALE", "CHILD", "SERVICE",
    "GROUP", "BE", "HAVE", "NEG", "AUX", "PREP", "POSS", "TEST", "CARER", "SAFE", "UNSAFE", "IMPACT",
    "HARMFUL", "CANNOT", "PARENTING_VERB", "POSITIVE", "NEGATIVE", "PREFER", "OVER", "FIRST",
    "CHILD_ABUSE", "MISUSE", "ISAY", "CERTAIN", "HEARSAY", "NAME", "NOTSAFE", "STABLEN", "REASON",
    "CONDITION", "HAIRTEST",
)  # fmt: skip
"""Words of claims, of use and of people: none of them is a thing that somebody saw."""
_PAST = word_list("past")
_WITNESS = frozenset(("i", "me", "us"))
"""Who writes is no adult of the case, and tells what was there: “I opened the cupboards”, “ran out to me”."""
_YOUNG = frozenset(
    (
        "he", "him", "his", "they", "their", "them", "he'd", "he's", "they'd", "they've", "he'll", "both", "other",
        "eldest", "youngest", "elder", "younger", "older", "twin", "twins", "little",
    )
)  # fmt: skip
"""Words that may mean a child whom nobody names here."""
_RELATIVE = frozenset(("who", "whom", "whose"))
_SHE = frozenset(("she", "her", "hers", "she'd", "she's"))
_ONE_CHILD = frozenset(
    ("child", "baby", "daughter", "girl", "toddler", "infant", "granddaughter", "sister", "niece")
)
"""One whom “she” may mean in what is told after: “… that Jodie is safe; she slept on the night bus”."""


class Telling:
    """Reads a sentence once for what an event is made of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._abstract = lexicon.mask(_ABSTRACT)
        self._young = lexicon.mask(("CHILD", "CHILD_OWN", "CHILDTHING", "NAME", "MAYBE_NAME"))
        self._adult = lexicon.mask(("MOTHER", "FEMALE", "FATHER", "SERVICE"))
        self._known = lexicon.words
        self.ordinary = Ordinary(lexicon, self._abstract)
        self._dates = lexicon.mask(("TIME", "NUMBER"))
        self._bit = {name: lexicon.bit(name) for name in ("SERVICE", "SAW", "POSS")}
        self._number, self._child, self._name = map(lexicon.bit, ("NUMBER", "CHILD", "NAME"))
        self._own = lexicon.bit("CHILD_OWN")
        self._acts = lexicon.mask(("ACT", "BEHAV"))
        self._seen_things = lexicon.mask(("SAW", "CHILDTHING"))

    def places(self, sentence: Sentence) -> Places:
        """Where words stand of which an event is told."""
        if sentence.learnt.told is None:
            young = adult = one = plain = past = she = office = saw = strange = dated = witness = 0
            after, bit, counted = "", 1, 0
            whose = self._whose(sentence)
            for word, mask in zip(sentence.words, sentence.masks, strict=True):
                grown = mask & self._adult and word not in _WITNESS
                gone = _is_past(word.partition(" ")[0])
                young |= bit if mask & self._young or word in _YOUNG or self._owns(word, mask) else 0
                adult |= bit if grown else 0
                one |= (
                    bit if word in _ONE_CHILD or mask & self._own or (mask & self._name and not grown) else 0
                )
                told = mask & self._seen_things or (mask & self._acts if after == "child" else gone and after)
                plain |= bit | counted if told or self._plain(word, mask) else 0
                strange |= bit if not mask and self._plain(word, mask) else 0
                counted = bit if mask & self._number else 0
                past |= bit if gone else 0
                she |= bit if word in _SHE else 0
                office |= bit if mask & self._bit["SERVICE"] else 0
                saw |= bit if mask & self._bit["SAW"] else 0
                dated |= bit if mask & self._dates else 0
                witness |= bit if word in _WITNESS else 0
                after = "i" if word == "i" else "child" if mask & self._child else ""
                bit <<= 1
            sentence.learnt.told = Places(
                young | whose, adult, one, plain, past, she, office, saw, strange, dated, witness,
                self.ordinary.told(sentence).amiss,
            )  # fmt: skip
        return sentence.learnt.told

    def _whose(self, sentence: Sentence) -> int:
        """Where a clause goes on about a child named just before it: “her daughter, who is breathless”."""
        found, words, masks = 0, sentence.words, sentence.masks
        for place in range(1, len(words)):
            if words[place].startswith("who") and words[place].partition("'")[0] in _RELATIVE:
                named = place - 2 if words[place - 1] == "," and place > 1 else place - 1
                child = masks[named] & (self._child | self._name) and not masks[named] & self._adult
                found |= 1 << place if child else 0
        return found

    def _owns(self, word: str, mask: int) -> bool:
        """Somebody's whom no class knows, so perhaps a child's: “Mabel's drawings”."""
        return (
            bool(mask & self._bit["POSS"])
            and word.endswith("'s")
            and not self._known.get(word[:-2], 0) & self._adult
        )

    def _plain(self, word: str, mask: int) -> bool:
        return len(word) > 2 and word not in COMMON and word[0].isalpha() and not mask & self._abstract


def _is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and len(word) > 4)
