"""What we know of her: each thing she told us of herself, who wrote it, her side, and how it is put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.choosing import choices
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, Words, draw
from hrm2m.pages.today.sides import Names, Side, first_name, sides_of, writers_in
from hrm2m.pages.today.timing import day_in_words, moment_in_words
from hrm2m.pages.today.words import AGES
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.bridges.queries import near
from hrm2m.records.people import actions as people
from hrm2m.records.people.entries import UNDER_18, Age
from hrm2m.records.people.queries import known_in, mother_in
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry


AGE = Sheet(
    _("How old is she?"),
    _("Save it"),
    (
        _("Ask only if it is easy, and ask her: nobody guesses it from how she looks."),
        _(
            "Under 18 she is offered everything too, and the safeguarding lead is told today, without her handle."
        ),
    ),
)
LOCALITY = Sheet(
    _("Where she is usually met"),
    _("Save it"),
    (_("A district, never an address. Leave it empty if it is not known any more."),),
)


@dataclass(frozen=True)
class Fact:
    """One thing she told us: as it stands, who wrote it and when, and her side of any version of it."""

    label: Words
    words: str
    ref: str
    written: str
    sides: tuple[Side, ...]
    change: str


class AgeForm(PageForm):
    """Her age band."""

    age = forms.ChoiceField(
        label=_("How old does she say she is?"),
        choices=choices(AGES),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one; “not asked yet” is an answer.")},
    )


class LocalityForm(PageForm):
    """The part of the area where she is usually met."""

    locality = forms.CharField(
        label=_("Which part of the area is she usually in?"), required=False, max_length=people.PLACE_LENGTH
    )


@requires(Permission.MOTHER_SEE)
@about_her
def known(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Everything she told us of herself on one page, so that it can be gone through with her."""
    with opened(request, mother) as box:
        who, facts = mother_in(box), _facts(box)
        acts = near(box.mother_id, request.actor)
    honest_at = day_in_words(who.honest_sentence_at) if who.honest_sentence_at else ""
    words = {"ref": mother, "handle": who.handle, "facts": facts, "honest_at": honest_at, "acts": acts}
    return render(request, "mother/known.html", words)


@requires(Permission.SAFE_CONTACT_SET)
@about_her
def age(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes another age band; under 18 the safeguarding lead is told."""
    form = AgeForm(request.POST or None)

    def write() -> str:
        said, seen = Age(form.cleaned_data["age"]), request.POST.get("seen", "")
        return people.set_age(by=request.actor, mother=mother, age=said, seen=seen, at=clock.now())

    def after(_ref: str) -> str:
        if form.cleaned_data["age"] in UNDER_18:
            say_that_the_lead_is_told(request)
        return reverse("known", args=[mother])

    drawn = carry_out(request, form, write, after)
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, there = mother_in(box), next(iter(known_in(box).age), None)
    form.initial = {"age": there.body.band} if there else {}
    now_there = [(_("How old is she?"), AGES[who.age])]
    seen = version_to_send(request, drawn, there.ref if there else "")
    return draw(request, AGE, Her(mother, who.handle), form, drawn, seen=seen, now_there=now_there)


@requires(Permission.SAFE_CONTACT_SET)
@about_her
def locality(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes where she is usually met now."""
    form = LocalityForm(request.POST or None)

    def write() -> str:
        seen, typed = request.POST.get("seen", ""), form.cleaned_data["locality"]
        return people.set_locality(by=request.actor, mother=mother, locality=typed, seen=seen, at=clock.now())

    drawn = carry_out(request, form, write, lambda _ref: reverse("known", args=[mother]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, there = mother_in(box), next(iter(known_in(box).locality), None)
    form.initial = {"locality": who.locality}
    now_there = [(_("Where she is usually met"), who.locality or _("Not known"))]
    seen = version_to_send(request, drawn, there.ref if there else "")
    return draw(request, LOCALITY, Her(mother, who.handle), form, drawn, seen=seen, now_there=now_there)


def say_that_the_lead_is_told(request: WorkerRequest) -> None:
    """On the next page: she is under 18, and who is told."""
    words = gettext("She is under 18: the safeguarding lead is told today, without her handle.")
    messages.warning(request, words)


def _facts(box: Box) -> list[Fact]:
    found, ref = known_in(box), box.mother_ref
    names = workers_named(writers_in([*found.handle, *found.age, *found.locality]))
    age_words = str(AGES[found.age[0].body.band]) if found.age else str(AGES[Age.NOT_ASKED])
    place = found.locality[0].body.place if found.locality else ""
    handle = found.handle[0].body.handle if found.handle else ""
    return [
        _fact(_("What she is called"), handle, found.handle, reverse("handle", args=[ref]), names, box.now),
        _fact(_("How old she is"), age_words, found.age, reverse("age", args=[ref]), names, box.now),
        _fact(
            _("Where she is usually met"),
            place or gettext("Not known"),
            found.locality,
            reverse("locality", args=[ref]),
            names,
            box.now,
        ),
    ]


def _fact(
    label: Words, words: str, versions: Sequence[Entry[Any]], change: str, names: Names, now: datetime
) -> Fact:
    if not versions:
        return Fact(label, words, "", "", (), change)
    newest = versions[0]
    told = {"when": moment_in_words(newest.written_at, now), "by": first_name(names, newest.by_id)}
    sides = tuple(side for entry in versions for side in sides_of(entry.replies, names, now))
    written = gettext("Written %(when)s by %(by)s, as she told us.") % told
    return Fact(label, words, newest.ref, written, sides, change)
