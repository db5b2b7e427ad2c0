"""Which services must not be found on a map: marks, words and missing facts decide, and doubt protects."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from hrm2m.exchange.directory.plain_text import unmasked


class Why(StrEnum):
    """Why a service is shown by its district only."""

    MARKED = "its record is marked confidential"
    REFUGE = "it is a refuge, or speaks of one"
    SAFE_PLACE = "it speaks of a place that is kept secret"
    NO_PUBLIC_DOOR = "it helps with abuse and states no public door"
    ANOTHER_RECORD = "another record of its agency withholds the same place"
    NOT_FOR_VISITS = "its place is not one to visit"


CERTAIN = frozenset({Why.MARKED, Why.REFUGE, Why.SAFE_PLACE})


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says: `names` (service, agency, kinds of help), `prose`, its `agency` on itself.

    `marked`: the record marks itself confidential. `has_hours`: a physical place of it has opening hours.
    """

    names: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    marked: bool = False
    has_hours: bool = False


# English and Welsh. "refugee" is not a refuge; "free and confidential advice" marks no address.
_REFUGE = re.compile(r"\brefuges?\b|\blloches(?:au)?\b|\bnoddfa\b|\bwomen'?s shelters?\b", re.IGNORECASE)
_HIDDEN = r"secret|confidential|undisclosed|hidden|withheld|unpublished"
_SECRET_PLACE = re.compile(
    rf"\bsafe[- ]?houses?\b|\bundisclosed\b|\bplaces? of safety\b|"
    rf"\b(?:{_HIDDEN}) (?:address|location|place|venue|site)|"
    rf"(?:address|location|venue|whereabouts)\b[^.\n]{{0,30}}\b(?:{_HIDDEN}|"
    r"(?:not|never) (?:be )?(?:disclosed|published|shared|public|given))",
    re.IGNORECASE,
)
_ABUSE = re.compile(
    r"\b(?:domestic|sexual|intimate partner|family|honou?r[- ]based) (?:and sexual )?(?:abuse|violence)|"
    r"\bdv\b|\bidvas?\b|\bisvas?\b|\bvawg\b|\bfgm\b|violence against women|\bcoercive control|"
    r"\bwomen'?s aid\b|\brape\b|\bsexual assault|\bforced marriage|\bmodern slavery|\btraffick(?:ing|ed)\b|"
    r"\bfleeing\b|\babused? (?:women|partner)|\babusive (?:relationship|partner|home)|\bsurvivors? of abuse|"
    r"\btrais (?:domestig|rhywiol)|\bcam-?drin|\bcymorth i ferched\b",
    re.IGNORECASE,
)
_BEDS = re.compile(
    r"\baccommodation\b|\bhostels?\b|\bshelters?\b|\bsanctuary\b|\bbed ?spaces?\b|\bsafe home\b|\bllety\b|"
    r"\b(?:place|somewhere)(?: safe)? to stay\b|\bself-contained (?:flats?|units?|rooms?)\b|"
    r"\bdispersed (?:units?|houses?|properties)\b",
    re.IGNORECASE,
)
_PUBLIC_DOOR = re.compile(
    r"\bdrop[- ]?in\b|\bwalk[- ]?in\b|\bopen to (?:the public|everyone|all)\b|\bone[- ]stop shop\b|"
    r"\bpublic(?:ly)? access(?:ible)?\b|\bopen door\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|without|cannot|never|isn't|don't)\b[^.\n]{0,30}$", re.IGNORECASE)
_MARK = re.compile(
    r"confidential|undisclosed|do[ _-]?not[ _-]?(?:publish|disclose|share)|"
    r"(?:address|location)[ _-]?(?:withheld|hidden|(?:is[ _-])?not[ _-]?public)|"
    r"(?:hide|withhold|suppress)[ _-]?(?:the[ _-])?(?:address|location)|"
    r"(?:secret|private|unlisted)[ _-]?(?:address|location)",
    re.IGNORECASE,
)
_PLACE_WORDS = "address|location|venue|place"
_MARK_ALONE = re.compile(
    rf"(?:{_MARK.pattern})|.{{0,20}}\b(?:{_PLACE_WORDS})\b.{{0,20}}(?:{_HIDDEN})\W*|"
    rf"(?:{_HIDDEN})(?: (?:{_PLACE_WORDS}|service|site|entry))?\W*",
    re.IGNORECASE,
)
_TAKEN_BACK = frozenset({"", "0", "0.0", "false", "no", "none", "n", "null", "not confidential", "[]", "{}"})


def why_undisclosed(words: Words) -> Why | None:
    """The first reason that holds for protecting this service's place, or None.

    A service that names abuse states its public door in its name or its kinds of help; one that only speaks
    of it may state it anywhere, or have hours at a place. Beds close every door.
    """
    names, said = _joined(words.names), _joined((*words.names, *words.prose))
    if words.marked:
        return Why.MARKED
    if _REFUGE.search(said):
        return Why.REFUGE
    if _SECRET_PLACE.search(said):
        return Why.SAFE_PLACE
    if not speaks_of_abuse(_joined((said, *words.agency))):
        return None
    if _BEDS.search(said):
        return Why.NO_PUBLIC_DOOR
    open_to_all = says_public_door(names)
    if not _ABUSE.search(names):
        open_to_all = words.has_hours or says_public_door(said)
    return None if open_to_all else Why.NO_PUBLIC_DOOR


def speaks_of_abuse(said: str) -> bool:
    """Whether `said` names abuse, or a refuge from it."""
    plain = unmasked(said)
    return bool(_ABUSE.search(plain) or _REFUGE.search(plain))


def says_public_door(said: str) -> bool:
    """Whether `said` states that anyone may come in, and does not deny it in the same breath."""
    plain = unmasked(said)
    return any(
        not _DENIED.search(plain[max(0, found.start() - 60) : found.start()])
        for found in _PUBLIC_DOOR.finditer(plain)
    )


def is_mark(key: str, value: object) -> bool:
    """Whether a key of a record with its value marks it confidential; "confidential: no" does not."""
    if _MARK.search(unmasked(key)):
        return not says_no(value)
    return isinstance(value, str) and bool(_MARK_ALONE.fullmatch(unmasked(value).strip()))


def says_no(value: object) -> bool:
    """Whether the value of a mark takes it back."""
    return str(value).strip().casefold() in _TAKEN_BACK


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(_straight(parts))


def _straight(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield unmasked(part).replace("’", "'")
