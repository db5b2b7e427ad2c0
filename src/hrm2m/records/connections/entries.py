"""What a connection, a look at it and a safety question say, as sealed entries; nothing here reads or writes one.

All lie in child safety, but for `SafetyAnswered`: which drug-use entry was quoted stands in treatment alone, so that
only whoever opens both sides can go from the quote to the original.
"""

from enum import StrEnum
from typing import ClassVar

import msgspec

from hrm2m.policy.connecting import Look
from hrm2m.vault.entries import Body


class Effect(StrEnum):
    """Whether an effect on this child was seen, or is thought likely."""

    SEEN = "seen"
    LIKELY = "likely"


class Cause(StrEnum):
    """What else could explain it: each is answered."""

    POVERTY = "poverty"
    HOUSING = "housing"
    VIOLENCE = "violence"
    ILLNESS = "illness"
    HELP_NOT_OFFERED = "help_not_offered"


class Explains(StrEnum):
    """Whether it could explain what was seen."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not_known"


class Side(StrEnum):
    """Which way a piece of evidence points."""

    FOR = "for"
    AGAINST = "against"


class QuoteIsRight(StrEnum):
    """Whether what was quoted from treatment says what the original says."""

    YES = "yes"
    NO = "no"
    NOTHING_QUOTED = "nothing_quoted"


class Alternative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One other explanation, and the answer to it."""

    cause: Cause
    explains: Explains
    words: str = ""


class Connection(Body, frozen=True, forbid_unknown_fields=True):
    """How drug use is said to touch this child; about the child, where the child has a record."""

    KIND: ClassVar[str] = "connection"
    QUOTES: ClassVar[bool] = True

    observations: tuple[str, ...]
    """The refs of what was seen, heard or told of this child: one at least."""
    mechanism: str
    """How the one is said to lead to the other."""
    effect: Effect
    effect_words: str
    """What was seen on this child, or what is likely for this child."""
    evidence: str
    """On what evidence about this child; what is said of people who use drugs is none."""
    alternatives: tuple[Alternative, ...]
    evidence_against: str
    child: str = ""
    question: str = ""
    """The ref of the safety question whose answer is quoted; empty where nobody who treats her was asked."""
    her_account: str = ""
    """What she says to it; empty while she has not been asked. A reply of hers joins at any time."""

    def rests_on(self) -> frozenset[str]:
        """What was seen, heard or told of this child: the connection says it again in its own words."""
        return frozenset(self.observations)


class ConnectionMore(Body, frozen=True, forbid_unknown_fields=True):
    """Evidence for or against that came later; about the connection."""

    KIND: ClassVar[str] = "connection_more"

    side: Side
    words: str


class ConnectionLook(Body, frozen=True, forbid_unknown_fields=True):
    """What the second reader says, having seen both sides; about the connection."""

    KIND: ClassVar[str] = "connection_look"

    outcome: Look
    reasons: str
    quote_is_right: QuoteIsRight


class SafetyAsked(Body, frozen=True, forbid_unknown_fields=True):
    """The same question as it stands in child safety, for whoever asked; about the child, if one was named."""

    KIND: ClassVar[str] = "safety_asked"

    question: str
    """The ref of the question, which lies in the treatment drawer."""
    words: str


class SafetyAnswered(Body, frozen=True, forbid_unknown_fields=True):
    """In treatment: what was quoted into child safety, and which drug-use entry, if any; about the question."""

    KIND: ClassVar[str] = "safety_answered"

    words: str
    drug_use: str = ""
    """The ref of the drug-use entry that is quoted; empty where none is on record."""
