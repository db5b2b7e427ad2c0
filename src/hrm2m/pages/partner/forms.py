"""The forms of whoever is asked: the answer with its four ways, a promise that is moved, a colleague it goes to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.partner.asked import AUTHORITIES, SAYS
from hrm2m.records.agencies.doors.values import Authority
from hrm2m.records.enquiries.entries import Reply, Says


LONGEST = 1000
LONGEST_NAME = 80
YOUR_NAME = _("Your own name (a team or an inbox does not count)")
THEIR_NAME = _("Who spoke to you? Their own name (a team or an inbox does not count)")
BY_TELEPHONE = {
    "says": _("What do they answer?"),
    "does": _("If they can: what would they do, when and where?"),
    "for_whom": _("For whom do they do this?"),
    "why": _("If not now, no, or they fear for a child: why?"),
    "who": THEIR_NAME,
}
WHO_SPOKE = _("Write the name of whoever spoke to you: a team or an inbox does not count.")


def _words(label: Any, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
        help_text=help_text,
    )


def _name() -> forms.CharField:
    return forms.CharField(
        label=YOUR_NAME,
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write your own name: a team or an inbox does not count.")},
    )


class AnswerForm(PageForm):
    """The answer."""

    says = forms.ChoiceField(
        label=_("What do you answer?"), choices=list(SAYS.items()), widget=forms.RadioSelect
    )
    does = _words(
        _("If you can: what would you do, when and where?"),
        help_text=_("She reads this in your words before she says yes, not now or no."),
    )
    by_day = DayField(
        label=_("By which day?"),
        required=False,
        help_text=_("When it begins, or when you will say more. This is your promise."),
    )
    for_whom = forms.CharField(label=_("For whom do you do this?"), required=False, max_length=200)
    why = _words(_("If not now, no, or you fear for a child: why?"))
    who = _name()

    def __init__(self, *args: Any, declared: Mapping[Authority, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for authority, called in AUTHORITIES.items():
            label = gettext("What would make you tell %(whom)s?") % {"whom": called}
            field = _words(label)
            field.initial = (declared or {}).get(authority, "")
            self.fields[f"tells_{authority.value}"] = field
        self.order_fields(["says", "does", "by_day", "for_whom", *self._tells(), "why", "who"])

    def reply(self) -> Reply:
        """What was typed."""
        cleaned = self.cleaned_data
        says = Says(cleaned["says"])
        tells = {name.removeprefix("tells_"): cleaned[name].strip() for name in self._tells()}
        is_terms = says is Says.TERMS
        return Reply(
            says,
            " ".join(cleaned["who"].split()),
            cleaned["does"].strip() if is_terms else "",
            cleaned["for_whom"].strip() if is_terms else "",
            {name: words for name, words in tells.items() if words} if is_terms else {},
            "" if is_terms else cleaned["why"].strip(),
            cleaned["by_day"],
        )

    def _tells(self) -> list[str]:
        return [f"tells_{authority.value}" for authority in Authority]


class ByTelephoneForm(AnswerForm):
    """The same answer, written down by the bridge builder who heard it by telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in BY_TELEPHONE.items():
            self.fields[name].label = label
        for authority, called in AUTHORITIES.items():
            tells = gettext("What would make them tell %(whom)s?") % {"whom": called}
            self.fields[f"tells_{authority.value}"].label = tells
        self.fields["does"].help_text = _(
            "In their words: she reads this before she says yes, not now or no."
        )
        self.fields["by_day"].help_text = _(
            "When it begins, or when they will say more. This is their promise."
        )
        self.fields["who"].error_messages["required"] = WHO_SPOKE


class MoveForm(PageForm):
    """A later day, and why."""

    to_day = DayField(label=_("Until which day do you need?"))
    moved_why = forms.CharField(label=_("Why, in a word?"), max_length=200)
    who = _name()

    def typed(self) -> tuple[date, str, str]:
        """The day, why, and who."""
        cleaned = self.cleaned_data
        return cleaned["to_day"], cleaned["moved_why"], cleaned["who"]


class PassForm(PageForm):
    """A colleague at another door of the same agency."""

    door = forms.ChoiceField(label=_("Who answers this better?"), widget=forms.RadioSelect)
    who = _name()

    def __init__(self, *args: Any, colleagues: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["door"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(colleagues)
