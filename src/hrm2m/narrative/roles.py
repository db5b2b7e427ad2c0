"""Roles: who does what in a sentence, read from the words around a verb; no list of people, no memory between texts."""

from bisect import bisect_left

from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.words import Sentence


_OBJECTS = frozenset(("her", "him", "them", "us", "me", "his", "their", "its", "your", "our", "my", "ours"))
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "every", "each", "both", "all", "no", "any"))
_STATEMENTS = (
    "MOTHER",
    "FATHER",
    "CHILD",
    "SERVICE",
    "PERSONX",
    "FEMALE",
    "MALE",
    "GROUP",
    "NAME",
    "MAYBE_NAME",
)
_ROLE_OF = {
    "MOTHER": "mother", "FEMALE": "mother", "FATHER": "father", "MALE": "father", "CHILD": "child",
    "SERVICE": "service", "PERSONX": "other", "GROUP": "group", "NAME": "person", "MAYBE_NAME": "person",
}  # fmt: skip


def _unknown(sentence: Sentence) -> list[int]:
    """Where the words stand that no class knows."""
    if sentence.learnt.unknown is None:
        told = enumerate(zip(sentence.masks, sentence.words, strict=True))
        sentence.learnt.unknown = [at for at, (mask, word) in told if not mask and word.isalpha()]
    return sentence.learnt.unknown


MOST_UNKNOWN = 3
"""So many words before a verb that the lexicon does not know, and no person: the subject is some thing."""


class Roles:
    """Finds the subject of what stands at a place in a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._bits = [(lexicon.bit(name), _ROLE_OF[name]) for name in _STATEMENTS]
        self._known: dict[int, str] = {}
        self._any = lexicon.mask(_STATEMENTS)
        self._possessive = lexicon.bit("POSS")
        self._preposition = lexicon.bit("PREP")
        self._tell = lexicon.bit("TELL")
        self._be = lexicon.bit("BE")
        self._thing = lexicon.mask(("NOT_HERS", "THING"))

    def of(self, mask: int) -> str:
        """The role of one word: mother, father, child, service, other, group, person; or "" for none."""
        known = self._known.get(mask)
        if known is None:
            known = self._known[mask] = next((role for bit, role in self._bits if mask & bit), "")
        return known

    def subject(self, sentence: Sentence, place: int, last: int | None = None) -> str:
        """The role of the subject of the word at `place`; `none` where a note leaves it out, `thing` where it
        is no one."""
        agent = self._agent(sentence, place, place if last is None else last)
        if agent:
            return agent
        things = 0
        for index in range(place - 1, -1, -1):
            mask, word = sentence.masks[index], sentence.words[index]
            if mask & self._any and word not in _OBJECTS and not mask & self._possessive:
                if not self._governed(sentence, index):
                    return self.of(mask)
            elif (
                (not mask or mask & self._thing)
                and word.isalpha()
                and index
                and sentence.words[index - 1] in ("the", "a", "an", "many", "some")
            ):
                things += 1
        some = bool(things) or bisect_left(_unknown(sentence), place) >= MOST_UNKNOWN
        return "thing" if some or (place and self._plain_thing(sentence)) else "none"

    def _plain_thing(self, sentence: Sentence) -> bool:
        """Whether the sentence begins with a noun that the lexicon does not know: “Trains are …”, “No train …”."""
        if sentence.masks[0] or not sentence.words[0].isalpha():
            return False
        return sentence.words[0] in _DETERMINERS or (
            len(sentence.masks) > 1 and bool(sentence.masks[1] & self._be)
        )

    def _agent(self, sentence: Sentence, place: int, last: int) -> str:
        """Who did it, where the sentence is passive and says so: “missed by the worker”."""
        before = sentence.masks[max(0, place - 2) : last + 1]
        if not any(mask & self._be for mask in before):
            return ""
        for index in range(last + 1, min(last + 4, len(sentence.words))):
            if sentence.words[index] == "by":
                following = range(index + 1, min(index + 4, len(sentence.words)))
                return next((role for at in following if (role := self.of(sentence.masks[at]))), "")
        return ""

    def _governed(self, sentence: Sentence, index: int) -> bool:
        """Whether the noun hangs on a preposition or is whom somebody told: “the team working with Ms Hay”."""
        for back in range(index - 1, max(-1, index - 4), -1):
            mask, word = sentence.masks[back], sentence.words[back]
            if mask & self._preposition and word not in ("before", "after", "than"):
                return True
            if mask & self._tell and not mask & self._any:
                return not self._verb_follows(sentence, index)
            if (
                mask & self._possessive
                or word in _DETERMINERS
                or (not mask and word.isalpha() and back == index - 1)
            ):
                continue
            return False
        return False

    def _verb_follows(self, sentence: Sentence, index: int) -> bool:
        following = sentence.masks[index + 1] if index + 1 < len(sentence.masks) else 0
        return bool(following & self._be)
