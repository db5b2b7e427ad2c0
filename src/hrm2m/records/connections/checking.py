"""Refusals of what was typed about a connection: a field and a sentence each; nothing is written here.

They stop a form. Nothing here stands in the way of a referral.
"""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.records.connections.entries import Alternative, Cause, Connection, Explains
from hrm2m.vault.box import Box


WORDS_LENGTH = 4000
ASK_SOMEBODY_ELSE = "Whoever proposed it does not look at it, in whatever role or agency. Ask somebody else."
ANSWERED_IT = "This worker wrote what is quoted from treatment, and half of it is that. Ask somebody else."
NOT_A_READER = (
    "Choose somebody from the list: a safeguarding lead, a team lead or a treatment worker of the area."
)
MUST_NOT_OPEN = "This worker must not open her record. Ask somebody else."
NOT_HERE = "This connection is not in her record. Open the page again and choose it there."


def must_have_words(text: str, field: str, when_empty: str) -> None:
    """Refuses what is empty, too long or cannot be kept."""
    if not text.strip():
        raise BadInput(field, when_empty)
    may_have_words(text, field)


def may_have_words(text: str, field: str) -> None:
    """Refuses what is too long or cannot be kept; empty is left as it is."""
    if len(text) > WORDS_LENGTH:
        raise BadInput(field, f"This is longer than {WORDS_LENGTH} characters. Make it shorter.")
    if any(not character.isprintable() and character not in "\r\n\t" for character in text):
        raise BadInput(field, "There is a character in it that cannot be kept. Type it again.")


def must_not_be_later_than_now(box: Box, at: datetime) -> None:
    """Refuses a time that has not come yet."""
    if at > box.now:
        field, sentence = "at", "That time has not come yet. Write when it happened."
        raise BadInput(field, sentence)


def must_be_whole(connection: Connection) -> None:
    """Refuses a connection with a question left open; that nothing is known is an answer to each of them."""
    if not connection.observations:
        field, sentence = (
            "observations",
            "Choose what was seen, heard or told of this child: one entry at least.",
        )
        raise BadInput(field, sentence)
    must_have_words(connection.mechanism, "mechanism", "Write how the one leads to the other.")
    must_have_words(
        connection.effect_words,
        "effect_words",
        "Write what was seen on this child, or what is likely for this child.",
    )
    must_have_words(connection.evidence, "evidence", "Write what shows it, of this child.")
    must_have_words(
        connection.evidence_against,
        "evidence_against",
        "Write what speaks against it. If you looked and found nothing, write where you looked.",
    )
    may_have_words(connection.her_account, "her_account")
    _must_answer_each(connection.alternatives)


def _must_answer_each(alternatives: tuple[Alternative, ...]) -> None:
    answered = {alternative.cause: alternative for alternative in alternatives}
    for cause in Cause:
        if cause not in answered:
            raise BadInput(cause.value, "Answer this too. “Not known” is an answer.")
        alternative = answered[cause]
        may_have_words(alternative.words, f"{cause.value}_words")
        if alternative.explains is not Explains.NOT_KNOWN and not alternative.words.strip():
            raise BadInput(
                f"{cause.value}_words", "Write in a few words how you know, or choose “not known”."
            )
