"""A question without a name, for whoever was asked: what is asked, four answers, a later day, a colleague."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from hrm2m.cadence.local_time import instant, local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.partner.asked import AUTHORITIES, SAYS, asked_in_words
from hrm2m.pages.partner.danger_lines import lines_at_a_door
from hrm2m.pages.partner.forms import AnswerForm, MoveForm, PassForm
from hrm2m.pages.partner.kept import own_promises
from hrm2m.pages.partner.kinds import Event, Stands
from hrm2m.pages.today.timing import date_in_words, day_in_words
from hrm2m.policy import Actor
from hrm2m.records.agencies.doors.values import Authority
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.entries import Reply
from hrm2m.records.enquiries.queries import AtTheDoor, answerer_of, enquiry_at_door


UPDATED_FOR = timedelta(days=14)
IN_THE_CALENDAR = time(9, 30)


def stands(worker_id: int, ref: str) -> Stands | None:
    """Whether this question is open to this worker, and until when: two weeks after the last answer."""
    found = answerer_of(worker_id, ref)
    if found is None:
        return None
    actor, answered_at = found
    return Stands(actor, answered_at + UPDATED_FOR if answered_at else None)


def show(request: WorkerRequest, actor: Actor, ref: str) -> HttpResponseBase:
    """The question, and the forms to answer it."""
    return _drawn(request, enquiry_at_door(by=actor, enquiry=ref), Drawn.FRESH)


def answer(request: WorkerRequest, actor: Actor, ref: str) -> HttpResponseBase:
    """One of three forms: the answer, a later day, a colleague."""
    at_door = enquiry_at_door(by=actor, enquiry=ref)
    match request.POST.get("do", ""):
        case "move":
            return _move(request, actor, ref, at_door)
        case "pass":
            return _pass_on(request, actor, ref, at_door)
        case _:
            return _answer(request, actor, ref, at_door)


def event(actor: Actor, ref: str) -> Event | None:
    """The day that was promised, as a date without a name."""
    day = _promised(enquiry_at_door(by=actor, enquiry=ref))
    begins = instant(datetime.combine(day, IN_THE_CALENDAR))
    return Event(begins, begins + timedelta(minutes=15), gettext("A day you promised"))


def _answer(request: WorkerRequest, actor: Actor, ref: str, at_door: AtTheDoor) -> HttpResponseBase:
    form = AnswerForm(request.POST)
    drawn = carry_out(
        request,
        form,
        lambda: enquiries.answer_enquiry(by=actor, enquiry=ref, reply=form.reply(), at=clock.now()),
        lambda _ref: "/for-you/",
    )
    if isinstance(drawn, Drawn):
        return _drawn(request, at_door, drawn, answer=form)
    messages.success(request, gettext("Thank you. Your answer is with the person who asked you."))
    return drawn


def _move(request: WorkerRequest, actor: Actor, ref: str, at_door: AtTheDoor) -> HttpResponseBase:
    form = MoveForm(request.POST, auto_id="move_%s")

    def move() -> str:
        to_day, why, who = form.typed()
        return enquiries.move_promise(by=actor, enquiry=ref, to_day=to_day, why=why, who=who, at=clock.now())

    drawn = carry_out(request, form, move, lambda _ref: "/for-you/")
    if isinstance(drawn, Drawn):
        return _drawn(request, at_door, drawn, move=form)
    messages.success(request, gettext("Thank you. The person who asked you knows of the new day."))
    return drawn


def _pass_on(request: WorkerRequest, actor: Actor, ref: str, at_door: AtTheDoor) -> HttpResponseBase:
    form = PassForm(request.POST, colleagues=_colleagues(at_door), auto_id="pass_%s")

    def give() -> str:
        cleaned = form.cleaned_data
        return enquiries.pass_on(
            by=actor, enquiry=ref, door=cleaned["door"], who=cleaned["who"], at=clock.now()
        )

    drawn = carry_out(request, form, give, lambda _ref: "/for-you/")
    # Passed on: it is closed here, and the page they come to says that nothing is open.
    return _drawn(request, at_door, drawn, give=form) if isinstance(drawn, Drawn) else drawn


def _drawn(request: WorkerRequest, at_door: AtTheDoor, status: Drawn, **typed: PageForm) -> HttpResponse:
    declared = at_door.declared.tells if at_door.declared else {}
    colleagues, today = _colleagues(at_door), local_day(clock.now())
    words: dict[str, Any] = {
        "asked": asked_in_words(at_door.question),
        "asked_on": day_in_words(at_door.asked_on),
        "due": day_in_words(at_door.due_at),
        "promised": date_in_words(promised) if (promised := _promised(at_door)) >= today else "",
        "moved": at_door.answered.moved,
        "reply": reply_in_words(at_door.answered.reply),
        "answer": typed.get("answer") or AnswerForm(declared=declared),
        "move": typed.get("move") or MoveForm(auto_id="move_%s"),
        "give": (typed.get("give") or PassForm(colleagues=colleagues, auto_id="pass_%s"))
        if colleagues
        else None,
        "form": next(iter(typed.values()), None),
        "own": own_promises(request.actor),
        "lines": lines_at_a_door(request.actor),
    }
    return render(request, "partner/enquiry.html", words, status=status)


def _colleagues(at_door: AtTheDoor) -> list[tuple[str, str]]:
    return [(card.ref, f"{card.called}: {card.what_for}") for card in at_door.colleagues]


def _promised(at_door: AtTheDoor) -> date:
    if at_door.answered.moved:
        return at_door.answered.moved[-1].to_day
    reply = at_door.answered.reply
    return reply.by_day if reply and reply.by_day else local_day(at_door.due_at)


def reply_in_words(reply: Reply | None) -> dict[str, Any] | None:
    """An answer line by line, for a template."""
    if reply is None:
        return None
    return {
        "says": SAYS[reply.says],
        "does": reply.does,
        "for_whom": reply.for_whom,
        "why": reply.why,
        "who": reply.who,
        "by_day": date_in_words(reply.by_day) if reply.by_day else "",
        "tells": [(AUTHORITIES[Authority(name)], words) for name, words in reply.tells.items()],
    }
