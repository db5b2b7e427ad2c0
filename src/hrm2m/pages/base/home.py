"""The first page after the sign-in: whatever the worker's role begins with."""

from django.http import HttpResponse
from django.shortcuts import redirect

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.navigation import ways_of
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission


@requires(Permission.DIRECTORY_SEE)
def home(request: WorkerRequest) -> HttpResponse:
    """To the first item of this worker's navigation."""
    return redirect(ways_of(request.actor)[0].path)
