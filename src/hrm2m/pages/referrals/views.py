"""The referrals of one mother, one referral whole, drafting with her, and sending without her yes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.lists import purpose_said
from hrm2m.pages.mother.opening import about_her, opened, way_back
from hrm2m.pages.partner.shared import BASES, CAME, CATEGORIES, DECLINED, EVENTS, HELD, PURPOSES, STATUSES
from hrm2m.pages.referrals.forms import PressForm, RequestForm, WithoutForm
from hrm2m.pages.today.timing import date_in_words, day_in_words, moment_in_words
from hrm2m.policy import Actor, Permission
from hrm2m.policy.referral_lifecycle import LIVE, READ_BY_THEM, ReferralStatus
from hrm2m.policy.roles import Role, permissions_of
from hrm2m.records.agencies.doors.queries import doors_in
from hrm2m.records.agencies.queries import colleagues_of
from hrm2m.records.consent.queries import State, consents_of
from hrm2m.records.people.queries import mother_in
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.referrals.queries import ReferralPage, referral_of, referrals_of
from hrm2m.records.referrals.without_her_yes import not_sent_of, not_told_of


S = ReferralStatus
ASK_A_SECOND = {Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD}
"""Everybody else sends without her yes only what saves somebody, which waits for no second person."""
SENT = _("It is sent, without her yes.")
ASKED = _("Nothing is sent yet. The second person is asked, and you are told what was said.")


@requires(Permission.REFERRAL_SEE)
@about_her
def of_hers(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Her referrals, newest first."""
    cards = referrals_of(by=request.actor, mother=mother, purpose=purpose_said(request, mother))
    may = permissions_of(request.actor.roles)
    rows = [
        (card, PURPOSES[card.purpose], STATUSES[card.status], day_in_words(card.sent_at or card.drafted_at))
        for card in cards
    ]
    words = {"ref": mother, "rows": rows, "drafts": Permission.REFERRAL_CHASE in may}
    return render(request, "referrals/of_hers.html", words)


