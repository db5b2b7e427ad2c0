"""Carrying out a form that finds a record by the handle she said: what leads nowhere counts as a guess."""

from collections.abc import Callable

from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.sign_in import guesses


def carry_out_by_handle(
    request: WorkerRequest, form: PageForm, do: Callable[[], str], after: Callable[[str], str]
) -> HttpResponseRedirect | Drawn:
    """As `carry_out`, for a form with a field `handle`: beyond the limit nothing is looked up."""
    if request.method != "POST" or not form.is_valid():
        return carry_out(request, form, do, after)
    if not guesses.may_go_on(request.actor.worker_id):
        too_many = _("You have tried many handles that lead nowhere. Ask your lead, or try again in an hour.")
        form.add_error("handle", too_many)
        return Drawn.MISTAKES
    drawn = carry_out(request, form, do, after)
    if "handle" not in form.errors:
        guesses.it_was_right(request.actor.worker_id)
    return drawn
