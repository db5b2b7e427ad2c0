"""Sends a worker to what must come first (sign in, unlock, choose an agency), and keeps the form she was sending."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from hrm2m.pages.base.commands import KEPT_FIELD
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.kept_forms import keeping
from hrm2m.pages.kept_forms.writer import FIELD, writer_in


COOKIE = "hr_kept"
LOOK = "look"
"""In a form: it was sent to be looked at and is not saved yet."""
WORDS_FOLLOW = "words-follow"
"""A tag of a message: the page that shows it asks its worker about the words that were saved just before."""
MOST_KEYS = 4
WITH_MISTAKES = 422
# Made again for the new sign-in, so never kept.
NOT_KEPT = frozenset({"csrfmiddlewaretoken", FIELD})


def sign_in_first(request: HttpRequest, *, keeps_form: bool) -> HttpResponse:
    """To the sign-in, and then back here or to the form that was kept."""
    return _first("account_login", request, keeps_form)


def unlock_first(request: HttpRequest, *, keeps_form: bool) -> HttpResponse:
    """To the locked page, and then back here or to the form that was kept."""
    return _first("locked", request, keeps_form)


def choose_agency_first(request: HttpRequest) -> HttpResponse:
    """To the choice of agency, and then back here."""
    return _to("choose_agency", request.get_full_path() if request.method == "GET" else reverse("home"))


def keep_form(request: HttpRequest) -> str | None:
    """Seals the posted form if its own words prove which worker it was made for; answers the key for the cookie."""
    writer = writer_in(request.POST.get(FIELD, ""))
    if writer is None:
        return None
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    return keeping.keep(writer, request.get_full_path(), fields)


def hand_key_over(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """Puts the key of a kept form into the browser's own cookie, beside those of other forms."""
    write_keys(response, [*kept_keys(request), key][-MOST_KEYS:])


def kept_keys(request: HttpRequest) -> list[str]:
    """The keys of kept forms that this browser holds."""
    return [key for key in request.COOKIES.get(COOKIE, "").split(".") if key]


def write_keys(response: HttpResponseBase, keys: list[str]) -> None:
    """Writes the cookie of kept forms, or removes it when none is left."""
    if not keys:
        response.delete_cookie(COOKIE)
        return
    response.set_cookie(
        COOKIE,
        ".".join(keys),
        max_age=keeping.MINUTES * 60,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def let_go_if_saved(request: WorkerRequest, response: HttpResponseBase) -> None:
    """Forgets a kept form once the view has taken it: saved, or shown again with what to put right."""
    mark = request.POST.get(KEPT_FIELD)
    if (
        mark
        and LOOK not in request.POST
        and (response.status_code < 400 or response.status_code == WITH_MISTAKES)
    ):
        keeping.let_go(request.actor.worker_ref, mark)
        write_keys(response, [key for key in kept_keys(request) if keeping.mark_of(key) != mark])


def _first(name: str, request: HttpRequest, keeps_form: bool) -> HttpResponse:
    if request.method in {"GET", "HEAD"}:
        return _to(name, request.get_full_path())
    key = keep_form(request) if keeps_form and request.method == "POST" else None
    if key is None:
        return _to(name, reverse("home"))
    response = _to(name, reverse("kept_form"))
    hand_key_over(request, response, key)
    return response


def _to(name: str, after: str) -> HttpResponse:
    return redirect(f"{reverse(name)}?{urlencode({'next': after})}")
