"""The forms of worries and referrals. The one that sends takes whatever was typed and refuses nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.worries.connecting import ToSend
from hrm2m.pages.worries.fields import (
    ChosenOnes,
    GroundsFields,
    Lenient,
    Said,
    TellingFields,
    end_of,
    grounds_in,
    line,
    ref_or_nothing,
    telling_in,
    text,
)
from hrm2m.pages.worries.words import HOW, KNOWN, THEIR_STEPS, TO, TOUCHES
from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import workers_with
from hrm2m.records.worries.actions.leaving import MAY_BE_ASKED
from hrm2m.records.worries.entries import (
    DrugUse,
    Grounds,
    HowTold,
    OurView,
    SecondLook,
    TheirDecision,
    TheirStep,
    TouchesThisChild,
    ToWhom,
    Worry,
)
from hrm2m.records.worries.paper import Sending
from hrm2m.records.worries.telling import Telling


class WorryForm(GroundsFields, TellingFields, PageForm):
    """A worry, from anybody near her. Words suffice."""

    words = text(
        _("What are you worried about?"),
        rows=5,
        help_text=_("What you saw or heard, when, and about which child. In your own words."),
    )
    how_known = Lenient(KNOWN, label=_("How do you know?"))
    from_whom = line(_("Who told you, or where did you read it?"))
    about_how_old = line(_("The child: what you know"), help_text=_("How old, about. No name is needed."))
    child = Said(widget=forms.HiddenInput)
    comes_from = Said(widget=forms.HiddenInput)

    def worry(self) -> Worry:
        """What was typed, and what another page brought along with it."""
        cleaned = self.cleaned_data
        return Worry(
            grounds_in(cleaned, cleaned["words"]),
            child=ref_or_nothing(cleaned["child"]),
            about_how_old=cleaned["about_how_old"].strip(),
            comes_from=ref_or_nothing(cleaned["comes_from"]),
        )

    def telling(self) -> Telling:
        """What was typed of telling her."""
        return telling_in(self.cleaned_data)


class ReferForm(GroundsFields, TellingFields, PageForm):
    """Telling children's social care or the police: everything may stay empty, and it goes."""

    to = Lenient(TO, label=_("Whom do you tell?"), initial=ToWhom.SOCIAL_CARE.value)
    words = text(_("What did you see, hear or learn?"), rows=5)
    child = text(
        _("Which child? What you know"), help_text=_("Name, age, where the child is now: as far as you know.")
    )
    mother = text(_("Whose child? What you know"), help_text=_("A handle is enough, if that is all we know."))
    touches = Lenient(TOUCHES, label=_("If drug use touches this child: how?"))
    touches_words = text(_("In what way? What was seen of it?"))
    reason = text(_("Why now?"))
    how = Lenient(HOW, label=_("How do you tell them?"), initial=HowTold.RING.value)
    whom = line(_("Who took it there: name or desk"))
    observations = ChosenOnes(label=_("From the record: what leads us to ask"))

    connection = Lenient({}, label=_("Or a connection from her record, as it stands"), is_select=True)

    def __init__(
        self,
        *args: Any,
        observations: Iterable[tuple[str, str]] = (),
        connections: Mapping[str, ToSend] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._connections = connections or {}
        given = self.fields["connection"]
        if self._connections and isinstance(given, forms.ChoiceField):
            given.choices = [("", _("None")), *((ref, one.label) for ref, one in self._connections.items())]
        else:
            del self.fields["connection"]
        field = self.fields["observations"]
        listed = list(observations)
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = listed
        if not listed:
            del self.fields["observations"]

    def sending(self) -> Sending:
        """Whatever was typed; a mistake in a field leaves that field out and keeps nothing else from going."""
        self.is_valid()
        cleaned = {name: self.cleaned_data.get(name) for name in self.fields}
        said = {name: value if isinstance(value, str) else "" for name, value in cleaned.items()}
        return Sending(
            to=ToWhom(said["to"] or "social_care"),
            how=HowTold(said["how"] or "ring"),
            whom=said["whom"],
            reason=said["reason"],
            child=said["child"],
            mother=said["mother"],
            grounds=grounds_in(cleaned, said["words"], cleaned.get("observations") or ()),
            touches=self._touches(said),
            telling=telling_in(cleaned),
        )

    def _touches(self, said: Mapping[str, str]) -> TouchesThisChild:
        words = said["touches_words"].strip()
        chosen = self._connections.get(said.get("connection", ""))
        if chosen is not None:
            return msgspec.structs.replace(chosen.touches, words=words)
        kind = DrugUse(said["touches"])
        # Whoever writes how it touches the child has said it, whatever was ticked beside it.
        return TouchesThisChild(DrugUse.WORDS if words and kind is DrugUse.NOT_SAID else kind, words)


class AskForm(GroundsFields, PageForm):
    """What is asked of whom."""

    field_order = ("observations", "words", "asks", "look_at")

    words = text(_("In your own words, where nothing is recorded"), rows=3)
    observations = ChosenOnes(label=_("Which observations, singly or added up, lead us to ask?"))

    def __init__(self, *args: Any, observations: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["observations"]
        listed = list(observations)
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = listed
        if not listed:
            del self.fields["observations"]

    def grounds(self) -> Grounds:
        """What was typed and chosen."""
        cleaned = self.cleaned_data
        return grounds_in(cleaned, cleaned["words"], cleaned.get("observations", ()))


class DecisionForm(PageForm):
    """What they decided."""

    step = forms.ChoiceField(
        label=_("What did they say?"), choices=list(THEIR_STEPS.items()), widget=forms.RadioSelect
    )
    who_said = line(_("Who said so?"))
    words = text(_("In their words"))

    def decision(self) -> TheirDecision:
        """What was typed."""
        cleaned = self.cleaned_data
        return TheirDecision(
            TheirStep(cleaned["step"]), cleaned["words"].strip(), cleaned["who_said"].strip()
        )


class ViewForm(PageForm):
    """Whether we agree."""

    agrees = forms.ChoiceField(
        label=_("Do we agree?"),
        choices=[("yes", _("We agree")), ("no", _("We disagree, and say so"))],
        widget=forms.RadioSelect,
    )
    escalated_to = line(_("If we disagree: to whom there, by name?"))
    words = text(_("Why?"))

    def view(self) -> OurView:
        """What was typed."""
        cleaned = self.cleaned_data
        return OurView(cleaned["agrees"] == "yes", cleaned["words"].strip(), cleaned["escalated_to"].strip())


class OutcomeForm(PageForm):
    """What came of it."""

    words = text(_("What came of it for the child?"), rows=4)


class ReadForm(PageForm):
    """That it was read."""

    words = text(_("Anything to write beside it (may stay empty)"))


class TellForm(PageForm):
    """That she was told."""

    how = line(
        _("How was she told, and by whom?"),
        help_text=_(
            "She reads it on her own page then. Where a child or another person is quoted in it, she does not: "
            "that is decided by itself, under “Asked of you”."
        ),
    )
    her_account = text(_("What does she say to it?"), rows=4)


class HoldForm(PageForm):
    """Why it is held back from her, and until when."""

    why = text(_("Why would telling her now put somebody in danger?"), rows=3)
    until = DayField(label=_("Until when? 14 days at most: it is looked at again then."))

    def end(self) -> Any:
        """The end of that day."""
        return end_of(self.cleaned_data["until"])


class LookForm(PageForm):
    """What a second person says."""

    words = text(_("What did you look at, and what do you think?"), rows=4)

    def look(self) -> SecondLook:
        """What was typed."""
        return SecondLook(self.cleaned_data["words"].strip())


class SignForm(PageForm):
    """The second signature on what is held back."""

    agrees = forms.ChoiceField(
        label=_("Is it right to hold this back from her?"),
        choices=[("yes", _("Yes, until that day")), ("no", _("No: tell her"))],
        widget=forms.RadioSelect,
    )
    words = text(_("Why?"), rows=3)

    def look(self) -> SecondLook:
        """What was typed."""
        cleaned = self.cleaned_data
        return SecondLook(cleaned["words"].strip(), cleaned["agrees"] == "yes")


class AskToLookForm(PageForm):
    """Who is asked to look: a lead of the agency who did not write it."""

    worker = forms.ChoiceField(label=_("Who looks at it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leads = {
            card.ref: card for role in MAY_BE_ASKED for card in workers_with(role, agency_id=by.agency_id)
        }
        field = self.fields["worker"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (ref, f"{card.first_name}, {card.job_title}")
                for ref, card in leads.items()
                if card.id != by.worker_id
            ]
