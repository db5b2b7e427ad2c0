"""An answer that came by telephone: the bridge builder writes down what was said, and who said it."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.lists import card_of, words_of
from hrm2m.pages.mother.opening import about_her
from hrm2m.pages.partner.forms import ByTelephoneForm
from hrm2m.policy import Permission
from hrm2m.records.agencies.doors.queries import door, terms_of
from hrm2m.records.enquiries import actions as enquiries


@requires(Permission.ENQUIRY_TAKE_DOWN)
@about_her
def take_down(request: WorkerRequest, mother: str, enquiry: str) -> HttpResponseBase:
    """The same four answers, and the name of whoever spoke."""
    card = card_of(request, mother, enquiry)
    there, declared = door(request.actor.area, card.door), terms_of(card.door)
    form = ByTelephoneForm(request.POST or None, declared=declared.tells if declared else {})
    drawn = carry_out(
        request,
        form,
        lambda: enquiries.take_down_answer(
            by=request.actor, enquiry=enquiry, reply=form.reply(), at=clock.now()
        ),
        lambda _ref: reverse("enquiry", args=[mother, enquiry]),
    )
    if not isinstance(drawn, Drawn):
        return drawn
    words = {**words_of(card), "form": form, "called": there.called, "phone": there.phone}
    return render(request, "crossing/take_down.html", words, status=drawn)
