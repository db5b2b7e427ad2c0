"""The forms of a referral on our side; a part that is left empty is not sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import LAST_SECOND, instant
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.partner.shared import BASES, CATEGORIES, PURPOSES
from hrm2m.policy import Category
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.referrals.actions import Request, Without
from hrm2m.records.referrals.entries import Basis, Regulator


LONGEST = 2000
LEADS_ASK = _(
    "Say that it protects a child or a life: then it goes at once. Anything else a team lead or the safeguarding lead "
    "sends, with a second person: ask one of them."
)


def _words(label: Any, *, required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, widget=forms.Textarea({"rows": rows})
    )


class RequestForm(PageForm):
    """Whom, what for, and what they are to know of each thing."""

    door = forms.ChoiceField(label=_("To whom?"), widget=forms.RadioSelect)
    purpose = forms.ChoiceField(label=_("What for?"), choices=[("", _("Choose")), *PURPOSES.items()])

    def __init__(self, *args: Any, doors: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["door"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(doors)
        for category, called in CATEGORIES.items():
            self.fields[f"words_{category.value}"] = _words(called, rows=2)
        self.order_fields(["door", "purpose", *(f"words_{category.value}" for category in CATEGORIES)])

    def request(self) -> Request:
        """What was typed; empty parts are not in it."""
        typed = self.cleaned_data
        parts = {category: typed[f"words_{category.value}"] for category in Category}
        said = {category: words for category, words in parts.items() if words.strip()}
        return Request(typed["door"], Purpose(typed["purpose"]), said)


class WithoutForm(RequestForm):
    """The same without her yes: the basis, why, when she is told. With nobody to ask, only what saves somebody."""

    basis = forms.ChoiceField(
        label=_("On what basis?"),
        choices=[(basis.value, called) for basis, called in BASES.items() if basis is not Basis.CONSENT],
        widget=forms.RadioSelect,
    )
    reason = _words(_("Why can this not wait for her yes?"), required=True)
    tell_her = _words(_("How is she told, or why not yet?"), required=True)
    tell_her_by = DayField(label=_("By which day is she told?"), required=False)
    saves = forms.BooleanField(label=_("It protects a child or a life: it goes at once"), required=False)
    second = forms.ChoiceField(
        label=_("Who is asked to agree beforehand?"),
        help_text=_(
            "Whoever holds or covers her bridge, or leads her team. Empty only where it protects a child or a life."
        ),
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, saves = self.fields["second"], self.fields["saves"]
        if not people:
            del self.fields["second"]
            saves.required = True
            saves.error_messages["required"] = LEADS_ASK
        elif isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Nobody: it cannot wait")), *people]

    def without(self) -> Without:
        """What was typed of the basis."""
        typed = self.cleaned_data
        day = typed["tell_her_by"]
        return Without(
            Basis(typed["basis"]),
            typed["reason"],
            typed["tell_her"],
            instant(datetime.combine(day, LAST_SECOND)) if day else None,
            typed["saves"],
            typed.get("second", ""),
        )


class PressForm(PageForm):
    """A press, and nothing to type."""


class ChaseForm(PageForm):
    """What was said when they were asked again."""

    words = _words(_("Whom did you reach, and what was said?"), required=True)


class MetForm(PageForm):
    """Whether they met, by her own word."""

    met = forms.ChoiceField(
        label=_("Did they meet? Ask her, not them."),
        choices=[("yes", _("She says they met")), ("no", _("She says they did not"))],
        widget=forms.RadioSelect,
    )
    her_words = _words(_("In her words, if she wants it written down"))


class CloseForm(PageForm):
    """Why it is closed."""

    words = _words(_("What did you find, and what does she want now?"), required=True)
    her_words = _words(_("In her words, if she wants it written down"))


class WrongForm(PageForm):
    """What was shared wrongly."""

    what = _words(_("What was shared, with whom, and how did you notice?"), required=True)
    done = _words(_("What have you done already?"))


class DecideWrongForm(PageForm):
    """What the lead decides."""

    regulator = forms.ChoiceField(
        label=_("Is the regulator told?"),
        choices=[
            (Regulator.TOLD.value, _("Yes, it has been told")),
            (Regulator.NOT_NEEDED.value, _("No")),
        ],
        widget=forms.RadioSelect,
    )
    why = _words(_("Why?"), required=True)
    telling_her = _words(_("When and how is she told, so that it is safe for her?"), required=True)
