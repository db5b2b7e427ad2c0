"""The form of a pack, and the paper it makes."""

from datetime import timedelta

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, put_mistake
from hrm2m.pages.base.visit import WorkerRequest, visit_of
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.pack.forms import PackForm
from hrm2m.pages.pack.paper import paper_of
from hrm2m.pages.paper.answering import answer
from hrm2m.policy import Permission
from hrm2m.records.agencies.doors.queries import doors_in
from hrm2m.records.asks.queries import longings_in
from hrm2m.records.bridges.queries import who_can_see
from hrm2m.records.handovers.actions import make_pack
from hrm2m.records.people.queries import mother_in


GOOD_FOR_DAYS = 7
"""How long the form suggests to rely on a pack (policy_choice)."""


@requires(Permission.PACK_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
@about_her
def pack(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Who sits at the table, what she lets be read; posted, the paper."""
    with opened(request, mother) as box:
        who, longings = mother_in(box), longings_in(box)
        seers = who_can_see(box.mother_id, box.now)
    known = {
        "workers": [(seer.worker_ref, f"{seer.first_name}, {seer.job_title}") for seer in seers],
        "doors": [(card.ref, f"{card.called}, {card.agency_name}") for card in doors_in(request.actor.area)],
        "longings": [(said.ref, said.body.words) for said in longings],
    }
    usual = local_day(clock.now()) + timedelta(days=GOOD_FOR_DAYS)
    form = PackForm(request.POST or None, known=known, initial={"until": usual})
    drawn = Drawn.FRESH
    if request.method == "POST":
        drawn = Drawn.MISTAKES
        if form.is_valid():
            try:
                made = make_pack(by=request.actor, mother=mother, pack=form.pack_for())
            except BadInput as mistake:
                put_mistake(form, mistake)
            else:
                by = visit_of(request).first_name or gettext("a worker")
                return answer(paper_of(made, by=by), file_name="meeting-pack")
    return render(request, "pack/pack.html", {"form": form, "mother": who}, status=drawn)
