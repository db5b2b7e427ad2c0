"""Mail to workers: a short list of neutral sentences, sent by the worker process; never a handle, a name or a note.

Whoever sees a mail, or a phone that shows one, learns that somebody should sign in, and nothing else.
"""

import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import jobs


KIND = "mail"
PERMANENT = range(500, 600)
"""SMTP answers that will be the same next time (RFC 5321, 4.2.1)."""


class Text(StrEnum):
    """Which of the sentences."""

    PROMISE_LATE = "promise_late"
    PROMISE_STILL_LATE = "promise_still_late"
    DANGER = "danger"
    DANGER_STILL = "danger_still"
    DANGER_TAKEN = "danger_taken"
    VISIT_NOT_OUT = "visit_not_out"
    UNDER_18 = "under_18"
    ROLE_WAITS = "role_waits"
    AREA_TO_LOOK_AT = "area_to_look_at"


@dataclass(frozen=True)
class Wording:
    """The subject is what a locked phone shows."""

    subject: str | Promise
    words: str | Promise


WORDINGS: Mapping[Text, Wording] = {
    Text.PROMISE_LATE: Wording(_("Please sign in"), _("A promise is late. Sign in to see it.")),
    Text.PROMISE_STILL_LATE: Wording(
        _("Please sign in"), _("A promise is still late, and it comes to you now. Sign in to see it.")
    ),
    Text.DANGER: Wording(
        _("Please sign in now"), _("Somebody needs an answer now. Sign in, read it and press “I have it”.")
    ),
    Text.DANGER_STILL: Wording(
        _("Please sign in now"),
        _("Somebody still needs an answer, and nobody has it. Sign in, read it and press “I have it”."),
    ),
    Text.DANGER_TAKEN: Wording(
        _("Somebody has it"), _("What you raised has been answered. Sign in to see who has it.")
    ),
    Text.UNDER_18: Wording(
        _("Please sign in today"),
        _(
            "Somebody whom we help is under 18; we learned it today. Ask the team who met her, and think it through "
            "together."
        ),
    ),
    Text.ROLE_WAITS: Wording(
        _("Please sign in"),
        _("Somebody is to be given a role in your team that can open records. It waits for your yes or no."),
    ),
    Text.AREA_TO_LOOK_AT: Wording(
        _("Please sign in"),
        _("Something in the settings of your area needs you this week. Sign in to see it on the board."),
    ),
    Text.VISIT_NOT_OUT: Wording(
        _("Please sign in now"), _("A colleague is out later than planned. Sign in to see whom to ring.")
    ),
}


def post(text: Text, *, to_worker: int, about: str, at: datetime) -> bool:
    """Puts a mail down in the caller's transaction, to be sent from `at` on; the same one twice is one mail.

    `about` is the ref of what it is about, with a number where it is sent again. Answers whether it is new.
    """
    return jobs.enqueue(
        kind=KIND, key=key(text, to_worker, about), due_at=at, payload={"text": text.value, "to": to_worker}
    )


def key(text: Text, to_worker: int, about: str) -> str:
    """The key of such a mail, for `jobs.done_times`: whether and when it was handed to the mail server."""
    return f"{text}:{about}:{to_worker}"


def send(job: jobs.Taken, *, address_of: Callable[[int], str]) -> None:
    """Sends one mail; `address_of` gives the address of a worker's number, empty if there is none any more.

    Raises CannotBeDone where sending again would change nothing, and the mail system's own errors otherwise.
    """
    address = address_of(int(job.payload["to"]))
    if not address:
        reason = "no_address"
        raise jobs.CannotBeDone(reason)
    wording = WORDINGS[Text(str(job.payload["text"]))]
    message = EmailMessage(
        subject=str(wording.subject),
        body=f"{wording.words}\n\n{settings.HRM2M_ORIGIN}/\n",
        to=[address],
        headers={"Message-ID": _message_id(job.key), "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = {code for code, _words in refusal.recipients.values()}
        if codes and all(code in PERMANENT for code in codes):
            reason = "address_refused"
            raise jobs.CannotBeDone(reason) from None
        raise


def _message_id(job_key: str) -> str:
    # The same job gives the same id: where a mail is sent twice after a crash, programs show it once.
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    return f"<{sha256(job_key.encode()).hexdigest()[:32]}@{host}>"
