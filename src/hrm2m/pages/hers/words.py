"""Her words for what the records keep as codes: short, plain, and kind to whoever reads them on a small screen."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Channel
from hrm2m.cadence.local_time import local
from hrm2m.policy import Compartment, Ground
from hrm2m.records.danger.lines import CRISIS, DOMESTIC_ABUSE
from hrm2m.records.hers.entries import Moment


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
    "her_words_read": _("We read what you wrote here"),
    "copy_given": _("You asked for a copy of your notes: you get it"),
    "reply_answered": _("You said a note is not right: we answer you"),
}
"""What was promised to her, by kind. What is not here is no promise to her: it is not listed."""

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
}

PARTS: Mapping[Compartment, Words] = {
    Compartment.GENERAL: _("your notes"),
    Compartment.HER_SAFETY: _("your own safety"),
    Compartment.TREATMENT: _("your health and what you take"),
    Compartment.CHILD_SAFETY: _("your children"),
    Compartment.IDENTITY: _("your name"),
}

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
}

LABELS: Mapping[str, Words] = {
    "words": _("Words"),
    "her_words": _("You said"),
    "what_we_saw": _("What we saw"),
    "outcome": _("How it went"),
    "channel": _("How"),
    "because": _("Why not"),
    "place": _("Where"),
    "with_whom": _("Who was there"),
    "next_at": _("Next"),
    "next_words": _("For next time"),
    "valid_until": _("Sure until"),
    "most_contacts_a_week": _("At most in a week"),
    "harm": _("What it is about"),
    "who_harms": _("Who does it"),
    "what_was_done": _("What was done"),
    "her_say": _("What you say"),
    "moment": _("What for"),
    "is_corrected": _("Put right"),
    "why": _("Why"),
    "told_her_how": _("How we told you"),
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
}


def day_and_time(at: datetime) -> str:
    """Tuesday 24 November, 14:00; without the time at the end of a day, when a day was meant."""
    seen = local(at)
    day = date_format(seen, "l j F")
    if (seen.hour, seen.minute) in {(23, 59), (0, 0)}:
        return day
    return gettext("%(day)s, %(time)s") % {"day": day, "time": f"{seen:%H:%M}"}


def day_of(at: datetime) -> str:
    """Tuesday 24 November."""
    return date_format(local(at), "l j F")
