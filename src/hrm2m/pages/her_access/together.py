"""Looking together: her side as she would see it, under the worker's own sign-in and only what the worker may read."""

from django.http import HttpResponseBase
from django.shortcuts import render

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.hers.next_day import next_of
from hrm2m.pages.hers.told import kinds, told
from hrm2m.pages.hers.words import PROMISES, day_and_time
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.policy import Permission
from hrm2m.records.clocks.queries import clocks_of
from hrm2m.records.people.queries import mother_in
from hrm2m.vault.hers_to_read import for_her
from hrm2m.vault.versions import with_earlier_replies


SHOWN = 40


@requires(Permission.MOTHER_SEE)
@about_her
def together(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What is next, what was promised, and her notes: those that she may read, and the worker too."""
    with opened(request, mother) as box:
        handle, day, now = mother_in(box).handle, next_of(box), box.now
        promised = [one for one in clocks_of(box) if one.kind in PROMISES]
        notes = told(with_earlier_replies(for_her(box.entries(*kinds()), now)))
    return render(
        request,
        "her_access/together.html",
        {
            "ref": mother,
            "handle": handle,
            "next": day_and_time(day.at) if day else "",
            "promised": [(PROMISES[one.kind], one.words(now), one.due_at < now) for one in promised],
            "notes": notes[:SHOWN],
        },
    )
