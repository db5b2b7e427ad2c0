"""The real addresses, and a few doors that only tests have: one for each way a view can end."""

from django import forms
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from hrm2m.config import urls
from hrm2m.pages.base.access import open_to_all, requires
from hrm2m.pages.base.commands import command_of
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.vault import commands, door
from hrm2m.vault.errors import CommandConflict, Denied, Forgotten


CANARY = "Wren-of-the-canary"
NOTE = """{% extends "base/page.html" %}
{% block title %}Note{% endblock %}
{% block back %}{% include "base/includes/back.html" with to="/" words="Today" %}{% endblock %}
{% block main %}
  {% include "base/includes/error_summary.html" %}
  <h1 class="govuk-heading-l">Note</h1>
  <div class="hr-card hr-card--late">
    <h2>Wren</h2>
    <p>{% clock "5 days late" "late" %} {% clock "today" "soon" %} {% clock "Thursday" "ok" %} {% clock "no date" %}</p>
    {% include "base/includes/safe_contact.html" with how="text only, 10 to 12" cover="Jo from the library" most="At most two a week" %}
    <div class="hr-actions"><a class="govuk-button" href="/" role="button">Log</a> <a class="govuk-button govuk-button--secondary" href="/" role="button">Open</a></div>
  </div>
  <form method="post" novalidate>
    {% csrf_token %}{% command_id %}
    {{ form }}
    <button class="govuk-button">Save</button>
  </form>
{% endblock %}"""  # noqa: E501 - a template
saved: list[str] = []


class NoteForm(PageForm):
    """Every kind of field."""

    note = forms.CharField(
        label="Her words", widget=forms.Textarea({"rows": 3}), help_text="She can read this."
    )
    how = forms.ChoiceField(
        label="How", choices=[("met", "We met"), ("call", "Call")], widget=forms.RadioSelect
    )
    which = forms.MultipleChoiceField(
        label="Which",
        choices=[("a", "One"), ("b", "Two")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    place = forms.ChoiceField(label="Place", choices=[("s", "Street"), ("l", "Library")])
    alone = forms.BooleanField(label="She was alone", required=False)
    day = DayField(label="Which day", help_text="Such as 27 3 2026.")


def save(form: NoteForm) -> str:
    """Saves the words."""
    saved.append(form.cleaned_data["note"])
    return "done"


@requires(Permission.CONTACT_LOG)
def note(request: WorkerRequest) -> HttpResponse:
    """Saves a note once."""
    form = NoteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        command = command_of(request)
        commands.once(by=request.actor, command_id=command.id, words=command.words, do=lambda: save(form))
        return HttpResponse("saved")
    page = engines["django"].from_string(NOTE).render({"form": form}, request)
    return HttpResponse(page, status=422 if form.is_bound else 200)


@requires(Permission.MOTHER_SEE)
def hers(request: WorkerRequest, ref: str) -> HttpResponse:
    """Opens one mother."""
    with door.looking(by=request.actor, permission=Permission.MOTHER_SEE, mother=ref, page="test"):
        return HttpResponse("hers")


@requires(Permission.DANGER_RAISE, also_when_locked=True)
def danger(request: WorkerRequest) -> HttpResponse:
    """Is open when the page is locked."""
    return HttpResponse(f"danger {request.actor.agency_ref}")


@requires(Permission.BOARD_SEE)
def board(request: WorkerRequest) -> HttpResponse:
    """For leads."""
    return HttpResponse("board")


@open_to_all("a test")
def ends(request: HttpRequest, how: str) -> HttpResponse:
    """Ends in an error whose message says too much."""
    errors = {
        "denied": Denied(Permission.MOTHER_SEE, 1, ("You do not hold her bridge.",)),
        "conflict": CommandConflict("This was saved before with other words in it."),
        "forgotten": Forgotten(CANARY),
        "database": OperationalError(f"no column {CANARY}"),
        "broken": ValueError(f"{CANARY} is not a number"),
    }
    raise errors[how]


urlpatterns = [
    *urls.urlpatterns,
    path("test/note/", note),
    path("test/hers/<str:ref>/", hers),
    path("test/danger/", danger),
    path("test/board/", board),
    path("test/ends/<str:how>/", ends),
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
