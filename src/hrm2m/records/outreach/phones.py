"""The number of a phone in one shape, and the keyed mark by which a stop finds whose phone it is; no table."""

import hmac
import re
from hashlib import sha256

from hrm2m.foundation.errors import BadInput
from hrm2m.vault.keystore import keystore


NO_NUMBER = "Write one telephone number, such as 07700 900118."
CHARGES = (
    "A number like this charges whoever texts or rings it, and is nobody’s own phone. Write her own, such as "
    "07700 900118."
)
_SHAPE = re.compile(r"\+[1-9]\d{7,14}")
_BETWEEN = re.compile(r"[\s().-]")
_HOME = "+44"
# In the UK premium (09), service (084, 087) and personal numbers (070); elsewhere premium and what no country has:
# shared cost, premium, satellites and networks (+808, +87, +88, +979), and 1 900 of North America.
_CHARGES = re.compile(r"\+(?:44(?:9|8[47]|70)|808|87|88[123]|979|1900)\d+")


def number_of(text: str) -> str:
    """The number as carriers write it: + and the code of the country; a 0 in front is one of the UK.

    Raises BadInput for what is no number, and for one that is nobody's own: a text to it costs her or us money.
    """
    found, field = plain_number(text), "text_number"
    if not found:
        raise BadInput(field, NO_NUMBER)
    if _CHARGES.fullmatch(found):
        raise BadInput(field, CHARGES)
    return found


def plain_number(text: str) -> str:
    """The same; empty for what is no number. A carrier may leave the + out."""
    digits = _BETWEEN.sub("", text.replace("(0)", "").strip())
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = _HOME + digits[1:]
    elif digits[:1].isdigit():
        digits = f"+{digits}"
    return digits if _SHAPE.fullmatch(digits) and digits.isascii() else ""


def phone_mark(number: str) -> str:
    """The keyed mark of a number in that shape; only whoever has the root key can compare it with anything."""
    return hmac.new(keystore().derive("phone-mark"), number.encode(), sha256).hexdigest()
