"""The shape of an entry and its replies: written through one function, read through one, always with replies."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Generic, TypeVar

import msgspec

from hrm2m.policy import Category, Compartment


HOW_THEY_KNOW = ("her_words", "seen", "heard", "told_by", "read_in", "opinion_of")
"""Who says so and how they know; told_by, read_in and opinion_of name whom or what."""


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry says. Each room declares its own, with the `KIND` its drawer is labelled with."""

    KIND: ClassVar[str] = ""


class Reply(Body, frozen=True, forbid_unknown_fields=True):
    """Her side of an entry, which travels wherever the entry goes."""

    KIND: ClassVar[str] = "reply"

    words: str
    that_is_not_right: bool = False


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
