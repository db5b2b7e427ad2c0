"""The lexicon: which classes a word or a phrase belongs to, one bit a class; the words stand in
lexicon/*.yaml, not here."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from hrm2m.narrative import forms
from hrm2m.narrative.reading_yaml import read_yaml, word_list


FOLDER = Path(__file__).parent / "lexicon"
WHOLE = ("SERVICE", "THING")
"""Phrases of these classes are nothing but what they are: in “mother and baby unit” nobody is a mother."""

OWN_ONLY = (
    "TRAIT", "MINDVERB", "LACK", "HARD", "STRONG", "FAIL", "MENTION", "REASON", "QUALBAD", "DOUBT", "ADMIT", "ENGAGE",
    "MISSV", "CLEAN", "ALLOW", "INTOX", "ENGAGE_LITE", "MINDSTATE", "CHILDSTATE", "STOP", "LEAVEV", "TITLE_F",
    "TITLE_M",
    "TITLE_S", "CONDITION",
)  # fmt: skip
"""A phrase does not take these from its words: in “hard to reach” nobody is hard."""
TITLES = {"TITLE_F": "FEMALE", "TITLE_M": "MALE", "TITLE_S": "SERVICE"}
"""With a name after it a title is a person."""
MADE = ("NAME", "MAYBE_NAME", "NUMBER", "POSS", "SERVICE_OWN", "CHILD_OWN", "FATHER_OWN", "MALE_OWN")
"""Classes that the reader gives by the shape of a word."""
CASED_ONLY = word_list("upper_case_only")
"""Words that mean something only with a capital."""
COMMON = word_list("common")
"""Words that stand in any prose: a phrase is looked for by another of its words."""


class Branch:
    """A place in the tree of phrases: what may follow, and the classes of the phrase that ends here."""

    __slots__ = ("further", "mask")

    def __init__(self) -> None:
        self.further: dict[str, Branch] = {}
        self.mask = 0


class Lexicon:
    """Words and phrases with their classes. A literal of a pattern becomes a class of its own (`=word`)."""

    def __init__(self) -> None:
        self.bits: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.phrases: dict[str, Branch] = {}
        self.members: dict[str, set[tuple[str, ...]]] = {}
        self._kinds: dict[int, int] = {}
        self._alone: dict[str, int] | None = None
        self._begins: frozenset[tuple[str, str]] | None = None
        self.made, self.titles = self.mask(MADE), self.mask(TITLES)
        self.whole = self.mask(WHOLE)
        self.shared = ~self.mask(OWN_ONLY)

    def bit(self, name: str) -> int:
        """The bit of a class, made on first asking."""
        known = self.bits.get(name)
        if known is None:
            known = self.bits[name] = 1 << len(self.bits)
        return known

    def mask(self, names: Iterable[str]) -> int:
        """The bits of several classes."""
        found = 0
        for name in names:
            found |= self.bit(name)
        return found

    def kind(self, mask: int) -> int:
        """A short number for the bits of several classes: quicker to look up than they are."""
        return self._kinds.setdefault(mask, len(self._kinds))

    def add(self, name: str, form: str) -> None:
        """Puts one form, a word or a phrase, into a class."""
        self._alone = self._begins = None
        bit = self.bit(name)
        parts = tuple(form.replace("-", " ").split())
        self.members.setdefault(name, set()).add(parts)
        if name in TITLES:
            self.members.setdefault(TITLES[name], set()).add(parts)
        if len(parts) == 1:
            self.words[parts[0]] = self.words.get(parts[0], 0) | bit
        else:
            self._add_phrase(parts, bit)

    def _add_phrase(self, parts: tuple[str, ...], bit: int) -> None:
        branch = self.phrases.setdefault(parts[0], Branch())
        for part in parts[1:]:
            branch = branch.further.setdefault(part, Branch())
        branch.mask |= bit

    @property
    def alone(self) -> dict[str, int]:
        """The classes of the words that need no look at how they are written or, but for a phrase, at what follows."""
        if self._alone is None:
            self._alone = {
                word: mask
                for word, mask in self.words.items()
                if word not in CASED_ONLY and not mask & self.titles and "'" not in word and word != "."
            }
            self._alone |= {
                word: self.words[word] | self.bit("NUMBER") for word in self.words if word.isdecimal()
            }
            self._alone |= {word: self.words.get(word, 0) for word in self.phrases if "'" not in word}
        return self._alone

    @property
    def begins(self) -> frozenset[tuple[str, str]]:
        """The first two words of every phrase."""
        if self._begins is None:
            self._begins = frozenset(
                (word, then) for word, branch in self.phrases.items() for then in branch.further
            )
        return self._begins

    def literal(self, word: str) -> str:
        """The class of a literal of a pattern; `word*` stands for all forms of the verb or the noun."""
        name = f"={word}"
        if name not in self.bits:
            stem = word.removesuffix("*")
            every = {*forms.verb(stem), *forms.noun(stem)} if word.endswith("*") else {stem}
            for form in every:
                self.add(name, form)
        return name


def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """Reads every file of the folder: class, then kind (`v` verbs, `n` nouns, `w` fixed words), then words."""
    lexicon = Lexicon()
    for path in sorted(folder.glob("*.yaml")):
        content: Mapping[str, Mapping[str, str]] = read_yaml(path)
        for name, kinds in content.items():
            for kind, listed in kinds.items():
                for word in (part.strip() for part in listed.split(",")):
                    for form in _forms(kind, "," if word == "COMMA" else word):
                        lexicon.add(name, form)
    return lexicon


def _forms(kind: str, word: str) -> list[str]:
    if not word:
        return []
    if kind == "w":
        return [word]
    return forms.verb(word) if kind == "v" else forms.noun(word)
