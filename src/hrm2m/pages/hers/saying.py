"""Saying something: a text to whoever holds her bridge, and what she wants said, in her own words."""

from django.http import HttpResponseBase

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.hers.being_there import when_we_are_there
from hrm2m.pages.hers.paging import MOST_BYTES, as_many_as_fit, weight_of
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import ANSWER_BY, MOMENTS, TO_CHOOSE, Words, day_of
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.hers import actions
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.hers.queries import Written, written_in
from hrm2m.records.outreach.entries import SafeContact
from hrm2m.records.outreach.queries import Card, card_in
from hrm2m.vault import door


PAGE = "own"
SHOWN = 20


@hers(Permission.OWN_SAY)
def text(request: OwnRequest) -> HttpResponseBase:
    """A text to her bridge builder; the answer comes the way her card says."""
    return _page(request, "text", (Moment.TEXT,))


@hers(Permission.OWN_SAY)
def say(request: OwnRequest) -> HttpResponseBase:
    """What she wants said, and for what."""
    return _page(request, "say", TO_CHOOSE)


def _page(request: OwnRequest, name: str, moments: tuple[Moment, ...]) -> HttpResponseBase:
    mistake = carried_out(request, lambda: _write(request, moments)) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to(f"own_{name}")
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        bridge = bridge_of(box.mother_id)
        card = card_in(box.entries(SafeContact), local_day(box.now))
        said = [one for one in written_in(box) if one.entry.body.moment in moments][:SHOWN]
    return draw(
        name,
        own,
        who=(bridge.cover_name if bridge.status == "held_by_cover" else bridge.builder_name)
        if bridge
        else "",
        answer_by=_answer_by(card),
        there=when_we_are_there(area_of(own.actor.area).hours),
        said=_lines(as_many_as_fit(said, lambda one: weight_of([one.entry.body.words]), MOST_BYTES)),
        moments=[(moment, MOMENTS[moment]) for moment in moments],
        chosen=request.POST.get("moment", ""),
        mistake=mistake,
        typed=request.POST.get("words", ""),
    )


def _write(request: OwnRequest, moments: tuple[Moment, ...]) -> str:
    chosen = request.POST.get("moment", moments[0] if len(moments) == 1 else "")
    if chosen not in moments:
        raise BadInput("moment", "Choose what it is for.")
    said = HerWords(Moment(chosen), request.POST.get("words", "").strip())
    own = request.own
    return actions.say(by=own.actor, mother=own.mother, said=said, at=clock.now())


def _answer_by(card: Card | None) -> Words:
    return ANSWER_BY[card.body.channel] if card and not card.is_old else ""


def _lines(said: list[Written]) -> list[dict[str, object]]:
    return [
        {
            "what": MOMENTS[one.entry.body.moment],
            "words": one.entry.body.words,
            "day": day_of(one.entry.happened_at),
            "read": day_of(one.read_at) if one.read_at else "",
            "waits": one.to_be_read,
        }
        for one in said
    ]
