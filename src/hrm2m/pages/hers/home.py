"""Her first page: what is next, and the ways on. By the quiet way only what is next."""

from django.http import HttpResponseBase

from hrm2m.foundation import clock
from hrm2m.pages.hers.being_left import left_be_since
from hrm2m.pages.hers.knowing import asked_of_her
from hrm2m.pages.hers.next_day import NextDay, holder_of, next_of
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import FOR_NEXT, day_and_time
from hrm2m.policy import Permission
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.hers import actions
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.hers.queries import written_in
from hrm2m.records.whole.moves import is_moving
from hrm2m.vault import door
from hrm2m.vault.box import Box


PAGE = "own"


@hers(Permission.OWN_SEE, also_quiet=True)
def home(request: OwnRequest) -> HttpResponseBase:
    """What is next, and whether that is good; it can be answered here."""
    if request.method == "POST":
        carried_out(request, lambda: _answer(request))
        return to("own_home")
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        day, bridge = next_of(box), bridge_of(box.mother_id)
        said = _said_of(day, box)
        # By the quiet way there is what is next, and no sign of more.
        asked = [] if own.quiet else [one for one in asked_of_her(box) if one.is_open]
        is_left_be = not own.quiet and left_be_since(box) is not None
        moves = is_moving(box.mother_id)
    return draw(
        "home",
        own,
        next=_in_words(day),
        ref=day.ref if day else "",
        said=FOR_NEXT.get(said or ""),
        who=holder_of(bridge),
        asked=asked,
        is_left_be=is_left_be,
        moves=moves,
    )


def _said_of(day: NextDay | None, box: Box) -> Moment | None:
    about = (one.entry for one in written_in(box) if day and one.entry.about == day.ref)
    return next((entry.body.moment for entry in about), None)


def _in_words(day: NextDay | None) -> dict[str, str] | None:
    return {"when": day_and_time(day.at), "who": day.who} if day else None


def _answer(request: OwnRequest) -> str:
    moment = Moment.NEXT_OK if request.POST.get("answer") == "ok" else Moment.NEXT_CHANGE
    own = request.own
    said = HerWords(moment, request.POST.get("words", ""), own.quiet)
    return actions.say(
        by=own.actor, mother=own.mother, said=said, about=request.POST.get("next", ""), at=clock.now()
    )
