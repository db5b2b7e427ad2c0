"""Shapes by which a person is found: postcodes, numbers, dates, ages, addresses of every kind."""

import re
from collections.abc import Mapping
from enum import StrEnum


class Trace(StrEnum):
    """What was found."""

    HER_NAME = "her_name"
    KNOWN_PERSON = "known_person"
    NAME = "name"
    POSTCODE = "postcode"
    NUMBER = "number"
    DATE = "date"
    AGE = "age"
    EMAIL = "email"
    WEB = "web"
    STREET = "street"


AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC "
    "EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU "
    "M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS "
    "ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
"""The 124 postcode areas, Crown dependencies among them."""
_LONGEST_FIRST = sorted(AREAS.split(), key=len, reverse=True)
_GAP = r"[\s.\-_/]*"
_AREA = "(?:" + "|".join(_LONGEST_FIRST) + ")"
_SPREAD = "(?:" + "|".join(_GAP.join(area) for area in _LONGEST_FIRST) + ")"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SPOKEN = r"(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)"
_ROAD = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|court|drive|way|terrace|place|crescent|gardens|grove|square"
    r"|house|flats?|walk|row|view|hill|park|mews)"
)
_TLD = r"(?:com|org|net|uk|ie|info|co|me|io|eu|wales|scot|cymru|london|gov|nhs)"


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SHAPES: Mapping[Trace, tuple[re.Pattern[str], ...]] = {
    Trace.EMAIL: (
        _shape(r"[\w.+\-]+\s*@\s*[\w\-]+(?:\s*\.\s*[\w\-]+)*"),
        _shape(r"[\w.+\-]+\s*[(\[{]\s*at\s*[)\]}]\s*[\w\-]+"),
        _shape(r"[\w.+\-]+\s+at\s+[\w\-]+\s*(?:\.|[(\[{]?\s*dot\s*[)\]}]?)\s*" + _TLD + r"\b"),
        _shape(r"(?<!\w)@[\w.]{2,}"),
    ),
    Trace.WEB: (
        _shape(r"https?\s*:\s*/\s*/\s*\S+"),
        _shape(r"\bwww\s*\.\s*\S+"),
        _shape(r"\b[\w\-]{2,}(?:\.[\w\-]+)*\.\s?" + _TLD + r"\b(?:/\S*)?"),
        _shape(r"\b[\w\-]{2,}\s+(?:[(\[{]\s*)?dot(?:\s*[)\]}])?\s+" + _TLD + r"\b"),
    ),
    Trace.POSTCODE: (
        _shape(rf"(?<!\w){_SPREAD}{_GAP}\d(?:{_GAP}[a-z\d])?{_GAP}[\do]{_GAP}[abd-hjlnp-uw-z]{{2}}(?!\w)"),
        _shape(rf"(?<!\w){_AREA}\s?\d[a-z\d]?(?!\w)"),
        _shape(r"(?<!\w)(?:[ac-fhknprtv-y]\d[\dw])\s?[\dac-fhknprtv-y]{4}(?!\w)"),
    ),
    Trace.DATE: (
        _shape(r"(?<!\d)\d{1,4}\s?[./\-–]\s?\d{1,2}\s?[./\-–]\s?\d{2,4}(?!\d)"),
        _shape(r"(?<![\d./\-])\d{1,2}\s?[/\-.–]\s?\d{1,2}(?!\s?[./\-]?\s?\d|\s?%)"),
        _shape(rf"(?<!\d)\d{{1,2}}(?:\s?(?:st|nd|rd|th))?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+\d{{2,4}})?"),
        _shape(rf"\b{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:\s?(?:st|nd|rd|th))?\b(?:,?\s+\d{{2,4}})?"),
        _shape(rf"\b{_MONTH}\s+(?:of\s+)?(?:19|20)\d\d\b"),
        _shape(r"(?<!\d)(?:19|20)\d\d(?!\d)"),
        _shape(r"\b(?:birth\s?days?|date\s+of\s+birth|d\.?o\.?b\.?|born\s+(?:on|in))\b"),
        _shape(
            r"\b(?:christmas|boxing|new\s+year'?s?|easter|valentine'?s?|halloween|mothers?'?s?)\s+(?:day|eve)\b"
        ),
    ),
    Trace.AGE: (
        _shape(r"\b\d{1,2}\s*(?:-|\s)?\s*(?:years?|yrs?|months?|weeks?)\s*(?:-|\s)\s*olds?\b"),
        _shape(r"\baged?\s+(?:of\s+)?\d{1,2}\b"),
        _shape(r"\b(?:turns|turning|just\s+turned)\s+\d{1,2}\b"),
    ),
    Trace.NUMBER: (
        _shape(r"\+?(?:\d[\s.\-()/_]*){5,}"),
        _shape(rf"\b{_SPOKEN}(?:[\s,\-]+{_SPOKEN}){{4,}}\b"),
        _shape(r"\b[a-z]{0,3}\d{4,}[a-z]?\b"),
    ),
    Trace.STREET: (
        _shape(rf"\b\d{{1,4}}[a-z]?\s+(?:[\w'’]+\s+){{1,3}}{_ROAD}\b"),
        _shape(r"\b(?:flat|room|house|number|no\.?)\s+\d{1,4}[a-z]?\b"),
    ),
}
