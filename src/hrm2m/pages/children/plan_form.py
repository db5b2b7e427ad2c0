"""The form of a child's plan: its kind, the next meeting, who must do what by when, family time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local, local_day
from hrm2m.pages.asking.fields import line
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.children.saw_form import several_lines
from hrm2m.pages.children.words import PLANS, TOLD_HER
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.mother.times import WhichTime, at_time, by_end_of
from hrm2m.records.children.entries import Plan, PlanKind, PlanTask
from hrm2m.records.children.holding import Telling


BLANK, MOST = 3, 15
TOLD = [(code, words) for code, words in choices(TOLD_HER) if code != "adds_danger"]
"""What she must not know yet is withheld where it is decided what she reads, with a second person."""


class PlanForm(PageForm):
    """A plan as its agency made it."""

    # What is said of the tasks as a whole stands above the form: they have no one field.
    SHOWN_AT: ClassVar = {"next_meeting": "meeting_day"}

    kind = forms.ChoiceField(label=_("Which kind of plan?"), choices=[("", _("Choose")), *choices(PLANS)])
    agency = line(_("Which agency leads it?"))
    meeting_day = DayField(label=_("The next meeting or hearing: on which day?"), required=False)
    meeting_time = WhichTime(label=_("At what time?"), required=False)
    next_is_court = forms.BooleanField(label=_("It is a court hearing"), required=False)
    where = line(_("Where?"))
    family_time = several_lines(_("Family time: when, where, who is there"), 3, required=False)
    told = ChipsField(
        label=_("Does she know of it as it stands here?"), choices=TOLD, initial="not_yet", required=False
    )
    told_how = line(_("If yes: how was she told?"))
    not_told_why = several_lines(_("If not: why not?"), 2, required=False)

    def __init__(
        self,
        *args: Any,
        children: Sequence[tuple[str, str]] = (),
        plan: Plan | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", _initial(plan) if plan else {})
        super().__init__(*args, **kwargs)
        if children:
            self.fields["child"] = forms.ChoiceField(
                label=_("For which child?"),
                required=False,
                choices=[("", _("No child is named in it")), *children],
            )
        self.rows = min(MOST, (len(plan.tasks) if plan else 0) + BLANK)
        for number in range(1, self.rows + 1):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        called = {"number": number}
        self.fields[f"who_{number}"] = line(gettext("%(number)s. Who must do something?") % called)
        self.fields[f"what_{number}"] = line(_("What?"))
        self.fields[f"by_{number}"] = DayField(label=_("By when?"), required=False)
        self.fields[f"hers_{number}"] = forms.BooleanField(
            label=_("It is asked of her: put it on her own list of demands"), required=False
        )

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """All but the tasks."""
        names = ("kind", *(("child",) if "child" in self.fields else ()), "agency")
        when = ("meeting_day", "meeting_time", "next_is_court", "where", "family_time")
        return [self[name] for name in (*names, *when)]

    @property
    def told_fields(self) -> list[forms.BoundField]:
        """Whether she was told."""
        return [self[name] for name in ("told", "told_how", "not_told_why")]

    @property
    def task_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each task."""
        parts = ("who", "what", "by", "hers")
        return [[self[f"{part}_{n}"] for part in parts] for n in range(1, self.rows + 1)]

    def clean(self) -> dict[str, Any]:
        """A task says who and what; a time belongs to a day."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(1, self.rows + 1):
            who, what = cleaned.get(f"who_{number}"), cleaned.get(f"what_{number}")
            if what and not who:
                self.add_error(f"who_{number}", _("Write who must do it."))
            if who and not what:
                self.add_error(f"what_{number}", _("Write what must be done."))
        if cleaned.get("meeting_time") and not cleaned.get("meeting_day"):
            self.add_error("meeting_day", _("Choose the day that this time belongs to."))
        return cleaned

    def plan(self) -> Plan:
        """The plan as it was typed."""
        typed = self.cleaned_data
        day, time = typed["meeting_day"], typed["meeting_time"]
        meeting = None if day is None else (at_time(day, time) if time else by_end_of(day))
        return Plan(
            kind=PlanKind(typed["kind"]),
            agency=typed["agency"],
            next_meeting=meeting,
            next_is_court=typed["next_is_court"],
            where=typed["where"],
            tasks=tuple(self._tasks()),
            family_time=typed["family_time"],
        )

    def telling(self, now: datetime) -> Telling:
        """Whether she was told."""
        typed = self.cleaned_data
        is_told = typed["told"] == "told"
        return Telling(
            told_at=now if is_told else None,
            told_how=typed["told_how"] if is_told else "",
            not_told_why="" if is_told else typed["not_told_why"],
        )

    def _tasks(self) -> Iterator[PlanTask]:
        typed = self.cleaned_data
        for n in range(1, self.rows + 1):
            if typed[f"who_{n}"]:
                yield PlanTask(typed[f"who_{n}"], typed[f"what_{n}"], typed[f"by_{n}"], typed[f"hers_{n}"])


def _initial(plan: Plan) -> dict[str, Any]:
    meeting = plan.next_meeting
    found: dict[str, Any] = {
        "kind": plan.kind,
        "agency": plan.agency,
        "meeting_day": local_day(meeting) if meeting else None,
        "meeting_time": local(meeting).time() if meeting else None,
        "next_is_court": plan.next_is_court,
        "where": plan.where,
        "family_time": plan.family_time,
    }
    for number, task in enumerate(plan.tasks, start=1):
        found |= {f"who_{number}": task.who, f"what_{number}": task.what}
        found |= {f"by_{number}": task.by_when, f"hers_{number}": task.is_hers}
    return found
