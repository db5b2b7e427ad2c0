"""One connection in one line, for a referral: whether it stands, since when, and whether her side is there."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy.connecting import ConnectionStatus
from hrm2m.records.connections.entries import Effect
from hrm2m.records.connections.queries import ConnectionCard


@dataclass(frozen=True)
class ConnectionLine:
    """What a referral says of one connection; it is sent whatever is missing, and says what is missing."""

    ref: str
    child: str
    status: ConnectionStatus
    mechanism: str
    effect: Effect
    effect_words: str
    evidence: str
    evidence_against: str
    her_account: str
    her_replies: tuple[str, ...]
    proposed_at: datetime
    looked_at: datetime | None
    due_at: datetime
    """When it is due for a look: past that it is sent all the same, with the date of the last one."""
    is_past_its_date: bool

    @property
    def is_not_looked_at(self) -> bool:
        """Nobody but its author has looked at it."""
        return self.looked_at is None

    @property
    def her_reply_is_awaited(self) -> bool:
        """She has not said anything to it yet."""
        return not (self.her_account.strip() or self.her_replies)

    def may_be_named(self) -> bool:
        """Whether a referral names it: it stands, or nobody has looked at it yet. Others stay on the page."""
        return self.status in {ConnectionStatus.STANDS, ConnectionStatus.PROPOSED}


def line_of(card: ConnectionCard, now: datetime) -> ConnectionLine:
    """The line of one connection at `now`."""
    body = card.entry.body
    return ConnectionLine(
        ref=card.ref,
        child=body.child,
        status=card.status,
        mechanism=body.mechanism,
        effect=body.effect,
        effect_words=body.effect_words,
        evidence=body.evidence,
        evidence_against=body.evidence_against,
        her_account=body.her_account,
        her_replies=tuple(reply.body.words for reply in card.entry.replies),
        proposed_at=card.entry.happened_at,
        looked_at=card.looked_at,
        due_at=card.due_at,
        is_past_its_date=card.due_at <= now,
    )
