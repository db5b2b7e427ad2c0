"""What stands on a paper: frozen values only, in the order in which they are read out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A paragraph; `label` stands before it, and `are_hers` marks what she said herself."""

    text: str
    label: str = ""
    are_hers: bool = False


@dataclass(frozen=True)
class Headed:
    """A heading within a part; it stays with what follows."""

    text: str


@dataclass(frozen=True)
class Marked:
    """What must not be overlooked: a paragraph in a frame."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Pairs of what is asked and what is known, one under the other; an empty answer is shown as not known."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table with a head; `about` says in a sentence what it shows, for whoever hears it read."""

    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Words | Headed | Marked | Facts | Grid


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """One paper.

    `made` says by whom and when, `purpose` why, `recipient` for whom: that name stands on every page, so that a copy
    says where it came from. `until` says from when the paper is not to be relied on.
    """

    title: str
    made: str
    purpose: str
    recipient: str
    until: str
    parts: tuple[Part, ...]
    not_known: str = "not known"
