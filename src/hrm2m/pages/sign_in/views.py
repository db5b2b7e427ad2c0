"""The pages around signing in that are our own: locked, which agency, help, and the form that was kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from hrm2m.pages.base import agency, errors, on_the_way
from hrm2m.pages.base.access import open_to_all, signed_in
from hrm2m.pages.base.visit import AGENCY, visit_of
from hrm2m.pages.kept_forms import keeping
from hrm2m.pages.sign_in.adapters import SignIn
from hrm2m.records.agencies.queries import places_of


# Shown in full before it is sent; everything shorter is a choice, and says nothing by itself.
WORDS_FROM = 12


@signed_in("one more proof opens the page that was locked", also_when_locked=True)
def locked(request: HttpRequest) -> HttpResponseBase:
    """To the quickest proof this worker has: a code, a passkey, or the password."""
    methods = SignIn().get_reauthentication_methods(request.user)
    return redirect(f"{methods[0]['url']}?{urlencode({'next': _next(request)})}")


@open_to_all("who cannot sign in needs to read how to get help")
def sign_in_help(request: HttpRequest) -> HttpResponse:
    """What to do without the password or the phone."""
    return render(request, "sign_in/help.html")


@signed_in("which agency the worker acts for comes before every permission")
def choose_agency(request: HttpRequest) -> HttpResponseBase:
    """Chooses the agency of this visit among those the worker holds a role in."""
    held = places_of(visit_of(request).worker_id)
    if not held:
        return errors.no_role(request)
    if request.method == "POST" and agency.choose(request, request.POST.get("agency", "")):
        return redirect(_next(request))
    words = {
        "held": held,
        "chosen": request.session.get(AGENCY),
        "next": _next(request),
        "missing": request.method == "POST",
    }
    return render(request, "sign_in/choose_agency.html", words)


@signed_in("only the worker who wrote the form can open it")
def kept_form(request: HttpRequest) -> HttpResponseBase:
    """Offers the form that was sent after the sign-in had lapsed; saves nothing by itself."""
    worker_ref = visit_of(request).worker_ref
    if request.method == "POST":
        return _let_go(request, worker_ref)
    for key in reversed(on_the_way.kept_keys(request)):
        kept = keeping.kept_for(worker_ref, key)
        if kept is not None:
            return _offer(request, kept, keeping.mark_of(key))
    messages.info(request, _("Nothing you wrote is waiting to be saved."))
    return redirect("home")


@open_to_all("answers whoever sent a form that did not prove where it came from")
def page_is_old(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Keeps a form of ours whose proof has run out, to be looked at before it is sent again; refuses any other."""
    key = on_the_way.keep_form(request)
    if key is None:
        return errors.page_is_old(request)
    response = redirect("kept_form")
    on_the_way.hand_key_over(request, response, key)
    return response


def _offer(request: HttpRequest, kept: keeping.Kept, mark: str) -> HttpResponse:
    actor = agency.chosen_actor(request)
    here = actor is not None and actor.agency_ref == kept.agency_ref
    fields = [(name, value) for name, values in kept.fields.items() for value in values]
    words = {
        "path": kept.path,
        "fields": fields,
        "written": [value for _name, value in fields if len(value) >= WORDS_FROM and " " in value.strip()],
        "mark": mark,
        "other_agency": None if here else _name_of(request, kept.agency_ref),
        "switch": f"{reverse('choose_agency')}?{urlencode({'next': reverse('kept_form')})}",
        "actor": actor,
    }
    return render(request, "sign_in/kept_form.html", words)


def _let_go(request: HttpRequest, worker_ref: str) -> HttpResponse:
    mark = request.POST.get("kept", "")
    keeping.let_go(worker_ref, mark)
    response = redirect("home")
    on_the_way.write_keys(response, [k for k in on_the_way.kept_keys(request) if keeping.mark_of(k) != mark])
    return response


def _name_of(request: HttpRequest, agency_ref: str) -> str:
    held = places_of(visit_of(request).worker_id)
    return next((each.agency_name for each in held if each.agency_ref == agency_ref), _("another agency"))


def _next(request: HttpRequest) -> str:
    said = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if is_ours else reverse("home")
