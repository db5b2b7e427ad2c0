"""The contacts laid out in order, with what counts as a miss, as word left and as having reached her."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.cadence.history import History, PastContact
from hrm2m.cadence.vocabulary import Channel, Outcome


# At the same instant she counts as found after we missed her: the order decides ties, whatever order came in.
_ORDER = (
    Outcome.NOT_REACHED,
    Outcome.STOPPED_NOT_SAFE,
    Outcome.LEFT_WORD,
    Outcome.NOT_NOW,
    Outcome.SPOKE,
    Outcome.MET,
)
_CHANNELS = tuple(Channel)
REACHED = frozenset({Outcome.MET, Outcome.SPOKE, Outcome.NOT_NOW})
ANSWERED = frozenset({Outcome.MET, Outcome.SPOKE})
MOVES_ON = REACHED | {Outcome.LEFT_WORD}


@dataclass(frozen=True)
class Past:
    """The history in order, in UTC.

    `reached`: when she last met us, spoke or said not now. `since`: what we tried after that. `moved_on`: the
    last contact that moves the due time on, which only she, or word left for her, can do: a miss never does.
    """

    now: datetime
    contacts: tuple[PastContact, ...]
    reached: PastContact | None
    since: tuple[PastContact, ...]
    moved_on: PastContact | None
    answered: bool

    @property
    def misses(self) -> tuple[PastContact, ...]:
        """Not reached, in a row: word left in between does not end the row, and only reaching her does."""
        return tuple(c for c in self.since if c.outcome is Outcome.NOT_REACHED)

    def words_left_after(self, at: datetime | None) -> int:
        """How often word was left since she was last reached, and after `at`."""
        return sum(c.outcome is Outcome.LEFT_WORD and (at is None or c.at > at) for c in self.since)


def lay_out(history: History) -> Past:
    """The past of a history whose times are in UTC; the order of the input does not matter."""
    contacts = tuple(sorted(history.contacts, key=_place_in_order))
    last = max((i for i, c in enumerate(contacts) if c.outcome in REACHED), default=None)
    return Past(
        now=history.now,
        contacts=contacts,
        reached=None if last is None else contacts[last],
        since=contacts if last is None else contacts[last + 1 :],
        moved_on=next((c for c in reversed(contacts) if c.outcome in MOVES_ON), None),
        answered=any(c.outcome in ANSWERED for c in contacts),
    )


def _place_in_order(contact: PastContact) -> tuple[datetime, int, int]:
    return contact.at, _ORDER.index(contact.outcome), _CHANNELS.index(contact.channel)
