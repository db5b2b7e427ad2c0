"""Her side beside a note, and *that is not right*."""

from django.http import Http404, HttpResponseBase

from hrm2m.foundation import clock
from hrm2m.pages.hers.long_notes import pieces_of
from hrm2m.pages.hers.notes import Part, part_of, read_part
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.policy import Permission
from hrm2m.records.hers import actions
from hrm2m.records.hers.actions.replying import SEES


@hers(Permission.OWN_REPLY)
def reply(request: OwnRequest, part: str, entry: str) -> HttpResponseBase:
    """Her words beside one note; or that it is not right, which must be answered within a month."""
    found = part_of(part)
    lines, _due = read_part(request.own, found, SEES[found.compartment]) if found else ([], {})
    line = next((one for one in lines if one.ref == entry), None)
    if found is None or line is None:
        raise Http404
    mistake = (
        carried_out(request, lambda: _write(request, found, entry)) if request.method == "POST" else None
    )
    if request.method == "POST" and mistake is None:
        return to(found.address)
    return draw(
        "reply",
        request.own,
        part=found,
        line=next(pieces_of(line)),
        mistake=mistake,
        typed=request.POST.get("words", ""),
        wrong=request.POST.get("wrong") or request.GET.get("wrong"),
    )


def _write(request: OwnRequest, part: Part, entry: str) -> str:
    return actions.reply(
        by=request.own.actor,
        mother=request.own.mother,
        compartment=part.compartment,
        about=entry,
        words=request.POST.get("words", ""),
        not_right=bool(request.POST.get("wrong")),
        at=clock.now(),
    )
