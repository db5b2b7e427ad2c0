"""The first page after the sign-in: what the worker’s role begins with; a lead’s is the board."""

from django.http import HttpResponse
from django.shortcuts import redirect

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.navigation import ways_of
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of


@requires(Permission.DIRECTORY_SEE)
def home(request: WorkerRequest) -> HttpResponse:
    """To the first item of this worker's navigation, or to the board for whoever leads and goes to nobody."""
    may, ways = permissions_of(request.actor.roles), ways_of(request.actor)
    board = [] if Permission.CONTACT_LOG in may else [w for w in ways if w.permission is Permission.BOARD_SEE]
    return redirect((*board, *ways)[0].path)
