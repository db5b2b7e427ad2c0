"""Voices: which of her words, the child's experience, the father and strengths a longer text lacks; asks no
question about a word."""

import re
from collections.abc import Callable

from hrm2m.narrative.first_pass import Stretch
from hrm2m.narrative.folding import Folded


LONG_ENOUGH = 80
"""Words below which no text is asked for a voice: the reference's figure."""
_SHE = r"(?:she|mother|mum|mam|mom|mummy|ms [a-z']+|mrs [a-z']+|miss [a-z']+)"
_SAYS = (
    "told", "said", "says", "explained", "explains", "described", "asked", "tells", "wants", "wishes", "would like",
    "feels", "felt", "reported", "shared", "spoke", "stated", "expressed", "disagreed", "disagrees",
)  # fmt: skip
_HER_WORDS = re.compile(
    rf"\b{_SHE}(?: has| also| then| had)? (?:{'|'.join(_SAYS)})\b|"
    rf"\byou (?:also )?(?:told|said|asked|explained|wanted)\b|\bin her (?:own )?words\b|\b(?:mum|mother): "
)
_CHILD = (
    r"(?:child|baby|infant|toddler|son|daughter|boy|girl|twins?|children|kids|unborn|"
    r"[a-z]+, (?:who is )?(?:aged )?(?:\d{1,2}|two|three|"
    r"four|five|six|seven|eight|nine|ten)|[a-z]+ is (?:one|two|three|four|five|six|seven|eight|nine|ten))"
)
_DOES_OR_FEELS = (
    "told me", "told the worker", "said", "says", "likes", "like", "laughed", "smiled", "smiles", "cried", "played",
    "plays", "playing", "drawing", "drew", "showed", "shows", "worries", "worried", "misses", "enjoys", "enjoyed",
    "feels", "felt", "sat", "sitting", "slept", "sleeps", "sleeping", "settled", "ate", "wants", "asked", "wishes",
    "loves", "hugged", "ran to", "gurgled", "babbled", "cuddled", "scared", "frightened", "watched", "looked at",
)  # fmt: skip
_EXPERIENCE = re.compile(rf"\b(?:{'|'.join(_DOES_OR_FEELS)})\b")
_UNBORN = re.compile(r"\b(?:unborn|pregnan|weeks pregnant|gestation|antenatal|expecting)")
_BORN = re.compile(
    r"\b(?:children|child|toddler|son|daughter|baby|infant|boy|girl)\b(?! (?:protection|services))"
)
_FATHER = re.compile(
    r"\b(?:father|dad|stepfather|partner|mr [a-z']+|husband)\b[^.]{0,60}?\b(?:was|were|is|has|told|said|"
    r"says|knows|agreed|attended|came|"
    r"seen|interviewed|assessed|met|spoken|visited|works|will|wants|explained|asked)\b|\b(?:met|saw|"
    r"interviewed|visited|spoke to|"
    r"spoke with|assessed|asked) (?:\w+ ){0,3}(?:father|dad|partner|mr [a-z']+)"
)
_STRENGTHS = re.compile(
    r"\b(?:strengths?|achiev\w+|proud|progress|worked hard|done (?:really |very |so )?well|"
    r"doing (?:really |very )?well|kept (?:all|every|her)|"
    r"great|warm(?:th)? (?:to|with|towards)|determin\w+|credit|resourceful|praise\w*|positive (?:change|"
    r"step|relationship)|"
    r"good relationship|managed to|succeeded|completed|resilien\w+|capable|skilled|calmly|attentive|"
    r"affectionate|loving|"
    r"attended all|always on time|brings? (?:her|him|them) on time|well cared for|thriving)\b"
)
_OF_STRENGTH = frozenset(
    (
        "strength", "strengths", "proud", "progress", "worked", "done", "doing", "kept", "great", "warm", "warmth",
        "credit", "resourceful", "positive", "good", "managed", "succeeded", "completed", "capable", "skilled",
        "calmly", "attentive", "affectionate", "loving", "attended", "always", "bring", "brings", "well", "thriving",
    )
)  # fmt: skip
_STEMS_OF_STRENGTH = ("achiev", "determin", "praise", "resilien")
_OF_CHILD = frozenset(("children", "child", "toddler", "son", "daughter", "baby", "infant", "boy", "girl"))
_YOUNG = _OF_CHILD | {"twin", "twins", "kids", "unborn"}
_NUMBERS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
)
_DIGITS = frozenset("0123456789")
"""Beside a number word or a digit somebody's age may be told."""
_STEMS_OF_UNBORN = ("unborn", "pregnan", "gestation", "antenatal", "expecting")
_OF_EXPERIENCE = frozenset(phrase.split()[0] for phrase in _DOES_OR_FEELS)
"""Rows of letters one of which stands where its pattern can match, so that most paragraphs need no search."""
_OF_SAYING = frozenset((*(phrase.split()[0] for phrase in _SAYS), "wanted", "words"))
_OF_HER = frozenset(("she", "mother", "mum", "mam", "mom", "mummy", "ms", "mrs", "miss", "you", "her"))
_OF_HIM = frozenset(("father", "dad", "stepfather", "partner", "mr", "husband"))
_ADULT = re.compile(
    r"\b(?:mother|mum|father|dad|worker|visitor|she told|ms|mr|mrs|plan|school|review|chair|case)\b"
)
_WORD = re.compile(r"[a-z']+")
_SENTENCE = re.compile(r"[.!?]\s")
_A_CHILD = re.compile(rf"(?:^|\b)(?:the |her |his )?{_CHILD}\b")
_NAMED = re.compile(
    r"\b([a-z]{3,12}),? (?:\(?(?:aged )?\d{1,2}\)?|who is [a-z]+|"
    r"is (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven))\b"
)
_AGED = re.compile(r"\d(?:(?<= \d)|(?<= \(\d))")
_AGED_IN_WORDS = re.compile(r" is (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven)\b")
_DOES = re.compile(rf"\b([a-z]{{3,12}}) (?:(\w+) )?{_EXPERIENCE.pattern[2:]}")
_NO_NAME = frozenset(
    ("may", "june", "july", "april", "march", "august", "january", "september", "october", "november", "december",
     "february", "mother", "she", "section", "aged")
)  # fmt: skip


