"""The shape of an entry and its replies: written through one function, read through one, always with replies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from hrm2m.policy import Category, Compartment
from hrm2m.policy.showing import HER_WORDS, WHOSE_NOT_ASKED


HOW_THEY_KNOW = ("her_words", "seen", "heard", "told_by", "read_in", "opinion_of")
"""Who says so and how they know; told_by, read_in and opinion_of name whom or what."""


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry says. Each room declares its own, with the `KIND` its drawer is labelled with."""

    KIND: ClassVar[str] = ""
    OURS: ClassVar[bool] = False
    """A mark of our own beside an entry, such as that it was read: no page of hers has it, nobody decides on it."""
    FOR_HER: ClassVar[bool] = False
    """Made with her, or said to her, such as a meeting she is to come to: she reads it at once."""
    IS_OF_AN_ACT: ClassVar[bool] = False
    """It tells what a worker did, or what was found of it: whoever did it never decides that she is not to read it."""
    QUOTES: ClassVar[bool] = False
    """It says again what other entries say, as a paper does: whether she reads it is never decided in passing."""
    SAYS_IF_TOLD: ClassVar[bool] = False
    """Every one says whether she was told. One that does not is from before anybody asked whose words it is."""

    def quoted(self) -> frozenset[str]:
        """The words of other entries that it says again, as they stood when it was made."""
        return frozenset()

    def rests_on(self) -> frozenset[str]:
        """The refs of other entries that it says again, in whatever words; any version of each will do."""
        return frozenset()


class OfOurs(Body, frozen=True):
    """Says nothing but that it is a mark of our own."""

    OURS: ClassVar[bool] = True


class OfHers(Body, frozen=True):
    """Says nothing but that it is for her."""

    FOR_HER: ClassVar[bool] = True


class OfOneThatSays(Body, frozen=True):
    """Says nothing but that every one of its kind says whether she was told."""

    SAYS_IF_TOLD: ClassVar[bool] = True


def without_words(body: type[Body]) -> type[Body]:
    """The kind that says nothing but what the rule of showing looks at, as `body` does."""
    if body.SAYS_IF_TOLD:
        return OfOneThatSays
    return OfOurs if body.OURS else OfHers if body.FOR_HER else Body


def every_kind() -> tuple[type[Body], ...]:
    """Every kind of entry that some room has declared, by the name its drawer is labelled with."""
    found = {body.KIND: body for body in _declared(Body) if body.KIND}
    return tuple(found[kind] for kind in sorted(found))


def _declared(body: type[Body]) -> Iterator[type[Body]]:
    for kind in body.__subclasses__():
        yield kind
        yield from _declared(kind)


class Reply(Body, frozen=True, forbid_unknown_fields=True):
    """Her side of an entry, which travels wherever the entry goes."""

    KIND: ClassVar[str] = "reply"

    words: str
    that_is_not_right: bool = False


class Showing(Body, frozen=True, forbid_unknown_fields=True):
    """What was decided about showing her an entry; about that entry, in its drawer. The newest one counts.

    One that withholds says until when in `Draft.held_until`; `seconds` is the ref of the decision it signs.
    """

    KIND: ClassVar[str] = "showing"
    OURS: ClassVar[bool] = True

    she_may_see: bool
    why: str
    told_her_how: str = ""
    seconds: str = ""


class HeldBackBefore(Body, frozen=True, forbid_unknown_fields=True):
    """A withholding as it was written before there was one way to decide: it is read, and written no more."""

    KIND: ClassVar[str] = "withholding"
    OURS: ClassVar[bool] = True

    why: str
    until: datetime

    def as_showing(self) -> Showing:
        """The same decision as it is written now."""
        return Showing(False, self.why)


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is sealed: the body, who says so and how they know, and when and how she was told."""

    body: msgspec.Raw
    how_known: str = "her_words"
    from_whom: str = ""
    told_her_at: datetime | None = None
    told_her_how: str = ""
    not_told_why: str = ""


B = TypeVar("B", bound=Body)


@dataclass(frozen=True)
class Entry(Generic[B]):
    """One entry as it is read: frozen, decrypted, with its replies."""

    ref: str
    mother_ref: str
    compartment: Compartment
    category: Category
    kind: str
    basis: str
    body: B
    how_known: str
    from_whom: str
    happened_at: datetime
    written_at: datetime
    by_id: int
    about: str
    corrects: str
    held_until: datetime | None
    told_her_at: datetime | None
    told_her_how: str
    not_told_why: str
    replies: "tuple[Entry[Reply], ...]" = ()
    showing: "Entry[Showing] | None" = None
    """The decision that stands on showing it to her."""


@dataclass(frozen=True)
class Draft(Generic[B]):
    """What a room asks the vault to write."""

    body: B
    category: Category
    happened_at: datetime
    compartment: Compartment = Compartment.GENERAL
    basis: str = "her_word"
    how_known: str = "her_words"
    from_whom: str = ""
    about: str = ""
    corrects: str = ""
    held_until: datetime | None = None
    told_her_at: datetime | None = None
    told_her_how: str = ""
    not_told_why: str = ""


@dataclass(frozen=True)
class Written:
    """What the ledger keeps of an entry: where it is and the hash of its ciphertext."""

    ref: str
    compartment: Compartment
    digest: str


@dataclass(frozen=True)
class Subject:
    """Whose drawers these are: her number for the gate, her ref for the keys, her area for the row."""

    id: int
    ref: str
    area: int


def how_it_is_known(said: Envelope | Draft[Any], body: type[Body]) -> str:
    """How it is known; nobody's words where it was written as hers before anybody asked whose they are (ADR 0062)."""
    says = said.told_her_at is not None or bool(said.not_told_why)
    if body.SAYS_IF_TOLD and said.how_known == HER_WORDS and not says:
        return WHOSE_NOT_ASKED
    return said.how_known
