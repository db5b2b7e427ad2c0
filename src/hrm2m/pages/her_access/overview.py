"""Her own page as her bridge builder sees it: her ways in, what was asked, what she wrote there; what to do next."""

from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.her_access.forms import LOOKS, PHONES
from hrm2m.pages.hers.words import MOMENTS
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.hers import actions
from hrm2m.records.hers.actions.setting import ASKED_WITHIN
from hrm2m.records.hers.queries import Written, asked_first_in, ways_of, written_in
from hrm2m.records.people.queries import mother_in


@requires(Permission.MOTHER_SEE)
@about_her
def own_page(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Everything about her page; setting up is for her bridge builder and cover."""
    with opened(request, mother) as box:
        handle, ways = mother_in(box).handle, ways_of(box.mother_id)
        asked, wrote, now = asked_first_in(box), written_in(box), box.now
    is_fresh = asked is not None and clock.now() - ASKED_WITHIN <= asked.written_at
    shown = [(way, moment_in_words(way.since, now)) for way in ways]
    return render(
        request,
        "her_access/own_page.html",
        {
            "ref": mother,
            "handle": handle,
            "address": request.build_absolute_uri(reverse("own_enter")),
            "ways_in": shown,
            "asked": asked,
            "phone": dict(PHONES)[asked.body.phone.value] if asked else "",
            "looks": dict(LOOKS)[asked.body.looks.value] if asked else "",
            "ready": asked is not None and is_fresh and asked.body.safe and asked.body.alone,
            "wrote": [_line(one) for one in wrote],
            "may_set": Permission.HER_ACCESS_SET in permissions_of(request.actor.roles),
        },
    )


@requires(Permission.CONTACT_LOG)
@about_her
def read(request: WorkerRequest, mother: str, said: str) -> HttpResponseBase:
    """The worker read what she wrote: she sees it on her page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.mark_read(by=request.actor, mother=mother, said=said)
    return redirect("own_page", mother)


def _line(one: Written) -> dict[str, object]:
    entry = one.entry
    return {
        "ref": entry.ref,
        "what": MOMENTS[entry.body.moment],
        "words": entry.body.words,
        "when": moment_in_words(entry.happened_at, clock.now()),
        "quiet": entry.body.by_quiet_way,
        "waits": one.to_be_read and one.read_at is None,
    }
