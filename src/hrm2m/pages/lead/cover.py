"""Bridges without cover whom she knows of: a list for the lead, who names cover; no handle."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.records.bridges.reckoning import uncovered


@requires(Permission.BOARD_SEE)
@require_GET
def without_cover(request: WorkerRequest) -> HttpResponse:
    """Every bridge of the agency that nobody covers whom she knows of, longest open first."""
    return render(request, "lead/without_cover.html", {"rows": uncovered(request.actor)})
