"""Evidence: whether a sentence tells of something seen, measured or said by a child; it blames nobody."""

from collections.abc import Iterator

from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.reading_yaml import word_list
from hrm2m.narrative.signs import Signs, with_whom
from hrm2m.narrative.telling import Telling
from hrm2m.narrative.words import Places, Sentence


PLAIN_PAST, PLAIN_PRESENT, WITHOUT_CHILD = 2, 2, 1
"""How many words of the plain world, that no class knows, make an event with a child of a sentence in the past, in the
present, and how many more where neither a child nor an adult of the case is named."""
SET_OFF, THINGS = 1, 2
"""So many words of the plain world after a colon tell what was meant, in the past, and without a verb."""
SHORT_NOTE = 8
"""So many words, its full stop among them, has a note in which one word is all that is told."""
_SET_OFF = frozenset((":", ";"))
_PARTS = frozenset((":", ";", "because", "when", "after", "where", "while"))
_FORMAL = word_list("formal")
_ABSTRACT = word_list("abstract") | _FORMAL
_JUDGED = (
    "TRAIT", "MINDSTATE", "MINDVERB", "MINDADJ", "INSIGHT", "LACK", "QUALBAD", "DOUBT", "HEARSAY", "ATTITUDE",
    "CERTAIN",
)  # fmt: skip
"""What somebody thinks of her is nothing that was seen."""
_TOLD_OF_HER = frozenset(
    ("we", "us", "i", "me", "stranger", "strangers", "police", "officers", "crew", "neighbour")
)
"""What she did is evidence of a child's day only where one of these was there."""


class Evidence:
    """Reads sentences for what somebody saw; in doubt it answers yes, so that no worry about a child is questioned."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._bit = {name: lexicon.bit(name) for name in ("STRONG", "CHILD", "TIME", "NUMBER", "LOOKED_ON")}
        self._judged = lexicon.mask(_JUDGED)
        self._telling = Telling(lexicon)
        self._ordinary = self._telling.ordinary
        self._seen = Signs(lexicon, self._telling)

    def stands_in(
        self,
        sentence: Sentence,
        events: bool = True,
        beside: tuple[int, int] | None = None,
        after: Sentence | None = None,
        opinion: bool = False,
    ) -> bool:
        """Whether it tells of something seen, measured or said by a child, or, with `events`, of a child's day.

        `beside` names the words asked about: an event must then be told in other words. `after` is the sentence asked
        about where this one follows it: “she” may then be a girl who is named there.
        """
        if sentence.seen & self._bit["STRONG"]:
            return True
        girl = after is not None and self._telling.places(after).one != 0
        opinion = opinion and beside is not None
        question = (events, beside, girl, opinion)
        known = sentence.learnt.beside.get(question)
        if known is None:
            known = self._signs(sentence, beside)
            if not known and events:
                known = self._looked_on(sentence) or self._happens(sentence, _span(beside), girl, opinion)
            sentence.learnt.beside[question] = known
        return known

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
            return self._seen.shown(sentence, _span(beside))
        if sentence.learnt.shows is None:
            sentence.learnt.shows = self._seen.shown(sentence, 0)
        return sentence.learnt.shows

    def _beyond(self, sentence: Sentence, young: int, part: int) -> int:
        """Where a part tells anything beyond an ordinary day that is no judgement and no word of claims."""
        beyond, left = self._ordinary.beyond(sentence, young, part), 0
        if beyond:
            for place, word in enumerate(sentence.words):
                if beyond >> place & 1 and word not in _ABSTRACT and not sentence.masks[place] & self._judged:
                    left |= 1 << place
        return left

    def _goes_beyond(self, sentence: Sentence, asked: int, opinion: bool) -> bool:
        """Whether anything beyond an ordinary day is told: of a child beside the claim itself in one word, of nobody
        in two; in a sentence of its own of a child in two, and in a short note in one."""
        places = self._telling.places(sentence)
        aside = ~with_whom(sentence, asked)
        told = self._beyond(sentence, places.young & aside, aside).bit_count()
        child = places.young & aside & ~places.adult
        if asked:
            return told > 0 if child else not opinion and told >= THINGS
        short = told > 0 and len(sentence.words) <= SHORT_NOTE
        if child:
            return short or told >= THINGS
        if not places.adult & ~places.office:
            return short
        return told >= THINGS and not _TOLD_OF_HER.isdisjoint(sentence.words)

    def _happens(self, sentence: Sentence, asked: int, girl: bool, opinion: bool) -> bool:
        """A child, what happened, and things of the plain world: “the boys sold sweets outside the station”."""
        if self._goes_beyond(sentence, asked, opinion):
            return True
        if not _FORMAL.isdisjoint(sentence.words):
            return False
        places = self._telling.places(sentence)
        young, after_mark, whole = places.young & ~with_whom(sentence, asked), False, 0 if asked else -1
        for start, end in _parts(sentence):
            part = (1 << end) - (1 << start)
            after_mark = after_mark or (start > 0 and sentence.words[start - 1] in _SET_OFF)
            set_off = after_mark or (not asked and part & places.young != 0)
            beyond = self._beyond(sentence, young, part & ~asked)
            told = self._tells(places, part & ~asked, girl, set_off, beyond, not asked)
            if told and not self._ordinary.is_all(sentence, young, asked, part & ~asked, whole):
                return True
            girl = girl or part & places.one != 0
        return False

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
            if grown and set_off and beyond:
                return True
            least = 0 if grown or apart else WITHOUT_CHILD
        elif (past and part & places.dated) or (
            apart and beyond and not part & places.adult & ~places.office
        ):
            return True
        plain = (part & places.plain).bit_count()
        if past:
            return plain >= (SET_OFF if set_off else PLAIN_PAST + least)
        if set_off and not part & places.adult and beyond:
            return True
        return not least and plain >= PLAIN_PRESENT


def _span(beside: tuple[int, int] | None) -> int:
    """The words asked about, a bit for each."""
    return (2 << beside[1]) - (1 << beside[0]) if beside else 0


def _parts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The whole sentence if it is one, else its parts at colons and conjunctions."""
    start = 0
    words = sentence.words
    for place, word in enumerate(words):
        if word in _PARTS or (word == "and" and place and words[place - 1] == ","):
            yield start, place
            start = place + 1
    yield start, len(sentence.words)
