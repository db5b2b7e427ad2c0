"""The forms of the crossing: the question, an answer by telephone, what she says, what a lead decides."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.partner.asked import CONSTRAINTS, LANGUAGES, NEEDS, WEEKS
from hrm2m.records.enquiries.actions.asking import LONGEST_WORDS, Asking
from hrm2m.records.enquiries.entries import Constraint, Decided, Language, Need, Question, TellsHer, Weeks


ANYWHERE = _("It does not matter")
LONGEST = 1000


class QuestionForm(PageForm):
    """What is asked: lists first, then a few words."""

    door = forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect)
    need = forms.ChoiceField(label=_("What is it about?"), choices=[("", _("Choose")), *NEEDS.items()])
    weeks = forms.ChoiceField(label=_("How soon?"), choices=list(WEEKS.items()), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("In which part of the area?"), required=False)
    not_near = forms.ChoiceField(label=_("Not near"), required=False)
    constraints = forms.MultipleChoiceField(
        label=_("What must be so, or she cannot come?"),
        choices=list(CONSTRAINTS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("In which language?"), choices=list(LANGUAGES.items()), initial=Language.ENGLISH.value
    )
    words = forms.CharField(
        label=_("In a few words, if the lists do not say it"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("300 characters. No name, place, date or number: they are looked for."),
    )
    why = forms.CharField(
        label=_("Why she wants it (stays in her record, and is not sent)"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )
    her_word = forms.BooleanField(
        label=_("She wants this to be asked"),
        error_messages={"required": _("We ask an agency only because she wants it. Ask her first.")},
    )

    def __init__(
        self,
        *args: Any,
        doors: Iterable[tuple[str, str]] = (),
        places: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [("", ANYWHERE), *((place, place) for place in places)]
        for name, choices in (("door", list(doors)), ("place", named), ("not_near", named)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def asking(self, reasons: dict[str, str]) -> Asking:
        """What was typed, with the reasons that were given for what was found."""
        cleaned = self.cleaned_data
        question = Question(
            Need(cleaned["need"]),
            Weeks(cleaned["weeks"]),
            cleaned["place"],
            tuple(Constraint(each) for each in cleaned["constraints"]),
            Language(cleaned["language"]),
            cleaned["not_near"],
            cleaned["words"],
        )
        return Asking(cleaned["door"], question, cleaned["why"], reasons)


class SendForm(PageForm):
    """A press, and nothing to type."""


class SheSaysForm(PageForm):
    """Her answer, when she has seen theirs."""

    she_says = forms.ChoiceField(label=_("What does she say?"), widget=forms.RadioSelect)
    her_words = forms.CharField(
        label=_("In her words, if she wants them written down"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, answers: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["she_says"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(answers)


class DecideForm(PageForm):
    """What the lead decides, with the worker."""

    SHOWN_AT: ClassVar = {"event": "names_her"}

    names_her = forms.ChoiceField(
        label=_("Is she named to them?"),
        choices=[
            ("yes", _("Yes: a child may be in danger, and they or we have to act")),
            ("no", _("No: she stays without a name, for this reason")),
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For the leads. It does not lie in her general record."),
    )
    with_whom = forms.CharField(
        label=_("With whom did you think it through?"),
        max_length=200,
        help_text=_("Her worker knows her. If nobody could be reached, write that."),
    )
    tells_her = forms.ChoiceField(
        label=_("Is she told first?"),
        choices=[
            (TellsHer.FIRST.value, _("Yes, first")),
            (TellsHer.ADDS_DANGER.value, _("No: telling her first adds danger")),
        ],
        widget=forms.RadioSelect,
        initial=TellsHer.FIRST.value,
    )

    def decided(self, at: Any) -> Decided:
        """What was typed."""
        cleaned = self.cleaned_data
        return Decided(
            cleaned["names_her"] == "yes",
            cleaned["why"].strip(),
            TellsHer(cleaned["tells_her"]),
            cleaned["with_whom"].strip(),
            at,
        )
