"""What a check gives back: findings, what was masked, what is missing, the ledger; plain values, no reading."""

from dataclasses import dataclass, field


CATEGORIES = (
    "stigma",
    "conflation",
    "opinion_as_fact",
    "gendered_double_standard",
    "blame_shifting",
    "coercion",
)
VOICES = ("her_words", "child_experience", "father", "strengths")
TARGETS = ("women", "men", "both", "neutral")
DOCUMENT_TYPES = (
    "case_note", "note", "contact", "observation", "worry", "assessment", "referral", "report", "court_report",
    "statement", "chronology", "minutes", "letter", "email", "discharge", "plan", "review", "inspection", "complaint",
    "news", "guidance", "policy", "policy_recommendation", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One question about one stretch of the text; offsets are code points of the given text."""

    start: int
    end: int
    rule: str
    category: str
    severity: str
    text: str
    why: str
    ask: str
    alternatives: tuple[str, ...]
    keeps: tuple[str, ...]

    def __reduce__(self) -> tuple[type["Finding"], tuple[object, ...]]:
        """Between processes as plain values: half the time that a frozen dataclass takes by itself."""
        return Finding, (
            self.start, self.end, self.rule, self.category, self.severity, self.text, self.why, self.ask,
            self.alternatives, self.keeps,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Silence:
    """A place where a rule matched and nothing is asked, with the reason."""

    start: int
    end: int
    rule: str
    because: str


@dataclass(frozen=True, slots=True, order=True)
class GoodPractice:
    """A place where the text does what it should: a judgement owned with its reason, evidence about a child,
    her words."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Ledger:
    """What the text asks of somebody, holds against them, and credits them with."""

    duties: int = 0
    blame: int = 0
    credit: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a check of one text gives back."""

    findings: tuple[Finding, ...]
    silences: tuple[Silence, ...]
    good_practice: tuple[GoodPractice, ...]
    missing: tuple[str, ...]
    target: str | None
    tally: dict[str, Ledger] = field(default_factory=dict)
