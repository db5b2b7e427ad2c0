"""Windows: opened and closed by a person, because she told us and said yes; where each length comes from is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Basis, WindowKind, load_rules
from hrm2m.cadence.local_time import local_day
from hrm2m.cadence.reasons import OUR_CHOICE
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.found import window_among
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.mother.times import at_time
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.clocks.entries import WindowEnd
from hrm2m.records.clocks.queries import WindowLine
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.people.queries import mother_in


HER_CHOICE = "her choice"
"""The source of a day that she named herself, as the rules write it."""
OPEN = Sheet(
    _("Open a window"),
    _("Open it"),
    (
        _("In a window more can go wrong for her. Contacts come closer, never above the most she agreed to."),
        _("It is opened because she told us and says yes. No other agency sees it."),
    ),
)
CLOSE = Sheet(_("Close this window"), _("Close it"))


@dataclass(frozen=True)
class Window:
    """One window as her page shows it."""

    ref: str
    name: str
    since: str
    closes: str
    offer: str
    source: str
    lies_ahead: bool


class OpenForm(PageForm):
    """Which window, since when, and her yes."""

    SHOWN_AT: ClassVar = {"at": "opened"}

    kind = forms.ChoiceField(
        label=_("Which window?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the window.")},
    )
    opened = DayField(
        label=_("On which day does it begin?"),
        required=False,
        help_text=_("Leave it empty for today. For a hearing write the day of the hearing."),
    )
    her_yes = forms.BooleanField(
        label=_("She told us herself, and says yes to this being on her page"),
        error_messages={"required": _("A window is opened with her yes only. Ask her first.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, _described(kind)) for kind in WindowKind]  # type: ignore[attr-defined] # it is a ChoiceField

    def since(self, now: datetime) -> datetime:
        """When it opens; a hearing's window opens the day before it."""
        day = self.cleaned_data["opened"]
        if self.cleaned_data["kind"] == WindowKind.COURT_HEARING:
            day = (day or local_day(now)) - timedelta(days=1)
        return now if day is None or day == local_day(now) else at_time(day, time())


WHY_IT_ENDS: dict[WindowKind, dict[WindowEnd, Promise]] = {
    WindowKind.PREGNANCY: {
        WindowEnd.BIRTH: _("Her baby was born"),
        WindowEnd.LOSS: _("She lost the baby"),
        WindowEnd.ENDING: _("She ended the pregnancy"),
    },
    WindowKind.NEONATAL_CARE: {
        WindowEnd.BABY_IS_HOME: _("Her baby is home"),
        WindowEnd.BABY_DIED: _("Her baby died"),
    },
}
ANY_WINDOW: dict[WindowEnd, Promise] = {
    WindowEnd.OVER: _("It is over"),
    WindowEnd.SHE_SAID_SO: _("She wants it closed"),
    WindowEnd.MISTAKE: _("It was opened by mistake"),
}


class CloseForm(PageForm):
    """Why and since when it is closed. It needs no yes of hers: after a loss every baby word stops at once."""

    SHOWN_AT: ClassVar = {"at": "closed"}

    why = forms.ChoiceField(label=_("Why is it closed?"), widget=forms.RadioSelect)
    closed = DayField(
        label=_("Since when is it over?"), required=False, help_text=_("Leave it empty if it ended just now.")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # Sent, any reason is taken in: which of them belongs to this window is for the action to say.
        every = {
            why: words for reasons in WHY_IT_ENDS.values() for why, words in reasons.items()
        } | ANY_WINDOW
        self._offer(every)

    def about(self, kind: WindowKind) -> "CloseForm":
        """The form with the reasons that this kind of window can have."""
        reasons = WHY_IT_ENDS.get(kind, {WindowEnd.OVER: ANY_WINDOW[WindowEnd.OVER]})
        others: dict[WindowEnd, Promise] = {
            why: ANY_WINDOW[why] for why in (WindowEnd.SHE_SAID_SO, WindowEnd.MISTAKE)
        }
        self._offer({**reasons, **others})
        return self

    def since(self, now: datetime) -> datetime:
        """When it closed."""
        day = self.cleaned_data["closed"]
        return now if day is None or day == local_day(now) else at_time(day, time(12))

    def _offer(self, reasons: Mapping[WindowEnd, Promise]) -> None:
        self.fields["why"].choices = list(reasons.items())  # type: ignore[attr-defined] # it is a ChoiceField


@requires(Permission.WINDOW_SET)
@about_her
def open_window(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Opens a window with her yes."""
    now = clock.now()
    form = OpenForm(request.POST or None)

    def write() -> str:
        kind = WindowKind(form.cleaned_data["kind"])
        return outreach.open_window(
            by=request.actor, mother=mother, kind=kind, opened=form.since(now), at=now
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("mother", args=[mother]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, OPEN, Her(mother, who.handle), form, drawn)


@requires(Permission.WINDOW_CLOSE)
@about_her
def close_window(request: WorkerRequest, mother: str, window: str) -> HttpResponseBase:
    """Closes a window, with why."""
    now = clock.now()
    form = CloseForm(request.POST or None)

    def write() -> str:
        outreach.close_window(
            by=request.actor,
            mother=mother,
            window=window,
            closed=form.since(now),
            why=WindowEnd(form.cleaned_data["why"]),
            at=now,
        )
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, line = mother_in(box), window_among(box, window)
    shown = form.about(line.kind)
    return draw(request, CLOSE, Her(mother, who.handle), shown, drawn, window=window_of(line, now))


def window_of(line: WindowLine, now: datetime) -> Window:
    """A window in words."""
    rule = load_rules().windows[line.kind]
    closes = (
        gettext("Closes by itself on %(day)s.") % {"day": day_in_words(line.closes_at)}
        if line.closes_at
        else gettext("Closes %(when)s.") % {"when": gettext(rule.closes)}
    )
    return Window(
        line.ref,
        gettext(rule.name),
        day_in_words(line.opened),
        closes,
        gettext(rule.offer),
        length_from(line.kind),
        line.opened > now,
    )


def length_from(kind: WindowKind) -> str:
    """Where the length of a window comes from, and on what basis."""
    rule = load_rules().windows[kind]
    if rule.source.startswith(OUR_CHOICE):
        why = rule.source.removeprefix(OUR_CHOICE).strip("; ")
        return " ".join(filter(None, (gettext("Its length is a choice of this service."), _sentence(why))))
    if rule.source == HER_CHOICE:
        return gettext("It is hers to choose.")
    words = gettext("Its length is a choice of this service; read: %(source)s.")
    if rule.basis is Basis.PUBLISHED:
        words = gettext("Published: %(source)s.")
    against = gettext("Against it: %(against)s.") % {"against": gettext(rule.against)} if rule.against else ""
    return f"{words % {'source': gettext(rule.source)}} {against}".strip()


def _sentence(words: str) -> str:
    said = gettext(words) if words else ""
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _described(kind: WindowKind) -> str:
    rule = load_rules().windows[kind]
    opens = gettext("Opens %(opens)s; closes %(closes)s.") % {
        "opens": gettext(rule.opens),
        "closes": gettext(rule.closes),
    }
    return format_html(
        '{} <span class="hr-choice-hint">{} {}</span>', gettext(rule.name), opens, length_from(kind)
    )
