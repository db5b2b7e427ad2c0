"""Documents: the ledger of duties, blame and credit; asks no question about a word."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from hrm2m.narrative.findings import Finding, Ledger
from hrm2m.narrative.first_pass import AnyForm, Stretch
from hrm2m.narrative.folding import Folded
from hrm2m.narrative.passages import Book, Passage
from hrm2m.narrative.rarity import Rarity
from hrm2m.narrative.roles import Roles


_CREDITS = (
    "kept all", "kept every", "kept each", "attended all", "attended every", "worked hard", "done well", "doing well",
    "credit", "strength", "good", "well", "brilliant", "great", "warm", "loving", "completed", "progress",
    "always on time", "calmly", "commended", "positive change", "protective", "manage well", "manages well", "built",
    "praise", "praised", "praises", "praising", "achieve", "achieved", "achieves", "achieving", "achievement",
    "achievements",
)  # fmt: skip
_DUTIES = (
    "must", "should", "will", "shall", "need to", "needs to", "has to", "have to", "is to", "are to", "ought to",
    "is expected to", "was told to", "agreed to", "responsible for", "required to", "advised to", "asked to",
)  # fmt: skip
_WHO = ("mother", "mum", "father", "dad", "parents", "m", "f")
"""After these a bare “to” is a duty, as in minutes: “Mother to provide a sample”."""
_GIVEN = (
    "offered", "given", "supported", "helped", "invited", "paid", "visited", "treated", "believed", "involved",
    "consulted", "encouraged", "reimbursed", "able",
)  # fmt: skip
"""“She should be offered” is a duty of others."""


_BUT_NOT = rf"(?! be (?:{'|'.join(_GIVEN)})\b)"


def _by_first(phrases: Sequence[str], after: str = "") -> dict[str, re.Pattern[str]]:
    """For each first word the phrases that begin with it. The letters stand first, so that the search jumps from one
    to the next."""
    alike: dict[str, list[str]] = {}
    for phrase in phrases:
        alike.setdefault(phrase.split()[0], []).append(rf"{phrase}(?<=\b{phrase})\b")
    return {first: re.compile(f"(?:{'|'.join(every)}){after}") for first, every in alike.items()}


_CREDIT = _by_first(_CREDITS)
_DUTY = _by_first(_DUTIES, _BUT_NOT) | {who: re.compile(rf"{who}(?<=\b{who}) (to)(?= \w)") for who in _WHO}
_TOLD = frozenset((*_DUTY, *_CREDIT))
"""Words one of which stands wherever a duty or a credit does."""
_NAMES = {"mother": "mother", "father": "father", "service": "services"}
_COUNTED = ("MOTHER", "FEMALE", "FATHER", "MALE", "SERVICE")
_BLAMES = ("blame_shifting", "gendered_double_standard")


class LedgerKeeper:
    """Counts duties, blame and credit of mother, father and services, by the subject of the verb."""

    def __init__(self, rarity: Rarity, roles: Roles) -> None:
        self._roles = roles
        self._people = AnyForm(form for name in _COUNTED for form in rarity.forms(name))

    def count(
        self,
        folded: Folded,
        book: Book,
        number: int,
        stretch: Stretch,
        findings: Sequence[Finding],
        tally: dict[str, Ledger],
    ) -> None:
        """Enters one paragraph; `stretch` is the whole of it, `findings` what is asked about it, in order."""
        blamed = [one.start for one in findings if one.category in _BLAMES]
        told = self._may_tell(stretch)
        if not (blamed or told):
            return
        start, end = book.block(number)
        spots = sorted(_spots(folded.lower, start, end, stretch.rows), key=_place) if told else []
        if not (blamed or spots):
            return
        passage = book.passage(number)
        for span in passage.whole:
            here = _within(spots, span)
            for place in _between(blamed, folded.place(span[0]), folded.place(span[1] - 1) + 1):
                every = range(*span)
                here.append(("blame", every[bisect_left(every, place, key=folded.place)]))
            if here and (blamed or passage.was_read(span) or self._people.stands_in(passage.stretch(span))):
                self._count(passage, span, here, tally)

    def _may_tell(self, stretch: Stretch) -> bool:
        return not _TOLD.isdisjoint(stretch.rows) and self._people.stands_in(stretch)

    def _count(
        self,
        passage: Passage,
        span: tuple[int, int],
        spots: Sequence[tuple[str, int]],
        tally: dict[str, Ledger],
    ) -> None:
        left = sorted(spots, key=_place, reverse=True)
        for sentence in passage.in_full(span):
            while left and left[-1][1] <= sentence.starts[-1]:
                kind, spot = left.pop()
                self._enter(kind, self._roles.subject(sentence, bisect_left(sentence.starts, spot)), tally)

    def _enter(self, kind: str, role: str, tally: dict[str, Ledger]) -> None:
        if role in ("none", "person") and kind == "blame":
            role = "mother"
        if role in _NAMES:
            entry = tally[_NAMES[role]]
            setattr(entry, kind, getattr(entry, kind) + 1)


def _spots(text: str, first: int, last: int, words: set[str]) -> list[tuple[str, int]]:
    """Where duties and credits stand in a paragraph. None of their phrases reaches over the end of a sentence."""
    duties = (hit for word in _DUTY.keys() & words for hit in _DUTY[word].finditer(text, first, last))
    spots = [("duties", hit.start(hit.lastindex or 0)) for hit in duties]
    praises = (hit for word in _CREDIT.keys() & words for hit in _CREDIT[word].finditer(text, first, last))
    counted = first
    for start, end in sorted(hit.span() for hit in praises):
        # “done well” is one credit, and its “well” no other
        if start >= counted:
            spots.append(("credit", start))
            counted = end
    return spots


def _within(spots: Sequence[tuple[str, int]], span: tuple[int, int]) -> list[tuple[str, int]]:
    return list(spots[bisect_left(spots, span[0], key=_place) : bisect_left(spots, span[1], key=_place)])


def _place(spot: tuple[str, int]) -> int:
    return spot[1]


def _between(places: Sequence[int], first: int, last: int) -> list[int]:
    return list(places[bisect_left(places, first) : bisect_left(places, last)])
