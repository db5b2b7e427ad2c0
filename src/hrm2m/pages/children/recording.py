"""Beginning a child's record and putting it right; the name; other adults; her side of an entry."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.children.forms import (
    AdultForm,
    ChildForm,
    NameForm,
    SideForm,
    adult_as_typed,
    as_typed,
)
from hrm2m.pages.children.opening import child_among, opened, says_why
from hrm2m.pages.children.sheet import Sheet, Way, draw
from hrm2m.pages.children.telling import (
    adult_lines,
    adult_title,
    child_told,
    everything_told,
    names_in,
)
from hrm2m.policy import Permission
from hrm2m.records.children import actions
from hrm2m.records.children.queries import ChildCard, HerChildren, children_in


NEW = Sheet(
    _("A child, or a baby expected"),
    _("Save it"),
    (_("What the family says is enough. The name on papers lies apart, and only if it is needed."),),
)
CHANGE = Sheet(_("What is so now"), _("Save it"), (_("What was written before stays, and can be read."),))
NAME = Sheet(_("The child’s name"), _("Save it"), (_("It lies apart from everything else about the child."),))
ADULT = Sheet(
    _("Who else is there for the child"),
    _("Save it"),
    (_("A father, a partner, a grandparent: the same form for everybody, by what he or she does."),),
)
ADULT_RIGHT = Sheet(
    _("Put it right"), _("Save it"), (_("What was written before stays. This stands beside it."),)
)
SIDE = Sheet(
    _("Add her side"),
    _("Put her side beside it"),
    (_("In her words. It stands beside the entry at once, and goes wherever the entry goes."),),
    template="children/about_entry.html",
)


@requires(Permission.CHILD_RECORD)
@says_why
def new_child(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Begins a child's record."""
    form = ChildForm(request.POST or None)

    def write() -> str:
        now = clock.now()
        return actions.begin_child(
            by=request.actor, mother=mother, child=form.child(), at=now, **form.said(now)
        )

    drawn = carry_out(request, form, write, lambda ref: reverse("child", args=[mother, ref]))
    return draw(request, NEW, form, drawn, to_all(mother)) if isinstance(drawn, Drawn) else drawn


@requires(Permission.CHILD_RECORD)
@says_why
def change_child(request: WorkerRequest, mother: str, child: str) -> HttpResponseBase:
    """Writes what is so now of a child, a birth for one."""
    card = _card(request, mother, child)
    newest = card.child.newest
    form = ChildForm(request.POST or None, initial=as_typed(newest.body))

    def write() -> str:
        return actions.change_child(
            by=request.actor,
            mother=mother,
            child=child,
            seen_ref=request.POST.get("seen", ""),
            now=form.child(),
            at=clock.now(),
            **form.said(clock.now()),
        )

    there = [(_("The child"), ", ".join((child_told(card).label, *child_told(card).lines)))]
    return _drawn(request, CHANGE, form, write, mother, child, newest.ref, there)


@requires(Permission.CHILD_RECORD)
@says_why
def name_child(request: WorkerRequest, mother: str, child: str) -> HttpResponseBase:
    """Writes the child's name as it stands on papers."""
    card = _card(request, mother, child)
    body = card.name.body if card.name else None
    form = NameForm(request.POST or None, initial={"name": body.name, "born": body.born} if body else {})

    def write() -> str:
        return actions.name_child(
            by=request.actor,
            mother=mother,
            child=child,
            seen_ref=request.POST.get("seen", ""),
            name=form.child_name(),
            at=clock.now(),
            **form.said(clock.now()),
        )

    there = [(_("The name"), body.name if body else "")]
    return _drawn(request, NAME, form, write, mother, child, card.name.ref if card.name else "", there)


@requires(Permission.CHILD_RECORD)
@says_why
def new_adult(request: WorkerRequest, mother: str, child: str) -> HttpResponseBase:
    """Writes who else is there for the child."""
    form = AdultForm(request.POST or None)

    def write() -> str:
        now = clock.now()
        return actions.write_adult(
            by=request.actor, mother=mother, child=child, adult=form.adult(), at=now, **form.said(now)
        )

    return _drawn(request, ADULT, form, write, mother, child, None, [])


@requires(Permission.CHILD_RECORD)
@says_why
def adult_right(request: WorkerRequest, mother: str, child: str, adult: str) -> HttpResponseBase:
    """Puts right what was written of an adult; what was written before stays, and can be read."""
    found = next((one for one in _card(request, mother, child).adults if one.ref == adult), None)
    if found is None:
        raise Http404
    body, newest = found.newest.body, found.newest.ref
    form = AdultForm(request.POST or None, initial=adult_as_typed(found.newest))

    def write() -> str:
        now = clock.now()
        return actions.write_adult(
            by=request.actor,
            mother=mother,
            child=child,
            adult=form.adult(),
            at=now,
            corrects=request.POST.get("seen", "") or newest,
            **form.said(now),
        )

    there = [(adult_title(body), " ".join(adult_lines(body)))]
    return _drawn(request, ADULT_RIGHT, form, write, mother, child, newest, there)


@requires(Permission.CHILD_REPLY)
@says_why
def side(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """Puts her side beside an entry about a child, at her word."""
    form = SideForm(request.POST or None)

    def write() -> str:
        return actions.add_her_side(
            by=request.actor,
            mother=mother,
            entry=entry,
            words=form.cleaned_data["words"],
            not_right=form.cleaned_data["not_right"],
            at=clock.now(),
        )

    return _about_entry(request, SIDE, form, write, mother, entry)


def to_all(mother: str) -> Way:
    """The way back to all her children."""
    return Way(reverse("her_children", args=[mother]), _("Her children"))


def all_of(request: WorkerRequest, mother: str) -> HerChildren:
    """All that is known of her children, from one look."""
    with opened(request, mother) as box:
        return children_in(box)


def _card(request: WorkerRequest, mother: str, child: str) -> ChildCard:
    return child_among(all_of(request, mother), child)


def _drawn(
    request: WorkerRequest,
    sheet: Sheet,
    form: PageForm,
    write: Callable[[], str],
    mother: str,
    child: str,
    current: str | None,
    now_there: list[tuple[Any, str]],
) -> HttpResponseBase:
    where = reverse("child", args=[mother, child])
    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    seen = None if current is None else version_to_send(request, drawn, current)
    there = now_there if drawn is Drawn.STALE else ()
    return draw(request, sheet, form, drawn, Way(where, _("The child")), seen=seen, now_there=there)


def _about_entry(
    request: WorkerRequest, sheet: Sheet, form: PageForm, write: Callable[[], str], mother: str, entry: str
) -> HttpResponseBase:
    back = to_all(mother)
    drawn = carry_out(request, form, write, lambda _ref: f"{back.to}#e-{entry}")
    if not isinstance(drawn, Drawn):
        return drawn
    found = all_of(request, mother)
    told = everything_told(found, names_in(found), clock.now())
    about = next((each for each in told if each.ref == entry), None)
    if about is not None:
        return draw(request, sheet, form, drawn, back, about=about)
    called = _of_the_record(found, entry)
    if not called:
        raise Http404
    return draw(request, Sheet(sheet.title, sheet.button, (called, *sheet.lead)), form, drawn, back)


def _of_the_record(found: HerChildren, entry: str) -> str:
    """What the child or the adult is called whom this entry is about; empty for any other entry."""
    for card in found.children:
        if card.child.newest.ref == entry:
            return card.child.newest.body.label
        for adult in card.adults:
            if adult.newest.ref == entry:
                return adult_title(adult.newest.body)
    return ""
