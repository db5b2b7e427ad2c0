"""The forms about a page of her own: the questions that come first, what opens it, her word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.records.hers.entries import WhoLooks, WhosePhone


PHONES = (
    (WhosePhone.HERS.value, _("Hers")),
    (WhosePhone.SHARED.value, _("She shares it")),
    (WhosePhone.SOMEBODY_ELSES.value, _("Somebody else’s")),
    (WhosePhone.NONE.value, _("She has none")),
)
LOOKS = (
    (WhoLooks.NOBODY.value, _("Nobody")),
    (WhoLooks.SOMEBODY.value, _("Somebody does")),
    (WhoLooks.NOT_SURE.value, _("She is not sure")),
)
YES_NO = (("yes", _("Yes")), ("no", _("No: we take another way")))
ALONE = (("yes", _("Yes, she is alone with me")), ("no", _("No, or I could not tell")))


class AskForm(PageForm):
    """What is asked before anything is set up."""

    phone = forms.ChoiceField(
        label=_("Whose phone would she look on?"), choices=PHONES, widget=forms.RadioSelect
    )
    looks = forms.ChoiceField(
        label=_("Does anybody look at that phone?"), choices=LOOKS, widget=forms.RadioSelect
    )
    alone = forms.ChoiceField(label=_("Is she alone when you ask?"), choices=ALONE, widget=forms.RadioSelect)
    safe = forms.ChoiceField(
        label=_("Does she say it is safe to have this at all?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=_("“No” is a good answer. Nothing is lost by it: all of it can be done with you."),
    )
    words = forms.CharField(label=_("What she says about it"), required=False, max_length=500)


class HerWordForm(PageForm):
    """Her word."""

    her_word = forms.BooleanField(
        label=_("She said so herself"),
        error_messages={"required": _("Only her own word does this. Ask her first.")},
    )


class WordsForm(HerWordForm):
    """Words that open it, and others for what is next alone."""

    field_order = ("code", "quiet", "her_word")

    code = forms.CharField(
        label=_("Five words or more that she remembers"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    quiet = forms.CharField(
        label=_("Other words that show what is next, and nothing else"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("For when somebody looks with her. It may stay empty."),
    )


class CardForm(HerWordForm):
    """The number on a card, and another for what is next alone; the page made both."""

    code = forms.CharField(max_length=40, widget=forms.HiddenInput)
    quiet = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)
    with_quiet = forms.BooleanField(
        label=_("She wants a second number that shows what is next, and nothing else"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Without the tick the second number is not kept."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("with_quiet"):
            cleaned["quiet"] = ""
        return cleaned


class FreezeForm(PageForm):
    """What she goes by."""

    handle = forms.CharField(
        label=_("What does she go by?"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
