"""The page “Crossing”, the questions of one mother, and one question whole."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.sections import SECTIONS, TO_SHOW, rows_of
from hrm2m.pages.crossing.words import STANDS, TRACES
from hrm2m.pages.mother.opening import about_her
from hrm2m.pages.partner.asked import asked_in_words
from hrm2m.pages.partner.enquiry import reply_in_words
from hrm2m.pages.purpose.asking import purpose_for
from hrm2m.pages.today.timing import clock_state, day_in_words, moment_in_words
from hrm2m.policy import Permission
from hrm2m.policy.enquiry_lifecycle import EnquiryStatus as S
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.enquiries.nameless.patterns import Trace
from hrm2m.records.enquiries.queries import EnquiryCard, enquiries_of, enquiry_card


@requires(Permission.ENQUIRY_SEE)
@require_safe
def crossing(request: WorkerRequest) -> HttpResponse:
    """Everything on its way between her and agencies, the promise due first first."""
    sections = [section for part in SECTIONS for section in part(request.actor)]
    words = {
        "sections": [section for section in sections if section.rows or section.empty],
        "decides": Permission.ENQUIRY_DECIDE in permissions_of(request.actor.roles),
    }
    return render(request, "crossing/list.html", words)


@requires(Permission.ENQUIRY_SEE)
@about_her
def of_hers(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Everything that was asked for her, newest first."""
    lines = enquiries_of(request.actor, mother, purpose=purpose_said(request, mother))
    words = {
        "ref": mother,
        "rows": rows_of(lines, clock.now()),
        "asks": Permission.ENQUIRY_SEND in permissions_of(request.actor.roles),
    }
    return render(request, "crossing/of_hers.html", words)


@requires(Permission.ENQUIRY_SEE)
@about_her
def one(request: WorkerRequest, mother: str, enquiry: str) -> HttpResponseBase:
    """One question: as a draft the check page, with exactly what the agency will see; after that where it stands."""
    return drawn_card(request, card_of(request, mother, enquiry))


def card_of(request: WorkerRequest, mother: str, enquiry: str) -> EnquiryCard:
    """The question at this address; one that is of another mother is a page that is not here."""
    card = enquiry_card(by=request.actor, enquiry=enquiry, purpose=purpose_said(request, mother))
    if card.line.mother_ref != mother:
        raise Http404
    return card


def purpose_said(request: WorkerRequest, mother: str) -> str:
    """Why this worker opens her record, if it was said."""
    said = purpose_for(request, mother)
    return said if isinstance(said, str) else ""


def drawn_card(
    request: WorkerRequest, card: EnquiryCard, *, mistake: str | Promise = "", status: int = 200
) -> HttpResponse:
    """The page of one question."""
    template = "crossing/check.html" if card.line.status is S.DRAFTED else "crossing/enquiry.html"
    asks = Permission.CONSENT_ASK in permissions_of(request.actor.roles)
    return render(request, template, {**words_of(card), "mistake": mistake, "asks_her": asks}, status=status)


def words_of(card: EnquiryCard) -> dict[str, Any]:
    """What every page about one question shows."""
    line, now = card.line, clock.now()
    who = workers_named([card.asked_by_id]).get(card.asked_by_id)
    waits = line.status in (S.SENT, S.LAPSED) and line.due_at is not None
    return {
        "ref": line.mother_ref,
        "enquiry": line.ref,
        "handle": line.handle,
        "agency": line.agency_name,
        "stands": STANDS[line.status],
        "asked": asked_in_words(card.question),
        "kept": card.kept,
        "confirmed": [(TRACES[Trace(each.found)], each.text, each.why) for each in card.kept.confirmed],
        "reply": reply_in_words(card.answered.reply),
        "way": card.answered.way.value,
        "answered_at": line.answered_at,
        "answered": moment_in_words(line.answered_at, now) if line.answered_at else "",
        "moved": card.answered.moved,
        "passed": [(each, day_in_words(each.at)) for each in card.answered.passed],
        "sent": moment_in_words(line.sent_at, now) if line.sent_at else "",
        "due": in_words(line.due_at, now) if waits and line.due_at else "",
        "state": clock_state(line.due_at, now) if waits and line.due_at else "none",
        "asked_by": who.first_name if who else "",
        "times": line.times_asked,
        "waits": waits,
        "to_show": line.status in (*TO_SHOW, S.NOT_NOW, S.YES, S.NO),
        "said_yes": line.status is S.YES,
        "is_terms": line.status in (S.ANSWERED, S.YES, S.NOT_NOW, S.NO),
        "decided": card.decided,
        "is_at_risk": line.status is S.CHILD_AT_RISK,
        "is_over": line.status is S.OVER or card.is_closed,
    }
