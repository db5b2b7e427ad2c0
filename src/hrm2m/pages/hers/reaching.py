"""How to reach her safely, written by herself in place of the card that is there."""

from datetime import date, timedelta

from django.http import HttpResponseBase
from msgspec.structs import replace

from hrm2m.cadence import Channel
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import CHANNELS
from hrm2m.policy import Permission
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.actions.reaching import CARD_DAYS
from hrm2m.records.outreach.entries import SafeContact
from hrm2m.records.outreach.queries import Card, card_in
from hrm2m.vault import door
from hrm2m.vault.errors import StaleVersion


PAGE = "own"
FIELDS = ("how", "hours", "who_may_answer", "if_someone_else", "cover_words", "if_you_have_lost_me")
LONGEST = 300


@hers(Permission.SAFE_CONTACT_SET)
def reach(request: OwnRequest) -> HttpResponseBase:
    """The card as it stands, to say that it is still right or to change it."""
    mistake = _carried_out(request) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to("own_reach")
    card = _card(request)
    body = card.body if card else None
    typed = {name: request.POST.get(name, getattr(body, name) if body else "") for name in FIELDS}
    most = request.POST.get("most", str((body.most_contacts_a_week if body else "") or ""))
    return draw(
        "reach",
        request.own,
        card=card,
        seen=card.ref if card else "",
        channels=list(CHANNELS.items()),
        chosen=request.POST.get("channel", body.channel if body else ""),
        typed=typed,
        most=most,
        days=CARD_DAYS,
        mistake=mistake,
    )


def _card(request: OwnRequest) -> Card | None:
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        return card_in(box.entries(SafeContact), local_day(box.now))


def _carried_out(request: OwnRequest) -> BadInput | None:
    try:
        return carried_out(request, lambda: _write(request))
    except StaleVersion:
        return BadInput("how", "Somebody wrote here a moment ago. Look at both, then save it again.")


def _write(request: OwnRequest) -> str:
    at = clock.now()
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    if any(len(words) > LONGEST for words in typed.values()):
        raise BadInput("how", "Write less in each box: 300 letters at most.")
    channel, until = _channel(request.POST.get("channel", "")), _sure_until()
    most = _most(request.POST.get("most", "").strip())
    before = _card(request)
    # What she agreed to about texts is not asked here, and stays as it was.
    body = before.body if before else SafeContact(channel, typed["how"], until)
    card = replace(body, channel=channel, valid_until=until, most_contacts_a_week=most, **typed)
    own = request.own
    seen = request.POST.get("seen", "")
    return outreach.set_safe_contact(by=own.actor, mother=own.mother, card=card, seen=seen, at=at)


def _channel(typed: str) -> Channel:
    if typed not in {channel.value for channel in Channel}:
        raise BadInput("channel", "Choose one way.")
    return Channel(typed)


def _most(typed: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal()):
        raise BadInput("most", "Write a number, or leave it empty.")
    return int(typed[:3])


def _sure_until() -> date:
    return local_day(clock.now()) + timedelta(days=CARD_DAYS)
