"""The Treatment Outcomes Profile: a form of which every answer may be left out, and her own picture of it over time."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.asking.fields import WhenForm, line
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.mother.sheet import Sheet
from hrm2m.pages.treatment.chart import picture_of
from hrm2m.pages.treatment.opening import form_page, treatment_of
from hrm2m.pages.treatment.words import STAGES, WHO_COULD_GET_CRIME
from hrm2m.policy import Permission
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.entries import Outcomes, OutcomesStage, Weeks
from hrm2m.records.treatment.outcomes import load_profile


WEEKS = 4
SHEET = Sheet(
    _("How she says things are"),
    _("Save what she answered"),
    (
        _(
            "About the last four weeks. Every answer is hers to give or leave: an empty field is never read as no."
        ),
        _("For each line: the days in each of the four weeks, the oldest week first, from 0 to 7."),
    ),
    template="treatment/outcomes_form.html",
)
GROUPS = {
    "use": _("What she used, and on how many days"),
    "injecting": _("Injecting"),
    "crime": _("Crime"),
    "work": _("Work and learning"),
    "home": _("Home"),
}


class WeeksWidget(forms.MultiWidget):
    """Four small boxes, one for each week."""

    template_name = "treatment/fields/weeks.html"

    def __init__(self) -> None:
        super().__init__(
            [forms.NumberInput({"min": 0, "max": 7, "inputmode": "numeric"}) for _ in range(WEEKS)]
        )

    def decompress(self, value: Weeks | None) -> list[int | None]:
        """The four boxes of an answer."""
        return list(value or [None] * WEEKS)


class WeeksField(forms.MultiValueField):
    """Days in each of four weeks; any of them may be left empty."""

    widget = WeeksWidget

    def __init__(self, label: str) -> None:
        boxes = [forms.IntegerField(required=False) for _ in range(WEEKS)]
        super().__init__(boxes, label=label, required=False, require_all_fields=False)
        self.template_name = "treatment/fields/weeks_field.html"

    def compress(self, data_list: list[int | None]) -> Weeks:
        """The four numbers, or nothing for each that was left out."""
        return cast("Weeks", tuple(data_list or [None] * WEEKS))


class OutcomesForm(WhenForm):
    """All items of the profile; none of them must be answered."""

    WHEN = _("When did she answer?")

    stage = ChipsField(
        label=_("When in her treatment is this?"),
        choices=choices(STAGES),
        error_messages={"required": _("Choose when in her treatment this is.")},
    )
    other_substance = line(_("If something else, what?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile = load_profile()
        for code, words in profile.day_items.items():
            self.fields[code] = WeeksField(gettext(words))
        for code in profile.days["use"]:
            amount = line(_("How much on such a day, as she says it?"))
            self.fields[f"{code}_amount"] = amount
        for code, words in profile.answer_items.items():
            yes_no = [("", _("No answer")), ("yes", _("Yes")), ("no", _("No"))]
            self.fields[code] = ChipsField(label=gettext(words), choices=yes_no, required=False, initial="")
        for code, words in profile.scales.items():
            hint = _("From 0 (poor) to 20 (good), as she says. Leave it empty if she does not want to say.")
            self.fields[code] = forms.IntegerField(label=gettext(words), required=False, help_text=hint)

    def outcomes(self) -> Outcomes:
        """Only what was answered."""
        typed, profile = self.cleaned_data, load_profile()
        return Outcomes(
            OutcomesStage(typed["stage"]),
            days={code: typed[code] for code in profile.day_items if any(d is not None for d in typed[code])},
            amounts={
                code: typed[f"{code}_amount"] for code in profile.days["use"] if typed[f"{code}_amount"]
            },
            answers={code: typed[code] == "yes" for code in profile.answer_items if typed[code]},
            scales={code: typed[code] for code in profile.scales if typed[code] is not None},
            other_substance=typed["other_substance"],
        )

    def groups(self) -> Iterator[tuple[str, object, list[forms.BoundField]]]:
        """The fields by group, in the order of the file: what is asked together stands together."""
        profile = load_profile()
        for group, title in GROUPS.items():
            codes = [
                name
                for code in profile.days.get(group, {})
                for name in ((code, f"{code}_amount") if group == "use" else (code,))
            ]
            codes += list(profile.answers.get(group, {}))
            if group == "use":
                codes.insert(codes.index("other") + 1, "other_substance")
            yield group, title, [self[code] for code in codes]
        yield "scales", _("Her own scales"), [self[code] for code in profile.scales]


@requires(Permission.GOAL_RECORD)
def fill_in(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes what she answered."""
    form = OutcomesForm(request.POST or None)

    def write() -> str:
        at = form.at(clock.now())
        return actions.write_outcomes(by=request.actor, mother=mother, outcomes=form.outcomes(), at=at)

    return form_page(request, mother, SHEET, form, write, who_could=WHO_COULD_GET_CRIME)


@requires(Permission.TREATMENT_SEE)
def picture(request: WorkerRequest, mother: str) -> HttpResponse:
    """Her answers over time: a sentence, a picture, a table."""
    found = treatment_of(request, mother)
    words = {
        "ref": mother,
        "called": found.called,
        "picture": picture_of([thread.newest for thread in found.outcomes]),
        "edition": load_profile().edition,
    }
    return render(request, "treatment/outcomes.html", words)
