"""How her pages are answered: drawn without anything of the staff pages, and with nothing left behind."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from hrm2m.foundation import ids
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.base import errors
from hrm2m.pages.base.access import Declared, View, declare
from hrm2m.pages.base.commands import command_of
from hrm2m.pages.hers import visits
from hrm2m.pages.hers.visits import Own, OwnRequest
from hrm2m.policy import Permission
from hrm2m.vault.commands import once
from hrm2m.vault.errors import CommandConflict, Denied, Forgotten, NotYours, StaleVersion


METHODS = ("GET", "HEAD", "POST")
NOT_UNDERSTOOD = (SuspiciousOperation, CommandConflict, StaleVersion)


def draw(page: str, own: Own | None = None, **words: object) -> HttpResponse:
    """A page of hers; rendered without the request, so that nothing of the staff pages can stand on it."""
    there = {"token": own.token if own else "", "own": own, "command": ids.new_ref(), **words}
    return bare(HttpResponse(render_to_string(f"hers/{page}.html", there)))


def bare(response: HttpResponse) -> HttpResponse:
    """The same answer, told to leave no trace."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def to(name: str, *args: object) -> HttpResponse:
    """On to another page of hers."""
    return bare(HttpResponseRedirect(reverse(name, args=args)))


def hers(permission: Permission, *, also_quiet: bool = False) -> Callable[[View], View]:
    """The view needs a visit of hers that is not over, and gets `request.own`; a form must be one of this visit.

    Whatever goes wrong, she meets a plain page: what is refused ends the visit, and nothing says why on a screen that
    somebody else may see.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            own = visits.own_of(request) if request.method in METHODS else None
            if own is None or (request.method == "POST" and not visits.is_from_here(request, own)):
                return to("own_enter")
            if own.quiet and not also_quiet:
                return to("own_home")
            own_request = cast("OwnRequest", request)
            own_request.own = own
            return _answered(view, own_request, args, kwargs)

        return declare(without_staff_token(guarded), Declared(permission))

    return wrap


def without_staff_token(view: View) -> View:
    """Her forms carry a token of the visit: the staff pages' own would leave a cookie for a week on her phone."""
    view.csrf_exempt = True  # type: ignore[attr-defined] # Django's own mark for it
    return view


def carried_out(request: OwnRequest, do: Callable[[], str]) -> BadInput | None:
    """Does a posted form once; answers what is wrong with it, if anything."""
    command = command_of(request)
    try:
        once(by=request.own.actor, command_id=command.id, words=command.words, do=do)
    except BadInput as mistake:
        return mistake
    return None


def _answered(
    view: View, request: OwnRequest, args: tuple[object, ...], kwargs: dict[str, object]
) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except (NotYours, Forgotten):
        return _out(request)
    except Denied:
        # Her record is not open: only forgetting, which she can undo, has a page. By the quiet way nothing is next.
        return draw("home", request.own) if request.own.quiet else to("own_empty")
    except Http404:
        return to("own_home")
    except NOT_UNDERSTOOD:
        return to("own_home")
    except Exception:
        errors.broken(request)
        return draw("broken")


def _out(request: OwnRequest) -> HttpResponse:
    response = to("own_enter")
    visits.end(request, response)
    return response
