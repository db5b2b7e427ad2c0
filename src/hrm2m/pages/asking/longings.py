"""What she longs for, in her words: no clock, no owner, never a target."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.ask.words import FOR_WHOM
from hrm2m.pages.asking.fields import WhenForm, her_words
from hrm2m.pages.asking.found import longing_among
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.choosing import TilesField, choices
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.policy import Permission
from hrm2m.records.asks import actions
from hrm2m.records.asks.entries import ForWhom, Longing
from hrm2m.records.people.queries import mother_in


LEAD = (_("It stands first on everything she lets us send. Nobody makes a target of it."),)
NEW = Sheet(_("What she longs for"), _("Save it"), LEAD, template="asking/sheet.html")
RIGHT = Sheet(_("She wants it written again"), _("Save it"), LEAD, template="asking/sheet.html")


class LongingForm(WhenForm):
    """What she longs for, and for whom."""

    words = her_words(
        _("What does she long for, in her words?"), _("Write what she longs for, in her words.")
    )
    for_whom = TilesField(
        label=_("For whom?"),
        choices=choices(FOR_WHOM),
        error_messages={"required": _("Choose for whom she longs for it.")},
    )

    field_order = ("words", "for_whom", "when_day", "when_time")

    def longing(self) -> Longing:
        """The longing as it was typed."""
        return Longing(self.cleaned_data["words"], ForWhom(self.cleaned_data["for_whom"]))


@requires(Permission.ASK_RECORD)
@about_her
def new(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes what she longs for."""
    form = LongingForm(request.POST or None)

    def write() -> str:
        at = form.at(clock.now())
        return actions.record_longing(by=request.actor, mother=mother, longing=form.longing(), at=at)

    drawn = carry_out(request, form, write, lambda _ref: reverse("asks", args=[mother]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, NEW, Her(mother, who.handle), form, drawn)


@requires(Permission.ASK_RECORD)
@about_her
def right(request: WorkerRequest, mother: str, longing: str) -> HttpResponseBase:
    """Writes a longing again as she wants it written."""
    with opened(request, mother) as box:
        who, said = mother_in(box), longing_among(box, longing)
    initial = {"words": said.body.words, "for_whom": said.body.for_whom}
    form = LongingForm(request.POST or None, initial=initial)
    form.keeps_its_time()

    def write() -> str:
        return actions.correct_longing(
            by=request.actor,
            mother=mother,
            longing_ref=longing,
            seen_ref=request.POST.get("seen", ""),
            longing=form.longing(),
            at=form.at(said.at),
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("asks", args=[mother]))
    if not isinstance(drawn, Drawn):
        return drawn
    seen = version_to_send(request, drawn, said.seen_ref)
    there = [(_("Her words"), said.body.words), (_("For whom?"), FOR_WHOM[said.body.for_whom])]
    return draw(request, RIGHT, Her(mother, who.handle), form, drawn, seen=seen, now_there=there)
