"""Documents: which voices a longer text lacks, and the ledger of duties, blame and credit; asks no question
about a word."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from hrm2m.narrative.findings import Finding, Ledger
from hrm2m.narrative.first_pass import Sieve, letters
from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.masks import Masks
from hrm2m.narrative.roles import Roles
from hrm2m.narrative.sentences import forms, read, split


LONG_ENOUGH = 80
"""Words below which no text is asked for a voice: the reference's figure."""
_SHE = r"(?:she|mother|mum|mam|mom|mummy|ms [a-z']+|mrs [a-z']+|miss [a-z']+)"
_HER_WORDS = re.compile(
    rf"\b{_SHE}(?: has| also| then| had)? (?:told|said|says|explained|explains|described|asked|tells|wants|"
    rf"wishes|would like|feels|felt|reported|shared|spoke|stated|expressed|disagreed|disagrees)\b|"
    rf"\byou (?:also )?(?:told|said|asked|explained|wanted)|\bin her (?:own )?words\b|\b(?:mum|mother): "
)
_CHILD = (
    r"(?:child|baby|infant|toddler|son|daughter|boy|girl|twins?|children|kids|unborn|"
    r"[a-z]+, (?:who is )?(?:aged )?(?:\d{1,2}|two|three|"
    r"four|five|six|seven|eight|nine|ten)|[a-z]+ is (?:one|two|three|four|five|six|seven|eight|nine|ten))"
)
_EXPERIENCE = re.compile(
    r"\b(?:told me|told the worker|said|says|likes|like|laughed|smiled|smiles|cried|played|plays|playing|"
    r"drawing|drew|showed|shows|"
    r"worries|worried|misses|enjoys|enjoyed|feels|felt|sat|sitting|slept|sleeps|sleeping|settled|ate|wants|asked|wishes|loves|"
    r"hugged|ran to|gurgled|babbled|cuddled|scared|frightened|watched|looked at)\b"
)
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
_WORD = re.compile(r"[a-z']+")
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


def missing_voices(folded: Folded, masks: Masks) -> tuple[str, ...]:
    """Which of her words, the child's experience, the father and strengths a text lacks; none of a short text."""
    lower = folded.lower
    if len(_WORD.findall(lower)) < LONG_ENOUGH:
        return ()
    missing = []
    if not (_HER_WORDS.search(lower) or masks.somebody_speaks()):
        missing.append("her_words")
    born = _BORN.search(lower) or not _UNBORN.search(lower)
    if born and not _child_experience(lower):
        missing.append("child_experience")
    if not _FATHER.search(lower):
        missing.append("father")
    if not _STRENGTHS.search(lower):
        missing.append("strengths")
    return tuple(sorted(missing))


_CHILD_DOES = re.compile(rf"\b{_CHILD}\b[^.]{{0,60}}")
_ADULT = re.compile(
    r"\b(?:mother|mum|father|dad|worker|visitor|she told|ms|mr|mrs|plan|school|review|chair|case)\b"
)


_SENTENCE = re.compile(r"[.!?]\s")


def _child_experience(lower: str) -> bool:
    """A child as the subject of what is felt, said, done or seen."""
    for sentence in _SENTENCE.split(lower):
        child = re.search(rf"(?:^|\b)(?:the |her |his )?{_CHILD}\b", sentence)
        if child and _EXPERIENCE.search(sentence, child.end()):
            between = sentence[: child.start()]
            if not _ADULT.search(between):
                return True
    return _named_child(lower)


def _named_child(lower: str) -> bool:
    names = {
        hit.group(1)
        for hit in re.finditer(
            r"\b([a-z]{3,12}),? (?:\(?(?:aged )?\d{1,2}\)?|who is [a-z]+|"
            r"is (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven))\b",
            lower,
        )
    }
    names -= {
        "may",
        "june",
        "july",
        "april",
        "march",
        "august",
        "january",
        "september",
        "october",
        "november",
        "december",
        "february",
        "mother",
        "she",
        "section",
        "aged",
    }
    return any(
        re.search(rf"\b{re.escape(name)} (?:\w+ )?(?:{_EXPERIENCE.pattern[5:-3]})\b", lower)
        for name in sorted(names)
    )


_NAMES = {"mother": "mother", "father": "father", "service": "services"}
_COUNTED = ("MOTHER", "FEMALE", "FATHER", "MALE", "SERVICE")
_BLAMES = ("blame_shifting", "gendered_double_standard")


class LedgerKeeper:
    """Counts duties, blame and credit of mother, father and services, by the subject of the verb."""

    def __init__(self, lexicon: Lexicon, roles: Roles) -> None:
        self._lexicon, self._roles = lexicon, roles
        self._people = lexicon.mask(_COUNTED)
        self._sieve = Sieve(form for name in _COUNTED for form in lexicon.members.get(name, ()))

    def count(
        self, folded: Folded, blocks: Sequence[tuple[int, int]], findings: Sequence[Finding]
    ) -> dict[str, Ledger]:
        """The ledger of a text; `findings` in the order of the text."""
        tally = {"mother": Ledger(), "father": Ledger(), "services": Ledger()}
        blamed = [one.start for one in findings if one.category in _BLAMES]
        for number, (start, end) in enumerate(blocks):
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
