"""What the vault answers when it does not open; never a name, a handle or a note."""

from hrm2m.policy import Permission


class VaultError(Exception):
    """The vault did not open; the message is a sentence for the worker."""


class Denied(VaultError):
    """The policy refused: the worker stands near her, and may know why."""

    def __init__(self, permission: Permission, chain: int, reasons: tuple[str, ...], mark: str = "") -> None:
        super().__init__(" ".join(reasons))
        self.permission = permission
        self.chain = chain
        self.reasons = reasons
        self.mark = mark


class NotYours(Denied):
    """No such record for this worker: unknown and foreign are one answer."""

    def __init__(self, permission: Permission, chain: int, mark: str = "") -> None:
        super().__init__(permission, chain, ("There is no such page for you.",), mark)


class Missed(Denied):
    """What was typed leads to nothing this worker may open; it is in the ledger, and is said beside the field."""

    def __init__(self, permission: Permission, field: str, sentence: str, mark: str) -> None:
        super().__init__(permission, 0, (sentence,), mark)
        self.field = field
        self.sentence = sentence


class Forgotten(VaultError):
    """The key of this entry was destroyed: it is forgotten, which is not the same as blank."""


class Tampered(VaultError):
    """An entry does not open with its own key: it was moved or changed outside the vault."""


class KeystoreRefused(VaultError):
    """The keystore cannot be used, and the message says why."""


class UnsafeStart(VaultError):
    """This process does not start; the message says what is unsafe and what to do."""


class CommandConflict(VaultError):
    """The same command was sent before with other words in it."""


class StaleVersion(VaultError):
    """Somebody wrote since this form was opened; both are shown and nothing typed is lost."""

    def __init__(self, current_ref: str) -> None:
        super().__init__("Somebody wrote here since you opened this page. Look at both, then save again.")
        self.current_ref = current_ref
