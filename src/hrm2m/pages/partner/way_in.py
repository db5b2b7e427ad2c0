"""From the link in a mail to the code: two pages that are the same for every link, those that never were included."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hrm2m.pages.base.access import open_to_all
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.partner import codes, limits, visit
from hrm2m.pages.partner.codes import DIGITS, Asking
from hrm2m.pages.partner.danger_lines import lines_at_a_door
from hrm2m.pages.partner.marks import mark
from hrm2m.pages.sign_in.limits import source_of


METHODS = ["GET", "HEAD", "POST"]
WRONG = _(
    "This code does not open anything here. Look at it again. After three tries, or ten minutes, ask for another."
)
TOO_OFTEN = _("Too many codes were asked for from here. Wait 15 minutes, or ring the person who asked you.")


class CodeForm(PageForm):
    """The six digits."""

    code = forms.CharField(
        label=_("The code in the mail, six numbers"),
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Type the six numbers that are in the mail.")},
    )

    def digits(self) -> str:
        """What was typed, without the spaces that some mail programs put in."""
        return "".join(self.cleaned_data["code"].split())[:DIGITS]


@open_to_all("a link in a mail: without the code that goes to the same address it opens nothing")
@require_http_methods(METHODS)
def link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Offers to send a code. Opening the page changes nothing: mail programs open every link."""
    if request.method != "POST":
        return _drawn(request, "partner/link.html")
    request.session[visit.ASKED] = {"link": mark("link", secret), "browser": codes.new_browser()}
    return _ask_for_code(request) or redirect("partner_code")


@open_to_all("whoever types the code that went to the address of the link")
@require_http_methods(METHODS)
def code(request: HttpRequest) -> HttpResponseBase:
    """The code; wrong, too late, or for a link that never was: one answer."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and "again" in request.POST:
        return _ask_for_code(request) or redirect("partner_code")
    if request.method == "POST" and form.is_valid():
        opened = codes.opened_with(_asked(request)["browser"], form.digits())
        if opened is not None:
            visit.begin(request, opened)
            response = redirect("partner")
            visit.remember(request, response, opened.worker_id)
            return response
        form.add_error("code", WRONG)
    return _drawn(request, "partner/code.html", form=form, status=422 if form.is_bound else 200)


def _ask_for_code(request: HttpRequest) -> HttpResponse | None:
    asked, source = _asked(request), source_of(get_adapter().get_client_ip(request))
    if not limits.may_ask(source):
        return _drawn(request, "partner/link.html", mistake=TOO_OFTEN, status=429)
    codes.ask(Asking(asked["link"], asked["browser"], source, visit.known_in(request)))
    return None


def _asked(request: HttpRequest) -> dict[str, str]:
    asked = request.session.get(visit.ASKED)
    return asked if isinstance(asked, dict) else {"link": "", "browser": ""}


def _drawn(request: HttpRequest, template: str, *, status: int = 200, **words: Any) -> HttpResponse:
    return render(request, template, {"lines": lines_at_a_door(), **words}, status=status)
