"""Tables that turn codes of Ministry of Justice contracts into words; a code not listed stays as it is."""

from hrm2m.exchange.directory.entry import Category


# Letters of probation regions. Checked against the contracts' own titles ("ETE Services for London": J) and
# the list of probation offices beside them, which gives letter and postal address
# (hmpps-interventions-service, reference-data/probation-offices-v0.csv, MIT, Crown copyright).
REGIONS = {
    "A": "North East",
    "B": "North West",
    "C": "Yorkshire and the Humber",
    "D": "Wales",
    "E": "West Midlands",
    "F": "East Midlands",
    "G": "South West",
    "H": "South Central",
    "I": "East of England",
    "J": "London",
    "K": "Kent, Surrey and Sussex",
    "L": "Greater Manchester",
}

# First part of a contract type ("FBD-NW" is money in the North West), as the contract_type table of the same
# source names them. Women's services take their other categories from what they do.
CONTRACT_TYPES: dict[str, frozenset[Category]] = {
    "ACC": frozenset({Category.HOME}),
    "DNR": frozenset({Category.DRUGS_AND_TREATMENT}),
    "ETE": frozenset({Category.WORK_AND_LEARNING}),
    "FBD": frozenset({Category.MONEY}),
    "MTR": frozenset({Category.OTHER}),
    "PWB": frozenset({Category.MENTAL_HEALTH}),
    "WOS": frozenset({Category.WOMEN}),
    "WSM": frozenset({Category.WOMEN}),
}

# Beginnings of need areas: the contracts spell them in 35 ways ("Accommodation (3) High Complexity").
NEED_AREAS: dict[str, Category] = {
    "accommodation": Category.HOME,
    "dependency": Category.DRUGS_AND_TREATMENT,
    "education": Category.WORK_AND_LEARNING,
    "ete": Category.WORK_AND_LEARNING,
    "emotional wellbeing": Category.MENTAL_HEALTH,
    "personal wellbeing": Category.MENTAL_HEALTH,
    "family": Category.CHILDREN_AND_FAMILY,
    "financ": Category.MONEY,
    "benefits": Category.MONEY,
    "money": Category.MONEY,
    "access to benefits": Category.MONEY,
    "lifestyle": Category.OTHER,
    "social inclusion": Category.OTHER,
}

_SMALL_WORDS = {"and", "of", "in", "the"}
_WORDS_NOT_INITIALS = {
    "air", "are", "big", "for", "led", "ltd", "new", "on", "one", "out", "st", "sun", "up", "way", "we", "you",
}  # fmt: skip


def provider_words(code: str) -> str:
    """A provider's code written out ("THE_NELSON_TRUST": The Nelson Trust); short parts may be initials."""
    words = code.split("_")
    return " ".join(_word(word, first=index == 0) for index, word in enumerate(words) if word)


def police_area(code: str) -> str:
    """A police area's code written out ("avon-and-somerset": Avon and Somerset)."""
    return " ".join(
        _word(word.upper(), first=index == 0, short=0) for index, word in enumerate(code.split("-")) if word
    )


def need_category(need: str) -> Category | None:
    """The category of a need area, or None for one that is not in the table."""
    plain = need.casefold()
    return next((category for start, category in NEED_AREAS.items() if plain.startswith(start)), None)


def _word(word: str, *, first: bool, short: int = 3) -> str:
    low = word.casefold()
    if low in _SMALL_WORDS and not first:
        return low
    if len(word) <= short and low not in _WORDS_NOT_INITIALS | _SMALL_WORDS:
        return word
    return word.capitalize()
