"""Signs: what somebody saw, measured or was told by a child, by the words and numbers of a sentence."""

from functools import reduce
from operator import or_

from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.telling import Telling
from hrm2m.narrative.words import Sentence


ENOUGH = 2
"""How many weak signs of something seen make evidence, beside a date or a number; a strong one is enough alone."""
SPEAKER = 6
"""So many words may stand before the colon after which somebody speaks: a name, an age."""
HERS = frozenset(("her", "mother's", "mum's", "mam's", "mom's"))
"""Where a match begins with these it is about her, whoever the sentence is about: “… through her failure to end it”."""
_WEAK = ("CHILDSTATE", "SAW")
SERIES = 3
TAIL = 3
"""So many words after a claim may still say whom it is about."""
_OPEN = (["didn't"], ["wasn't"], ["hadn't"], ["couldn't"], ["not"], ["did"])
_NOBODY = frozenset(("nobody", "none", "nothing", "noone"))
_HEARD, _SAYS = frozenset(("he", "they")), frozenset(("says", "said", "say", "told", "tell", "tells"))
_LOOK = frozenset(("look", "look at", "see", "ask", "listen"))
_TESTED = frozenset(("he", "they"))
_MARKS = frozenset((",", ":", ";", "(", ")", '"'))
_NAMES = (
    "CHILDSTATE", "SAW", "CHILDSAID", "CHILD", "PERSONX", "TITLE_S", "TIME", "NUMBER", "POSS", "CHILD_OWN",
    "POSITIVE", "MAYBE_NAME",
)  # fmt: skip


