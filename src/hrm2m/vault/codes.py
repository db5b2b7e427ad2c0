"""What may stand readable in the ledger: codes and refs. Anything typed by a person belongs in an entry."""

import re

from hrm2m.vault.errors import VaultError


OF_THE_VAULT = frozenset(
    {
        *("v", "at", "act", "result", "by", "agency", "opens", "basis", "purpose", "purpose_sealed"),
        *("wrote", "stands", "untils", "stops", "event", "stage"),
    }
)
"""Names in a line that only the vault writes."""

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


def room_note(name: str, fact: str | int) -> str | int:
    """A fact a room adds to a line; raises VaultError for a name of the vault's own, and for words."""
    if name in OF_THE_VAULT:
        msg = f"“{name}” in a line is the vault's own word: choose another."
        raise VaultError(msg)
    return code(name, fact) if isinstance(fact, str) else int(fact)
