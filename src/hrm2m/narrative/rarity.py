"""Rarity: which steps of a pattern stand least often in prose, for the first pass to look for; it reads no text."""

from functools import cache
from string import ascii_uppercase

from hrm2m.narrative.first_pass import ANYWHERE, Forms, Step, sought
from hrm2m.narrative.lexicon import COMMON, TITLES, Lexicon
from hrm2m.narrative.patterns import Pattern, PatternRefused
from hrm2m.narrative.rules import Frame


IN_EVERY_LINE = frozenset(
    (
        "the", "to", "of", "and", "or", "that", "with", "not", "no", "in", "is", "a", "it", "for", "on", "as", "be",
        "by", "from", "at", "her", "she", "he", "f", "m", "?",
    )
)  # fmt: skip
_OWNERS = {"SERVICE_OWN": "SERVICE", "CHILD_OWN": "CHILD", "FATHER_OWN": "FATHER", "MALE_OWN": "MALE"}


class Rarity:
    """By what each step of a pattern is looked for, and how often it stands in prose, roughly."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._forms: dict[str, Forms] = {}
        self._weights: dict[str, float | None] = {}
        self._orders: dict[tuple[Step, ...], list[int]] = {}

    def forms(self, name: str) -> Forms:
        """The forms of a class, those that the reader makes by the shape of a word among them."""
        known = self._forms.get(name)
        if known is None:
            known = self._forms[name] = frozenset(self._lexicon.members.get(name, ())) | self._made(name)
        return known

    def _made(self, name: str) -> Forms:
        members = self._lexicon.members
        if name in _OWNERS:
            return frozenset((f"{form[0]}'s",) for form in members.get(_OWNERS[name], ()) if len(form) == 1)
        if name == "NAME":
            return frozenset((*_CAPITALS, *(form for title in TITLES for form in members.get(title, ()))))
        return _OF_SHAPE.get(name, frozenset())

    def needs_of_pattern(self, pattern: Pattern) -> list[Step]:
        """Its steps, the rarest first: where none of the classes of one of them stands, the pattern cannot match."""
        return [pattern.classes[step] for step in self._by_rarity(pattern)]

    def needs_of_frame(self, frame: Frame) -> list[list[Step]]:
        """The same for each claim of a frame; link and use are needed too, unless the sentence before may hold them."""
        beside: list[Step] = []
        if not frame.across:
            uses = (name for use in frame.use for name in self.needs_of_pattern(use)[0])
            beside = [*([frame.joins] if frame.joins else ()), tuple(dict.fromkeys(uses))]
        return [[*beside, *self.needs_of_pattern(claim)] for claim in frame.claim]

    def rarest_first(self, pattern: Pattern) -> tuple[int, ...]:
        """The classes that a pattern needs, the rarest first, so that most sentences are dropped at the first."""
        order = self._by_rarity(pattern)
        rest = [step for step in range(len(pattern.needs)) if step not in order]
        return tuple(pattern.needs[step] for step in (*order, *rest))

    def _by_rarity(self, pattern: Pattern) -> list[int]:
        """The steps that tell, the rarest first; those that may be any mark or word are left out."""
        known = self._orders.get(pattern.classes)
        if known is None:
            known = self._orders[pattern.classes] = self._ordered(pattern)
        return known

    def _ordered(self, pattern: Pattern) -> list[int]:
        weights = [self._rarity(step) for step in pattern.classes]
        listed = [place for place, weight in enumerate(weights) if weight is not None]
        if not listed:
            raise PatternRefused(
                f"“{pattern.source}” has no step of words by which the first pass could find it."
            )
        return sorted(listed, key=lambda place: weights[place] or 0)

    def _rarity(self, step: Step) -> float | None:
        whole = 0.0
        for name in step:
            weight = self._weight(name)
            if weight is None:
                return None
            whole += weight
        return whole

    def _weight(self, name: str) -> float | None:
        if name not in self._weights:
            forms = self.forms(name)
            told = all(sought(form) != ANYWHERE for form in forms)
            self._weights[name] = sum(map(_weight, forms)) if told else None
        return self._weights[name]


_CAPITALS = tuple((letter,) for letter in ascii_uppercase)
_OF_SHAPE: dict[str, Forms] = {
    "MAYBE_NAME": frozenset((("",),)),
    "NUMBER": frozenset((digit,) for digit in "0123456789"),
    "POSS": frozenset((("'s",),)),
}
_OF_SIGN = {"=": 5, ">": 5, "^": 5, ";": 20, "?": 20, ":": 100, "'s": 300}


@cache
def _weight(form: tuple[str, ...]) -> float:
    """How often a form stands in prose, roughly."""
    if len(form) > 1:
        return 0.2
    word = form[0]
    if word in _OF_SIGN:
        return _OF_SIGN[word]
    if word in IN_EVERY_LINE:
        return 2000
    return 150 if word in COMMON else 20 if word.isupper() else 5 if len(word) < 5 else 1
