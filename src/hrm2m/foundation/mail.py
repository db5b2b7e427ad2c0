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
    NO_COVER = "no_cover"
    TERMS_OLD = "terms_old"
    INVITED = "invited"
    BEGIN_AGAIN = "begin_again"
    SECOND_WAITS = "second_waits"
    CHANGE_ASKED = "change_asked"
    ADDRESS_CHANGED = "address_changed"
    SOMETHING_WAITS = "something_waits"
    REQUEST = "request"
    CODE = "code"
    ANSWER_TODAY = "answer_today"
    EMERGENCY_LOOK = "emergency_look"


@dataclass(frozen=True)
class Wording:
    """The subject is what a locked phone shows."""

    subject: str | Promise
    words: str | Promise
    has_link: bool = False


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
    Text.TERMS_OLD: Wording(
        _("Please sign in"),
        _(
            "What an agency told us is more than a year old. Sign in to see which, and let somebody ask again."
        ),
    ),
    Text.NO_COVER: Wording(
        _("Please sign in now"),
        _(
            "A bridge of your team has no cover, so you are cover now. Sign in to see it and name other cover."
        ),
    ),
    Text.INVITED: Wording(
        _("Your account is ready"),
        _(
            "Set a password and a second step with this link. It works once, for three days, and is yours alone."
        ),
        has_link=True,
    ),
    Text.BEGIN_AGAIN: Wording(
        _("Sign in anew"),
        _(
            "Two people said yes to a new second step for you. Set both anew with this link. It works once, for three "
            "days. If you did not ask for it, ring your team lead now."
        ),
        has_link=True,
    ),
    Text.SECOND_WAITS: Wording(
        _("Please sign in"),
        _(
            "A colleague needs a new second step or a new address. It waits for your yes or no, as second person."
        ),
    ),
    Text.CHANGE_ASKED: Wording(
        _("Your account"),
        _(
            "Somebody asked for a new second step or a new address for your account. If it was not you, ring your "
            "team lead now. Nothing has changed yet."
        ),
    ),
    Text.ADDRESS_CHANGED: Wording(
        _("Your account"),
        _("The address of your account was changed. If you did not ask for it, ring your team lead now."),
    ),
    Text.SOMETHING_WAITS: Wording(_("Please sign in"), _("Something waits for you. Sign in to see it.")),
    Text.REQUEST: Wording(_("You have a request"), _("You have a request."), has_link=True),
    Text.CODE: Wording(
        _("Your code"),
        _("Type this code in the browser that asked for it. It works for ten minutes. Nobody else needs it."),
    ),
    Text.ANSWER_TODAY: Wording(
        _("Please sign in today"),
        _("An agency gave an answer that somebody has to decide on today. Sign in and open “Crossing”."),
    ),
    Text.EMERGENCY_LOOK: Wording(
        _("Please sign in today"),
        _("A colleague opened a part of a record in an emergency. Sign in and open “Asked of you”."),
    ),
    Text.VISIT_NOT_OUT: Wording(
        _("Please sign in now"), _("A colleague is out later than planned. Sign in to see whom to ring.")
    ),
}


def post(text: Text, *, to_worker: int, about: str, at: datetime, address: str = "") -> bool:
    """Puts a mail down in the caller's transaction, to be sent from `at` on; the same one twice is one mail.

    `about` is the ref of what it is about, with a number where it is sent again. `address` is said only where it is
    no longer, or not yet, the worker's own. Answers whether it is new.
    """
    payload = {"text": text.value, "to": to_worker} | ({"address": address} if address else {})
    if text is Text.REQUEST:
        payload["about"] = about
    return jobs.enqueue(kind=KIND, key=key(text, to_worker, about), due_at=at, payload=payload)


def key(text: Text, to_worker: int, about: str) -> str:
    """The key of such a mail, for `jobs.done_times`: whether and when it was handed to the mail server."""
    return f"{text}:{about}:{to_worker}"


def _no_request(_worker: int, _about: str) -> str:
    return ""


def send(
    job: jobs.Taken,
    *,
    address_of: Callable[[int], str],
    link_for: Callable[[int], str],
    request_for: Callable[[int, str], str] = _no_request,
) -> None:
    """Sends one mail; `address_of` gives the address of a worker's number, empty if there is none any more.

    `link_for` makes the link a worker begins with, and `request_for` the one that leads to what the mail is about,
    empty where that is over: here and now, so that no queue holds it.

    Raises CannotBeDone where sending again would change nothing, and the mail system's own errors otherwise.
    """
    to = int(job.payload["to"])
    address = str(job.payload.get("address", "")) or address_of(to)
    if not address:
        reason = "no_address"
        raise jobs.CannotBeDone(reason)
    text = Text(str(job.payload["text"]))
    if text is Text.REQUEST:
        line = request_for(to, str(job.payload["about"]))
    else:
        line = link_for(to) if WORDINGS[text].has_link else f"{settings.HRM2M_ORIGIN}/"
    if not line:
        # Over since it was put down: nobody is to be sent to a page that is closed.
        return
    deliver(text, address=address, line=line, key=job.key)


def deliver(text: Text, *, address: str, line: str, key: str) -> None:
    """Hands one mail to the mail server now: the sentence, and under it one line, a link or a code.

    Raises CannotBeDone where the address is refused for good, and the mail system's own errors otherwise.
    """
    wording = WORDINGS[text]
    message = EmailMessage(
        subject=str(wording.subject),
        body=f"{wording.words}\n\n{line}\n",
        to=[address],
        headers={"Message-ID": _message_id(key), "Auto-Submitted": "auto-generated"},
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
