"""Her words for what the records keep as codes: short, plain, and kind to whoever reads them on a small screen."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Channel
from hrm2m.cadence.local_time import local
from hrm2m.foundation import clock
from hrm2m.policy import Category, Compartment, Ground
from hrm2m.policy.showing import WHOSE_NOT_ASKED
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.danger.lines import CRISIS, DOMESTIC_ABUSE
from hrm2m.records.hers.entries import Moment
from hrm2m.records.referrals.entries import Basis, Held


Words = str | Promise

FOR_NEXT: Mapping[str, Words] = {
    Moment.NEXT_OK: _("You said: this is good."),
    Moment.NEXT_CHANGE: _("You asked for a change. We will tell you the new day."),
}
MOMENTS: Mapping[Moment, Words] = {
    Moment.TEXT: _("A text to us"),
    Moment.NEXT_OK: _("The next day is good"),
    Moment.NEXT_CHANGE: _("The next day should change"),
    Moment.MEETING: _("For a meeting"),
    Moment.GOOD_NEWS: _("Good news"),
    Moment.WENT_WRONG: _("Something went wrong"),
    Moment.JUST_SAYING: _("Just saying"),
}
TO_CHOOSE = (Moment.MEETING, Moment.GOOD_NEWS, Moment.WENT_WRONG, Moment.JUST_SAYING)

PROMISES: Mapping[str, Words] = {
    "promised_contact": _("We meet or talk, as you said"),
    "ask_today": _("You asked for this to be today: we bring you a real offer"),
    "ask_soon": _("You asked us for help: we bring you a real offer"),
    "ask_this_week": _("You asked us for help this week: we bring you a real offer"),
    "told_who_holds": _("We tell you who is here for you while your worker is away"),
    "asked_whom_next": _("Your worker is not back: we ask you who you want next"),
    "her_words_read": _("We read what you wrote here"),
    "end_wish_asked": _("You want this to end: one of us asks you once if it was you"),
    "copy_given": _("You asked for a copy of your notes: you get it"),
    "reply_answered": _("You said a note is not right: we answer you"),
    "enquiry_shown": _("We asked for you, without your name: we show you what they said"),
    "enquiry_back": _("Who we asked for you has gone: we find who else to ask"),
    "move_heard": _("You move: we find out who is there for you"),
    "move_asked": _("You move: we ask you if someone new is there for you"),
    "consent_again": _("Before your yes ends, we ask you once more"),
    "referral_acknowledged": _("They tell us that what we sent for you came"),
    "referral_answered": _("They say yes or no to what you asked for"),
    "referral_meeting": _("They set a first day with you"),
    "referral_outcome": _("They say what came of it"),
    "referral_chase": _("We sent something for you: we look how far it has come"),
    "referral_declined": _("They said no: we look at it once more"),
    "stop_confirmed": _("You stopped: they say what they did with what they have"),
    "handover_meeting": _("You want to know someone new: we set a day for all three of us"),
    "handover_met": _("All three of us were to meet: we write down if we did"),
    "handover_asked": _("We ask you if you know your new worker now"),
    "asked_again": _("You said yes: someone else asks you once more, to be sure"),
    "said_otherwise": _("You said it was not so: we put it right with you"),
}
"""What was promised to her, by kind. What is not here is no promise to her: it is not listed."""

BY_THEM = frozenset(
    {"referral_acknowledged", "referral_answered", "referral_meeting", "referral_outcome", "stop_confirmed"}
)
"""What somebody of an agency owes her, and not we."""

OF_WHAT_IS_SENT = frozenset(
    {*BY_THEM, "referral_chase", "referral_declined", "handover_meeting", "handover_met", "handover_asked"}
)
"""Promises about something she may not know of: listed only where she does."""

ANSWER_BY: Mapping[Channel, Words] = {
    Channel.IN_PERSON: _("face to face"),
    Channel.USUAL_PLACE: _("where you mostly are"),
    Channel.CALL: _("by phone call"),
    Channel.TEXT: _("by text"),
    Channel.LETTER: _("by letter"),
    Channel.DROP_OFF: _("with a drop-off"),
    Channel.THROUGH_TRUSTED: _("through someone you trust"),
}

GROUNDS: Mapping[Ground, Words] = {
    Ground.BRIDGE: _("Your bridge builder"),
    Ground.COVER: _("Steps in when your bridge builder is away"),
    Ground.TEAM: _("On the team that meets you"),
    Ground.LEAD: _("Leads the team, and must first say why"),
    Ground.TREATING: _("Works with you on your health"),
    Ground.AGREED: _("You let them read about your own safety"),
    Ground.EMERGENCY: _("They said someone was in danger"),
}

FOR_CHILDREN = _("Works to keep children safe, and must first say why")
OF_ITSELF = _("It was set up to do so, and no one saw it")

SENT_TO_THEM = _("what we sent them about you")

PARTS: Mapping[Compartment, Words] = {
    Compartment.GENERAL: _("your notes"),
    Compartment.HER_SAFETY: _("your own safety"),
    Compartment.TREATMENT: _("your health and what you take"),
    Compartment.CHILD_SAFETY: _("your children"),
    Compartment.IDENTITY: _("your name"),
}

WHAT_FOR: Mapping[Purpose, Words] = {
    Purpose.BABY_AND_BIRTH: _("for you and your baby"),
    Purpose.HEALTH: _("for your health"),
    Purpose.TREATMENT: _("for help with what you take or use"),
    Purpose.HOME: _("for a place to live"),
    Purpose.MONEY: _("for money and things you need"),
    Purpose.PAPERS: _("for your papers"),
    Purpose.HER_SAFETY: _("for your own safety"),
    Purpose.CHILDREN: _("for help with your children"),
    Purpose.SOMEONE_BESIDE_HER: _("for someone at your side"),
}

MAY_KNOW: Mapping[Category, Words] = {
    Category.MY_WORDS: _("your own words"),
    Category.BABY_AND_BIRTH: _("your baby and the birth"),
    Category.HEALTH: _("your health"),
    Category.DRUGS_AND_TREATMENT: _("what you take or use"),
    Category.HOME: _("your home"),
    Category.MONEY: _("your money"),
    Category.PAPERS_AND_STATUS: _("your papers"),
    Category.SAFETY: _("how you stay safe"),
    Category.CHILDREN: _("your children"),
}

BASES: Mapping[Basis, Words] = {
    Basis.STATUTORY_DUTY: _("The law said that we must tell them."),
    Basis.COURT_ORDER: _("A court said that we must tell them."),
    Basis.VITAL_INTEREST: _("We feared for a life."),
}
"""What something rested on that went without her yes."""

WHAT_THEY_SAY: Mapping[Held | None, Words] = {
    Held.DESTROYED: _("They say: it is gone."),
    Held.KEPT: _("They keep some of it. They say why:"),
    None: _("They have not said yet what they did. We ask until they do."),
}
"""What whoever was told to stop says of what was sent."""

CHANNELS: Mapping[Channel, Words] = {
    Channel.IN_PERSON: _("Come and see me"),
    Channel.USUAL_PLACE: _("Find me where I mostly am"),
    Channel.CALL: _("Call me"),
    Channel.TEXT: _("Text me"),
    Channel.LETTER: _("Send a letter"),
    Channel.DROP_OFF: _("Drop things off"),
    Channel.THROUGH_TRUSTED: _("Ask someone I trust"),
}

HOW_KNOWN: Mapping[str, Words] = {
    "her_words": _("You said so"),
    WHOSE_NOT_ASKED: _("We do not know who said it"),
    "seen": _("They saw it"),
    "heard": _("They heard it"),
    "told_by": _("Someone told them"),
    "read_in": _("They read it"),
    "opinion_of": _("It is what someone thinks"),
}

TITLES: Mapping[str, Words] = {
    "contact": _("We met, talked or tried to"),
    "safe_contact": _("How to reach you"),
    "if_i_go_quiet": _("If you go quiet"),
    "leave_me_be": _("Leave me be"),
    "end_wish": _("You want this to end"),
    "end_wish_answer": _("We asked if it was you"),
    "lost_her_choice": _("How we planned to find you"),
    "place_care": _("What we mind at a place"),
    "visit": _("A visit"),
    "handle": _("What you are called here"),
    "age_band": _("How old you said you are"),
    "locality": _("The part of town"),
    "honest_sentence": _("What we told you first"),
    "ask": _("You asked for"),
    "ask_closed": _("What you asked for is done"),
    "ask_again": _("You want it again"),
    "longing": _("What you long for"),
    "offer": _("An offer to you"),
    "answer": _("Your answer"),
    "offer_taken_back": _("An offer that was not there"),
    "demand": _("What you are asked to do"),
    "demand_moved": _("A new time for it"),
    "demand_ended": _("It is over"),
    "window": _("A time you told us of"),
    "window_closed": _("That time is over"),
    "her_words": _("You wrote here"),
    "reply_answer": _("Our answer to what you said is not right"),
    "her_safety": _("About your own safety"),
    "way_on": _("A way on"),
    "shared_as": _("What you are called there"),
    "observation": _("What someone noticed about a child"),
    "child_name": _("A child’s name"),
    "plan": _("A plan"),
    "medicine_kept": _("How medicine is kept"),
    "identity": _("Your name"),
    "emergency_opened": _("Someone opened your notes in an emergency"),
    "emergency_looked_at": _("Someone else looked at whether that was right"),
    "consent": _("You said yes"),
    "consent_stop": _("You said stop"),
    "referral_draft": _("What we wrote with you"),
    "referral_part": _("What was sent of it"),
    "referral_basis": _("Why it was sent without your yes"),
    "referral_answer": _("What they said"),
    "referral_passed": _("Someone else there has it now"),
    "stop_answer": _("What they did after your stop"),
    "handover": _("Someone new for you"),
    "meeting_of_three": _("A day for all three of us"),
    "all_three_there": _("All three of us met"),
    "said_to_handover": _("What you said of your new worker"),
    "wants_no_handover": _("You want no one new"),
    "asked_by_text": _("What we asked you by text"),
    "baby_died": _("A baby died"),
    "baby_lives": _("The baby lives: we had it wrong"),
    "child": _("About a child of yours"),
    "child_adult": _("Someone in a child’s life"),
    "child_referral": _("What was sent about a child"),
    "condition": _("What they say you must do"),
    "condition_ended": _("What they said you must do is over"),
    "connection": _("What may come of what you use"),
    "connection_look": _("Someone looked at whether that is so"),
    "connection_more": _("More on whether that is so"),
    "decision_asked": _("We asked them to decide about a child"),
    "drug_use": _("What you use"),
    "enquiry_decided": _("They fear for a child: what we did"),
    "enquiry_sent": _("We asked for you, without your name"),
    "enquiry_shown": _("What they said to that"),
    "enquiry_taken_down": _("What they told us by phone"),
    "given_to_asker": _("What we gave to someone who asked"),
    "goal": _("What you want"),
    "goal_ended": _("What you wanted is done or let go"),
    "heard_from_there": _("What we heard from your new place"),
    "medication": _("What you are given"),
    "medication_change": _("A change in what you are given"),
    "medication_ended": _("You are not given it any more"),
    "missed_collection": _("A day you could not pick it up"),
    "move": _("You move"),
    "move_otherwise": _("You want the move to be otherwise"),
    "naloxone": _("The spray that can save a life"),
    "our_view": _("If we think they are right"),
    "outcomes": _("How things are for you"),
    "plan_ended": _("A plan is over"),
    "referral_looked": _("We looked once more at what was sent"),
    "safe_keeping": _("How we asked to keep it safe"),
    "safety_answer": _("What we said, to keep a child safe"),
    "safety_answered": _("What they told us, to keep a child safe"),
    "safety_asked": _("They asked us, to keep a child safe"),
    "safety_question": _("We asked, to keep a child safe"),
    "said_again": _("We asked you once more"),
    "said_to_move": _("What you said of the new one"),
    "shared_wrongly": _("We shared what we should not have"),
    "shared_wrongly_end": _("What we did about that"),
    "their_decision": _("What they decided about a child"),
    "treated_as": _("What you are called where you get help"),
    "window_answer": _("You told us if it is such a time"),
    "worry": _("A worry about a child"),
    "worry_outcome": _("What came of the worry"),
}

PARTS_BY_NAME: Mapping[str, Words] = {part.value: words for part, words in PARTS.items()}

FOR_HER: Mapping[str, Words] = {
    CRISIS: _("You feel very bad, or might hurt yourself."),
    DOMESTIC_ABUSE: _("Someone hurts or scares you."),
}
"""Whom she can ring besides 999, by the key of the area's line."""

WHY: Mapping[str, Words] = {
    "cover": _("They stood in for your worker that day"),
    "she_asked": _("You, or someone for you, asked for them"),
    "promise": _("A promise to you was late, and they saw to it"),
    "worry": _("They were worried about you or a child"),
    "look_together": _("Your worker asked them to look with you"),
    "second_look": _("They looked over what we did"),
    "told_her": _("They told you of what we did"),
}


def day_and_time(at: datetime) -> str:
    """Tuesday 24 November, 14:00; without the time at the end of a day, when a day was meant."""
    seen, day = local(at), day_of(at)
    if (seen.hour, seen.minute) in {(23, 59), (0, 0)}:
        return day
    return gettext("%(day)s, %(time)s") % {"day": day, "time": f"{seen:%H:%M}"}


def day_of(at: datetime) -> str:
    """Tuesday 24 November; with the year where it is another than this one."""
    seen = local(at)
    return date_format(seen, "l j F" if seen.year == local(clock.now()).year else "l j F Y")
