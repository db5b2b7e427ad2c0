"""The forms of connections: they check shape only; whether something may be done is asked of the action."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.connections.words import CAUSES, EFFECTS, EXPLAINS, HOW_KNOWN_OF, LOOKS, QUOTES, SIDES
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.mother.times import when_it_was
from hrm2m.policy.connecting import Look
from hrm2m.records.connections.entries import (
    Alternative,
    Cause,
    Connection,
    ConnectionLook,
    ConnectionMore,
    Effect,
    Explains,
    QuoteIsRight,
    Side,
)
from hrm2m.records.connections.told import Told


WORDS_LENGTH = 4000
NONE = "none"
CHOOSE_OUTCOME = _("Choose what you think after looking at both sides.")


def words(label: Any, *, hint: Any = "", when_empty: Any = None, rows: int = 3) -> forms.CharField:
    """A box for a few sentences; empty is refused only where a sentence for that is given."""
    return forms.CharField(
        label=label,
        required=when_empty is not None,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": rows}),
        help_text=hint,
        error_messages={"required": when_empty} if when_empty is not None else None,
    )


class ToldForm(PageForm):
    """A form that says whether she was told: when and how, or why not."""

    SHOWN_AT: ClassVar = {"told_at": "told_day", "told_how": "told_how", "at": "told_day"}

    told_day = DayField(label=_("If she was told: on which day?"), required=False)
    told_how = words(_("Told how, and by whom?"), rows=2)
    why_not_told = words(_("If she was not told: why not yet?"), rows=2)

    def told(self, now: datetime) -> Told:
        """What was typed of it."""
        typed = self.cleaned_data
        day = typed["told_day"]
        at = when_it_was(day, None, now) if day else None
        return Told(at=at, how=typed["told_how"], why_not=typed["why_not_told"])


class ProposeForm(ToldForm):
    """How drug use is said to touch this child; each question has an answer, and “not known” is one."""

    observations = forms.MultipleChoiceField(
        label=_("What was seen, heard or told of this child?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Entries about one child only."),
        error_messages={"required": _("Choose one entry at least. Without one there is nothing to connect.")},
    )
    question = forms.ChoiceField(
        label=_("What did whoever treats her answer?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Nothing waits for the answer: one that comes later joins by itself."),
    )
    mechanism = words(
        _("How does the one lead to the other?"),
        hint=_("Step by step, for this child: what happens, when, who else is there."),
        when_empty=_("Write how the one leads to the other."),
    )
    effect = forms.ChoiceField(
        label=_("Was an effect seen on this child?"), choices=choices(EFFECTS), widget=forms.RadioSelect
    )
    effect_words = words(
        _("What was seen on this child, or what is likely for this child?"),
        when_empty=_("Write what was seen on this child, or what is likely for this child."),
    )
    evidence = words(
        _("On what evidence?"),
        hint=_("What is it about this child? “People who use drugs …” is no evidence about a child."),
        when_empty=_("Write what shows it, of this child."),
    )
    evidence_against = words(
        _("What speaks against it?"),
        hint=_("If you looked and found nothing, write where you looked."),
        when_empty=_("Write what speaks against it, or where you looked and found nothing."),
    )
    her_account = words(
        _("What does she say to it?"),
        hint=_(
            "Leave it empty if she has not been asked yet. Her reply can join at any time; nothing waits for it."
        ),
    )

    def __init__(
        self,
        *args: Any,
        entries: Sequence[tuple[str, str]],
        questions: Sequence[tuple[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "observations", entries)
        _choices_of(self, "question", [("", _("Nobody who treats her was asked")), *questions])
        for cause, label in CAUSES.items():
            self.fields[cause.value] = ChipsField(
                label=label,
                choices=choices(EXPLAINS),
                error_messages={"required": _("Answer this too. “Not known” is an answer.")},
            )
            self.fields[f"{cause.value}_words"] = words(HOW_KNOWN_OF[cause], rows=2)

    @property
    def parts(self) -> Iterator[tuple[Any, Any, list[BoundField]]]:
        """The form in the order in which one thinks it through: title, a sentence, fields."""
        causes = [name for cause in Cause for name in (cause.value, f"{cause.value}_words")]
        asked_back = _("Poverty, a cold house, violence, illness and help nobody offered harm children too.")
        for title, sentence, fields in (
            (_("The two sides"), "", ["observations", "question"]),
            (_("The bridge between them"), "", ["mechanism", "effect", "effect_words", "evidence"]),
            (_("What else could explain it?"), asked_back, causes),
            (_("The other way round"), "", ["evidence_against", "her_account"]),
            (_("Was she told?"), "", ["told_day", "told_how", "why_not_told"]),
        ):
            yield title, sentence, [self[name] for name in fields]

    def connection(self, child: str) -> Connection:
        """What was typed, about this child."""
        typed = self.cleaned_data
        return Connection(
            child=child,
            observations=tuple(typed["observations"]),
            question=typed["question"],
            mechanism=typed["mechanism"],
            effect=Effect(typed["effect"]),
            effect_words=typed["effect_words"],
            evidence=typed["evidence"],
            alternatives=tuple(
                Alternative(cause, Explains(typed[cause.value]), typed[f"{cause.value}_words"])
                for cause in Cause
            ),
            evidence_against=typed["evidence_against"],
            her_account=typed["her_account"],
        )


class QuestionForm(PageForm):
    """What a child's safety needs to know of whoever treats her."""

    child = forms.ChoiceField(label=_("About which child?"), required=False)
    words = words(
        _("What does this child’s safety need to know?"),
        hint=_("One question that can be answered in a sentence. You will not see her treatment for asking."),
        when_empty=_("Write what this child’s safety needs to know."),
    )

    def __init__(self, *args: Any, children: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "child", [("", _("A child who has no record here")), *children])


