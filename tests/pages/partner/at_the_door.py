"""Somebody who answers at a door, with a mailbox and a browser; and a request that is only in a test."""

import email.message
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from hrm2m.commands.working.lanes import HANDLERS
from hrm2m.foundation import clock, jobs, mail
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.partner import codes
from hrm2m.pages.partner.kinds import Event, Kind, Stands
from hrm2m.policy import Actor
from tests.mailbox import Inbox


REF = "r" * 26
SECRET = re.compile(r"/for-you/([A-Za-z0-9_=-]+)/")
CODE = re.compile(r"\b(\d{6})\b")


@dataclass
class Asked:
    """A kind of request for tests: open to one worker until it is over; the page says what was answered."""

    actor: Actor
    is_over: bool = False
    answers: list[str] = field(default_factory=list)

    def kind(self) -> Kind:
        """The four functions."""
        return Kind(self._stands, self._show, self._answer, self._event)

    def _stands(self, worker_id: int, ref: str) -> Stands | None:
        is_hers = worker_id == self.actor.worker_id and ref == REF
        return Stands(self.actor) if is_hers and not self.is_over else None

    def _show(self, request: WorkerRequest, actor: Actor, ref: str) -> HttpResponse:
        return HttpResponse(f"What is asked {self.answers}")

    def _answer(self, request: WorkerRequest, actor: Actor, ref: str) -> HttpResponse:
        self.answers.append(request.POST["answer"])
        return self._show(request, actor, ref)

    def _event(self, actor: Actor, ref: str) -> Event:
        begins = clock.now()
        return Event(begins, begins + timedelta(hours=1), "Reply by today")


def work() -> None:
    """The worker process, for mail and codes: everything that is due, once."""
    for job in jobs.take(
        now=clock.now(), kinds=[mail.KIND, codes.KIND], limit=500, lease=timedelta(minutes=2)
    ):
        HANDLERS[job.kind](job)
        jobs.done(job, now=clock.now())


def words_of(message: email.message.Message) -> str:
    """The words of a mail."""
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode()


def link_in(inbox: Inbox, *, whole: bool = False) -> str:
    """The path of the newest link in the mailbox, or the whole address."""
    bodies = (words_of(message) for _, message in reversed(inbox.mails))
    path = next(found for body in bodies if (found := SECRET.search(body)))
    return path.string.split()[-1] if whole else path.group(0)


def code_in(inbox: Inbox) -> str:
    """The newest code in the mailbox."""
    return next(
        found.group(1)
        for _, message in reversed(inbox.mails)
        if message["Subject"] == "Your code" and (found := CODE.search(words_of(message)))
    )


def let_in(inbox: Inbox, link: str, client: Client | None = None) -> Client:
    """A browser in which the code of this link was typed."""
    browser = client or Client()
    browser.post(link)
    work()
    assert browser.post("/for-you/code/", {"code": code_in(inbox)})["Location"] == "/for-you/"
    return browser


def without_form_marks(response: Any) -> bytes:
    """The bytes of a page but for the mark against forged forms, which is another one every time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", response.content)
