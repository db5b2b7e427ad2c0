"""What should be so between her, those near her and the agencies: who reads what at a moment. Knows no database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hrm2m.policy import Category, Permission


P = Permission
CROSSING = frozenset({P.REFERRAL_SEE, P.ENQUIRY_SEE})
NOTES = frozenset({P.MOTHER_SEE, P.CONSENT_SEE})
HER_NAME_AND_SAFETY = frozenset({P.IDENTITY_SEE, P.HER_SAFETY_SEE})
GOOD_FOR = timedelta(days=14)
LISTENING = timedelta(hours=2)


@dataclass
class Near:
    """Who is near her: her bridge builder, cover, her team; and whether that agency is ours, whose leads then are."""

    builder: str = "jo"
    cover: str = "sam"
    team: set[str] = field(default_factory=set)
    cover_holds: bool = False
    is_ours: bool = True

    @property
    def holder(self) -> str:
        """Who is there for her now."""
        return self.cover if self.cover_holds else self.builder

    def opens(self, who: str) -> frozenset[Permission]:
        """What of her record this worker may open, once a purpose is said."""
        builds = who == self.builder and not self.cover_holds
        leads = who == "kit" and self.is_ours
        found: frozenset[Permission] = frozenset()
        if builds or leads or who == self.cover:
            found |= NOTES | CROSSING
        if who in self.team:
            found |= NOTES
        if builds:
            found |= HER_NAME_AND_SAFETY
        if who in {"ruth", "rae"} and self.is_ours:
            found |= {P.CHILDREN_SEE}
        return found


@dataclass
class Yes:
    """One yes that should hold: to which agency, what, until when, and whether her name goes along."""

    agency: int
    things: frozenset[Category]
    until: datetime
    with_name: bool
    asked_at: datetime


@dataclass
class Sent:
    """One referral that should be open: to which agency, to whom, what, until when, and on what it rests."""

    agency: int
    reader: str
    things: frozenset[Category]
    until: datetime
    with_name: bool = False
    on_her_yes: bool = True
    declined: bool = False
    asked_at: datetime | None = None
    """When she was asked for the yes that it rests on."""


@dataclass
class Asked:
    """One question without a name: at whose door it stands, and when it was answered."""

    reader: str
    answered_at: datetime | None = None


@dataclass
class Page:
    """The page of one link: of which worker, about what, and since when the link is there."""

    who: str
    ref: str
    since: datetime


@dataclass
class Model:
    """What should be so."""

    now: datetime
    near: Near = field(default_factory=Near)
    yeses: list[Yes] = field(default_factory=list)
    sent: dict[str, Sent] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    barred: set[str] = field(default_factory=set)
    listened: list[datetime] = field(default_factory=list)

    def covering(self, agency: int, things: frozenset[Category]) -> Yes | None:
        """The yes that covers these things now, the one that holds longest."""
        found = [y for y in self.yeses if y.agency == agency and things <= y.things and self.now < y.until]
        return max(found, key=lambda each: each.until, default=None)

    def opens(self, who: str) -> frozenset[Permission]:
        """What of her record this worker may open."""
        return frozenset() if who in self.barred else self.near.opens(who)

    def reads(self, ref: str, who: str) -> frozenset[Category]:
        """What this worker may read of this referral."""
        sent = self.sent.get(ref)
        if sent is None or sent.reader != who or sent.declined or who in self.barred:
            return frozenset()
        return sent.things if self.now < sent.until else frozenset()

    def is_named_in(self, ref: str, who: str) -> bool:
        """Whether her name goes along with what this worker reads."""
        return bool(self.reads(ref, who)) and self.sent[ref].with_name

    def is_asked(self, ref: str, who: str) -> bool:
        """Whether this question stands at this worker's door."""
        return ref in self.asked and self.asked[ref].reader == who

    def is_open(self, page: Page) -> bool:
        """Whether the page of this link shows anything: fourteen days, counted anew from the answer to a question."""
        begun = page.since
        if self.is_asked(page.ref, page.who):
            begun = self.asked[page.ref].answered_at or begun
        elif not self.reads(page.ref, page.who):
            return False
        return self.now < begun + GOOD_FOR

    def bar(self, who: str) -> None:
        """She bars this worker: nothing of hers is read there, and no question stands at that door."""
        self.barred.add(who)
        self.asked = {ref: asked for ref, asked in self.asked.items() if asked.reader != who}

    def was_heard(self, asked_at: datetime) -> bool:
        """Whether somebody was listening around the time at which she was asked."""
        return any(abs(at - asked_at) <= LISTENING for at in self.listened)

    def somebody_listens(self) -> None:
        """What she said yes to around now does not count, and what rests on it ends."""
        self.listened.append(self.now)
        self.yeses = [yes for yes in self.yeses if not self.was_heard(yes.asked_at)]
        self.sent = {
            ref: sent
            for ref, sent in self.sent.items()
            if sent.asked_at is None or not self.was_heard(sent.asked_at)
        }

    def stop(self, agency: int) -> None:
        """She stops sharing with this agency: what rests on her yes ends, and nothing else."""
        self.yeses = [yes for yes in self.yeses if yes.agency != agency]
        self.sent = {
            ref: sent for ref, sent in self.sent.items() if sent.agency != agency or not sent.on_her_yes
        }
