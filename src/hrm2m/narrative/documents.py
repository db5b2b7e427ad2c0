"""Documents: which voices a longer text lacks, and the ledger of duties, blame and credit; asks no question
about a word."""

import re
from collections.abc import Sequence

from hrm2m.narrative.findings import Finding, Ledger
from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.masks import Mask
from hrm2m.narrative.roles import Roles
from hrm2m.narrative.sentences import read, split


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
_CREDIT = re.compile(
    r"\b(?:kept (?:all|every|each)|attended (?:all|every)|worked hard|done well|doing well|credit|"
    r"praise\w*|strength|good|well|brilliant|great|"
    r"warm|loving|completed|progress|achiev\w+|always on time|calmly|commended|positive(?: change)|"
    r"protective|manages? well|built)\b"
)
_DUTY = re.compile(
    r"\b(?:must|should|will|shall|needs? to|has to|have to|is to|are to|ought to|is expected to|"
    r"was told to|agreed to|responsible for|"
    r"required to|advised to|asked to)\b|"
    r"(?<=mother )to \w|(?<=mum )to \w|(?<=father )to \w|(?<=dad )to \w|(?<=parents )to \w|(?<=\bm )to \w|"
    r"(?<=\bf )to \w"
)


def missing_voices(folded: Folded, masks: Sequence[Mask]) -> tuple[str, ...]:
    """Which of her words, the child's experience, the father and strengths a text lacks; none of a short text."""
    lower = folded.lower
    if len(_WORD.findall(lower)) < LONG_ENOUGH:
        return ()
    missing = []
    if not (_HER_WORDS.search(lower) or any(mask.why != "name" for mask in masks)):
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


def _child_experience(lower: str) -> bool:
    """A child as the subject of what is felt, said, done or seen."""
    for sentence in re.split(r"[.!?]\s", lower):
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


def ledger(
    folded: Folded,
    blocks: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    roles: Roles,
    findings: Sequence[Finding],
) -> dict[str, Ledger]:
    """Duties, blame and credit of mother, father and services, counted by the subject of the verb."""
    tally = {"mother": Ledger(), "father": Ledger(), "services": Ledger()}
    names = {"mother": "mother", "father": "father", "service": "services"}
    blamed = [one for one in findings if one.category in ("blame_shifting", "gendered_double_standard")]
    for number, (start, end) in enumerate(blocks):
        part = folded.lower[start:end]
        duty, credit = _DUTY.search(part), _CREDIT.search(part)
        blame_here = [one for one in blamed if start <= one.start < end]
        if not (duty or credit or blame_here):
            continue
        for first, last in split(folded, start, end):
            _count(folded, first, last, number, lexicon, roles, tally, names, blame_here)
    return tally


def _count(
    folded: Folded, first: int, last: int, number: int, lexicon: Lexicon, roles: Roles,
    tally: dict[str, Ledger], names: dict[str, str], blamed: Sequence[Finding],
) -> None:  # fmt: skip
    text = folded.lower[first:last]
    spots = [("duties", hit.start()) for hit in _DUTY.finditer(text)] + [
        ("credit", hit.start()) for hit in _CREDIT.finditer(text)
    ]
    spots += [
        ("blame", one.start - folded.place(first))
        for one in blamed
        if folded.place(first) <= one.start < folded.place(last - 1) + 1
    ]
    if not spots or not re.search(r"[a-z]", text):
        return
    for sentence in read(folded, first, last, number, lexicon):
        for kind, offset in spots:
            place = next((at for at, start in enumerate(sentence.starts) if start >= first + offset), None)
            if place is None:
                continue
            role = roles.subject(sentence, place)
            if role in ("none", "person") and kind == "blame":
                role = "mother"
            if role in names:
                entry = tally[names[role]]
                setattr(entry, kind, getattr(entry, kind) + 1)
