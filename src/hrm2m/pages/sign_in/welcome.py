"""The pages an invitation opens: set a password, then go on to the second step."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hrm2m.pages.base.access import open_to_all
from hrm2m.pages.sign_in.forms import FirstPasswordForm
from hrm2m.pages.sign_in.invitations import invited


SESSION_KEY = "invited_by"


@open_to_all("an invitation is for somebody who cannot sign in yet")
def welcome_link(request: HttpRequest, ref: str, token: str) -> HttpResponse:
    """Takes the words of the link out of the address, so that no history or screen keeps them."""
    request.session[SESSION_KEY] = [ref, token]
    return redirect("welcome")


@open_to_all("an invitation is for somebody who cannot sign in yet")
def welcome(request: HttpRequest) -> HttpResponse:
    """Sets the first password and signs in; the second step follows before anything can be seen."""
    worker = invited(*request.session.get(SESSION_KEY, ("", "")))
    if worker is None:
        return render(request, "sign_in/link_is_over.html", status=410)
    form = FirstPasswordForm(worker, request.POST or None)
    if not form.is_valid():
        words = {"form": form, "worker": worker}
        return render(request, "sign_in/welcome.html", words, status=422 if form.is_bound else 200)
    form.save()
    del request.session[SESSION_KEY]
    return perform_password_login(request, {}, Login(user=worker, redirect_url=reverse("mfa_index")))