class Voices:
    """Hears a text paragraph by paragraph and says at the end whom it did not hear."""

    def __init__(self) -> None:
        self.words = 0
        self.heard: set[str] = set()
        self.born = self.unborn = False
        self.names: set[str] = set()
        self.acting: set[str] = set()

    def hear(
        self, folded: Folded, start: int, end: int, stretch: Stretch, quoted: Callable[[], bool]
    ) -> None:
        """One paragraph, its words and signs; `quoted` says whether somebody speaks in it in her or his own words."""
        text, words = folded.lower[start:end], stretch.rows
        if self.words < LONG_ENOUGH:
            self.words += len(_WORD.findall(text))
        heard = self.heard
        if "her_words" not in heard and ((_may_say(stretch) and _HER_WORDS.search(text)) or quoted()):
            heard.add("her_words")
        if "father" not in heard and not words.isdisjoint(_OF_HIM) and _FATHER.search(text):
            heard.add("father")
        if "strengths" not in heard and _may_praise(words, text) and _STRENGTHS.search(text):
            heard.add("strengths")
        if "child_experience" not in heard:
            self._hear_children(text, stretch)

    def _hear_children(self, text: str, stretch: Stretch) -> None:
        words = stretch.rows
        self.born = self.born or (not words.isdisjoint(_OF_CHILD) and _BORN.search(text) is not None)
        # where a child is born, one expected is no reason to hear none
        open_yet = not (self.born or self.unborn)
        unborn = open_yet and any(stem in text for stem in _STEMS_OF_UNBORN)
        self.unborn = self.unborn or (unborn and _UNBORN.search(text) is not None)
        counted, told = not stretch.signs.isdisjoint(_DIGITS), not words.isdisjoint(_NUMBERS)
        counts = counted or told
        aged = (counted and _AGED.search(text)) or (told and _AGED_IN_WORDS.search(text))
        if aged or ("who" in words and "who is " in text):
            self.names.update(_NAMED.findall(text))
        if words.isdisjoint(_OF_EXPERIENCE) or not _EXPERIENCE.search(text):
            return
        self.acting.update(word for pair in _DOES.findall(text) for word in pair if word)
        if (counts or not words.isdisjoint(_YOUNG)) and any(map(_child_feels, _SENTENCE.split(text))):
            self.heard.add("child_experience")

    def join(self, other: "Voices") -> None:
        """Takes in what was heard in another part of the same text."""
        self.words += other.words
        self.heard |= other.heard
        self.born = self.born or other.born
        self.unborn = self.unborn or other.unborn
        self.names |= other.names
        self.acting |= other.acting

    def missing(self) -> tuple[str, ...]:
        """Which voices the text lacks; none of a short text, and no child's where none is born."""
        if self.words < LONG_ENOUGH:
            return ()
        lacking = {"her_words", "father", "strengths", "child_experience"} - self.heard
        if (self.unborn and not self.born) or (self.names - _NO_NAME) & self.acting:
            lacking.discard("child_experience")
        return tuple(sorted(lacking))


def _may_say(stretch: Stretch) -> bool:
    if stretch.rows.isdisjoint(_OF_HER):
        return False
    return not stretch.rows.isdisjoint(_OF_SAYING) or ":" in stretch.signs


def _may_praise(words: set[str], text: str) -> bool:
    return not words.isdisjoint(_OF_STRENGTH) or any(stem in text for stem in _STEMS_OF_STRENGTH)


def _child_feels(sentence: str) -> bool:
    """A child as the subject of what is felt, said, done or seen."""
    child = _A_CHILD.search(sentence)
    if child is None or not _EXPERIENCE.search(sentence, child.end()):
        return False
    return not _ADULT.search(sentence[: child.start()])
