"""Encrypts one value for one place: AES-256-GCM, padded, bound to table, column, row, mother and compartment."""

import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hrm2m.foundation import ids
from hrm2m.vault.errors import Tampered


FORMAT = b"\x01"
NONCE_BYTES = 12
BUCKETS = (256, 1024, 4096)
_LENGTH = struct.Struct(">I")


def place(table: str, column: str, row_ref: str, subject: str, compartment: str, *beside: str) -> bytes:
    """Where a ciphertext belongs, and what stands readable `beside` it; with any of it changed it does not open."""
    return "|".join((table, column, row_ref, subject, compartment, *beside)).encode()


def seal(key: bytes, value: bytes, where: bytes) -> bytes:
    """`value` encrypted for `where`, its length hidden in steps of 256, 1024, 4096 and then 4096 bytes."""
    nonce = ids.random_bytes(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, pad(value), where)


def unseal(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """The value sealed for `where`; raises Tampered if it was changed, cut or moved."""
    if sealed[:1] != FORMAT:
        msg = "An entry is in a format this version does not know."
        raise Tampered(msg)
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return unpad(AESGCM(key).decrypt(nonce, body, where))
    # ValueError: so short that not even the nonce is whole.
    except (InvalidTag, ValueError) as error:
        msg = "An entry does not open: it was changed or moved outside the vault."
        raise Tampered(msg) from error


def pad(value: bytes) -> bytes:
    """`value` with its length before it and nothing after it, as long as the next bucket."""
    framed = _LENGTH.pack(len(value)) + value
    size = next((b for b in BUCKETS if len(framed) <= b), -(-len(framed) // BUCKETS[-1]) * BUCKETS[-1])
    return framed.ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """The value that was padded; raises Tampered for what `pad` never made."""
    if len(padded) < _LENGTH.size or len(padded) < _LENGTH.size + _LENGTH.unpack_from(padded)[0]:
        msg = "Something that was sealed is shorter than it says."
        raise Tampered(msg)
    (length,) = _LENGTH.unpack_from(padded)
    return padded[_LENGTH.size : _LENGTH.size + length]
