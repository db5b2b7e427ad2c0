"""The keys that prove whose copy it is, all derived from the root key, which whoever restores puts back first."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from hrm2m.backup.errors import BackupRefused
from hrm2m.vault.errors import KeystoreRefused
from hrm2m.vault.key_files import read_root_key
from hrm2m.vault.keystore import derived


SHOWN_BYTES = 8


def signing_key() -> Ed25519PrivateKey:
    """Signs the copies of this installation."""
    return Ed25519PrivateKey.from_private_bytes(derived(_root(), "copy-signature"))


def seal_key() -> Ed25519PublicKey:
    """Proves the seals of this installation's ledger."""
    return Ed25519PrivateKey.from_private_bytes(derived(_root(), "ledger-signature")).public_key()


def root_mark() -> str:
    """Tells one root key from another and says nothing about it."""
    return derived(_root(), "copy-mark")[:SHOWN_BYTES].hex()


def upgrade_key() -> bytes:
    """Seals the key of the copy that an upgrade makes for itself."""
    return derived(_root(), "upgrade-copy")


def _root() -> bytes:
    try:
        return read_root_key(Path(settings.HRM2M_ROOT_KEY_FILE))
    except KeystoreRefused as refusal:
        msg = (
            f"{refusal} Copies belong to the root key of the installation: put it back from where it is kept."
        )
        raise BackupRefused(msg) from refusal
