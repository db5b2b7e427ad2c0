"""Whether a child stays where medicine is kept, written into child safety: a fact about medicine alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.children.saw import after
from hrm2m.pages.children.sheet import Sheet, Way, draw
from hrm2m.pages.children.words import ASKED
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.policy import Compartment, Permission
from hrm2m.records.children import actions
from hrm2m.records.children.actions import Known
from hrm2m.records.children.entries import Asked, MedicineKept
from hrm2m.records.treatment.entries import SafeKeeping
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry


MEDICINE = Sheet(
    _("Does a child stay where medicine is kept?"),
    _("Save it"),
    (
        _("A fact about medicine, not about mothering. Whoever keeps children safe reads it."),
        _(
            "Whoever treats her writes it on the page of her treatment, and it is read here too. What you write "
            "here is not read there: if you can, tell whoever treats her."
        ),
    ),
)


class MedicineForm(PageForm):
    """What was asked or seen."""

    child_stays = ChipsField(
        label=_("Does a child live or stay where medicine is kept?"),
        choices=choices(ASKED),
        error_messages={"required": _("Choose one. “Not asked yet” is an answer.")},
    )
    locked_box = ChipsField(
        label=_("Is there a locked box?"), choices=choices(ASKED), initial=Asked.NOT_ASKED
    )
    how = ChipsField(
        label=_("How do you know?"),
        choices=[("her_words", _("She told me")), ("seen", _("I saw it"))],
        error_messages={"required": _("Choose how you know it.")},
    )


@requires(Permission.CHILD_NOTE)
def medicine_kept(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """The form; drawn alike for every ref, because it opens nothing."""
    form = MedicineForm(request.POST or None)

    def write() -> str:
        typed, now = form.cleaned_data, clock.now()
        kept = MedicineKept(Asked(typed["child_stays"]), Asked(typed["locked_box"]), now)
        return actions.note_medicine_kept(
            by=request.actor, mother=mother, kept=kept, at=now, known=Known(typed["how"])
        )

    where = after(request, mother)
    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("Saved."))
        return drawn
    return draw(request, MEDICINE, form, drawn, Way(where, _("Back")))


def medicine_in(box: Box, noted: Entry[MedicineKept] | None) -> tuple[Entry[Any], ...]:
    """The newest that is known of where medicine is kept: noted here, or written here by whoever treats her."""
    written = box.entries(SafeKeeping, compartment=Compartment.CHILD_SAFETY)
    found: list[Entry[Any]] = [*written, *([noted] if noted else [])]
    return tuple(sorted(found, key=lambda entry: (entry.happened_at, entry.written_at), reverse=True)[:1])
