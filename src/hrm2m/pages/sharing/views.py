"""What she shares, with whom, until when; asking her about one agency; her stop, by whoever hears it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.lists import purpose_said
from hrm2m.pages.mother.opening import about_her, opened, way_back
from hrm2m.pages.partner.asked import AUTHORITIES
from hrm2m.pages.partner.shared import CATEGORIES, HELD, PURPOSES
from hrm2m.pages.sharing.forms import SHOWN, StopForm, YesForm
from hrm2m.pages.sharing.words import ENDED
from hrm2m.pages.today.timing import date_in_words, day_in_words
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.doors.queries import agencies_we_work_with, doors_in, terms_of_doors
from hrm2m.records.agencies.queries import AgencyCard
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.entries import EndedBecause
from hrm2m.records.consent.queries import ConsentCard, State, consents_of
from hrm2m.records.people.queries import mother_in
from hrm2m.records.referrals.queries import stops_of
from hrm2m.records.whole.stop_sharing import stop_sharing


@dataclass(frozen=True)
class Shared:
    """One yes, in words."""

    agency: str
    things: str
    purpose: Promise
    until: str
    since: str
    shown: str
    holds: bool
    over: str
    ask_again: bool


@requires(Permission.CONSENT_SEE)
@about_her
def shared(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What she said yes to, newest first, and what was confirmed after a stop."""
    purpose, now = purpose_said(request, mother), clock.now()
    cards = consents_of(by=request.actor, mother=mother, purpose=purpose)
    stops = stops_of(by=request.actor, mother=mother, purpose=purpose)
    words = {
        "ref": mother,
        "rows": [_row(card, card.state(now), asked_since=_asked_since(card, cards)) for card in cards],
        "stops": [
            (
                one,
                day_in_words(one.told_at),
                day_in_words(one.confirmed_at) if one.confirmed_at else "",
                HELD[one.held] if one.held else "",
            )
            for one in stops
        ],
        "asks": Permission.CONSENT_ASK in permissions_of(request.actor.roles),
        "chases": Permission.REFERRAL_CHASE in permissions_of(request.actor.roles),
    }
    return render(request, "sharing/shared.html", words)


@requires(Permission.CONSENT_ASK)
@about_her
def ask(request: WorkerRequest, mother: str, agency: str) -> HttpResponseBase:
    """One agency: what it is, what it would tell whom, and her yes to each thing."""
    there = next((card for card in agencies_we_work_with(request.actor.area) if card.ref == agency), None)
    if there is None:
        raise Http404
    with opened(request, mother) as box:
        handle = mother_in(box).handle
    tells = _terms(request, there)
    form = YesForm(request.POST or None)

    def write() -> str:
        now = clock.now()
        yes = form.yes(there.ref, there.name, "\n".join(f"{whom}: {said}" for whom, said in tells))
        return consent.ask(by=request.actor, mother=mother, yes=yes, at=form.at(now))

    drawn = carry_out(request, form, write, lambda _ref: reverse("sharing", args=[mother]))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down. Nothing has been sent by it."))
        return drawn
    about = {"agency": there.name, "purpose": "…", "until": "…", "things": "…"}
    said = [gettext(line) % about for line in SHOWN]
    words = {
        "ref": mother,
        "handle": handle,
        "agency": there.name,
        "form": form,
        "tells": tells,
        "said": said,
    }
    return render(request, "sharing/ask.html", words, status=drawn)


@requires(Permission.CONSENT_STOP)
def stop(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She stops sharing. Whoever hears it writes it down; what she shares with whom is not opened for that."""
    agencies = [(card.ref, card.name) for card in agencies_we_work_with(request.actor.area)]
    form = StopForm(request.POST or None, agencies=agencies)

    def write() -> str:
        typed = form.cleaned_data
        stop_sharing(by=request.actor, mother=mother, agency=typed["agency"], her_words=typed["her_words"])
        return mother

    drawn = carry_out(request, form, write, lambda _ref: reverse("sharing_stop", args=[mother]))
    if not isinstance(drawn, Drawn):
        messages.success(
            request, gettext("It is stopped, now. Whoever had something is told and must confirm it.")
        )
        return drawn
    words = {"ref": mother, "form": form, "way_back": way_back(request, mother)}
    return render(request, "sharing/stop.html", words, status=drawn)


@requires(Permission.CONSENT_SEE)
@about_her
def choose(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """About which agency she is asked: one at a time."""
    agencies = [
        card for card in agencies_we_work_with(request.actor.area) if card.id != request.actor.agency_id
    ]
    asked = consents_of(by=request.actor, mother=mother, purpose=purpose_said(request, mother))
    return render(
        request,
        "sharing/choose.html",
        {"ref": mother, "agencies": agencies, "asked": {card.agency_id for card in asked}},
    )


def _terms(request: WorkerRequest, there: AgencyCard) -> list[tuple[Promise, str]]:
    """What would make this agency tell anybody, as its doors declared it last."""
    doors = doors_in(request.actor.area, there.id)
    declared = terms_of_doors(card.ref for card in doors).values()
    return [(AUTHORITIES[whom], words) for terms in declared for whom, words in terms.tells.items()]


def _asked_since(card: ConsentCard, cards: Sequence[ConsentCard]) -> bool:
    return any(one.agency_id == card.agency_id and one.asked_at > card.asked_at for one in cards)


def _row(card: ConsentCard, state: State, *, asked_since: bool) -> Shared:
    things = [str(CATEGORIES[category]) for category in card.categories]
    if card.with_name:
        things.append(gettext("her name"))
    over = ENDED[card.ended_because] if card.ended_because else gettext("It ran out")
    not_alone = gettext("She was not alone when she was asked, so it does not count")
    somebody_was_there = state is State.NOT_ALONE or card.ended_because is EndedBecause.SOMEBODY_LISTENED
    return Shared(
        card.agency_name,
        ", ".join(things),
        PURPOSES[card.purpose],
        date_in_words(local_day(card.until)),
        day_in_words(card.asked_at),
        card.words.shown if card.words else "",
        state is State.IN_FORCE,
        str(not_alone if state is State.NOT_ALONE else over),
        somebody_was_there and not asked_since,
    )
