"""Who asks beside workers: she on her own page, and somebody at a door to whom a referral was sent under her yes."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import httpx
from django.conf import settings

from hrm2m.foundation import clock
from hrm2m.pages.partner import links, visit
from hrm2m.pages.partner.models import Link
from hrm2m.policy import Category
from hrm2m.policy.consenting import Asked
from hrm2m.policy.facts import herself
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.queries import DoorCard, door, doors_in
from hrm2m.records.agencies.doors.values import DoorWords, Reached
from hrm2m.records.agencies.queries import actor_for, agencies_named, agencies_of_area
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.actions import Yes
from hrm2m.records.consent.entries import HowAsked, Purpose, WhereAsked
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers import codes
from hrm2m.records.hers.entries import AskedFirst, WhoLooks, WhosePhone
from hrm2m.records.hers.kinds import Kind
from hrm2m.records.hers.models import WayIn
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.actions import Request
from tools.bench.people import ORIGIN, Somebody, transport


SAFE = AskedFirst(WhosePhone.HERS, WhoLooks.NOBODY, alone=True, safe=True)
PARTS = {Category.BABY_AND_BIRTH: "Due in May.", Category.MY_WORDS: "Text first, after ten."}
SHOWN = "May they know how far you are and what you want, for care before and after a birth?"


def at_her_own_page(who: Somebody) -> Somebody:
    """The first mother of this bridge builder, with a way in of her own and the cookie of a visit.

    What an earlier run set up is taken away: she has three ways in at most.
    """
    number, mother = who.mothers[0]
    now, words = clock.now(), codes.new_words()
    for earlier in WayIn.objects.filter(mother=number, until=None).values_list("ref", flat=True):
        hers.take_away(by=who.actor, mother=mother, way=earlier)
    hers.ask_first(by=who.actor, mother=mother, asked=SAFE, at=now)
    way = hers.set_up(by=who.actor, mother=mother, kind=Kind.WORDS, code=words, quiet="")
    with httpx.Client(transport=transport(), base_url=ORIGIN) as browser:
        browser.post("/n/", data={"code": words})
        cookies = dict(browser.cookies)
    return Somebody(herself(who.actor.area, way), cookies, [(number, mother)])


def at_a_door(who: Somebody) -> Somebody:
    """Somebody at a door, let in by the link of a referral of this bridge builder's first mother."""
    number, mother = who.mothers[0]
    card = next(iter(doors_in(who.actor.area)), None) or _a_door(who)
    agency = agencies_named([card.agency_id])[card.agency_id]
    actor = actor_for(card.worker_id, agency.ref)
    if actor is None:
        raise LookupError(card.email)
    ref = _sent(who, mother, card, agency.ref)
    links.link_for(card.worker_id, f"referral:{ref}")
    link = Link.objects.filter(worker_id=card.worker_id, about=ref).latest("id")
    return Somebody(actor, {settings.SESSION_COOKIE_NAME: _let_in(link.id)}, [(number, mother)])


def _a_door(who: Somebody) -> DoorCard:
    """A door for a database that was made before there were any."""
    other = next(card for card in agencies_of_area(who.actor.area) if card.id != who.actor.agency_id)
    ref = agencies.set_door(
        by=who.actor,
        agency=other.ref,
        email="fen@bench.example",
        words=DoorWords("Fen", "care before and after a birth", Reached.EMAIL, "door_2_days"),
        could_show_where=lambda _said, _hidden: False,
        at=clock.now(),
    )
    return door(who.actor.area, ref)


def _sent(who: Somebody, mother: str, card: DoorCard, agency: str) -> str:
    until = clock.now() + timedelta(days=30)
    how = (Asked.ALONE, HowAsked.READ_TOGETHER, WhereAsked.OUR_PLACE)
    yes = Yes(agency, frozenset(PARTS), Purpose.BABY_AND_BIRTH, SHOWN, *how, until=until)
    consent.ask(by=who.actor, mother=mother, yes=yes, at=clock.now())
    request = Request(card.ref, Purpose.BABY_AND_BIRTH, PARTS)
    ref = referrals.draft(by=who.actor, mother=mother, request=request, at=clock.now())
    referrals.send(by=who.actor, mother=mother, referral=ref)
    return ref


def _let_in(link: int) -> str:
    """The key of a session as it is once the code was typed."""
    session: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    session[visit.OPEN], session[visit.SINCE] = link, clock.now().isoformat()
    session.save()
    return str(session.session_key)
