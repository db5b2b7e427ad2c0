"""The second reader's page: both sides of what he or she was asked to look at, until the look is done."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.connections.forms import LookForm
from hrm2m.pages.connections.shown import names_for, observed, shown
from hrm2m.pages.connections.used import originals, used_names
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.connections import actions
from hrm2m.records.connections.both_sides import BothSides, both_sides
from hrm2m.records.connections.queries import ReadingCard, mother_of, reading_open_to
from hrm2m.vault import door
from hrm2m.vault.errors import Denied


CLOSED = 409


@requires(Permission.CONNECTION_READ)
def read(request: WorkerRequest, connection: str) -> HttpResponseBase:
    """Both sides of one connection, and the look; closed to the reader afterwards, with what was typed kept."""
    reading = reading_open_to(request.actor, connection)
    if reading is None:
        raise Http404
    # Asked before the door: coming back to what is closed is nothing that the ledger should call a refusal.
    if not reading.is_open:
        return _closed(request, reading)
    try:
        return _open(request, reading, connection)
    except Denied:
        # It closed in between, and the refusal stands in the ledger; what was typed must not be lost with it.
        again = reading_open_to(request.actor, connection)
        if again is None or again.is_open:
            raise
        return _closed(request, again)


def _open(request: WorkerRequest, reading: ReadingCard, connection: str) -> HttpResponseBase:
    mother = mother_of(request.actor, reading)
    with door.looking(
        by=request.actor,
        permission=Permission.CONNECTION_READ,
        mother=mother,
        page=f"connection:{connection}",
        about=connection,
    ) as box:
        sides = both_sides(box, connection)
        if sides is None:
            raise Http404
        words = _words(sides, box.now)
    form = LookForm(request.POST or None, is_quoted=bool(sides.original))

    def write() -> str:
        return actions.look(
            by=request.actor, mother=mother, connection=connection, said=form.said(), at=clock.now()
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("second_reader", args=[connection]))
    if not isinstance(drawn, Drawn):
        return drawn
    words |= {"form": form, "until": day_in_words(reading.until)}
    return render(request, "connections/read.html", words, status=drawn)


def _words(sides: BothSides, now: Any) -> dict[str, Any]:
    names = names_for([sides.card], *sides.child_side.observations) | used_names(sides.original)
    return {
        "connection": shown(sides.card, sides.child_side.child, names, now),
        "observations": observed(sides.child_side, names, now),
        "originals": originals(sides.original, names, now),
        "both": True,
    }


def _closed(request: WorkerRequest, reading: ReadingCard) -> HttpResponseBase:
    """Nothing of either side; what was typed stands here to be copied, so that it is not lost."""
    typed = request.POST.get("reasons", "") if request.method == "POST" else ""
    words = {"why": reading.ended_why, "typed": typed, "until": day_in_words(reading.until)}
    return render(request, "connections/closed.html", words, status=CLOSED if typed else 200)
