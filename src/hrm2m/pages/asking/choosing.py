"""From an ask of hers to the directory, to choose what is offered; the way back is sealed into the address."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from hrm2m.pages.asking.found import ask_among
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.directory.trail import trail_for
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.policy import Permission


@requires(Permission.MOTHER_SEE)
@about_her
def choose(request: WorkerRequest, mother: str, ask: str) -> HttpResponseBase:
    """Goes on to the directory for this ask of hers."""
    with opened(request, mother) as box:
        found = ask_among(box, ask)
    trail = trail_for(request.actor, mother=mother, ask=found.ask.ref)
    return redirect(f"{reverse('directory')}{trail.query}")
