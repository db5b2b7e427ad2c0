"""Telling: where in a sentence stand those, the things and the times of which an event is told; it judges nothing."""

from hrm2m.narrative.lexicon import COMMON, Lexicon
from hrm2m.narrative.marking import Marker
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
        self._marker = Marker(self._kinds)

    def places(self, sentence: Sentence) -> Places:
        """Where words stand of which an event is told."""
        if sentence.learnt.told is None:
            found = self._marker.places(sentence)
            young, adult, one, plain, past, she, office, saw, strange, dated, witness = found[:11]
            child, writer, acts, numbers, relative, named, commas = found[11:]
            # a clause goes on about a child named just before it: “her daughter, who is breathless”
            young |= relative & (named << 1 | (named << 1 & commas) << 1)
            plain |= (child << 1 & acts) | (writer << 1 & past)
            plain |= plain >> 1 & numbers
            sentence.learnt.told = Places(
                young, adult, one, plain, past, she, office, saw, strange, dated, witness,
                self.ordinary.told(sentence).amiss,
            )  # fmt: skip
        return sentence.learnt.told

    def _kinds(self, word: str, mask: int) -> tuple[object, ...]:
        """Of which kinds a word is: those of Places in order; then a child, who writes, an act, a number, “who”,
        somebody named who may be a child, a comma. Those tell of the word beside them: what a child does, what “I”
        did and how many there are is of the plain world."""
        grown = mask & self._adult and word not in _WITNESS
        plain = self._plain(word, mask)
        return (
            mask & self._young or word in _YOUNG or self._owns(word, mask),
            grown,
            word in _ONE_CHILD or mask & self._own or (mask & self._name and not grown),
            mask & self._seen_things or plain,
            _is_past(word.partition(" ")[0]),
            word in _SHE,
            mask & self._bit["SERVICE"],
            mask & self._bit["SAW"],
            not mask and plain,
            mask & self._dates,
            word in _WITNESS,
            mask & self._child and word != "i",
            word == "i",
            mask & self._acts,
            mask & self._number,
            word.partition("'")[0] in _RELATIVE,
            mask & (self._child | self._name) and not mask & self._adult,
            word == ",",
        )

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
