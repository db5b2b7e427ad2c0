"""What a referral says, as entries of the general compartment; what goes to an agency was written for it, with her."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from hrm2m.policy import Category
from hrm2m.vault.entries import Body


OURS_TO_SAY = "seen"
"""How our own words about a referral are known: somebody looks before she reads them on her page."""


class Basis(StrEnum):
    """What a referral rests on. The last three are without her yes, and are written down with their reason."""

    CONSENT = "consent"
    STATUTORY_DUTY = "statutory_duty"
    COURT_ORDER = "court_order"
    VITAL_INTEREST = "vital_interest"


class Declined(StrEnum):
    """Why an agency says no: its reasons, never hers."""

    NO_PLACE = "no_place"
    NOT_OUR_AREA = "not_our_area"
    NOT_WHAT_WE_DO = "not_what_we_do"
    WAITING_TOO_LONG = "waiting_too_long"
    CONDITIONS = "conditions"
    OTHER = "other"


class Came(StrEnum):
    """What came of it."""

    SHE_GOT_IT = "she_got_it"
    PARTLY = "partly"
    IT_GOES_ON = "it_goes_on"
    NOT_THIS = "not_this"


class Held(StrEnum):
    """What somebody says of what was sent once she has stopped."""

    DESTROYED = "destroyed"
    KEPT = "kept"


class Regulator(StrEnum):
    """What was decided about telling the regulator of a mistake in sharing."""

    TOLD = "told"
    NOT_NEEDED = "not_needed"


class Part(Body, frozen=True, forbid_unknown_fields=True):
    """What an agency is to know of one category, written with her for this referral."""

    KIND: ClassVar[str] = "referral_part"

    words: str


class DraftPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a draft."""

    category: Category
    words: str


class Drafted(Body, frozen=True, forbid_unknown_fields=True):
    """A referral as it was drafted with her; nobody outside reads it."""

    KIND: ClassVar[str] = "referral_draft"

    parts: tuple[DraftPart, ...]


class OtherBasis(Body, frozen=True, forbid_unknown_fields=True):
    """Why it was sent without her yes, and what was decided about telling her."""

    KIND: ClassVar[str] = "referral_basis"

    reason: str
    tell_her: str
    tell_her_by: datetime | None = None


class TheyAnswered(Body, frozen=True, forbid_unknown_fields=True):
    """What the agency said: their words, who said them, and a meeting if one is set."""

    KIND: ClassVar[str] = "referral_answer"

    words: str
    said_by: str
    declined: Declined | None = None
    came: Came | None = None
    meeting_at: datetime | None = None


class PassedOn(Body, frozen=True, forbid_unknown_fields=True):
    """That it was passed to a colleague there: who said so, and who takes it; a team or an inbox is no name."""

    KIND: ClassVar[str] = "referral_passed"

    said_by: str
    takes: str


class LookedAgain(Body, frozen=True, forbid_unknown_fields=True):
    """What her bridge builder found at a second look, or why a referral was closed; hers first."""

    KIND: ClassVar[str] = "referral_looked"

    words: str
    her_words: str = ""


class StopAnswer(Body, frozen=True, forbid_unknown_fields=True):
    """What somebody who was told to stop says of what he or she holds."""

    KIND: ClassVar[str] = "stop_answer"
    FOR_HER: ClassVar[bool] = True

    held: Held
    because: str = ""
    said_by: str = ""


class WronglyShared(Body, frozen=True, forbid_unknown_fields=True):
    """What was shared wrongly, and what was done at once."""

    KIND: ClassVar[str] = "shared_wrongly"

    what: str
    done: str = ""


class WronglyDecided(Body, frozen=True, forbid_unknown_fields=True):
    """What the lead decided about a mistake in sharing, and how and when she is told safely."""

    KIND: ClassVar[str] = "shared_wrongly_end"

    regulator: Regulator
    why: str
    telling_her: str
