"""Raising a worry and telling the authorities, by anybody near her: the pages open nothing of hers."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.commands import Command, command_of
from hrm2m.pages.base.errors import not_understood
from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import way_back
from hrm2m.pages.paper.answering import answer
from hrm2m.pages.words.drafts import look_at, wants_a_look
from hrm2m.pages.words.following import asked_after
from hrm2m.pages.words.typed import State, Typed, own_words
from hrm2m.pages.words.typed import sealed as words_sealed
from hrm2m.pages.worries.fields import ref_or_nothing
from hrm2m.pages.worries.forms import ReferForm, WorryForm
from hrm2m.pages.worries.printed import printed, structured
from hrm2m.pages.worries.taking import Taken, opened, sealed
from hrm2m.pages.worries.words import MISSING
from hrm2m.policy import Permission
from hrm2m.records.danger.who import Who
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.paper import Sending, paper_of
from hrm2m.records.worries.their_time import edition_words
from hrm2m.vault.commands import once


FROM_ANOTHER_PAGE, BROUGHT = "from", "brought"
OWN = ("words", "touches_words", "reason", "look_at", "fact")
"""The fields of what is sent that are the worker's own words; an opinion is marked as one already."""
LETTERS_OF_ID, LETTERS_OF_WORDS = 18, 22


@requires(Permission.WORRY_RAISE)
@require_http_methods(["GET", "HEAD", "POST"])
def worry_new(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """A worry is put to the safeguarding lead. The page says the same of every ref; the action decides."""
    brought = _brought(request)
    form = WorryForm(None if brought is not None else request.POST or None, initial=brought)
    if brought is None and wants_a_look(request):
        return look_at(request, "worry", _own_words(request))

    def write() -> str:
        return worries.raise_worry(
            by=request.actor,
            mother=mother,
            worry=form.worry(),
            how_known=form.cleaned_data["how_known"],
            from_whom=form.cleaned_data["from_whom"],
            telling=form.telling(),
            at=clock.now(),
        )

    drawn = (
        Drawn.FRESH if brought is not None else carry_out(request, form, write, lambda _ref: reverse("home"))
    )
    if not isinstance(drawn, Drawn):
        said = gettext("It is with the safeguarding lead, who reads it within one working day.")
        return asked_after(request, drawn, said, "worry", _own_words(request))
    words = {"form": form, "ref": mother, "way_back": way_back(request, mother)}
    return render(request, "worries/new.html", words, status=drawn)


@requires(Permission.CHILD_REFER)
@require_http_methods(["GET", "HEAD", "POST"])
def refer_new(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """One worker tells children's social care or the police alone; nothing on this page refuses to send."""
    brought = _brought(request)
    if request.method == "POST" and brought is None:
        return _send(request, mother)
    return render(
        request,
        "worries/refer.html",
        _around(request, ReferForm(initial=_as_words(brought)))
        | {"ref": mother, "brought": brought is not None, "way_back": way_back(request, mother)},
    )


@requires(Permission.CHILD_REFER)
@require_POST
def refer_paper(request: WorkerRequest, mother: str) -> HttpResponse:
    """The paper of what was just sent, for whoever sent it: as PDF, or as JSON for another system."""
    taken = opened(request.actor, mother, request.POST.get("taken", ""))
    if taken is None:
        return not_understood(request)
    form = "json" if request.POST.get("as") == "json" else "pdf"
    worries.take_paper(by=request.actor, mother=mother, form=form)
    return paper_answer(taken, form)


def paper_answer(taken: Taken, form: str) -> HttpResponse:
    """The paper in one of its two forms; kept by nobody between."""
    if form == "pdf":
        return answer(printed(taken.paper), file_name="referral")
    response = HttpResponse(structured(taken.paper, taken.referral), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="referral.json"'
    return response


def words_of_sent(
    request: WorkerRequest, mother: str, ref: str, taken: Taken, before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What the page after sending says: whom to ring now, what is missing, the paper to take.

    `before` is what stood in the form when it was opened: of that nothing is asked, it may be a colleague's.
    """
    asked = _words_sent(request, before or {})
    return {
        "ref": mother,
        "referral": ref,
        "paper": taken.paper,
        "missing": ", ".join(str(MISSING[name]) for name in taken.paper.missing),
        "taken": sealed(request.actor, mother, taken),
        "lines": lines_for(request.actor, Who.A_CHILD),
        "words_sent": words_sealed(request.actor.worker_ref, asked) if asked.text else "",
    }


def command_that_never_conflicts(request: WorkerRequest) -> Command:
    """The command of a form that sends: the same words are sent once, and other words are another sending.

    A form that comes from the page before with more words in it must go, not be refused as a conflict.
    """
    command = command_of(request)
    mark = sha256(command.words).hexdigest()[:LETTERS_OF_WORDS]
    return Command(f"{command.id[:LETTERS_OF_ID]}{mark}", command.words)


def _own_words(request: WorkerRequest) -> str:
    """What this worker wrote of the worry; what another page brought along may be a colleague's, or said in danger."""
    if request.POST.get("comes_from"):
        return ""
    return own_words(*(request.POST.get(name, "") for name in ("words", "look_at", "fact")))


def _words_sent(request: WorkerRequest, before: Mapping[str, Any]) -> Typed:
    """What this worker typed anew into what was sent; nothing where another page brought the words along."""
    typed = {} if BROUGHT in request.POST else {name: request.POST.get(name, "") for name in OWN}
    anew = (said for name, said in typed.items() if said.split() != str(before.get(name, "")).split())
    return Typed("referral", own_words(*anew), State.SENT)


def _send(request: WorkerRequest, mother: str) -> HttpResponseBase:
    sending, now = ReferForm(request.POST).sending(), clock.now()
    ref = _once(request, mother, sending)
    taken = Taken(ref, paper_of(request.actor, sending, now))
    return render(request, "worries/sent.html", words_of_sent(request, mother, ref, taken))


def _once(request: WorkerRequest, mother: str, sending: Sending) -> str:
    command, now = command_that_never_conflicts(request), clock.now()
    return once(
        by=request.actor,
        command_id=command.id,
        words=command.words,
        do=lambda: worries.refer(by=request.actor, mother=mother, sending=sending, at=now),
    )


def _around(request: WorkerRequest, form: ReferForm) -> dict[str, Any]:
    return {
        "form": form,
        "lines": lines_for(request.actor, Who.A_CHILD),
        "edition": edition_words(request.actor.area),
    }


def _brought(request: WorkerRequest) -> dict[str, str] | None:
    """What another page brings along, so that nobody types it twice: the form is drawn with it, and nothing sent."""
    if request.method != "POST" or FROM_ANOTHER_PAGE not in request.POST:
        return None
    said = {name: request.POST.get(name, "") for name in ("words", "about_how_old", "reason", "child")}
    said["comes_from"] = ref_or_nothing(request.POST[FROM_ANOTHER_PAGE])
    return said


def _as_words(brought: dict[str, str] | None) -> dict[str, str] | None:
    """The same for the form that sends: which child is said there in words, never as a ref."""
    return {**brought, "child": brought["about_how_old"]} if brought else None
