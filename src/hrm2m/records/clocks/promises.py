"""What each promise is called and whom we tell when it is late, as data; how long it may take is the cadence's."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Nation, due_for_clock, load_rules
from hrm2m.cadence.spans import Span, after


PROMISED_CONTACT = "promised_contact"

NAMES: Mapping[str, str | Promise] = {
    PROMISED_CONTACT: _("the next contact, as agreed with her"),
    "ask_today": _("her ask for today: a first real offer"),
    "ask_soon": _("her ask for the next working day: a first real offer"),
    "ask_this_week": _("her ask for this week: a first real offer"),
    "danger_answered": _("danger now: an answer within the hour"),
    "danger_looked_at": _("danger now: looked at together by the end of the next day"),
    "worry_read": _("a worry about a child: read by the safeguarding lead"),
    "withheld_review": _("something held back from her: looked at again"),
    "withheld_signed": _("something held back from her: a second person says yes or no"),
    "shown_or_held": _("what was written about her: looked at, so that she can read it"),
    "second_look": _("a referral that was sent: a second person reads it"),
    "referral_written": _("a referral told by telephone: sent in writing too"),
    "referral_decision": _("children’s social care: their decision on our referral"),
    "referral_assessed": _("children’s social care: their assessment"),
    "referral_conference": _("children’s social care: the first child protection conference"),
    "referral_core_group": _("the core group of a child protection plan: its first meeting"),
    "referral_review": _("a child protection plan: its first review"),
    "referral_next_core_group": _("the core group of a child protection plan: its next meeting"),
    "referral_next_review": _("a child protection plan: its next review"),
    "disagreement": _("a decision we disagree with: the named person's answer"),
    "request_in_today": _("somebody asks us, and a child is at risk: an answer the same day"),
    "request_in": _("somebody asks us: an answer"),
    "end_wish_asked": _("she said on her own page that help should end: asked once whether it was she"),
    "her_words_read": _("what she wrote on her own page: read"),
    "reply_answered": _("her reply: an answer"),
    "copy_given": _("a copy of her record: in her hands"),
    "copy_checked": _("a copy of her record: one part of it checked before she gets it"),
    "connection_look": _("a connection: another look"),
    "connection_read": _("a connection that was proposed: a second look"),
    "safety_question": _("a question for a child’s safety: an answer"),
    "told_who_holds": _("her bridge builder cannot be there: she is told who holds her bridge now"),
    "asked_whom_next": _("her bridge builder does not come back: she is asked whom she wants next"),
    "cover_lasts": _("cover holds a bridge: how long that is for a while only"),
    "whom_next_not_now": _("whom she wants next, not now: how long nobody asks again"),
    "whom_next_kept_cover": _("whom she wants next, cover as it is: how long nobody asks again"),
    "handover_meeting": _("a handover: a meeting of the three set with her"),
    "handover_met": _("a handover: the meeting of three, and who was there"),
    "handover_asked": _("a handover: she says yes or not yet"),
    "move_heard": _("she moves: to have heard from whoever is to be there for her"),
    "move_asked": _("she moves: she says whether the new one is there for her"),
    "hold_review": _("a record that is held: looked at again whether it still is needed"),
    "hold_not_told": _(
        "a record that is held, and she is not told: a second person signs, or looks once more"
    ),
    "apart_placed": _("two people who are kept apart: one of them has somebody else"),
    "asked_again": _("her yes that a worker wrote down: asked again by somebody else"),
    "baby_death_signed": _("something that was written down: a second person signs"),
    "death_signed": _("something that ended: a second person signs"),
    "said_otherwise": _("asked again she said otherwise: put right with her"),
    "consent_again": _("her yes to sharing ends: she is asked again"),
    "consent_alone": _("her yes to sharing did not count, somebody was there: she is asked once more, alone"),
    "referral_acknowledged": _("a referral: they say that it came"),
    "referral_answered": _("a referral: their yes or no"),
    "referral_meeting": _("a referral: a first meeting is set"),
    "referral_outcome": _("a referral: what came of it"),
    "referral_chase": _("a referral: a look at where it stands"),
    "referral_declined": _("a referral they said no to: a second look"),
    "referral_second": _("a referral without her yes: a second person reads it"),
    "referral_tell_her": _("a referral sent without her yes: she is told of it"),
    "stop_confirmed": _("she stopped sharing: they confirm it"),
    "shared_wrongly": _("something was shared wrongly: decided within 72 hours"),
    "under_18_told": _("she is under 18: the safeguarding lead told"),
    "enquiry_terms": _("a question to an agency without her name: their answer"),
    "enquiry_back": _("a question that came back, because nobody answers at that door: asked elsewhere"),
    "enquiry_shown": _("an agency’s answer: shown to her"),
    "enquiry_child": _("an agency fears for a child: decided the same day"),
    "emergency_looked_at": _("something opened in an emergency: a second person looks"),
    "door_same_day": _("an agency: an answer the same day"),
    "door_1_day": _("an agency: an answer in 1 working day"),
    "door_2_days": _("an agency: an answer in 2 working days"),
    "door_5_days": _("an agency: an answer in 5 working days"),
    "door_10_days": _("an agency: an answer in 10 working days"),
}

GRACE: Mapping[str, Span] = {PROMISED_CONTACT: Span(working_days=1, end_of_day=True)}
"""A contact may be written up until the end of the next working day (3-record.md), so nobody is told before that."""

ASKED_OF_YOU = frozenset({"shown_or_held", "withheld_signed", "withheld_review"})
"""Seen to on the list of what is asked, and not by reaching her: they make nobody more urgent on Today."""

TELL_AGAIN = "tell_again_days"
"""The choice that says after how long, still late, the lead of the area is told too."""

LAST_LEVEL = 2


def due_of(kind: str, started_at: datetime, nation: Nation, choices: Mapping[str, int]) -> datetime:
    """When this promise is due by the rules of the cadence, and by what the area agreed on."""
    return due_for_clock(kind, started_at, nation, choices=choices)


def first_told(kind: str, due_at: datetime, nation: Nation) -> datetime:
    """When the named person is told that it is late."""
    return after(due_at, GRACE[kind], nation) if kind in GRACE else due_at


def next_told(level: int, told_at: datetime, nation: Nation, choices: Mapping[str, int]) -> datetime | None:
    """When somebody is told again after `level`; None: there is nobody further to tell, it stays on the list."""
    days = choices.get(TELL_AGAIN, load_rules().choices[TELL_AGAIN].standard)
    return after(told_at, Span(days=days), nation) if level < LAST_LEVEL else None
