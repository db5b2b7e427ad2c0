"""The sheet for her: what an agency says, in its words, and ours around them as plain as they can be."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hrm2m.pages.doors.words import SHE_ASKS
from hrm2m.pages.paper.paper import Marked, Paper, Part, Words
from hrm2m.pages.today.timing import dated
from hrm2m.records.agencies.doors.looking import DoorPage
from hrm2m.records.agencies.doors.queries import TermsCard
from hrm2m.records.agencies.doors.values import SaidHow


@dataclass(frozen=True)
class Sheet:
    """What is read out: `asked` are pairs of a question and their words, marked where they said nothing."""

    title: str
    said: str
    warning: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    not_said: str
    until: str
    is_old: bool


def sheet_of(page: DoorPage, now: datetime) -> Sheet | None:
    """The newest terms of a door as a sheet; None where nothing was declared."""
    terms = next(iter(page.terms), None)
    if terms is None:
        return None
    old = terms.is_old(now)
    return Sheet(
        title=_("What %(agency)s says") % {"agency": page.card.agency_name},
        said=_said(terms),
        warning=_warning(),
        asked=tuple((str(question), words) for question, words in _asked(terms)),
        not_said=_("They did not say. We can ask them for you."),
        until=_until(terms, old),
        is_old=old,
    )


def paper_of(page: DoorPage, now: datetime) -> Paper:
    """The sheet on paper; without terms it says that there are none."""
    sheet = sheet_of(page, now)
    if sheet is None:
        nothing = _("They have not told us yet.")
        return Paper(page.card.agency_name, nothing, "", "", nothing, ())
    first = Part(_("Please read this first"), tuple(Marked(words) for words in sheet.warning))
    parts = tuple(
        Part(question, (Words(words or sheet.not_said, are_hers=bool(words)),))
        for question, words in sheet.asked
    )
    return Paper(
        title=sheet.title,
        made=sheet.said,
        purpose=_("What is in quote marks is in their own words."),
        recipient=_("This is for you. You can keep it or throw it away."),
        until=sheet.until,
        parts=(first, *parts),
        not_known=sheet.not_said,
    )


def _asked(terms: TermsCard) -> list[tuple[str | Promise, str]]:
    return [
        (_("What will they do?"), terms.does),
        (_("From when?"), terms.from_when),
        (_("Who is it for?"), terms.for_whom),
        *((question, terms.tells.get(whom, "")) for whom, question in SHE_ASKS.items()),
    ]


def _said(terms: TermsCard) -> str:
    how = {
        SaidHow.TELEPHONE: _("on the phone"),
        SaidHow.IN_WRITING: _("in a letter or mail"),
        SaidHow.OWN_PAGE: _("on their own page"),
        SaidHow.FACE_TO_FACE: _("face to face"),
    }[terms.said_how]
    said = {"name": terms.declared_by, "how": how, "day": dated(terms.declared_at)}
    return _("%(name)s told us this %(how)s on %(day)s.") % said


def _warning() -> tuple[str, ...]:
    return (
        _("This is their word. We can not promise that they will keep it."),
        _("If they think a child is in danger, they may have to tell, whatever this says."),
        _("We did not give them your name to get this."),
    )


def _until(terms: TermsCard, is_old: bool) -> str:
    if is_old:
        return _("This is more than a year old. Let us ask them again before you rely on it.")
    return _("We ask them again by %(day)s.") % {"day": dated(terms.due_again_at)}
