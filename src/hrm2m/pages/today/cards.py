"""One line of Today as a card in words: the clock, why, her limit, how safely, and what to do differently."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Change, Channel, Phase, load_rules
from hrm2m.cadence.local_time import local_day
from hrm2m.pages.today.reasons import Why, why_from_codes
from hrm2m.pages.today.texts import silent_in_words, text_to_mind
from hrm2m.pages.today.timing import (
    clock_state,
    date_in_words,
    day_in_words,
    day_words,
    end_of_day,
    moment_in_words,
)
from hrm2m.pages.today.words import CHANNELS, OUTCOMES
from hrm2m.records.outreach.due import HER_WORD
from hrm2m.records.outreach.queries import Card as SafeCard
from hrm2m.records.outreach.queries import Reaching


NUMBER = re.compile(r"(?<![\d+])(?:\+44|0)[\d ()-]{8,14}\d(?!\d)")

METHODS: dict[Change, Promise] = {
    Change.NONE: _("As planned: %(way)s."),
    Change.TIME: _("The same way, %(way)s, at another time of day."),
    Change.CHANNEL: _("Another way: %(way)s."),
    Change.PLACE: _("Another place: %(way)s."),
    Change.WORKER: _("Another worker, if she would have one: %(way)s."),
    Change.THROUGH_TRUSTED: _("Through someone she trusts, if she named one."),
}
SAME_WAY: dict[Change, Promise] = {
    Change.NONE: _("As her card says now: %(way)s."),
    Change.TIME: _("As her card says now, %(way)s, at another time of day."),
}


@dataclass(frozen=True)
class Safe:
    """Her safe-contact card in words; an old one says only the way she named for “if you have lost me”."""

    is_old: bool
    way: str
    how: str
    hours: str
    lines: tuple[tuple[str, str], ...]
    until: str
    lost_way: str = ""
    used: str = ""

    @property
    def may_be_used(self) -> bool:
        """The card is in force; or it is old, and the one way for that was not used yet."""
        return not self.is_old or bool(self.lost_way and not self.used)


@dataclass(frozen=True)
class Dial:
    """The one number on her card, for the telephone of the worker."""

    address: str
    words: str


@dataclass(frozen=True)
class Promised:
    """A promise that is late."""

    name: str
    words: str


@dataclass(frozen=True)
class TodayCard:
    """What a page shows of one mother to be reached."""

    ref: str
    handle: str
    left_be: bool
    is_due: bool
    clock: str
    state: str
    why: tuple[Why, ...]
    late: tuple[Promised, ...]
    week: str
    held: str
    method: str
    again: str
    safe: Safe | None
    dial: Dial | None
    may_go: bool
    last_try: str
    silent: str = ""
    text: str = ""

    @property
    def short_why(self) -> list[str]:
        """The names of phase and windows."""
        return [why.short for why in self.why if why.short]


def card_of(line: Reaching, now: datetime) -> TodayCard:
    """The card of one line at `now`."""
    held = is_held(line, now)
    safe = safe_words(line, now)
    open_to_contact = not held and not line.left_be
    return TodayCard(
        ref=line.mother_ref,
        handle=line.handle,
        left_be=line.left_be,
        is_due=_is_due(line, now),
        clock=line.late[0].words(now) if line.late else _clock(line, now),
        state="late" if line.late else _state(line, now),
        why=why_from_codes(line.reasons, line.phase),
        late=tuple(Promised(clock.name, clock.words(now)) for clock in line.late),
        week=week_words(line),
        held=_held_words(line, now) if held else "",
        method="" if held or line.left_be else method_words(line),
        again=_again_words(line, now) if open_to_contact else "",
        safe=safe,
        dial=_dial(line) if open_to_contact else None,
        may_go=open_to_contact and (safe is None or safe.may_be_used),
        last_try=_last_try(line, now),
        silent=silent_in_words(line),
        text=text_to_mind(line, now),
    )


def is_held(line: Reaching, now: datetime) -> bool:
    """Whether she agreed to no more contacts yet; once the time due has come there is room again."""
    return line.limit_reached and line.due_at is not None and line.due_at > now


def week_words(line: Reaching) -> str:
    """How many contacts of how many she agreed to."""
    made, most = line.contacts_this_week, line.most_contacts_a_week
    if most is not None:
        words = ngettext(
            "%(made)d of %(most)d contact this week", "%(made)d of %(most)d contacts this week", most
        )
        return words % {"made": made, "most": most}
    words = ngettext("%(made)d contact this week", "%(made)d contacts this week", made)
    return gettext("%(contacts)s; ask her how many are welcome") % {"contacts": words % {"made": made}}


def method_words(line: Reaching) -> str:
    """What to do differently next, within what her card says."""
    if is_silent(line) and Channel.TEXT in {line.next_channel, line.card.body.channel if line.card else None}:
        return gettext("In person: her phone is silent.")
    change, way = Change(line.next_change), gettext(load_rules().method.channels[Channel(line.next_channel)])
    words = str(METHODS[change]) % {"way": way}
    if follows_card(line):
        return words
    said = {"way": str(CHANNELS[line.card.body.channel]).lower() if line.card else ""}
    if change in SAME_WAY:
        return str(SAME_WAY[change]) % said
    return f"{words} {gettext('Her card says: %(way)s. Go another way only if she has agreed to it.') % said}"


def follows_card(line: Reaching) -> bool:
    """Whether the next way is the one her card names; true where no card is in force."""
    return line.card is None or line.card.is_old or line.card.body.channel == line.next_channel


def safe_words(line: Reaching, now: datetime) -> Safe | None:
    """Her safe-contact card, as it may be used now; the way for “if you have lost me” only where we may need it."""
    card = line.card
    if card is None:
        return None
    body, losing = card.body, line.phase == Phase.LOSING_TOUCH
    lost_way = body.if_you_have_lost_me or _chosen_by_two(line, card)
    lines = (
        (gettext("Who may answer"), body.who_may_answer),
        (gettext("If someone else answers"), body.if_someone_else),
        (gettext("Cover words"), f"“{body.cover_words}”" if body.cover_words else ""),
        (gettext("If we have lost her, she chose"), body.if_you_have_lost_me if losing else ""),
    )
    return Safe(
        is_old=card.is_old,
        way=str(CHANNELS[body.channel]),
        how=body.how.rstrip("."),
        hours=body.hours,
        lines=() if card.is_old else tuple((label, words) for label, words in lines if words),
        until=date_in_words(body.valid_until),
        lost_way=lost_way,
        used=_used_words(line, card, now) if card.is_old and lost_way else "",
    )


def _chosen_by_two(line: Reaching, card: SafeCard) -> str:
    """How two people chose to find her since this card was written."""
    chosen = line.lost_her
    return chosen.body.how if chosen and chosen.happened_at > card.told_at else ""


def _last_try(line: Reaching, now: datetime) -> str:
    """The newest contact in a few words: when, which way, and what came of it."""
    if not line.contacts:
        return ""
    last = line.contacts[0]
    return gettext("Last: %(when)s, %(way)s. %(outcome)s.") % {
        "when": moment_in_words(last.happened_at, now),
        "way": str(CHANNELS[last.body.channel]).lower(),
        "outcome": str(OUTCOMES[last.body.outcome]),
    }


def _used_words(line: Reaching, card: SafeCard, now: datetime) -> str:
    """What became of the one way of an old card: used, and whether she answered; a way chosen later is a new one."""
    way_is_hers = bool(card.body.if_you_have_lost_me)
    chosen_at = line.lost_her.happened_at if line.lost_her and not way_is_hers else card.told_at
    since = [
        contact
        for contact in line.contacts
        if local_day(contact.happened_at) > card.body.valid_until and contact.happened_at > chosen_at
    ]
    if not since:
        return ""
    answered = next((contact for contact in since if contact.body.outcome in HER_WORD), None)
    if answered:
        words = gettext("She answered, %(when)s. Ask her for a new card.")
        return words % {"when": moment_in_words(answered.happened_at, now)}
    words = gettext("It was used, %(when)s. Wait until she answers.")
    return words % {"when": moment_in_words(since[-1].happened_at, now)}


def dial_of(card: SafeCard | None) -> Dial | None:
    """The number to ring or text, where her card is in force, says that way and has exactly one."""
    if card is None or card.is_old or card.body.channel not in {Channel.CALL, Channel.TEXT}:
        return None
    found = NUMBER.findall(card.body.how)
    if len(found) != 1:
        return None
    number = "".join(letter for letter in found[0] if letter.isdigit() or letter == "+")
    if card.body.channel is Channel.CALL:
        return Dial(f"tel:{number}", gettext("Ring"))
    return Dial(f"sms:{number}", gettext("Text"))


def is_silent(line: Reaching) -> bool:
    """Whether no text goes to her phone, because it said stop."""
    return bool(silent_in_words(line))


def _dial(line: Reaching) -> Dial | None:
    """The number to ring or text; a phone that said stop is silent for the worker's own telephone too."""
    dial = dial_of(line.card)
    return None if dial and dial.address.startswith("sms:") and is_silent(line) else dial


