"""The reasons for opening a record outside one's own list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm


OTHER = "other"
REASONS = {
    "cover": _("I cover for her bridge builder today"),
    "she_asked": _("She, or someone for her, asked for me"),
    "promise": _("A promise to her is late and I am seeing to it"),
    "worry": _("I am worried about her or a child"),
    "look_together": _("Her bridge builder asked me to look at this with her"),
    OTHER: _("Another reason"),
}


class PurposeForm(PageForm):
    """Why the worker opens the record, in one choice or in her own words."""

    reason = forms.ChoiceField(
        label=_("Why are you opening this?"), choices=list(REASONS.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("If another reason, in your words"),
        required=False,
        max_length=200,
        help_text=_("She can read this, so write no other person’s name."),
    )

    def clean(self) -> dict[str, Any]:
        """Another reason needs words."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reason") == OTHER and not cleaned.get("words", "").strip():
            self.add_error("words", _("Write in a few words why you open it."))
        return cleaned

    def purpose(self) -> str:
        """The purpose as it goes to the ledger: one of the fixed reasons, or the words, which it seals.

        The space after the colon keeps a single typed word from being taken for one of the codes.
        """
        reason: str = self.cleaned_data["reason"]
        return f"{OTHER}: {self.cleaned_data['words'].strip()}" if reason == OTHER else reason
