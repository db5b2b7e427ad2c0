"""Opening her record for a page: one look for all pages about her, and the reason asked first where it must be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import reverse

from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.purpose.asking import purpose_for
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.predicates import purpose_said
from hrm2m.policy.roles import permissions_of
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.errors import Denied


PAGE = "mother"
METHODS = ("GET", "HEAD", "POST")
GO_TO_HER = frozenset({Role.BRIDGE_BUILDER, Role.OUTREACH_WORKER})

Rest = ParamSpec("Rest")
HerView = Callable[Concatenate[WorkerRequest, str, Rest], HttpResponseBase]


def about_her(view: HerView[Rest]) -> HerView[Rest]:
    """The view opens her record; whoever must say why is asked why, before it is opened.

    A lead who goes to no mother is asked at once. One who is also a bridge builder may hold this very bridge, so
    the record is tried first and the question comes with the refusal.
    """

    @wraps(view)
    def asked(
        request: WorkerRequest, mother: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        purpose = purpose_for(request, mother)
        if isinstance(purpose, HttpResponse) and not _may_be_near(request.actor):
            return purpose
        try:
            return view(request, mother, *args, **kwargs)
        except Denied as refusal:
            if isinstance(purpose, HttpResponse) and refusal.reasons == (purpose_said.unmet,):
                return purpose
            raise

    return cast("HerView[Rest]", asked)


def way_back(request: WorkerRequest, mother: str) -> str:
    """Where a form about her that opens nothing leads back to: her page for whoever has one, and the first page."""
    if Permission.MOTHER_SEE in permissions_of(request.actor.roles):
        return reverse("mother", args=[mother])
    return reverse("home")


@contextmanager
def opened(request: WorkerRequest, mother: str) -> Iterator[Box]:
    """Her general record, open for reading with the purpose that was said, if any."""
    said = purpose_for(request, mother)
    purpose = said if isinstance(said, str) else ""
    with door.looking(
        by=request.actor, permission=Permission.MOTHER_SEE, mother=mother, page=PAGE, purpose=purpose
    ) as box:
        yield box


def _may_be_near(actor: Actor) -> bool:
    return not GO_TO_HER.isdisjoint(actor.roles)
