"""The paper that whoever sent a referral takes along, sealed into the page: sending opens nothing."""

import msgspec

from hrm2m.policy import Actor
from hrm2m.records.worries.entries import Paper
from hrm2m.vault import sealing
from hrm2m.vault.errors import Tampered
from hrm2m.vault.keystore import keystore


class Taken(msgspec.Struct, frozen=True):
    """What was sent, and under which ref."""

    referral: str
    paper: Paper


def sealed(by: Actor, mother: str, taken: Taken) -> str:
    """For this worker and this mother alone."""
    return sealing.seal(
        keystore().derive("referral_paper"), msgspec.json.encode(taken), _mark(by, mother)
    ).hex()


def opened(by: Actor, mother: str, token: str) -> Taken | None:
    """What was sealed; None for anything that was made up, changed or is somebody else's."""
    try:
        found = sealing.unseal(keystore().derive("referral_paper"), bytes.fromhex(token), _mark(by, mother))
    except (Tampered, ValueError):
        return None
    return msgspec.json.decode(found, type=Taken)


def _mark(by: Actor, mother: str) -> bytes:
    return f"{by.worker_ref} {mother}".encode()
