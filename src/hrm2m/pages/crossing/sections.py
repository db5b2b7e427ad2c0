"""The sections of the page “Crossing”, each a title and some rows; a further kind of thing adds its own below."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.crossing.words import STANDS
from hrm2m.pages.partner.asked import NEEDS
from hrm2m.pages.partner.shared import PURPOSES, STATUSES
from hrm2m.pages.today.timing import clock_state, moment_in_words
from hrm2m.policy import Actor
from hrm2m.policy.enquiry_lifecycle import EnquiryStatus as S
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.enquiries.entries import Need
from hrm2m.records.enquiries.queries import EnquiryLine, enquiries_near
from hrm2m.records.referrals.board import ReferralLine, referrals_near
from hrm2m.records.referrals.without_her_yes import ForYourWord, waits_for


@dataclass(frozen=True)
class Row:
    """One thing: where it leads, what it is, what there is to know; `due` in words with its state, or empty."""

    href: str
    title: str
    small: str
    due: str = ""
    state: str = "none"


@dataclass(frozen=True)
class Section:
    """Some rows under a title, the promise due first first; `empty` says that there are none, or hides the section."""

    title: str | Promise
    rows: tuple[Row, ...]
    empty: str | Promise = ""


TO_SHOW = (S.ANSWERED, S.DECLINED, S.TO_BE_NAMED, S.STAYS_NAMELESS)


def enquiries(by: Actor) -> Iterable[Section]:
    """What is asked without a name: what a lead decides today, what waits, what is to be shown to her, and the rest."""
    lines, now = enquiries_near(by), clock.now()
    yield Section(_("They fear for a child: the lead decides today"), _rows(lines, (S.CHILD_AT_RISK,), now))
    yield Section(
        _("Waiting for an agency"),
        _rows(lines, (S.SENT, S.LAPSED), now, "due_at"),
        _("Nobody is waited for."),
    )
    yield Section(_("To show her"), _rows(lines, TO_SHOW, now, "answered_at"), _("Nothing to show her."))
    yield Section(_("She said yes"), _rows(lines, (S.YES,), now))
    yield Section(_("Not now, or no"), _rows(lines, (S.NOT_NOW, S.NO), now))
    yield Section(_("Not sent yet"), _rows(lines, (S.DRAFTED,), now))


def referrals(by: Actor) -> Iterable[Section]:
    """What waits for this worker's word; then referrals that are on their way, the promise due first first."""
    now = clock.now()
    yield Section(
        _("Without her yes: waits for you"), tuple(_for_your_word(one, now) for one in waits_for(by))
    )
    lines = sorted(referrals_near(by), key=lambda line: (line.due_at or now, line.ref))
    yield Section(_("Referrals"), tuple(_referral(line, now) for line in lines), _("None is on its way."))


def _for_your_word(one: ForYourWord, now: datetime) -> Row:
    said = (
        gettext("The second person agreed: you send it") if one.is_agreed else gettext("Read it, and say so")
    )
    return Row(
        reverse("referral", args=[one.mother_ref, one.ref]),
        gettext("Meant for %(agency)s") % {"agency": one.agency_name},
        f"{said}, {moment_in_words(one.drafted_at, now)}",
    )


def _referral(line: ReferralLine, now: datetime) -> Row:
    about = gettext("%(purpose)s, asked of %(agency)s") % {
        "purpose": PURPOSES[line.purpose],
        "agency": line.agency_name,
    }
    return Row(
        reverse("referral", args=[line.mother_ref, line.ref]),
        f"{line.handle}: {about}",
        f"{STATUSES[line.status]}, {moment_in_words(line.since, now)}",
        in_words(line.due_at, now) if line.due_at else "",
        clock_state(line.due_at, now) if line.due_at else "none",
    )


SECTIONS: tuple[Callable[[Actor], Iterable[Section]], ...] = (enquiries, referrals)
"""In the order in which they stand on the page."""


def rows_of(lines: Iterable[EnquiryLine], now: datetime) -> tuple[Row, ...]:
    """Questions as rows."""
    return tuple(_row(line, now) for line in lines)


def _rows(
    lines: Iterable[EnquiryLine], statuses: tuple[S, ...], now: datetime, order: str = "drafted_at"
) -> tuple[Row, ...]:
    found = [line for line in lines if line.status in statuses]
    found.sort(key=lambda line: (getattr(line, order) or now, line.ref))
    return rows_of(found, now)


def _row(line: EnquiryLine, now: datetime) -> Row:
    waits = line.status in (S.SENT, S.LAPSED) and line.due_at is not None
    since = line.answered_at or line.sent_at or line.drafted_at
    about = gettext("%(need)s, asked of %(agency)s") % {
        "need": NEEDS[Need(line.need)],
        "agency": line.agency_name,
    }
    return Row(
        reverse("enquiry", args=[line.mother_ref, line.ref]),
        f"{line.handle}: {about}",
        f"{STANDS[line.status]}, {moment_in_words(since, now)}",
        in_words(line.due_at, now) if waits and line.due_at else "",
        clock_state(line.due_at, now) if waits and line.due_at else "none",
    )
