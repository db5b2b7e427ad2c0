"""A soft question beside evidence that speaks of people in general: it asks about this child, and stops nothing."""

import re


_PEOPLE = r"(?:people|mothers|women|parents|mums|those|anyone|anybody|somebody|someone|users|they)"
_USE = r"(?:use|uses|using|used|misuse|misusing|take|takes|taking|inject|injecting|smoke|smoking)"
_DRUGS = r"(?:drugs?|heroin|crack|methadone|substances?|addiction)"
_PATTERNS = (
    rf"\b{_PEOPLE}\s+(?:who|that|which)\s+(?:\w+\s+){{0,2}}?{_USE}\b",
    rf"\b{_PEOPLE}\s+(?:on|using|with)\s+(?:a\s+)?{_DRUGS}\b",
    r"\b(?:drug|substance|heroin|crack|opiate|opioid)[ -]?(?:users|using (?:mothers|parents|women))\b",
    r"\b(?:addicts|junkies|substance misusers)\b",
    r"\bit is (?:well )?known that\b|\bresearch (?:shows|says)\b|\bas (?:we|everybody) knows?\b",
)
_GENERAL = re.compile("|".join(_PATTERNS), re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def sentence_about_people(text: str) -> str:
    """The first sentence that speaks of people in general and not of this child; empty where there is none."""
    found = (sentence.group().strip() for sentence in _SENTENCE.finditer(text))
    return next((sentence for sentence in found if _GENERAL.search(sentence)), "")
