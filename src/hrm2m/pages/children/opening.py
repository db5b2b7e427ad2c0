"""Opening what is known of her children for a page: the reason asked first, one look for all of these pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpResponse, HttpResponseBase

from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.purpose.asking import purpose_for
from hrm2m.policy import Permission
from hrm2m.records.children.queries import ChildCard, HerChildren
from hrm2m.vault import door
from hrm2m.vault.box import Box


PAGE = "children"

Rest = ParamSpec("Rest")
ChildView = Callable[Concatenate[WorkerRequest, str, Rest], HttpResponseBase]


def says_why(view: ChildView[Rest]) -> ChildView[Rest]:
    """The view opens what is known of her children; whoever opens it says why, before."""

    @wraps(view)
    def asked(
        request: WorkerRequest, mother: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        purpose = purpose_for(request, mother)
        if isinstance(purpose, HttpResponse):
            return purpose
        return view(request, mother, *args, **kwargs)

    return cast("ChildView[Rest]", asked)


@contextmanager
def opened(request: WorkerRequest, mother: str) -> Iterator[Box]:
    """Her child-safety drawer, open for reading with the purpose that was said."""
    said = purpose_for(request, mother)
    purpose = said if isinstance(said, str) else ""
    with door.looking(
        by=request.actor, permission=Permission.CHILDREN_SEE, mother=mother, page=PAGE, purpose=purpose
    ) as box:
        yield box


def child_among(found: HerChildren, child: str) -> ChildCard:
    """The child with this ref; an unknown one is a page that is not here."""
    for card in found.children:
        if card.child.ref == child:
            return card
    raise Http404
