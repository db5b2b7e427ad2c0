"""Why somebody opened her record, as a line of her chain keeps it: a code, or words that go when her key goes."""

from collections.abc import Mapping

from hrm2m.policy import Compartment
from hrm2m.vault import codes, sealing
from hrm2m.vault.errors import Forgotten


def kept(words: str, key: bytes | None, mother_ref: str, worker_ref: str) -> Mapping[str, str]:
    """Words a person typed do not stand readable in the ledger: with her key they are sealed, and a code is plain."""
    if key is None:
        return {"purpose": codes.code("purpose", words)}
    return {"purpose_sealed": sealing.seal(key, words.encode(), _place(mother_ref, worker_ref)).hex()}


def unsealed(sealed: str, key: bytes | None, mother_ref: str, worker_ref: str) -> str:
    """The words typed; raises Forgotten where her key is gone."""
    if key is None:
        msg = "The reason was forgotten with her record."
        raise Forgotten(msg)
    return sealing.unseal(key, bytes.fromhex(sealed), _place(mother_ref, worker_ref)).decode()


def _place(mother_ref: str, worker_ref: str) -> bytes:
    return sealing.place("vault_line", "purpose", worker_ref, mother_ref, Compartment.GENERAL.value)
