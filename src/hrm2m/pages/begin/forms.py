"""The forms of the first day and of coming back."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.mother.choosing import choices
from hrm2m.pages.mother.colleagues import as_choices, builders_as_choices
from hrm2m.pages.mother.safe_contact import SafeContactForm, card_of
from hrm2m.pages.today.words import AGES
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.bridges.actions import FirstWords
from hrm2m.records.bridges.queries import Chooseable
from hrm2m.records.outreach.entries import SafeContact, Texts
from hrm2m.records.people.actions import HANDLE_LENGTH, PLACE_LENGTH
from hrm2m.records.people.entries import Age, HowSaid


SAID = {
    HowSaid.SAID: _("I said it to her"),
    HowSaid.SHOWN: _("I showed it to her, and she read it"),
    HowSaid.THROUGH_INTERPRETER: _("A professional interpreter said it"),
}
BEFORE_IT_IS_SAID = _("Say it first, before she tells you anything.")


ONLY_A_COPY = "copy"


class BuilderAndCover(PageForm):
    """Whom she chooses, and who is there when that worker cannot be."""

    builder = forms.ChoiceField(
        label=_("Whom does she choose as her bridge builder?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Read the list to her and choose the one she wants.")},
    )
    cover = forms.ChoiceField(
        label=_("Who is cover?"),
        help_text=_("Tell her who it is. If she likes, they meet."),
        error_messages={"required": _("Choose who is there for her when her bridge builder cannot be.")},
    )

    def __init__(
        self, *args: Any, builders: Sequence[Chooseable], covers: Sequence[WorkerCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["builder"].choices = builders_as_choices(builders)  # type: ignore[attr-defined] # it is a ChoiceField
        self.fields["cover"].choices = as_choices(covers)  # type: ignore[attr-defined] # it is a ChoiceField


class BeginForm(BuilderAndCover):
    """The first day. The safe-contact card may wait; half a card is asked to be made whole."""

    SHOWN_AT: ClassVar = {"at": "honest_sentence"}
    CARD: ClassVar = tuple(SafeContactForm.base_fields)
    field_order = ("honest_sentence", "handle", "met_before", "age", "locality", "builder", "cover")

    honest_sentence = forms.ChoiceField(
        label=_("How did it reach her?"),
        choices=choices(SAID),
        widget=forms.RadioSelect,
        error_messages={"required": BEFORE_IT_IS_SAID},
    )
    handle = forms.CharField(
        label=_("What does she want to be called?"),
        max_length=HANDLE_LENGTH,
        help_text=_("Any name she likes. It need not be her own."),
        error_messages={"required": _("Write the name she wants to be known by.")},
    )
    met_before = forms.BooleanField(label=_("I asked her: she has not been here before"), required=False)
    age = forms.ChoiceField(
        label=_("How old is she?"),
        choices=choices(AGES),
        widget=forms.RadioSelect,
        help_text=_(
            "Ask only if it is easy. Under 18 she is offered everything too, and the safeguarding lead is told today."
        ),
        error_messages={"required": _("Choose one; “not asked yet” is an answer.")},
    )
    locality = forms.CharField(
        label=_("Which part of the area is she usually in?"),
        required=False,
        max_length=PLACE_LENGTH,
        help_text=_("A district, never an address."),
    )

    def __init__(self, *args: Any, by_ref: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_ref = by_ref
        for name, field in SafeContactForm.base_fields.items():
            self.fields[name] = deepcopy(field)
            self.fields[name].required = False

    @property
    def first(self) -> list[BoundField]:
        """The fields of the first day; the question about coming back only once it is asked."""
        return [
            field
            for field in self
            if field.name not in {*self.CARD, "honest_sentence"} and self._is_asked(field)
        ]

    @property
    def card_fields(self) -> list[BoundField]:
        """The fields of the safe-contact card."""
        return [self[name] for name in self.CARD]

    @property
    def opens_card(self) -> bool:
        """Whether something of the card is filled in or must be put right."""
        typed = self._is_begun({name: self[name].value() for name in self.CARD})
        return typed or any(name in self.errors for name in self.CARD)

    def clean(self) -> dict[str, Any]:
        """A card that was begun needs its two halves, and somebody who may write it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self._is_begun(cleaned):
            return cleaned
        for name in ("channel", "how", "valid_until"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in as well, or leave the whole card for later."))
        if self.by_ref not in {cleaned.get("builder"), cleaned.get("cover")}:
            mistake = _(
                "Only her bridge builder or cover can write this. Give it to them, and leave it empty here."
            )
            self.add_error("how", mistake)
        return cleaned

    def _is_begun(self, typed: Mapping[str, Any]) -> bool:
        """Whether anything of the card was said: the day and *no texts* stand in the form by themselves."""
        said = {**typed, "valid_until": None, "texts": typed.get("texts") not in {"", None, Texts.NO}}
        return any(said.get(name) for name in self.CARD)

    def words(self) -> FirstWords:
        """What there is on the first day."""
        typed = self.cleaned_data
        return FirstWords(
            handle=typed["handle"],
            age=Age(typed["age"]),
            honest_sentence=HowSaid(typed["honest_sentence"]),
            locality=typed["locality"],
        )

    def card(self) -> SafeContact | None:
        """Her safe-contact card, if it was written."""
        typed = {name: self.cleaned_data[name] for name in self.CARD}
        return card_of(typed) if typed["how"] else None

    def _is_asked(self, field: BoundField) -> bool:
        return field.name != "met_before" or bool(field.errors) or bool(field.value())


class BackForm(BuilderAndCover):
    """She came back and says her handle."""

    handle = forms.CharField(
        label=_("Which handle did she have?"),
        max_length=HANDLE_LENGTH,
        error_messages={"required": _("Write the handle she had.")},
    )
    wants = forms.ChoiceField(
        label=_("What does she want?"),
        choices=[("back", _("She is back")), (ONLY_A_COPY, _("Only a copy of her record, on paper"))],
        widget=forms.RadioSelect,
        initial="back",
        required=False,
    )
    field_order = ("handle", "wants", "builder", "cover")
