"""Signs that words could show where an undisclosed place is; it errs towards finding one."""

import re
from collections.abc import Iterable

from hrm2m.exchange.directory.plain_text import squeezed, unmasked


SHORTEST_SECRET = 5  # shorter words of an address ("12a", "Flat") would hide half the language

# The 124 postcode areas (Royal Mail), with the islands. Case and spacing are not trusted.
_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|"
    "DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|"
    "IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|"
    "NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|"
    "ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_GAP = r"[\W_]{0,3}"
_AREA = "(?:" + "|".join(_GAP.join(area) for area in sorted(_AREAS.split("|"), key=len, reverse=True)) + ")"

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
_LOOSE_POSTCODE = re.compile(
    rf"(?<![^\W_]){_AREA}{_GAP}\d{_GAP}[A-Z\d]?{_GAP}\d{_GAP}[A-Z]{_GAP}[A-Z](?![^\W_])", re.IGNORECASE
)
_OUTWARD = re.compile(rf"\b(?:{_AREAS})\d{{1,2}}[A-Z]?\b", re.IGNORECASE)

_STREETS = (
    "road|rd|street|lane|ln|avenue|ave|crescent|cres|boulevard|blvd|terrace|mews|grove|alley|arcade|esplanade|"
    "promenade|bypass|causeway|heol|ffordd|stryd"
)
_STREETS_TOO = (
    "st|close|way|drive|dr|court|ct|hill|place|pl|park|view|rise|walk|green|gardens|gdns|square|sq|end|gate|row|"
    "yard|quay|wharf|fold|croft|bank|parade|circus|wynd|vale|common|path"
)
_BUILDINGS = (
    "house|lodge|cottage|cottages|manor|hall|villa|villas|vicarage|rectory|mill|farm|building|buildings|chambers|"
    "tower|towers|church|chapel|school|barn|hotel|hostel|centre|center|hospital|clinic|library|works|estate|"
    "mansions|grange|priory|abbey|convent|pub|arms|inn|block|wing|hub"
)
_LANDMARKS = (
    r"opposite|next to|next door|adjacent|behind|beside|across from|corner of|round the corner|just off|"
    r"off the|close to|near to|near the|nearby|nearest|above the|below the|minutes?['’]? walk|"
    r"walking distance|bus stop|bus route|bus number|get off|station|junction|roundabout|entrance|car park|"
    r"turn left|turn right|find us|how to find|directions|locat(?:ed|ion)|situated|"
    r"based (?:in|at|on|near)|our address|address is|premises|door ?bell|buzzer|intercom|landmark|formerly|"
    r"converted|village of|hamlet of|outskirts|p\.?\s?o\.? box"
)
_ADDRESSES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (
            r"\b\d{1,5}[a-z]?\s{0,3}[,-]?\s{1,3}(?:[\w'’.-]{1,40}\s{1,3}){1,4}"
            rf"(?:{_STREETS}|{_STREETS_TOO})\b",
            re.IGNORECASE,
        ),
        (rf"\b[\w'’.-]{{1,40}}[\s-]{{1,3}}(?:{_STREETS})\b", re.IGNORECASE),
        (r"\b(?:flat|unit|suite|room|apartment|apt|floor|plot|number|no\.?)\s*\d", re.IGNORECASE),
        (r"\d{1,3}[.,]\d{3,}", 0),
        (r"\d{1,3}\s?°", 0),
        (r"\b[A-HJ-Z]{2}\s?\d{3,5}\s?\d{3,5}\b", 0),
        (r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b", re.IGNORECASE),
        (r"/{3}\s?[a-z]{1,20}\.[a-z]|what ?3 ?words", re.IGNORECASE),
        (r"\bmaps?\b", re.IGNORECASE),
        (r"(?<!\d)\d{6,}(?!\d)", 0),
        (r"(?<!\d)(?:\+?44|0)[\s()-]{0,4}[12](?:[\s()-]{0,4}\d){5,12}", 0),
    )
)
_WAYS_THERE = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (rf"\b[A-Z][\w'’.-]{{1,40}}[\s-]{{1,3}}(?i:{_STREETS_TOO}|{_BUILDINGS})\b", 0),
        (r"\b(?:ground|first|second|third|fourth|top)\s+floor\b", re.IGNORECASE),
        (rf"\b(?:{_LANDMARKS})\b", re.IGNORECASE),
        (r"\b[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}\b", re.IGNORECASE),
        (
            r"\w{1,20}://|\bwww\.|\b[\w-]{1,60}\.(?:com|org|net|uk|wales|cymru|scot|info|io|gl|me)\b",
            re.IGNORECASE,
        ),
    )
)
# Each repetition above has an end: a feed may hold a text made to keep a pattern busy for hours.
_FREE_PHONE = re.compile(r"(?<!\d)0(?:3|800|808|7)[\d ]{6,12}\d|(?<!\d)116[\d ]{3,4}|\b(?:999|111|101)\b")


def secrets_among(words: Iterable[str]) -> frozenset[str]:
    """Every part of an address that must not be found again, squeezed: whole, by comma, unnumbered."""
    parts = {part for said in words for part in [said, *re.split(r"[,;\n]", unmasked(said))]}
    parts |= {re.sub(r"^\W*\d+\s*[a-z]?\W+", "", part.strip(), flags=re.IGNORECASE) for part in parts}
    return frozenset(s for s in map(squeezed, parts) if len(s) >= SHORTEST_SECRET)


def holds_a_secret(said: str, secrets: frozenset[str]) -> bool:
    """Whether a part of the withheld address stands in `said`, however it was spaced or cased."""
    tight = squeezed(said)
    return any(secret in tight for secret in secrets)


def holds_a_postcode(said: str) -> bool:
    """Whether a postcode, or its first half, stands in `said`, however it was spaced or cased."""
    plain = unmasked(said)
    return bool(_LOOSE_POSTCODE.search(plain) or _OUTWARD.search(plain))


def names_an_address(said: str, secrets: frozenset[str] = frozenset()) -> bool:
    """Whether `said` holds an address, a part of the withheld one, a postcode or coordinates."""
    plain = _without_free_phones(said)
    return holds_a_secret(said, secrets) or holds_a_postcode(plain) or _any_in(plain, _ADDRESSES)


def could_show_where(said: str, secrets: frozenset[str] = frozenset()) -> bool:
    """Whether `said` could lead to the place: an address, or a building, a landmark, a link, a landline."""
    return names_an_address(said, secrets) or _any_in(_without_free_phones(said), _WAYS_THERE)


def _without_free_phones(said: str) -> str:
    return _FREE_PHONE.sub(" ", unmasked(said))


def _any_in(said: str, signs: Iterable[re.Pattern[str]]) -> bool:
    return any(sign.search(said) for sign in signs)
