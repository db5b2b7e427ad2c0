"""The connections of one record and one of them, from the children's side: treatment is seen as far as it is quoted."""

from django.http import HttpResponseBase
from django.shortcuts import render

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.connections.opening import card_in, child_safety
from hrm2m.pages.connections.shown import Shown, asked_shown, names_for, observed, shown
from hrm2m.pages.today.sides import first_name
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.connections.both_sides import child_side, children_named
from hrm2m.records.connections.queries import asked_in, connections_in, reader_of
from hrm2m.vault.box import Box


@requires(Permission.CONNECTION_SEE)
def connections(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Every connection of her record, and what was asked of whoever treats her."""
    with child_safety(request, mother) as box:
        found, asked = shown_in(box), asked_in(box)
        names = names_for((), *(one.entry for one in asked), *(each for one in asked for each in one.answers))
        questions = [asked_shown(one, names, box.now) for one in asked]
    return render(
        request, "connections/list.html", {"ref": mother, "connections": found, "questions": questions}
    )


def shown_in(box: Box) -> list[Shown]:
    """Her connections for `connections/lines.html`, on any page that has child safety open."""
    cards, children = connections_in(box), children_named(box)
    names = names_for(cards)
    return [shown(card, children.get(card.entry.body.child, ""), names, box.now) for card in cards]


@requires(Permission.CONNECTION_SEE)
def one(request: WorkerRequest, mother: str, connection: str) -> HttpResponseBase:
    """One connection: what treatment answered, the bridge, and what was seen of this child."""
    with child_safety(request, mother) as box:
        card = card_in(box, connection)
        side = child_side(box, card.entry)
        names = names_for([card], *side.observations)
        reading = reader_of(box, connection)
        words = {
            "ref": mother,
            "connection": shown(card, side.child, names, box.now),
            "observations": observed(side, names, box.now),
            "acts": True,
        }
    if reading is not None:
        workers = agencies.workers_named([reading.reader_id])
        words["reader"] = first_name(workers, reading.reader_id)
        words["reader_until"] = day_in_words(reading.until)
    return render(request, "connections/one.html", words)
