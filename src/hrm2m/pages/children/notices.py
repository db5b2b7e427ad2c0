"""Telling the safeguarding lead about a child without a record, one's own plans, and what becomes of a notice."""

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local, local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.children.saw_form import SawForm, several_lines
from hrm2m.pages.children.sheet import Sheet, Way, draw
from hrm2m.pages.today.timing import day_in_words, moment_in_words
from hrm2m.pages.words.following import asked_after
from hrm2m.pages.words.typed import own_words
from hrm2m.policy import Actor, Permission
from hrm2m.records.bridges.queries import bridges_kept_by
from hrm2m.records.children import actions
from hrm2m.records.children.queries import my_plans, written_about
from hrm2m.records.children.told import NoticePage, my_notices, notice_page
from hrm2m.records.danger.queries import alert_page
from hrm2m.records.danger.who import Who
from hrm2m.vault.open_to import refs_open_to


ANSWER = Sheet(
    _("Answer whoever told you"),
    _("Send the answer"),
    (_("For what belongs to no mother here. Whoever told you reads it when she or he signs in."),),
)


class NoticeForm(PageForm):
    """What was seen or heard, and how the child can be found."""

    words = several_lines(
        _("What did you see or hear?"),
        6,
        help_text=_("As it was, and how we can find the child: where, when, who may know."),
        error_messages={"required": _("Write what you saw or heard.")},
    )


class AnswerForm(PageForm):
    """What was done."""

    words = several_lines(_("What did you do, or whom did you tell?"), 4)


class FileForm(SawForm):
    """The observation that a notice becomes, and the mother whom it is about."""

    mother = forms.ChoiceField(
        label=_("About whose child is it?"), error_messages={"required": _("Choose the mother.")}
    )
    FIRST = ("mother", *SawForm.FIRST)

    def __init__(self, *args: Any, mothers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mother"].choices = [("", _("Choose")), *mothers]  # type: ignore[attr-defined] # it is a ChoiceField


@requires(Permission.CHILD_NOTICE)
def about_a_child(request: WorkerRequest) -> HttpResponseBase:
    """Anybody tells the safeguarding lead about a child, reads the answer, and finds his or her own plans."""
    form = NoticeForm(request.POST or None, initial=_from_danger(request))

    def write() -> str:
        return actions.tell_about_child(by=request.actor, words=form.cleaned_data["words"], at=clock.now())

    drawn = carry_out(request, form, write, lambda _ref: reverse("about_a_child"))
    if not isinstance(drawn, Drawn):
        said = gettext("Told. A safeguarding lead reads it within one working day.")
        # Where danger was raised first, its words stood in the form, and of those nothing is asked.
        told = "" if request.GET.get("danger") else form.cleaned_data["words"]
        return asked_after(request, drawn, said, "observation", own_words(told))
    now = clock.now()
    mine = [(notice, moment_in_words(notice.at, now)) for notice in my_notices(request.actor)]
    plans = [(plan, day_in_words(plan.since)) for plan in my_plans(request.actor)]
    lines = lines_for(request.actor, Who.A_CHILD)
    more = {"form": form, "mine": mine, "plans": plans, "lines": lines}
    return render(request, "children/about_a_child.html", more, status=drawn)


@requires(Permission.CHILD_NOTICE_READ)
def notice(request: WorkerRequest, notice: str) -> HttpResponseBase:
    """One notice, and the observation that it becomes on the right mother: nothing is typed twice."""
    page = notice_page(by=request.actor, notice=notice)
    form = FileForm(request.POST or None, initial=_as_observation(page), mothers=_mothers(request.actor))

    def write() -> str:
        mother = form.cleaned_data["mother"]
        actions.file_notice(
            by=request.actor,
            notice=notice,
            mother=mother,
            seen=form.seen(),
            known=form.known(),
            at=form.at(page.at),
        )
        return str(mother)

    drawn = carry_out(request, form, write, lambda mother: reverse("her_children", args=[mother]))
    if not isinstance(drawn, Drawn):
        return drawn
    more = {"form": form, "page": page, "when": moment_in_words(page.at, clock.now())}
    return render(request, "children/notice.html", more, status=drawn)


@requires(Permission.CHILD_NOTICE_READ)
def answer(request: WorkerRequest, notice: str) -> HttpResponseBase:
    """Says what was done about a notice that belongs to no mother here."""
    form = AnswerForm(request.POST or None)

    def write() -> str:
        actions.answer_notice(by=request.actor, notice=notice, words=form.cleaned_data["words"])
        return notice

    drawn = carry_out(request, form, write, lambda _ref: reverse("children"))
    if not isinstance(drawn, Drawn):
        return drawn
    return draw(request, ANSWER, form, drawn, Way(reverse("notice", args=[notice]), _("What was told")))


def _as_observation(page: NoticePage) -> dict[str, Any]:
    when = local(page.at)
    by = page.by
    return {
        "words": page.words,
        "comes_from": page.ref,
        "how": "told_by",
        "by_whom_said": "worker",
        "from_whom": f"{by.first_name}, {by.job_title}" if by else "",
        "when_day": local_day(page.at),
        "when_time": when.time().replace(microsecond=0),
    }


def _mothers(actor: Actor) -> list[tuple[str, str]]:
    """The mothers whose bridge the agency keeps: by what a worker called them, and by who builds their bridge."""
    bridges = bridges_kept_by(actor.agency_id)
    now = clock.now()
    refs = refs_open_to(actor, [card.mother_id for card in bridges], now, permission=Permission.WORRIES_SEE)
    called = {line.mother_id: line.called for line in written_about(actor, page="notice")}
    found = []
    for card in bridges:
        if card.mother_id in refs:
            words = {"builder": card.builder_name, "since": day_in_words(card.opened_at)}
            whose = gettext("bridge of %(builder)s since %(since)s") % words
            name = called.get(card.mother_id, "")
            found.append((refs[card.mother_id], f"{name}: {whose}" if name else whose))
    return found


def _from_danger(request: WorkerRequest) -> dict[str, str]:
    """What was said when danger was raised, for whoever answers for it and where no mother is linked."""
    alert = request.GET.get("danger", "")
    answers = alert_page(by=request.actor, alert=alert).answers if alert and request.method == "GET" else None
    return {"words": answers.words} if answers else {}
