"""What is done about one referral: each a short form on a page of its own, or a press on the page of the referral."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.lists import purpose_said
from hrm2m.pages.mother.opening import about_her
from hrm2m.pages.partner.referral_forms import ByTelephoneForm
from hrm2m.pages.referrals.forms import ChaseForm, CloseForm, DecideWrongForm, MetForm, PressForm, WrongForm
from hrm2m.pages.referrals.views import drawn
from hrm2m.policy import Permission
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.entries import Regulator
from hrm2m.records.referrals.queries import referrals_of


@requires(Permission.REFERRAL_SEND)
@require_POST
@about_her
def send(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """Sends the draft under her yes."""
    return _pressed(
        request,
        mother,
        referral,
        lambda: referrals.send(by=request.actor, mother=mother, referral=referral),
    )


@requires(Permission.REFERRAL_CHASE)
@require_POST
@about_her
def take_back(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """Lets the draft go."""
    return _pressed(
        request,
        mother,
        referral,
        lambda: referrals.take_back(by=request.actor, mother=mother, referral=referral),
    )


@requires(Permission.REFERRAL_SEE)
@require_POST
@about_her
def second(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """A second person has read what was sent without her yes."""
    return _pressed(
        request,
        mother,
        referral,
        lambda: referrals.read_second(by=request.actor, mother=mother, referral=referral),
    )


@requires(Permission.REFERRAL_SEE)
@require_POST
@about_her
def agree(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """The second person agrees that it goes without her yes, or does not."""
    agrees = request.POST.get("agrees") == "yes"
    return _pressed(
        request,
        mother,
        referral,
        lambda: referrals.say_as_second(by=request.actor, mother=mother, referral=referral, agrees=agrees),
    )


@requires(Permission.REFERRAL_SEE)
@require_POST
@about_her
def told_her(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """She was told of what was sent without her yes."""
    return _pressed(
        request,
        mother,
        referral,
        lambda: referrals.write_told_her(by=request.actor, mother=mother, referral=referral, at=clock.now()),
    )


@requires(Permission.REFERRAL_CHASE)
@about_her
def take_down(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """An answer by telephone, with the name of whoever gave it."""
    cards = referrals_of(by=request.actor, mother=mother, purpose=purpose_said(request, mother))
    status = next((card.status for card in cards if card.ref == referral), None)
    if status is None:
        return drawn(request, mother, referral)
    form = ByTelephoneForm(request.POST or None, status=status)
    return _form(
        request,
        mother,
        referral,
        form,
        _("They answered by telephone"),
        lambda: referrals.take_down(
            by=request.actor, mother=mother, referral=referral, said=form.said(), at=clock.now()
        ),
    )


@requires(Permission.REFERRAL_CHASE)
@about_her
def chase(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """They were asked again; the mail goes to them once more."""
    form = ChaseForm(request.POST or None)
    return _form(
        request,
        mother,
        referral,
        form,
        _("Ask them again"),
        lambda: referrals.chase(
            by=request.actor,
            mother=mother,
            referral=referral,
            words=form.cleaned_data["words"],
            at=clock.now(),
        ),
    )


@requires(Permission.REFERRAL_CHASE)
@about_her
def met(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """She says whether they met."""
    form = MetForm(request.POST or None)
    return _form(
        request,
        mother,
        referral,
        form,
        _("Did they meet?"),
        lambda: referrals.she_met(
            by=request.actor,
            mother=mother,
            referral=referral,
            they_met=form.cleaned_data["met"] == "yes",
            her_words=form.cleaned_data["her_words"],
            at=clock.now(),
        ),
    )


@requires(Permission.REFERRAL_CHASE)
@about_her
def close(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """Closes it, after a second look where they said no."""
    form = CloseForm(request.POST or None)
    return _form(
        request,
        mother,
        referral,
        form,
        _("Look again, and close it"),
        lambda: referrals.close(
            by=request.actor,
            mother=mother,
            referral=referral,
            words=form.cleaned_data["words"],
            her_words=form.cleaned_data["her_words"],
            at=clock.now(),
        ),
    )


@requires(Permission.SHARED_WRONGLY_NOTE)
@about_her
def wrong(request: WorkerRequest, mother: str, referral: str) -> HttpResponseBase:
    """*We shared this wrongly*: their access ends with this press."""
    form = WrongForm(request.POST or None)
    return _form(
        request,
        mother,
        referral,
        form,
        _("We shared this wrongly"),
        lambda: referrals.note_wrong(
            by=request.actor,
            mother=mother,
            referral=referral,
            what=form.cleaned_data["what"],
            done=form.cleaned_data["done"],
            at=clock.now(),
        ),
    )


@requires(Permission.SHARED_WRONGLY_DECIDE)
@about_her
def decide(request: WorkerRequest, mother: str, referral: str, wrong: str) -> HttpResponseBase:
    """The lead decides what follows."""
    form = DecideWrongForm(request.POST or None)
    return _form(
        request,
        mother,
        referral,
        form,
        _("It was shared wrongly: decide what follows"),
        lambda: referrals.decide_wrong(
            by=request.actor,
            mother=mother,
            wrong=wrong,
            regulator=Regulator(form.cleaned_data["regulator"]),
            why=form.cleaned_data["why"],
            telling_her=form.cleaned_data["telling_her"],
            at=clock.now(),
        ),
    )


def _pressed(
    request: WorkerRequest, mother: str, referral: str, do: Callable[[], object]
) -> HttpResponseBase:
    form = PressForm(request.POST)
    done = carry_out(request, form, lambda: str(do()), lambda _r: _page(mother, referral))
    if not isinstance(done, Drawn):
        return done
    mistake = " ".join(str(error) for error in form.non_field_errors())
    return drawn(request, mother, referral, mistake=mistake, status=done)


def _form(
    request: WorkerRequest,
    mother: str,
    referral: str,
    form: PageForm,
    title: str | Promise,
    do: Callable[[], object],
) -> HttpResponseBase:
    done = carry_out(request, form, lambda: str(do()), lambda _r: _page(mother, referral))
    if not isinstance(done, Drawn):
        return done
    words = {"ref": mother, "referral": referral, "form": form, "title": title}
    return render(request, "referrals/form.html", words, status=done)


def _page(mother: str, referral: str) -> str:
    return reverse("referral", args=[mother, referral])
