"""Mail says that somebody should sign in and nothing else, and goes to whoever still works here."""

from datetime import UTC, datetime, timedelta

import pytest

from hrm2m.foundation import jobs, mail
from hrm2m.foundation.models import Job
from tests.mailbox import Inbox


pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def the_job() -> jobs.Taken:
    (job,) = jobs.take(now=NOON, kinds=[mail.KIND], limit=1, lease=timedelta(minutes=2))
    return job


def link_for(worker: int) -> str:
    return f"https://notes.example/welcome/{worker}/"


def address_of(worker: int) -> str:
    return {7: "jo@agency.example"}.get(worker, "")


def test_a_mail_reaches_the_worker_over_smtp_with_neutral_words(inbox: Inbox) -> None:
    mail.post(mail.Text.PROMISE_LATE, to_worker=7, about="a" * 26, at=NOON)
    mail.send(the_job(), address_of=address_of, link_for=link_for)
    ((to, message),) = inbox.mails
    assert to == "jo@agency.example"
    assert message["Subject"] == "Please sign in"
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().split() == [
        "A",
        "promise",
        "is",
        "late.",
        "Sign",
        "in",
        "to",
        "see",
        "it.",
        "https://notes.example/",
    ]


def test_the_payload_and_the_headers_name_nobody(inbox: Inbox) -> None:
    mail.post(mail.Text.DANGER, to_worker=7, about="a" * 26, at=NOON)
    assert Job.objects.get().payload == {"text": "danger", "to": 7}
    mail.send(the_job(), address_of=address_of, link_for=link_for)
    _, message = inbox.mails[0]
    assert "a" * 26 not in message.as_string()
    assert message["From"] == "no-reply@notes.example"


def test_a_mail_sent_again_after_a_crash_has_the_same_id(inbox: Inbox) -> None:
    mail.post(mail.Text.DANGER, to_worker=7, about="x:1", at=NOON)
    job = the_job()
    mail.send(job, address_of=address_of, link_for=link_for)
    mail.send(job, address_of=address_of, link_for=link_for)
    first, second = (message["Message-ID"] for _, message in inbox.mails)
    assert first == second


def test_the_same_mail_about_the_same_thing_is_posted_once_for_each_worker() -> None:
    assert mail.post(mail.Text.DANGER, to_worker=7, about="x:1", at=NOON)
    assert not mail.post(mail.Text.DANGER, to_worker=7, about="x:1", at=NOON)
    assert mail.post(mail.Text.DANGER, to_worker=8, about="x:1", at=NOON)
    assert mail.post(mail.Text.DANGER, to_worker=7, about="x:2", at=NOON)


def test_whoever_has_left_gets_no_mail_and_trying_again_would_not_help(inbox: Inbox) -> None:
    mail.post(mail.Text.DANGER, to_worker=99, about="x", at=NOON)
    with pytest.raises(jobs.CannotBeDone, match="no_address"):
        mail.send(the_job(), address_of=address_of, link_for=link_for)
    assert inbox.mails == []


def test_an_address_the_server_will_never_know_is_given_up(inbox: Inbox) -> None:
    inbox.refuses = "550 no such mailbox"
    mail.post(mail.Text.DANGER, to_worker=7, about="x", at=NOON)
    with pytest.raises(jobs.CannotBeDone, match="address_refused"):
        mail.send(the_job(), address_of=address_of, link_for=link_for)


def test_a_full_mailbox_is_tried_again(inbox: Inbox) -> None:
    inbox.refuses = "452 try later"
    mail.post(mail.Text.DANGER, to_worker=7, about="x", at=NOON)
    with pytest.raises(Exception) as refusal:  # noqa: PT011 - whichever error, but not the one that gives up
        mail.send(the_job(), address_of=address_of, link_for=link_for)
    assert not isinstance(refusal.value, jobs.CannotBeDone)


@pytest.mark.parametrize("text", list(mail.Text))
def test_every_sentence_exists_and_speaks_of_nobody(text: mail.Text) -> None:
    wording = mail.WORDINGS[text]
    said = f"{wording.subject} {wording.words}".lower()
    assert wording.subject
    assert wording.words
    for word in ("mother", "baby", "child", "drug", "handle", "pregnan"):
        assert word not in said
