"""The forms about a copy of her record: how she wants it, whether one entry goes into it, that she has it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.worries.fields import text
from hrm2m.records.hers.kinds import CopyWay


class AskCopyForm(PageForm):
    """How she wants it."""

    way = forms.ChoiceField(
        label=_("How does she want it?"),
        choices=[
            (CopyWay.PAPER.value, _("On paper, from a worker’s hand")),
            (CopyWay.HERE.value, _("She reads it on her own page")),
            (CopyWay.FILE.value, _("As a file, from her own page")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how she wants it. If she is not sure: on paper.")},
    )
    her_word = forms.BooleanField(
        label=_("She said so herself"),
        error_messages={"required": _("Only her own word does this. Ask her first.")},
    )


class NoCopyForm(PageForm):
    """She no longer wants it."""

    her_word = forms.BooleanField(
        label=_("She said so herself"),
        error_messages={"required": _("Only her own word does this. Ask her first.")},
    )


class CheckForm(PageForm):
    """Whether one entry goes into the copy, and why."""

    gives = forms.ChoiceField(
        label=_("Does it go into her copy?"),
        choices=[("yes", _("Yes: give it")), ("no", _("No: make the copy without it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it goes into her copy.")},
    )
    why = text(_("Why? Whom did you think of, and what could come of it on paper?"), rows=3)

    @property
    def is_yes(self) -> bool:
        """What was chosen."""
        return bool(self.cleaned_data["gives"] == "yes")


class HandedForm(PageForm):
    """The paper is in her hand."""

    in_hand = forms.BooleanField(
        label=_("I gave the paper of this part to her, and to nobody else"),
        error_messages={"required": _("Write this when the paper is in her hand.")},
    )


class AllHandedForm(HandedForm):
    """The same for the part that everybody near her may read."""

    is_all = forms.BooleanField(
        label=_("She says that she now has all she asked for"),
        required=False,
        help_text=_("Other parts come from those who may read them. Ask her what she has from them."),
    )
