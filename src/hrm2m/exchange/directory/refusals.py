"""What is said when a record or a feed cannot be used; a refusal never repeats what a record holds."""

import msgspec


class RecordRefused(Exception):
    """This one record cannot be used; the message is a clause such as "no name"."""


class FeedUnreadable(Exception):
    """The feed as a whole cannot be read; the message is a sentence that says what to do."""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """One record that was not used: where it stands in the feed, and why."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One record as read, with the place where it stands in the feed."""

    where: str
    record: dict[str, object]
