"""What every view declares before anything else: which permission it needs, or why it needs none."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from hrm2m.pages.base import errors, last_known, on_the_way
from hrm2m.pages.base.agency import any_actor, chosen_actor, holds_no_role
from hrm2m.pages.base.visit import Sign, WorkerRequest, visit_of
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of


@dataclass(frozen=True)
class Declared:
    """What a view said of itself; without a permission it gives a reason."""

    permission: Permission | None = None
    reason: str = ""
    open_to_all: bool = False
    also_when_locked: bool = False


# A request, then whatever the address holds.
View = Callable[..., HttpResponseBase]

_DECLARED = "hrm2m_declared"


def declaration_of(view: Callable[..., object]) -> Declared | None:
    """What this view declared, or None if it forgot to."""
    found = getattr(view, _DECLARED, None)
    return found if isinstance(found, Declared) else None


def declare(view: View, declared: Declared) -> View:
    """Writes on a view what it declares: for a room whose visitors do not sign in as workers."""
    setattr(view, _DECLARED, declared)
    return view


def requires(permission: Permission, *, also_when_locked: bool = False) -> Callable[[View], View]:
    """The view needs this permission and gets `request.actor`.

    Somebody who has not signed in is sent to do so, with the form kept; a role that can never have the permission
    is refused in words. Whether it holds for one mother is decided by the action, not here.
    """
    return _guarded(Declared(permission, also_when_locked=also_when_locked))


def signed_in(reason: str, *, also_when_locked: bool = False) -> Callable[[View], View]:
    """The view needs a sign-in and no permission, because it concerns the worker's own account only."""
    return _guarded(Declared(reason=reason, also_when_locked=also_when_locked))


def open_to_all(reason: str) -> Callable[[View], View]:
    """Anyone may open the view, and the reason says why that is safe."""

    def declare(view: View) -> View:
        @wraps(view)
        def same(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        setattr(same, _DECLARED, Declared(reason=reason, open_to_all=True))
        return same

    return declare


def _guarded(declared: Declared) -> Callable[[View], View]:
    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            stopped = _stopped(request, declared)
            if stopped is not None:
                return stopped
            worker_request = cast("WorkerRequest", request)
            response = view(worker_request, *args, **kwargs)
            if declared.permission is not None:
                on_the_way.let_go_if_saved(worker_request, response)
                last_known.remember(worker_request, response, worker_request.actor)
            return response

        setattr(guarded, _DECLARED, declared)
        return guarded

    return declare


def _stopped(request: HttpRequest, declared: Declared) -> HttpResponse | None:
    sign = visit_of(request).sign
    keeps_form = declared.permission is not None
    if sign is Sign.OUT:
        return on_the_way.sign_in_first(request, keeps_form=keeps_form)
    if sign is Sign.WITHOUT_SECOND_FACTOR and keeps_form:
        return redirect("mfa_index")
    if sign is Sign.LOCKED and not declared.also_when_locked:
        return on_the_way.unlock_first(request, keeps_form=keeps_form)
    return _without_role(request, declared) if declared.permission else None


def _without_role(request: HttpRequest, declared: Declared) -> HttpResponse | None:
    actor = any_actor(request) if declared.also_when_locked else chosen_actor(request)
    if actor is None:
        if holds_no_role(request):
            return errors.no_role(request)
        return on_the_way.choose_agency_first(request)
    if declared.permission not in permissions_of(actor.roles):
        return errors.not_in_your_role(request)
    cast("WorkerRequest", request).actor = actor
    return None