def _is_due(line: Reaching, now: datetime) -> bool:
    return bool(line.late) or (line.due_at is not None and line.due_at <= end_of_day(now))


def _clock(line: Reaching, now: datetime) -> str:
    if line.left_be or line.due_at is None:
        return gettext("when she calls")
    return day_words(line.due_at, now)


def _state(line: Reaching, now: datetime) -> str:
    if line.left_be or line.due_at is None:
        return "none"
    return clock_state(end_of_day(line.due_at), now)


def _held_words(line: Reaching, now: datetime) -> str:
    day = day_in_words(line.due_at or now)
    most = line.most_contacts_a_week or 0
    words = ngettext(
        "She agreed to %(most)d contact a week and has had %(made)d. The next is welcome from %(day)s.",
        "She agreed to %(most)d contacts a week and has had %(made)d. The next is welcome from %(day)s.",
        most,
    )
    return words % {"most": most, "made": line.contacts_this_week, "day": day}


def _again_words(line: Reaching, now: datetime) -> str:
    """After a miss: when the plan would have a worker go again, if that is still to come."""
    if line.next_try_at is None or line.due_at is None or line.next_try_at <= max(now, line.due_at):
        return ""
    return gettext("Tried since. The plan says go again: %(when)s.") % {
        "when": day_words(line.next_try_at, now)
    }