class AnswerForm(ToldForm):
    """What is quoted into child safety: an entry, or that there is none, and the words that cross."""

    drug_use = forms.ChoiceField(
        label=_("Which entry does your answer rest on?"),
        widget=forms.RadioSelect,
        help_text=_("The entry itself stays here. Only a second reader can compare it with what you write."),
        error_messages={"required": _("Choose the entry, or say that there is none on record.")},
    )
    words = words(
        _("What does this child’s safety need to know?"),
        hint=_("This much is quoted into the child’s record, and nothing more."),
        when_empty=_("Write what this child’s safety needs to know, and nothing more."),
    )

    field_order = ("drug_use", "words", "told_day", "told_how", "why_not_told")

    def __init__(self, *args: Any, entries: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "drug_use", [*entries, (NONE, _("None on record touches this"))])

    @property
    def chosen(self) -> str:
        """The ref of the entry, or nothing."""
        return "" if self.cleaned_data["drug_use"] == NONE else str(self.cleaned_data["drug_use"])


class ReaderForm(PageForm):
    """Who looks at it."""

    reader = forms.ChoiceField(
        label=_("Who looks at both sides?"),
        widget=forms.RadioSelect,
        help_text=_("Not whoever proposed it, nor whoever wrote the answer from treatment."),
        error_messages={
            "required": _("Choose who looks at it."),
            "invalid_choice": _(
                "Whoever proposed it does not look at it, nor whoever answered for treatment. "
                "Choose somebody from the list."
            ),
        },
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices_of(self, "reader", readers)


class MoreForm(PageForm):
    """Evidence that came later."""

    side = forms.ChoiceField(
        label=_("Which way does it point?"),
        choices=choices(SIDES),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which way it points.")},
    )
    words = words(
        _("What is it, about this child?"),
        hint=_("Seen, heard or told of this child: when, by whom."),
        when_empty=_("Write what else shows it, or speaks against it, of this child."),
    )

    def more(self) -> ConnectionMore:
        """What was typed."""
        return ConnectionMore(Side(self.cleaned_data["side"]), self.cleaned_data["words"])


class ReplyForm(PageForm):
    """Her side, at her word."""

    words = words(
        _("What does she say to it?"), hint=_("In her words."), when_empty=_("Write her side, in her words.")
    )
    not_right = forms.BooleanField(label=_("She says: that is not right"), required=False)


class LookForm(PageForm):
    """What the second reader says."""

    quote_is_right = forms.ChoiceField(
        label=_("Does the quote say what the original says?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Compare the quote with the original, and say whether it is right.")},
    )
    outcome = forms.ChoiceField(
        label=_("Having seen both sides: does the connection stand?"),
        choices=choices(LOOKS),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_OUTCOME},
    )
    reasons = words(
        _("Why?"),
        hint=_("Write of the bridge, and quote nothing from treatment: the safeguarding lead reads this."),
        when_empty=_("Write why, so that she and the author can follow it."),
        rows=5,
    )

    def __init__(self, *args: Any, is_quoted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_quoted:
            del self.fields["quote_is_right"]
            return
        given = [(code, label) for code, label in choices(QUOTES) if code != QuoteIsRight.NOTHING_QUOTED]
        _choices_of(self, "quote_is_right", given)

    def said(self) -> ConnectionLook:
        """What was typed."""
        typed = self.cleaned_data
        quote = QuoteIsRight(typed.get("quote_is_right") or QuoteIsRight.NOTHING_QUOTED)
        return ConnectionLook(Look(typed["outcome"]), typed["reasons"], quote)


def _choices_of(form: PageForm, name: str, given: Sequence[tuple[str, str | Promise]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(given)
