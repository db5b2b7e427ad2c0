"""Documents: the ledger of duties, blame and credit; asks no question about a word."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from hrm2m.narrative.findings import Finding, Ledger
from hrm2m.narrative.first_pass import AnyForm, Rows, Stretch
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


def _whole(phrases: Sequence[str]) -> str:
    """A choice of whole phrases: the letters stand first, so that the search jumps from one to the next."""
    return "|".join(rf"{phrase}(?<=\b{phrase})\b" for phrase in phrases)


_CREDIT = re.compile(_whole(_CREDITS))
_DUTY = re.compile(
    "(?:"
    + _whole(_DUTIES)
    + rf")(?! be (?:{'|'.join(_GIVEN)})\b)|"
    + "|".join(rf"{who}(?<=\b{who}) (to)(?= \w)" for who in _WHO)
)


_TOLD = frozenset(phrase.split()[0] for phrase in (*_DUTIES, *_CREDITS, *_WHO))
"""Words one of which stands wherever a duty or a credit does."""
_NAMES = {"mother": "mother", "father": "father", "service": "services"}
_COUNTED = ("MOTHER", "FEMALE", "FATHER", "MALE", "SERVICE")
_BLAMES = ("blame_shifting", "gendered_double_standard")


class LedgerKeeper:
    """Counts duties, blame and credit of mother, father and services, by the subject of the verb."""

    def __init__(self, rarity: Rarity, roles: Roles) -> None:
        self._roles = roles
        self._people = AnyForm([Rows(rarity.forms(name)) for name in _COUNTED])

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
        if not (blamed or self._may_tell(stretch)):
            return
        passage = book.passage(number)
        for span in passage.whole:
            if blamed or self._may_tell(passage.stretch(span)):
                spots = _spots(folded.lower, *span)
                for place in _between(blamed, folded.place(span[0]), folded.place(span[1] - 1) + 1):
                    spots.append(("blame", next(at for at in range(*span) if folded.place(at) >= place)))
                self._count(passage, span, spots, tally)

    def _may_tell(self, stretch: Stretch) -> bool:
        return not _TOLD.isdisjoint(stretch.words) and self._people.stands_in(stretch)

    def _count(
        self,
        passage: Passage,
        span: tuple[int, int],
        spots: Sequence[tuple[str, int]],
        tally: dict[str, Ledger],
    ) -> None:
        left = sorted(spots, key=_place, reverse=True)
        for sentence in passage.in_full(span) if spots else ():
            while left and left[-1][1] <= sentence.starts[-1]:
                kind, spot = left.pop()
                self._enter(kind, self._roles.subject(sentence, bisect_left(sentence.starts, spot)), tally)

    def _enter(self, kind: str, role: str, tally: dict[str, Ledger]) -> None:
        if role in ("none", "person") and kind == "blame":
            role = "mother"
        if role in _NAMES:
            entry = tally[_NAMES[role]]
            setattr(entry, kind, getattr(entry, kind) + 1)


def _spots(text: str, first: int, last: int) -> list[tuple[str, int]]:
    duties = (hit.start(hit.lastindex or 0) for hit in _DUTY.finditer(text, first, last))
    praises = (hit.start() for hit in _CREDIT.finditer(text, first, last))
    return [("duties", spot) for spot in duties] + [("credit", spot) for spot in praises]


def _place(spot: tuple[str, int]) -> int:
    return spot[1]


def _between(places: Sequence[int], first: int, last: int) -> list[int]:
    return list(places[bisect_left(places, first) : bisect_left(places, last)])
