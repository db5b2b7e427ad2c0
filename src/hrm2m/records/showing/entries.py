"""What is written about what she says to an entry: the answer to her *that is not right*; nothing here writes one."""

from typing import ClassVar

from hrm2m.vault.entries import Body


class ReplyAnswer(Body, frozen=True, forbid_unknown_fields=True):
    """The answer to her reply; about the reply, in its drawer. `correction` is the entry that put it right, if one."""

    KIND: ClassVar[str] = "reply_answer"

    is_corrected: bool
    why: str
    told_her_how: str
    correction: str = ""
