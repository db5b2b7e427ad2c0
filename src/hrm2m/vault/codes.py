"""What may stand readable in the ledger: codes and refs. Anything typed by a person belongs in an entry."""

import re

from hrm2m.vault.errors import VaultError


_CODE = re.compile(r"[A-Za-z0-9_.:-]{0,80}")


def is_code(text: str) -> bool:
    """Whether `text` may stand readable."""
    return _CODE.fullmatch(text) is not None


def code(name: str, text: str) -> str:
    """`text`, if it is a code; raises VaultError if it could be a sentence, a name or a note."""
    if not is_code(text):
        msg = f"“{name}” goes into the ledger readable by all who keep it: only a code or a ref may stand there."
        raise VaultError(msg)
    return text
