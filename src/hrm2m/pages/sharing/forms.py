"""The forms of her yes and her stop; every box is empty until she says so."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import LAST_SECOND, instant
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.times import WhichTime, when_it_was
from hrm2m.pages.partner.shared import CATEGORIES, PURPOSES
from hrm2m.pages.sharing.words import ASKED, HOW, INTERPRETERS, PLACES
from hrm2m.policy import Category
from hrm2m.policy.consenting import Asked, Interpreter
from hrm2m.records.consent.actions import Yes
from hrm2m.records.consent.entries import HowAsked, Purpose, WhereAsked


LONGEST = 2000


class YesForm(PageForm):
    """What she says yes to, and how she was asked."""

    purpose = forms.ChoiceField(label=_("What for?"), choices=[("", _("Choose")), *PURPOSES.items()])
    categories = forms.MultipleChoiceField(
        label=_("What may they know? Ask her about each one."),
        choices=list(CATEGORIES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    with_name = forms.BooleanField(label=_("And her name"), required=False)
    until = DayField(
        label=_("Until which day?"), help_text=_("Empty: three months. At most twelve."), required=False
    )
    asked = forms.ChoiceField(
        label=_("Was she alone when you asked?"),
        help_text=_("Only a yes given alone counts. Somebody she wants with her may join after."),
        choices=list(ASKED.items()),
        widget=forms.RadioSelect,
    )
    interpreter = forms.ChoiceField(
        label=_("Who put it into her language?"),
        choices=list(INTERPRETERS.items()),
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        label=_("How was she asked?"), choices=list(HOW.items()), widget=forms.RadioSelect
    )
    place = forms.ChoiceField(label=_("Where?"), choices=[("", _("Choose")), *PLACES.items()])
    day = DayField(label=_("When? (empty: now)"), required=False)
    at_time = WhichTime(label=_("At what time?"), required=False)
    her_words = forms.CharField(
        label=_("What she said to it, in her words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )
    her_yes = forms.BooleanField(
        label=_("I read her the words above, with what is chosen here, and she said yes"),
        error_messages={
            "required": _("Nothing is shared without her yes. Ask her first, when she is alone.")
        },
    )

    SHOWN_AT = {"at": "day"}  # noqa: RUF012 - as in the other forms

    def at(self, now: datetime) -> datetime:
        """When she was asked."""
        return when_it_was(self.cleaned_data["day"], self.cleaned_data["at_time"], now)

    def yes(self, agency: str, called: str, terms: str) -> Yes:
        """What she said yes to, with the exact words she was shown."""
        typed = self.cleaned_data
        day = typed["until"]
        return Yes(
            agency,
            frozenset(Category(name) for name in typed["categories"]),
            Purpose(typed["purpose"]),
            self._shown(called, terms),
            Asked(typed["asked"]),
            HowAsked(typed["how"]),
            WhereAsked(typed["place"]),
            typed["with_name"],
            Interpreter(typed["interpreter"]),
            instant(datetime.combine(day, LAST_SECOND)) if day else None,
            typed["her_words"],
        )

    def _shown(self, called: str, terms: str) -> str:
        typed = self.cleaned_data
        things = ", ".join(str(CATEGORIES[Category(name)]) for name in typed["categories"])
        if typed["with_name"]:
            things = gettext("%(things)s, and your name") % {"things": things}
        until = typed["until"]
        about = {
            "agency": called,
            "purpose": PURPOSES[Purpose(typed["purpose"])],
            "things": things,
            "until": f"{until:%d.%m.%Y}" if until else gettext("three months from now"),
        }
        said = [gettext(line) % about for line in SHOWN]
        return "\n".join([*said, terms] if terms else said)


SHOWN = (
    "May %(agency)s know some things about you, for %(purpose)s, until %(until)s?",
    "They would know: %(things)s. We write the words with you, and they read only those.",
    "They can write down what they learn. What they know once we cannot take back from them.",
    "You can stop this at any time, through any of us. It costs you nothing, and our help does not depend on it.",
)


class StopForm(PageForm):
    """Her stop: which agency, and nothing that she has to explain."""

    agency = forms.ChoiceField(label=_("With whom does she stop sharing?"), required=False)
    her_words = forms.CharField(
        label=_("What she said, if she wants it written down"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )
    her_word = forms.BooleanField(
        label=_("She says so herself"),
        error_messages={"required": _("Tick this if she said so, in whatever words.")},
    )

    def __init__(self, *args: Any, agencies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("With everybody")), *agencies]