class Signs:
    """Looks for signs of something seen; a weak one needs company, and none is one where all is ordinary."""

    def __init__(self, lexicon: Lexicon, telling: Telling) -> None:
        self._bit = {name: lexicon.bit(name) for name in _NAMES}
        self._telling, self._ordinary = telling, telling.ordinary
        self._number = lexicon.bit("NUMBER")
        self._counted_elsewhere = lexicon.mask(
            ("APPT", "MISSV", "TEST", "HAIRTEST", "SUBSTANCE", "TREATMENT")
        )
        self._no_times = self._counted_elsewhere | lexicon.mask(("USING", "USE_VERB", "ADDICTION", "SERVICE"))
        self._child, self._name = lexicon.bit("CHILD"), lexicon.bit("NAME")
        self._taken = lexicon.mask(("SAMPLE", "HAIRTEST"))
        self._dates = lexicon.mask(("TIME", "NUMBER"))
        self._alone = (
            self._series,
            self._sampled,
            self._speaks,
            self._left_open,
            self._tested,
            self._says_so,
            self._times,
            self._measured,
            self._points,
        )

    def shown(self, sentence: Sentence, asked: int) -> bool:
        """Whether signs of something seen stand in it; `asked` are the words asked about, a bit for each."""
        if any(asks(sentence) for asks in self._alone):
            return True
        if not self._enough(sentence.seen):
            return False
        dose = self._ordinary.told(sentence).dose
        young = self._telling.places(sentence).young & ~with_whom(sentence, asked)
        if dose and not self._ordinary.beyond(sentence, young, ~asked):
            here = (mask for place, mask in enumerate(sentence.masks) if not dose >> place & 1)
            if not self._enough(reduce(or_, here, 0)):
                return False
        return not self._ordinary.is_all(sentence, young, asked)

    def _enough(self, seen: int) -> bool:
        """Whether weak signs and days or numbers among some classes make evidence together."""
        bit = self._bit
        said = bool(seen & bit["CHILDSAID"] and seen & (bit["CHILD"] | bit["PERSONX"] | bit["TITLE_S"]))
        weak = sum(bool(seen & bit[name]) for name in _WEAK) + said
        return weak >= 1 and weak + bool(seen & bit["TIME"]) + bool(seen & bit["NUMBER"]) >= ENOUGH

    def _series(self, sentence: Sentence) -> bool:
        """Three numbers where no appointment, drug or test is spoken of: days on which it was so, or weights."""
        if sentence.seen & self._counted_elsewhere or not sentence.seen & self._number:
            return False
        return sum(bool(mask & self._number) for mask in sentence.masks) >= SERIES

    def _times(self, sentence: Sentence) -> bool:
        """Two times or amounts where nothing else is told, or one at which something was not: “3.15 nobody”,
        “out on Saturday, in on Monday”, “1.9, now 1.8”."""
        if not sentence.seen & self._dates or sentence.seen & self._no_times:
            return False
        told = self._ordinary.told(sentence)
        dated = self._telling.places(sentence).dated & ~told.dose
        if not dated or told.content & ~told.dose:
            return False
        return dated.bit_count() >= ENOUGH or not _NOBODY.isdisjoint(sentence.words)

    def _measured(self, sentence: Sentence) -> bool:
        """A note that begins with what was measured and how much: “Bilirubin 340.”, “Ketones 6.”, “Hypo at 2.1.”"""
        masks = sentence.masks
        if len(masks) > SPEAKER or sentence.seen & self._no_times:
            return False
        first = masks[0] & self._bit["MAYBE_NAME"] or (not masks[0] and sentence.words[0].isalpha())
        return bool(first) and any(mask & self._number for mask in masks[1:3])

    def _points(self, sentence: Sentence) -> bool:
        """Whoever reads is told where to look: “See photograph 6.”, “Look at his feet.”"""
        return sentence.words[0] in _LOOK

    def _sampled(self, sentence: Sentence) -> bool:
        """What was found in a child's body: “Kofi's blood said …”, “the hair of the child says …”."""
        masks, bit = sentence.masks, self._bit
        if not sentence.seen & self._taken:
            return False
        for place, mask in enumerate(masks):
            if mask & self._taken and place + 1 < len(masks):
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

    def _tested(self, sentence: Sentence) -> bool:
        """A child whose own test was positive: “both boys tested positive”, “he was positive for cocaine”."""
        masks, words = sentence.masks, sentence.words
        if not sentence.seen & self._bit["POSITIVE"]:
            return False
        young = (mask & self._child or word in _TESTED for mask, word in zip(masks, words, strict=True))
        return any(
            here and any(mask & self._bit["POSITIVE"] for mask in masks[place + 1 : place + 4])
            for place, here in enumerate(young)
        )

    def _says_so(self, sentence: Sentence) -> bool:
        """Who is meant by “he” or “they” is heard: “she forgets me, he says”."""
        if _HEARD.isdisjoint(sentence.words):
            return False
        pairs = zip(sentence.words, sentence.words[1:], strict=False)
        return any(who in _HEARD and said.partition(" ")[0] in _SAYS for who, said in pairs)

    def _speaks(self, sentence: Sentence) -> bool:
        """A child before a colon and what is quoted after it: “Sibling, 6: "she swung him"”."""
        words, first = sentence.words, sentence.masks[0] | sentence.masks[min(1, len(sentence.masks) - 1)]
        if not first & (self._child | self._name) or ":" not in words:
            return False
        colon = words.index(":")
        return colon <= SPEAKER and words[colon + 1 : colon + 2] == ['"']

    def _left_open(self, sentence: Sentence) -> bool:
        """What a child did not do, told by the sentence before: “She got off. The baby didn't.”"""
        words = sentence.words
        return len(words) <= SPEAKER and words[-2:-1] in _OPEN and bool(sentence.seen & self._child)


def with_whom(sentence: Sentence, asked: int) -> int:
    """The words asked about and the child they are said of: “… cannot be a safe carer for the baby”. A mark ends them:
    whoever comes after it is told of anew."""
    if asked:
        last = asked.bit_length()
        for place, word in enumerate(sentence.words[last : last + TAIL], start=last):
            if word in _MARKS:
                break
            asked |= 1 << place
    return asked
