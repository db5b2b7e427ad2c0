"""Documents: the ledger of duties, blame and credit; asks no question about a word."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from hrm2m.narrative.findings import Finding, Ledger
from hrm2m.narrative.first_pass import Sieve, letters
from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.roles import Roles
from hrm2m.narrative.sentences import forms, read, split


_CREDITS = (
    "kept all", "kept every", "kept each", "attended all", "attended every", "worked hard", "done well", "doing well",
    "credit", "strength", "good", "well", "brilliant", "great", "warm", "loving", "completed", "progress",
    "always on time", "calmly", "commended", "positive change", "protective", "manage well", "manages well", "built",
)  # fmt: skip
_DUTIES = (
    "must", "should", "will", "shall", "need to", "needs to", "has to", "have to", "is to", "are to", "ought to",
    "is expected to", "was told to", "agreed to", "responsible for", "required to", "advised to", "asked to",
)  # fmt: skip
_WHO = ("mother", "mum", "father", "dad", "parents", "m", "f")
"""After these a bare “to” is a duty, as in minutes: “Mother to provide a sample”."""


def _whole(phrases: Sequence[str]) -> str:
    """A choice of whole phrases: the letters stand first, so that the search jumps from one to the next."""
    return "|".join(rf"{phrase}(?<=\b{phrase})\b" for phrase in phrases)


_CREDIT = re.compile(rf"{_whole(_CREDITS)}|praise(?<=\bpraise)\w*|achiev(?<=\bachiev)\w+")
_DUTY = re.compile(_whole(_DUTIES) + "|" + "|".join(rf"{who}(?<=\b{who}) (to)(?= \w)" for who in _WHO))


_NAMES = {"mother": "mother", "father": "father", "service": "services"}
_COUNTED = ("MOTHER", "FEMALE", "FATHER", "MALE", "SERVICE")
_BLAMES = ("blame_shifting", "gendered_double_standard")


class LedgerKeeper:
    """Counts duties, blame and credit of mother, father and services, by the subject of the verb."""

    def __init__(self, lexicon: Lexicon, roles: Roles) -> None:
        self._lexicon, self._roles = lexicon, roles
        self._people = lexicon.mask(_COUNTED)
        self._sieve = Sieve((lexicon.members.get(name, set()), None) for name in _COUNTED)

    def count(
        self,
        folded: Folded,
        blocks: Sequence[tuple[int, int]],
        asked: range,
        findings: Sequence[Finding],
    ) -> dict[str, Ledger]:
        """The ledger of some paragraphs of a text; `findings` in the order of the text."""
        tally = {"mother": Ledger(), "father": Ledger(), "services": Ledger()}
        blamed = [one.start for one in findings if one.category in _BLAMES]
        for number in asked:
            start, end = blocks[number]
            here = _between(blamed, folded.place(start), folded.place(end - 1) + 1)
            if not (here or self._sieve.holds(letters(folded.lower, start, end))):
                continue
            if here or _DUTY.search(folded.lower, start, end) or _CREDIT.search(folded.lower, start, end):
                for first, last in split(folded, start, end):
                    self._count(folded, first, last, number, here, tally)
        return tally

    def _count(
        self,
        folded: Folded,
        first: int,
        last: int,
        number: int,
        blamed: Sequence[int],
        tally: dict[str, Ledger],
    ) -> None:
        spots = _spots(folded.lower, first, last)
        for place in _between(blamed, folded.place(first), folded.place(last - 1) + 1):
            spots.append(("blame", next(at for at in range(first, last) if folded.place(at) >= place)))
        if not spots:
            return
        if not blamed and not self._lexicon.hint(forms(folded, first, last)) & self._people:
            return
        for sentence in read(folded, first, last, number, self._lexicon):
            for kind, spot in spots:
                place = bisect_left(sentence.starts, spot)
                if place < len(sentence.starts):
                    self._enter(kind, self._roles.subject(sentence, place), tally)

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


def _between(places: Sequence[int], first: int, last: int) -> list[int]:
    return list(places[bisect_left(places, first) : bisect_left(places, last)])
