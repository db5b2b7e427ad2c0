"""The fields that worries and referrals share, and how they become frozen values; nothing is required by itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import instant
from hrm2m.pages.base.commands import is_command_id
from hrm2m.pages.base.forms import DayField
from hrm2m.pages.worries import words
from hrm2m.records.worries.entries import Asked, Conditional, Grounds, ThreeQuestions
from hrm2m.records.worries.telling import Telling


YES, NO = "yes", "no"


class Lenient(forms.ChoiceField):
    """A choice that takes anything: what it does not know counts as not said."""

    def __init__(
        self, choices: Mapping[Any, str | Promise], *, is_select: bool = False, **kwargs: Any
    ) -> None:
        listed = [(key, label) for key, label in choices.items()]
        if is_select:
            super().__init__(choices=[("", _("Not said")), *listed], required=False, **kwargs)
        else:
            super().__init__(choices=listed, required=False, widget=forms.RadioSelect, **kwargs)

    def valid_value(self, value: Any) -> bool:
        """Whatever came is taken; `clean` makes of it what it can."""
        return True

    def clean(self, value: Any) -> str:
        """A key of the choices, or nothing."""
        known = {str(key) for key, _label in self.choices}  # type: ignore[union-attr, misc] # a list, as made above
        return value if value in known else ""


class ChosenOnes(forms.MultipleChoiceField):
    """Several of a list, or none: what is no ref is left out, and keeps nothing else from going.

    A ref that the list does not have is kept: what it stands for may have been put right since the page was opened.
    """

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, required=False, widget=forms.CheckboxSelectMultiple)

    def clean(self, value: Any) -> list[str]:
        """The refs among what came."""
        return [one for one in value or () if is_command_id(one)]


class Said(forms.CharField):
    """Words of any length, never required; a character that cannot be kept is left out, and never the words with it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """The words as typed, without what no database keeps."""
        return str(super().to_python(str(value or "").replace("\x00", "")))


def text(label: Any, *, rows: int = 2, help_text: Any = "") -> forms.CharField:
    """A box for words: never required, as long as it needs to be."""
    area = forms.Textarea({"rows": rows})
    return Said(label=label, widget=area, help_text=help_text)


def line(label: Any, *, help_text: Any = "") -> forms.CharField:
    """One line of words, never required."""
    return Said(label=label, help_text=help_text)


class GroundsFields(forms.Form):
    """What leads us to ask, and what is asked."""

    asks = Lenient(words.ASKS, label=_("What do you ask?"))
    look_at = text(_("What should they look at?"))
    fact = text(_("What of this is fact?"), help_text=_("Seen, heard, written: by whom, when."))
    opinion = text(_("What of this is opinion?"))
    whose_opinion = line(_("Whose opinion?"))
    conditional = Lenient(
        words.CONDITIONAL, label=_("Is help or medication made conditional on this?"), initial="not_known"
    )
    conditional_on = line(_("If yes: what, and by whom?"))
    misunderstood = text(_("Could she be misunderstood here?"))
    misrepresented = text(_("Could she be misrepresented here?"))
    misused = text(_("Could this be used against her, by somebody who hurts her or by us?"))


class TellingFields(forms.Form):
    """Whether she was told."""

    told = Lenient({YES: _("Yes"), NO: _("Not yet")}, label=_("Was she told?"))
    told_how = line(_("If yes: how, and by whom?"))
    her_account = text(_("What does she say to it?"))
    not_told_why = text(
        _("If not: would telling her put somebody in danger? How?"),
        help_text=_(
            "With a reason it is held back from her, a second person signs, and it is looked at again."
        ),
    )
    until = DayField(label=_("Held back until (14 days at most)"), required=False)


def grounds_in(cleaned: Mapping[str, Any], said: str, observations: Iterable[str] = ()) -> Grounds:
    """The grounds that were typed; what is not there stays empty."""
    get = cleaned.get
    return Grounds(
        asks=Asked(get("asks") or ""),
        look_at=(get("look_at") or "").strip(),
        observations=tuple(observations),
        words=said.strip(),
        fact=(get("fact") or "").strip(),
        opinion=(get("opinion") or "").strip(),
        whose_opinion=(get("whose_opinion") or "").strip(),
        conditional=Conditional(get("conditional") or "not_known"),
        conditional_on=(get("conditional_on") or "").strip(),
        questions=ThreeQuestions(
            *((get(name) or "").strip() for name in ("misunderstood", "misrepresented", "misused"))
        ),
    )


def telling_in(cleaned: Mapping[str, Any]) -> Telling:
    """What was typed of telling her."""
    get = cleaned.get
    was_told = {YES: True, NO: False}.get(get("told") or "")
    return Telling(
        was_told,
        get("told_how") or "",
        get("her_account") or "",
        get("not_told_why") or "",
        end_of(get("until")),
    )


def end_of(day: Any) -> datetime | None:
    """The last minute of that day in the UK."""
    return instant(datetime.combine(day, time(23, 59))) if day else None


def ref_or_nothing(brought: str) -> str:
    """A ref that another page brought along; anything else is left out."""
    return brought if is_command_id(brought) else ""
