"""Evidence: whether a sentence tells of something seen, measured or said by a child; it blames nobody."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from hrm2m.narrative.lexicon import COMMON, Lexicon
from hrm2m.narrative.ordinary import Ordinary
from hrm2m.narrative.reading_yaml import word_list
from hrm2m.narrative.words import Places, Sentence


ENOUGH = 2
"""How many weak signs of something seen make evidence, beside a date or a number; a strong one is enough alone."""
PLAIN_PAST, PLAIN_PRESENT, WITHOUT_CHILD = 2, 2, 1
"""How many words of the plain world, that no class knows, make an event with a child of a sentence in the past, in the
present, and how many more where neither a child nor an adult of the case is named."""
SPEAKER = 6
"""So many words may stand before the colon after which somebody speaks: a name, an age."""
HERS = frozenset(("her", "mother's", "mum's", "mam's", "mom's"))
"""Where a match begins with these it is about her, whoever the sentence is about: “… through her failure to end it”."""
_WEAK = ("CHILDSTATE", "SAW")
SERIES = 3
TAIL = 3
"""So many words after a claim may still say whom it is about."""
SET_OFF, THINGS = 1, 2
"""So many words of the plain world after a colon tell what was meant, in the past, and without a verb."""
_SET_OFF = frozenset((":", ";"))
_PARTS = frozenset((":", ";", "because", "when", "after", "where", "while"))
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
_FORMAL = word_list("formal")
_WITNESS = frozenset(("i", "me", "us"))
"""Who writes is no adult of the case, and tells what was there: “I opened the cupboards”, “ran out to me”."""
_YOUNG = frozenset(
    (
        "he",
        "him",
        "his",
        "they",
        "their",
        "them",
        "he'd",
        "he's",
        "they'd",
        "they've",
        "he'll",
        "both",
        "other",
        "eldest",
        "youngest",
        "elder",
        "younger",
        "older",
        "twin",
        "twins",
        "little",
    )
)


_SHE = frozenset(("she", "her", "hers", "she'd", "she's"))
_ONE_CHILD = frozenset(
    ("child", "baby", "daughter", "girl", "toddler", "infant", "granddaughter", "sister", "niece")
)
"""One whom “she” may mean in what is told after: “… that Jodie is safe; she slept on the night bus”."""


class Evidence:
    """Reads sentences for what somebody saw; in doubt it answers yes, so that no worry about a child is questioned."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = (
            "STRONG",
            "CHILDSTATE",
            "SAW",
            "CHILDSAID",
            "CHILD",
            "PERSONX",
            "TITLE_S",
            "TIME",
            "NUMBER",
            "NAME",
            "MAYBE_NAME",
            "SERVICE",
            "SAMPLE",
            "POSS",
            "CHILD_OWN",
            "LOOKED_ON",
        )
        self._bit = {name: lexicon.bit(name) for name in names}
        self._abstract = lexicon.mask(_ABSTRACT)
        self._young = lexicon.mask(("CHILD", "CHILD_OWN", "CHILDTHING", "NAME", "MAYBE_NAME"))
        self._adult = lexicon.mask(("MOTHER", "FEMALE", "FATHER", "SERVICE"))
        self._known = lexicon.words
        self._ordinary = Ordinary(lexicon, self._abstract)
        self._number = lexicon.bit("NUMBER")
        self._dates = lexicon.mask(("TIME", "NUMBER"))
        self._counted_elsewhere = lexicon.mask(
            ("APPT", "MISSV", "TEST", "HAIRTEST", "SUBSTANCE", "TREATMENT")
        )
        self._no_times = self._counted_elsewhere | lexicon.mask(("USING", "USE_VERB", "ADDICTION", "SERVICE"))
        self._child, self._name = lexicon.bit("CHILD"), lexicon.bit("NAME")
        self._acts = lexicon.mask(("ACT", "BEHAV"))
        self._seen_things = lexicon.mask(("SAW", "CHILDTHING"))

    def stands_in(
        self,
        sentence: Sentence,
        events: bool = True,
        beside: tuple[int, int] | None = None,
        after: Sentence | None = None,
    ) -> bool:
        """Whether it tells of something seen, measured or said by a child, or, with `events`, of a child's day.

        `beside` names the words asked about: an event must then be told in other words. `after` is the sentence asked
        about where this one follows it: “she” may then be a girl who is named there.
        """
        told = bool(sentence.seen & self._bit["STRONG"]) or self._signs(sentence, beside)
        return told or (events and (self._looked_on(sentence) or self._event(sentence, beside, after)))

    def _looked_on(self, sentence: Sentence) -> bool:
        """Whether it was done before a child’s eyes."""
        return bool(sentence.seen & self._bit["LOOKED_ON"])

    def is_told(self, sentence: Sentence) -> bool:
        """Whether it is told as evidence should be: somebody saw or said it, or it has a day or a number."""
        dated = bool(sentence.seen & (self._bit["TIME"] | self._bit["NUMBER"]))
        return self._signs(sentence) or (dated and bool(sentence.seen & self._bit["STRONG"]))

    def about_a_child(self, sentence: Sentence) -> bool:
        """Whether a child is spoken of."""
        return bool(sentence.seen & self._bit["CHILD"])

    def befell(self, sentence: Sentence) -> bool:
        """Whether something befell a child in the sentence itself."""
        strong = bool(sentence.seen & self._bit["STRONG"])
        return strong or (self.about_a_child(sentence) and self._signs(sentence))

    def _signs(self, sentence: Sentence, beside: tuple[int, int] | None = None) -> bool:
        if beside:
            return self._shown(sentence, _span(beside))
        if sentence.shows is None:
            sentence.shows = self._shown(sentence, 0)
        return sentence.shows

    def _shown(self, sentence: Sentence, asked: int) -> bool:
        if any(asks(sentence) for asks in (self._series, self._times, self._sampled, self._speaks)):
            return True
        bit, seen, dose = self._bit, sentence.seen, self._ordinary.told(sentence).dose
        young = self._places(sentence).young & ~_with_whom(asked)
        if dose and not self._ordinary.beyond(sentence, young, ~asked):
            here = (mask for place, mask in enumerate(sentence.masks) if not dose >> place & 1)
            seen = reduce(or_, here, 0)
        said = bool(seen & bit["CHILDSAID"] and seen & (bit["CHILD"] | bit["PERSONX"] | bit["TITLE_S"]))
        weak = sum(bool(seen & bit[name]) for name in _WEAK) + said
        dated = bool(seen & bit["TIME"]) + bool(seen & bit["NUMBER"])
        if weak < 1 or weak + dated < ENOUGH:
            return False
        return not self._ordinary.is_all(sentence, young, asked)

    def _series(self, sentence: Sentence) -> bool:
        """Three numbers where no appointment, drug or test is spoken of: days on which it was so, or weights."""
        if sentence.seen & self._counted_elsewhere or not sentence.seen & self._number:
            return False
        return sum(bool(mask & self._number) for mask in sentence.masks) >= SERIES

    def _times(self, sentence: Sentence) -> bool:
        """Two times or amounts where nothing else is told, or one at which something was not: “3.15 nobody”,
        “out on Saturday, in on Monday”, “1.9, now 1.8”."""
        told = self._ordinary.told(sentence)
        dated = self._places(sentence).dated & ~told.dose
        if not dated or sentence.seen & self._no_times or told.content & ~told.dose:
            return False
        return dated.bit_count() >= ENOUGH or bool(told.amiss & ~dated)

    def _sampled(self, sentence: Sentence) -> bool:
        """What was found in a child's body: “Kofi's blood said …”, “the hair of the child says …”."""
        masks, bit = sentence.masks, self._bit
        if not sentence.seen & bit["SAMPLE"]:
            return False
        for place, mask in enumerate(masks):
            if mask & bit["SAMPLE"] and place + 1 < len(masks):
                before = max(0, place - 2)
                owner = any(here & bit["CHILD_OWN"] for here in masks[before:place])
                named = zip(masks[before:place], sentence.words[before:place], strict=True)
                owner = owner or any(here & bit["POSS"] and word not in HERS for here, word in named)
                if owner or (
                    sentence.words[place + 1] == "of" and self._child_in(masks[place + 2 : place + 5])
                ):
                    return True
        return False

    def _child_in(self, masks: list[int]) -> bool:
        return any(mask & self._child for mask in masks)

    def _speaks(self, sentence: Sentence) -> bool:
        """A child before a colon and what is quoted after it: “Sibling, 6: "she swung him"”."""
        words, first = sentence.words, sentence.masks[0] | sentence.masks[min(1, len(sentence.masks) - 1)]
        if not first & (self._child | self._name) or ":" not in words:
            return False
        colon = words.index(":")
        return colon <= SPEAKER and words[colon + 1 : colon + 2] == ['"']

    def _event(self, sentence: Sentence, beside: tuple[int, int] | None, after: Sentence | None) -> bool:
        """A child, what happened, and things of the plain world: “the boys sold sweets outside the station”."""
        girl = after is not None and self._places(after).one != 0
        if beside or girl:
            return self._happens(sentence, _span(beside), girl)
        if sentence.event is None:
            sentence.event = self._happens(sentence, 0, girl)
        return sentence.event

    def _happens(self, sentence: Sentence, asked: int, girl: bool) -> bool:
        if not _FORMAL.isdisjoint(sentence.words):
            return False
        places = self._places(sentence)
        young, after_mark, whole = places.young & ~_with_whom(asked), False, 0 if asked else -1
        for start, end in _parts(sentence):
            part = (1 << end) - (1 << start)
            after_mark = after_mark or (start > 0 and sentence.words[start - 1] in _SET_OFF)
            set_off = after_mark or (not asked and part & places.young != 0)
            beyond = self._ordinary.beyond(sentence, young, part & ~asked)
            told = self._tells(places, part & ~asked, girl, set_off, beyond, not asked)
            if told and not self._ordinary.is_all(sentence, young, asked, part & ~asked, whole):
                return True
            girl = girl or part & places.one != 0
        return False

    def _places(self, sentence: Sentence) -> Places:
        """Where words stand of which an event is told."""
        if sentence.told is None:
            young = adult = one = plain = past = she = office = saw = strange = dated = witness = 0
            after, bit, counted = "", 1, 0
            for word, mask in zip(sentence.words, sentence.masks, strict=True):
                grown = mask & self._adult and word not in _WITNESS
                gone = _is_past(word.partition(" ")[0])
                young |= bit if mask & self._young or word in _YOUNG or self._owns(word, mask) else 0
                adult |= bit if grown else 0
                one |= bit if word in _ONE_CHILD or (mask & self._name and not grown) else 0
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
            sentence.told = Places(
                young, adult, one, plain, past, she, office, saw, strange, dated, witness,
                self._ordinary.told(sentence).amiss,
            )  # fmt: skip
        return sentence.told

    def _owns(self, word: str, mask: int) -> bool:
        """Somebody's whom no class knows, so perhaps a child's: “Mabel's drawings”."""
        return bool(mask & self._bit["POSS"]) and word.endswith("'s") and word[:-2] not in self._known

    def _tells(self, places: Places, part: int, girl: bool, set_off: bool, beyond: int, apart: bool) -> bool:
        """Whether a part of a sentence tells an event. What a colon sets off says what was meant, in a word or two;
        so does a sentence of its own (`apart`) that speaks of a child and of nobody else."""
        least, past = 0, part & places.past
        if not part & places.young:
            grown = part & places.adult
            if part & places.saw:
                grown &= ~places.office
            if grown and not (girl and not grown & ~places.she):
                return set_off and bool((past and part & places.witness) or (beyond and part & places.amiss))
            least = 0 if grown or apart else WITHOUT_CHILD
        elif (past and part & places.dated) or (apart and beyond and not part & places.adult):
            return True
        plain = (part & places.plain).bit_count()
        if past:
            return plain >= (SET_OFF if set_off else PLAIN_PAST + least)
        if set_off and not part & places.adult and beyond.bit_count() >= THINGS:
            return True
        return not least and plain >= PLAIN_PRESENT

    def _plain(self, word: str, mask: int) -> bool:
        return len(word) > 2 and word not in COMMON and word[0].isalpha() and not mask & self._abstract


def _span(beside: tuple[int, int] | None) -> int:
    """The words asked about, a bit for each."""
    return (2 << beside[1]) - (1 << beside[0]) if beside else 0


def _with_whom(asked: int) -> int:
    """The words asked about and the child they are said of: “… cannot be a safe carer for the baby”."""
    for _ in range(TAIL):
        asked |= asked << 1
    return asked


def _is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and len(word) > 4)


def _parts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The whole sentence if it is one, else its parts at colons and conjunctions."""
    start = 0
    words = sentence.words
    for place, word in enumerate(words):
        if word in _PARTS or (word == "and" and place and words[place - 1] == ","):
            yield start, place
            start = place + 1
    yield start, len(sentence.words)
