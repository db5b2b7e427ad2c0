"""Targets: whom a recommendation addresses, read from the people it names; segments a policy and counts,
judges none."""

import re
from typing import NamedTuple

from hrm2m.narrative.folding import Folded, fold


class Recommendation(NamedTuple):
    """One recommendation of a policy: number, place, words, whom it addresses and by which words."""

    number: str
    start: int
    end: int
    text: str
    target: str
    words: tuple[str, ...]


_WOMEN = re.compile(
    r"\b(?:women|woman|mothers?|mums?|moms?|girls?|wives|wife|females?|pregnant|expectant|breastfeeding|breast-feeding|"
    r"sisters?|daughters?|grandmothers?|widows?|girlfriends?)\b(?!'s? (?:services?|clinics?|centres?|units?|health))"
)
_WOMENS_SERVICES = re.compile(
    r"\b(?:women's|mothers'|pregnancy|pregnancies|maternity|maternal|antenatal|ante-natal|prenatal|perinatal|postnatal|"
    r"obstetric|contracepti\w+|motherhood|midwife-led|gyn\w+|midwifery)\b"
)
_MEN = re.compile(
    r"\b(?:men|man|fathers?|dads?|boys?|husbands?|male|males|boyfriends?|fatherhood|paternal|paternity|sons?|"
    r"grandfathers?|brothers?|stepfathers?|perpetrators?)\b"
)
_MODAL = re.compile(r"\b(?:should|must|shall|will|needs? to|ought to|is to|are to|has to|have to)\b")
_NAMES = re.compile(
    r"\b(?:women|men|mothers?|fathers?|families)'s (?:aid|sheds?|institute|refuge|health council|"
    r"resource centre)[\w ]{0,20}|"
    r"\b(?:women's aid|men's sheds?|royal college of \w+(?: and \w+)?|mothers' union|fathers (?:network|"
    r"direct|4 justice)|"
    r"mothers against \w+|men and women of the|man-?made|manned|chairman|his or her|her or his|hidden harm)\b"
)
_HEADING = re.compile(
    r"^[ #*]*(?:(?:list of|summary of|key|our|main) )?recommendations?\b[^\n]{0,60}$", re.MULTILINE
)
_ITEM = re.compile(
    r"^[ ]*(?:[*-]|(?:recommendation )?(?P<number>\(?\d{1,3}(?:\.\d{1,2})?[.):]?|r\d{1,3}[.:]?|\(?[a-z]\)))[ ]+(?=\S)",
    re.MULTILINE,
)
_NEXT_HEADING = re.compile(
    r"^(?:#+ |(?:appendix|annex|references|conclusion|chapter|glossary|bibliography)\b)", re.MULTILINE
)


def target_of(folded: Folded) -> str:
    """women, men, both or neutral: whom the words of one recommendation name."""
    return _target(folded.lower)[0]


def _target(lower: str) -> tuple[str, tuple[str, ...]]:
    plain = _NAMES.sub(lambda name: " " * len(name.group()), lower)
    modal = _MODAL.search(plain)
    subject = plain[: modal.start()] if modal else ""
    where = subject if _WOMEN.search(subject) or _MEN.search(subject) else plain
    women = [hit.group() for hit in _WOMEN.finditer(where)]
    men = [hit.group() for hit in _MEN.finditer(where)]
    if not men:
        women += [hit.group() for hit in _WOMENS_SERVICES.finditer(plain)]
    name = "both" if women and men else "women" if women else "men" if men else "neutral"
    return name, tuple(dict.fromkeys(women + men))


def recommendations(text: str) -> list[Recommendation]:
    """The recommendations of a policy: the items under each heading of that name, or every item where there
    is no heading."""
    folded = fold(text)
    found: list[Recommendation] = []
    for start, end in _sections(folded.lower):
        items = list(_ITEM.finditer(folded.lower, start, end))
        for index, item in enumerate(items):
            last = (
                items[index + 1].start()
                if index + 1 < len(items)
                else _end_of_item(folded.lower, item.end(), end)
            )
            number = (item.group("number") or str(len(found) + 1)).strip("().: ")
            found.append(_recommendation(folded, text, number, item.end(), last))
    return found


def _recommendation(folded: Folded, text: str, number: str, start: int, end: int) -> Recommendation:
    target, words = _target(folded.lower[start:end])
    first, last = folded.place(start), folded.place(end - 1) + 1 if end > start else folded.place(start)
    return Recommendation(number, first, last, " ".join(text[first:last].split()), target, words)


def _sections(lower: str) -> list[tuple[int, int]]:
    headings = list(_HEADING.finditer(lower))
    sections = []
    for index, heading in enumerate(headings):
        following = headings[index + 1].start() if index + 1 < len(headings) else len(lower)
        other = _NEXT_HEADING.search(lower, heading.end(), following)
        sections.append((heading.end(), other.start() if other else following))
    return sections or [(0, len(lower))]


def _end_of_item(lower: str, start: int, end: int) -> int:
    gap = lower.find("\n\n", start, end)
    return gap if gap > 0 else end
