"""The form of one offer: what is not known stays not known, and is never read as none or free of charge."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local, local_day
from hrm2m.pages.ask.words import ANSWERS, CHILDCARE, GETTING_THERE
from hrm2m.pages.asking.answer_form import answer_from, barrier_field
from hrm2m.pages.asking.fields import WORDS_LENGTH, line, more_words
from hrm2m.pages.asking.service import Chosen
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.mother.times import WhichTime, when_it_was
from hrm2m.records.asks.entries import Answer, Childcare, GettingThere, Offer


NOT_KNOWN = ("", _("Not known yet"))
STATED, NONE_AT_ALL = "stated", "none"
CONDITIONS = {
    "not_known": _("Not known yet"),
    NONE_AT_ALL: _("None: they have said so"),
    STATED: _("They have said which"),
}
NOT_YET, NOW, EARLIER = "not_yet", "now", "earlier"
TOLD = {NOT_YET: _("Not yet"), NOW: _("Yes, just now"), EARLIER: _("Yes, earlier")}
NO_ANSWER = ("", _("None yet"))


class OfferForm(PageForm):
    """One concrete thing, and her answer if she gave it when she was told."""

    SHOWN_AT: ClassVar = {"at": "told", "told_at": "told", "words": "answer_words", "service_ref": "service"}
    FIRST: ClassVar = ("service", "what", "conditions_known", "conditions", "told", "answer")
    REST: ClassVar = (
        (_("When and where"), ("from_day", "place_hidden", "where", "getting_there", "travel", "hours")),
        (_("What comes with it"), ("childcare", "cost")),
        (_("Telling her"), ("told_day", "told_time", "told_by")),
        (_("More of her answer"), ("answer_words", "barrier", "barrier_words")),
    )
    ANSWER: ClassVar = ("answer", "answer_words", "barrier", "barrier_words")

    service = line(_("Which service or agency?"))
    what = forms.CharField(
        label=_("What exactly?"),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One concrete thing she could say yes to."),
        error_messages={"required": _("Write what exactly is offered.")},
    )
    from_day = DayField(
        label=_("From which day can she have it?"),
        required=False,
        help_text=_("Leave empty what is not known."),
    )
    place_hidden = forms.BooleanField(
        label=_("Where it is must not be found, as with a refuge: nothing about the place is written here"),
        required=False,
    )
    where = line(_("Where is it?"))
    getting_there = forms.ChoiceField(
        label=_("Does she go there, or does it come to her?"),
        required=False,
        choices=[NOT_KNOWN, *choices(GETTING_THERE)],
    )
    travel = line(_("The way there, in words"))
    hours = line(_("Hours"))
    childcare = forms.ChoiceField(
        label=_("Childcare"), required=False, choices=[NOT_KNOWN, *choices(CHILDCARE)]
    )
    cost = line(_("What does it cost her?"))
    conditions_known = ChipsField(label=_("Conditions"), required=False, choices=choices(CONDITIONS))
    conditions = forms.CharField(
        label=_("Which conditions?"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One on each line, as they say it."),
    )
    told = ChipsField(
        label=_("Has she been told of it?"),
        choices=choices(TOLD),
        error_messages={"required": _("Say whether she has been told of it.")},
    )
    told_day = DayField(label=_("If earlier: on which day?"), required=False)
    told_time = WhichTime(label=_("At what time?"), required=False)
    told_by = line(_("By whom?"))
    answer = ChipsField(label=_("What does she say?"), required=False, choices=[NO_ANSWER, *choices(ANSWERS)])
    answer_words = more_words(_("Her words"))
    barrier = barrier_field()
    barrier_words = line(_("In her words"))

    def __init__(self, *args: Any, chosen: Chosen | None, before: Offer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen, self.before = chosen, before
        for name in self.ANSWER if before else ():
            del self.fields[name]
        hidden = ("where", "travel", "place_hidden") if chosen and chosen.place_hidden else ()
        for name in (*hidden, *(("service",) if chosen else ())):
            del self.fields[name]

    @property
    def first(self) -> list[forms.BoundField]:
        """What is needed at once: what it is, its conditions, and what she says."""
        return [self[name] for name in self.FIRST if name in self.fields]

    @property
    def rest(self) -> list[tuple[object, Sequence[forms.BoundField]]]:
        """The other fields in their parts, each with its heading."""
        parts = [(title, [self[n] for n in names if n in self.fields]) for title, names in self.REST]
        return [(title, fields) for title, fields in parts if fields]

    @property
    def opens_rest(self) -> bool:
        """Whether the rest must be in sight: it is what is still to be found out, or must be put right."""
        first = {*self.FIRST, "__all__"}
        return self.before is not None or bool(set(self.errors) - first)

    def clean(self) -> dict[str, Any]:
        """Conditions and the telling say one thing, not two."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.chosen and "service" not in self.errors and not cleaned.get("service"):
            self.add_error("service", _("Write which service or agency offers it, or choose it above."))
        self._check_conditions(cleaned)
        self._check_told(cleaned)
        if not cleaned.get("answer") and (cleaned.get("answer_words") or cleaned.get("barrier")):
            self.add_error("answer", _("Choose her answer to which these words belong."))
        return cleaned

    def _check_conditions(self, cleaned: dict[str, Any]) -> None:
        known, words = cleaned.get("conditions_known"), (cleaned.get("conditions") or "").strip()
        if known == STATED and not words:
            self.add_error("conditions", _("Write the conditions, one on each line."))
        if known != STATED and words:
            message = _("You wrote conditions below. Choose “They have said which”, or take the words out.")
            self.add_error("conditions_known", message)

    def _check_told(self, cleaned: dict[str, Any]) -> None:
        day, time = cleaned.get("told_day"), cleaned.get("told_time")
        if cleaned.get("told") == EARLIER and not day and not time and "told_day" not in self.errors:
            self.add_error("told_day", _("Write on which day she was told."))
        if cleaned.get("told") in {NOT_YET, NOW} and (day or time):
            self.add_error("told", _("You wrote a day or time below. Choose “Yes, earlier”, or take it out."))

    def told_at(self, now: datetime) -> datetime | None:
        """When she was told; the very instant written before, where nothing of it was changed."""
        typed = self.cleaned_data
        if typed["told"] == NOT_YET:
            return None
        if typed["told"] == NOW:
            return now
        before = self.before.told_at if self.before else None
        if before and day_and_time(before) == (typed["told_day"], typed["told_time"]):
            return before
        return when_it_was(typed["told_day"], typed["told_time"], now)

    def offer(self, now: datetime) -> Offer:
        """The offer as it was typed."""
        typed, told_at = self.cleaned_data, self.told_at(now)
        return Offer(
            service=self.chosen.name if self.chosen else typed["service"],
            service_ref=self.chosen.ref if self.chosen else "",
            what=typed["what"],
            told_at=told_at,
            told_by=(typed["told_by"] or None) if told_at else None,
            from_day=typed["from_day"],
            where=typed.get("where") or None,
            place_hidden=typed.get("place_hidden", True),
            getting_there=GettingThere(typed["getting_there"]) if typed["getting_there"] else None,
            travel=typed.get("travel") or None,
            hours=typed["hours"] or None,
            childcare=Childcare(typed["childcare"]) if typed["childcare"] else None,
            cost=typed["cost"] or None,
            conditions=self._conditions(),
        )

    def _conditions(self) -> tuple[str, ...] | None:
        known = self.cleaned_data["conditions_known"]
        if known == NONE_AT_ALL:
            return ()
        lines = (words.strip() for words in self.cleaned_data["conditions"].splitlines())
        return tuple(filter(None, lines)) if known == STATED else None

    def her_answer(self) -> Answer | None:
        """Her answer, if she gave one."""
        return answer_from(self.cleaned_data) if self.cleaned_data.get("answer") else None


def as_typed(offer: Offer) -> dict[str, Any]:
    """What an offer says, as the form would have it typed."""
    day, time = day_and_time(offer.told_at) if offer.told_at else (None, None)
    plain = ("service", "what", "from_day", "place_hidden", "where", "getting_there", "travel", "hours")
    return {name: getattr(offer, name) for name in plain} | {
        "childcare": offer.childcare,
        "cost": offer.cost,
        "conditions_known": _conditions_known(offer.conditions),
        "conditions": "\n".join(offer.conditions or ()),
        "told": EARLIER if offer.told_at else NOT_YET,
        "told_day": day,
        "told_time": time,
        "told_by": offer.told_by,
    }


def day_and_time(at: datetime) -> tuple[Any, Any]:
    """The day and the minute of an instant, as a form types them."""
    return local_day(at), local(at).time().replace(second=0, microsecond=0)


def _conditions_known(conditions: tuple[str, ...] | None) -> str:
    if conditions is None:
        return "not_known"
    return STATED if conditions else NONE_AT_ALL
