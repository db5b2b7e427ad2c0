"""Words a worker typed a moment ago, carried in the page itself and sealed for that worker; no record is opened."""

from enum import StrEnum

import msgspec

from hrm2m.vault import sealing
from hrm2m.vault.errors import Tampered
from hrm2m.vault.keystore import keystore


class State(StrEnum):
    """What became of the words before anything was asked about them."""

    DRAFT = "draft"
    SAVED = "saved"
    SENT = "sent"


class Typed(msgspec.Struct, frozen=True):
    """The worker's own words, what kind of text they belong to, and whether they are saved."""

    doc_type: str
    text: str
    state: State


MOST_CHARACTERS = 40_000
"""What is longer is asked about as far as this: it has to travel in a page."""


def own_words(*texts: str) -> str:
    """Several fields as one text; what is empty is left out."""
    return "\n\n".join(words for said in texts if (words := said.strip()))[:MOST_CHARACTERS]


def sealed(worker_ref: str, typed: Typed) -> str:
    """For this worker alone; goes into the page and comes back from it."""
    return sealing.seal(_key(), msgspec.json.encode(typed), worker_ref.encode()).hex()


def opened(worker_ref: str, token: str) -> Typed | None:
    """What was sealed; None for anything that was made up, changed or is somebody else's."""
    try:
        found = sealing.unseal(_key(), bytes.fromhex(token), worker_ref.encode())
    except (Tampered, ValueError):
        return None
    return msgspec.json.decode(found, type=Typed)


def _key() -> bytes:
    return keystore().derive("words_typed")
