"""Windows: opened and closed by a person, because she told us and said yes; where each length comes from is shown."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Basis, WindowKind, load_rules
from hrm2m.cadence.local_time import local_day
from hrm2m.cadence.reasons import OUR_CHOICE
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.found import window_among
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.saving import Drawn, HerForm, carry_out
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.mother.times import WhichDay, at_time
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.clocks.queries import WindowLine
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.people.queries import mother_in


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


class OpenForm(HerForm):
    """Which window, since when, and her yes."""

    SHOWN_AT: ClassVar = {"at": "opened"}

    kind = forms.ChoiceField(
        label=_("Which window?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the window.")},
    )
    opened = WhichDay(
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


class CloseForm(HerForm):
    """Since when it is closed."""

    SHOWN_AT: ClassVar = {"at": "closed"}

    closed = WhichDay(
        label=_("Since when is it over?"), required=False, help_text=_("Leave it empty for now.")
    )
    her_yes = forms.BooleanField(
        label=_("She says so herself"),
        error_messages={"required": _("It is closed because she says so. Ask her first.")},
    )

    def since(self, now: datetime) -> datetime:
        """When it closed."""
        day = self.cleaned_data["closed"]
        return now if day is None or day == local_day(now) else at_time(day, time(12))


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


@requires(Permission.WINDOW_SET)
@about_her
def close_window(request: WorkerRequest, mother: str, window: str) -> HttpResponseBase:
    """Closes a window because she says so."""
    now = clock.now()
    form = CloseForm(request.POST or None)

    def write() -> str:
        outreach.close_window(by=request.actor, mother=mother, window=window, closed=form.since(now), at=now)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, line = mother_in(box), window_among(box, window)
    return draw(request, CLOSE, Her(mother, who.handle), form, drawn, window=window_of(line, now))


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
    if rule.source == OUR_CHOICE:
        return gettext("Its length is a choice of this service.")
    words = gettext("Its length is a choice of this service; read: %(source)s.")
    if rule.basis is Basis.PUBLISHED:
        words = gettext("Published: %(source)s.")
    against = gettext("Against it: %(against)s.") % {"against": gettext(rule.against)} if rule.against else ""
    return f"{words % {'source': gettext(rule.source)}} {against}".strip()


def _described(kind: WindowKind) -> str:
    rule = load_rules().windows[kind]
    opens = gettext("Opens %(opens)s; closes %(closes)s.") % {
        "opens": gettext(rule.opens),
        "closes": gettext(rule.closes),
    }
    return format_html(
        '{} <span class="hr-choice-hint">{} {}</span>', gettext(rule.name), opens, length_from(kind)
    )
