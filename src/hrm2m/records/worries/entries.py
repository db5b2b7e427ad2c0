"""What a worry and its steps say, as sealed entries of the child-safety drawer; nothing here reads or writes one."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from hrm2m.vault.entries import Body


class Asked(StrEnum):
    """What a worry asks somebody to decide; the local authority decides whether its threshold is met."""

    NOT_SAID = ""
    NO_FURTHER_ACTION = "no_further_action"
    EARLY_HELP = "early_help"
    CHILD_IN_NEED = "child_in_need"
    SIGNIFICANT_HARM = "significant_harm"


class Conditional(StrEnum):
    """Whether help or medication is made conditional on it."""

    NOT_KNOWN = "not_known"
    NO = "no"
    YES = "yes"


class ToWhom(StrEnum):
    """Whom a referral goes to."""

    SOCIAL_CARE = "social_care"
    POLICE = "police"


class HowTold(StrEnum):
    """How they are told."""

    RING = "ring"
    WRITING = "writing"
    IN_PERSON = "in_person"


class DrugUse(StrEnum):
    """How drug use touches this child, where somebody has said it."""

    NOT_SAID = ""
    NO_PART = "no_part"
    CONNECTION = "connection"
    PROPOSED = "proposed"
    WORDS = "words"


class TheirStep(StrEnum):
    """What they decided or did."""

    CONFIRMED = "confirmed"
    NO_FURTHER_ACTION = "no_further_action"
    EARLY_HELP = "early_help"
    ASSESSMENT = "assessment"
    STRATEGY_DISCUSSION = "strategy_discussion"
    CONFERENCE_PLAN = "conference_plan"
    CONFERENCE_NO_PLAN = "conference_no_plan"
    CORE_GROUP_HELD = "core_group_held"
    REVIEW_HELD = "review_held"
    OTHER = "other"


class ThreeQuestions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The three questions that stand beside a worry and never delay it; each may stay empty."""

    misunderstood: str = ""
    misrepresented: str = ""
    misused: str = ""


class Grounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What leads us to ask, and what is asked; every part may stay empty and is then marked as missing."""

    asks: Asked = Asked.NOT_SAID
    look_at: str = ""
    observations: tuple[str, ...] = ()
    """Refs of observations that, singly or added up, lead us to ask."""
    words: str = ""
    """In one's own words, where nothing is recorded."""
    fact: str = ""
    opinion: str = ""
    whose_opinion: str = ""
    conditional: Conditional = Conditional.NOT_KNOWN
    conditional_on: str = ""
    questions: ThreeQuestions = ThreeQuestions()


class Worry(Body, frozen=True, forbid_unknown_fields=True):
    """What adds up about a child; the ref of the entry is the worry's ref."""

    KIND: ClassVar[str] = "worry"

    grounds: Grounds
    child: str = ""
    """The ref of the child; empty for a child who has no record here."""
    about_how_old: str = ""
    comes_from: str = ""
    """The ref of the danger or the notice it comes from; empty where it comes from neither."""


class WorryRead(Body, frozen=True, forbid_unknown_fields=True):
    """That a safeguarding lead read it; about the worry."""

    KIND: ClassVar[str] = "worry_read"
    OURS: ClassVar[bool] = True

    words: str = ""


class DecisionAsked(Body, frozen=True, forbid_unknown_fields=True):
    """What is asked of whom; about the worry."""

    KIND: ClassVar[str] = "decision_asked"

    grounds: Grounds


class TheirDecision(Body, frozen=True, forbid_unknown_fields=True):
    """What they decided, and who said so; about the worry."""

    KIND: ClassVar[str] = "their_decision"

    step: TheirStep
    words: str = ""
    who_said: str = ""


class OurView(Body, frozen=True, forbid_unknown_fields=True):
    """Whether we agree; where we do not, to whom by name we say so. About the worry."""

    KIND: ClassVar[str] = "our_view"

    agrees: bool
    words: str
    escalated_to: str = ""


class WorryOutcome(Body, frozen=True, forbid_unknown_fields=True):
    """What came of it for the child; about the worry."""

    KIND: ClassVar[str] = "worry_outcome"

    words: str


class ToldHer(Body, frozen=True, forbid_unknown_fields=True):
    """That she was told of a worry or a referral, how, and what she said to it; about that entry."""

    KIND: ClassVar[str] = "told_her"
    OURS: ClassVar[bool] = True

    how: str
    her_account: str = ""


class SecondLook(Body, frozen=True, forbid_unknown_fields=True):
    """What a second person says to a referral that was sent; about the referral."""

    KIND: ClassVar[str] = "second_look"
    OURS: ClassVar[bool] = True

    words: str
    agrees: bool = True


class PaperLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One observation as the paper shows it: who says so, how they know, when, and her reply beside it."""

    words: str
    known: str
    happened: date
    childs_own_words: str = ""
    her_reply: str = ""


class TouchesThisChild(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How drug use touches this child; the lines of a connection come frozen from its own room."""

    kind: DrugUse = DrugUse.NOT_SAID
    words: str = ""
    connection: str = ""
    """The ref of the connection the lines are of."""
    lines: tuple[str, ...] = ()
    her_reply: str = ""
    last_looked_at: date | None = None
    due_again: date | None = None


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A referral as it was sent, whole: the same bytes can be made from it years later."""

    to: ToWhom
    how: HowTold
    made_at: datetime
    area: str
    edition: str
    sender: str
    agency: str
    phone: str
    child: str
    mother: str
    grounds: Grounds
    touches: TouchesThisChild
    told_her: str
    seen: tuple[PaperLine, ...] = ()
    strengths: tuple[PaperLine, ...] = ()
    her_account: str = ""
    with_record: bool = False
    missing: tuple[str, ...] = ()


class Referral(Body, frozen=True, forbid_unknown_fields=True):
    """A referral that was sent; about the worry. `whom` is who was told, by name or desk."""

    KIND: ClassVar[str] = "child_referral"
    QUOTES: ClassVar[bool] = True

    paper: Paper
    reason: str
    whom: str = ""
    quotes: tuple[str, ...] = ()
    """The refs of what the paper says again; the paper itself names none, because it goes to others."""

    def rests_on(self) -> frozenset[str]:
        """What was chosen, what is quoted besides, and the connection whose lines it carries."""
        sources = (*self.quotes, *self.paper.grounds.observations, self.paper.touches.connection)
        return frozenset(filter(None, sources))

    def quoted(self) -> frozenset[str]:
        """What was seen and what goes well, as the paper says it."""
        return frozenset(line.words for line in (*self.paper.seen, *self.paper.strengths))