@requires(Permission.REFERRAL_SEE)
@about_her
def one(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """One referral with every step."""
    return drawn(request, mother, referral)


@requires(Permission.REFERRAL_CHASE)
@about_her
def new(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Drafting with her: nothing is sent by it."""
    with opened(request, mother) as box:
        handle = mother_in(box).handle
    form = RequestForm(request.POST or None, doors=_doors(request.actor))

    def write() -> str:
        return referrals.draft(by=request.actor, mother=mother, request=form.request(), at=clock.now())

    done = carry_out(request, form, write, lambda ref: reverse("referral", args=[mother, ref]))
    if not isinstance(done, Drawn):
        return done
    return render(request, "referrals/new.html", {"ref": mother, "handle": handle, "form": form}, status=done)


@requires(Permission.REFERRAL_SEND)
def without(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Without her yes: typed, reasoned, and with a decision on telling her; a second person agrees before it goes."""
    form = _form(request, request.POST or None)

    def write() -> str:
        said = form.without()
        # What protects a child or a life waits for nobody.
        act = referrals.send_without_her_yes if said.saves else referrals.draft_without_her_yes
        return act(
            by=request.actor,
            mother=mother,
            request=form.request(),
            without=said,
            at=clock.now(),
        )

    done = carry_out(request, form, write, lambda ref: reverse("referral_without", args=[mother]))
    if not isinstance(done, Drawn):
        messages.success(request, SENT if form.without().saves else ASKED)
        return done
    return _without(request, mother, form, done)


@requires(Permission.REFERRAL_SEND)
@require_POST
def send_agreed(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """Whoever wrote it sends it, once the second person agreed."""
    form = PressForm(request.POST)

    def write() -> str:
        referrals.send_agreed(by=request.actor, mother=mother, referral=referral)
        return referral

    done = carry_out(request, form, write, lambda _ref: reverse("referral_without", args=[mother]))
    if not isinstance(done, Drawn):
        messages.success(request, SENT)
        return done
    mistake = " ".join(str(error) for error in form.non_field_errors())
    return _without(request, mother, _form(request), done, mistake=mistake)


@requires(Permission.REFERRAL_SEND)
@require_POST
def told_of(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """Whoever sent it without her yes writes that she was told: a safeguarding lead sees no page of the referral."""
    form, at = PressForm(request.POST), clock.now()

    def write() -> str:
        referrals.write_told_her(by=request.actor, mother=mother, referral=referral, at=at)
        return referral

    done = carry_out(request, form, write, lambda _ref: reverse("referral_without", args=[mother]))
    if not isinstance(done, Drawn):
        return done
    mistake = " ".join(str(error) for error in form.non_field_errors())
    return _without(request, mother, _form(request), done, mistake=mistake)


def _form(request: WorkerRequest, typed: QueryDict | None = None) -> WithoutForm:
    asks = bool(request.actor.roles & ASK_A_SECOND)
    people = [
        (card.ref, f"{card.first_name}: {card.job_title}") for card in colleagues_of(request.actor) if asks
    ]
    return WithoutForm(typed, doors=_doors(request.actor), people=people)


def _without(
    request: WorkerRequest, mother: str, form: WithoutForm, status: int, *, mistake: str = ""
) -> HttpResponse:
    owed = [
        (one, day_in_words(one.sent_at), date_in_words(local_day(one.tell_her_by)) if one.tell_her_by else "")
        for one in not_told_of(by=request.actor, mother=mother)
    ]
    waiting = [(one, day_in_words(one.drafted_at)) for one in not_sent_of(by=request.actor, mother=mother)]
    words = {
        "ref": mother,
        "form": form,
        "owed": owed,
        "waiting": waiting,
        "mistake": mistake,
        "way_back": way_back(request, mother),
    }
    return render(request, "referrals/without.html", words, status=status)


def drawn(
    request: WorkerRequest, mother: str, referral: str, *, mistake: str = "", status: int = 200
) -> HttpResponse:
    """The page of one referral."""
    page = referral_of(
        by=request.actor, mother=mother, referral=referral, purpose=purpose_said(request, mother)
    )
    if page is None:
        raise Http404
    words = {**words_of(mother, page), "mistake": mistake, "form": PressForm(), **_may(request, page)}
    if words["can_send"]:
        words["uncovered"] = _not_covered(request, mother, page)
    return render(request, "referrals/one.html", words, status=status)


def _not_covered(request: WorkerRequest, mother: str, page: ReferralPage) -> list[Promise]:
    """What the draft tells and no yes of hers in force covers: said before it is sent, and decided when it is."""
    wanted = {part.category for part in page.drafted.parts} if page.drafted else set()
    card, now = page.card, clock.now()
    said = [
        set(yes.categories)
        for yes in consents_of(by=request.actor, mother=mother, purpose=purpose_said(request, mother))
        if yes.state(now) is State.IN_FORCE and (yes.agency_id, yes.purpose) == (card.agency_id, card.purpose)
    ]
    fewest = min((wanted - covered for covered in said), key=len, default=wanted)
    return [called for category, called in CATEGORIES.items() if category in fewest]


def words_of(mother: str, page: ReferralPage) -> dict[str, Any]:
    """A referral in words."""
    card, now = page.card, clock.now()
    drafted = [(CATEGORIES[part.category], part.words) for part in page.drafted.parts] if page.drafted else []
    return {
        "ref": mother,
        "handle": page.handle,
        "card": card,
        "page": page,
        "purpose": PURPOSES[card.purpose],
        "basis": _("Her yes, which is looked for when it is sent")
        if card.sent_at is None and card.basis is Basis.CONSENT
        else BASES[card.basis],
        "status": STATUSES[card.status],
        "parts": drafted,
        "until": date_in_words(local_day(card.until)) if card.until else "",
        "is_read": card.status in READ_BY_THEM,
        "meeting": moment_in_words(card.meeting_at, now) if card.meeting_at else "",
        "tell_her_by": date_in_words(local_day(card.tell_her_by)) if card.tell_her_by else "",
        "told": day_in_words(card.told_at) if card.told_at else "",
        "steps": [(EVENTS[step.event], step.who, moment_in_words(step.at, now)) for step in page.steps],
        "answers": [
            (
                entry.body,
                DECLINED[entry.body.declined] if entry.body.declined else "",
                CAME[entry.body.came] if entry.body.came else "",
                day_in_words(entry.happened_at),
            )
            for entry in page.answers
        ],
        "passed": [(entry.body, day_in_words(entry.happened_at)) for entry in page.passed],
        "notices": [(one, HELD[one.held] if one.held else "") for one in page.notices],
    }


def _may(request: WorkerRequest, page: ReferralPage) -> dict[str, bool]:
    """What can be done from here; each of them is decided again when it is done."""
    card = page.card
    may, status, me = permissions_of(request.actor.roles), card.status, request.actor.worker_id
    chases = Permission.REFERRAL_CHASE in may
    # Another basis is not sent by this button: two people agree, or it went at once.
    on_her_yes = status is S.DRAFTED and card.basis is Basis.CONSENT
    unsent = status is S.DRAFTED and not on_her_yes
    agrees = unsent and card.second_id == me and card.agreed_at is None
    return {
        "can_send": on_her_yes and Permission.REFERRAL_SEND in may,
        "can_agree": agrees,
        "can_send_agreed": unsent and card.drafted_by_id == me and card.agreed_at is not None,
        "waits_to_agree": unsent and card.agreed_at is None,
        "can_take_back": status is S.DRAFTED and chases and not agrees,
        "can_answer": chases and status in READ_BY_THEM,
        "can_meet": chases and status is S.MEETING_SET,
        "can_close": chases and status in LIVE - {S.DRAFTED},
        "can_note": card.sent_at is not None,
        "can_decide": Permission.SHARED_WRONGLY_DECIDE in may,
        "can_second": card.waits_for_second and card.sent_by_id != request.actor.worker_id,
        "can_tell": bool(page.why and card.sent_at and not card.told_at),
    }


def _doors(actor: Actor) -> list[tuple[str, str]]:
    return [
        (card.ref, f"{card.agency_name}: {card.called}, {card.what_for}") for card in doors_in(actor.area)
    ]
