"""Whether a text may go to her phone now, later or not at all: rules over what she agreed to and what happened."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from hrm2m.cadence.history import History, in_utc
from hrm2m.cadence.limits import held_until, quiet_until
from hrm2m.cadence.local_time import instant, local_day, wall
from hrm2m.cadence.past import lay_out
from hrm2m.cadence.rules import Rules, load_rules


OPENS, CLOSES = time(9), time(20)
"""When a text may go where she named no hours (policy_choice)."""

STALE_AFTER = timedelta(hours=12)
"""A text that could not go for so long is not sent any more: she would wonder why it comes now (policy_choice)."""

_DAY = timedelta(days=1)


class WhyNot(StrEnum):
    """Why a text does not go."""

    RECORD_NOT_OPEN = "record_not_open"
    LEFT_BE = "left_be"
    NOT_AGREED = "not_agreed"
    SILENCED = "silenced"
    LOSS = "loss"
    CARD_CHANGED = "card_changed"
    NOT_COVER_WORDS = "not_cover_words"
    TOO_LATE = "too_late"
    NOT_NOW = "not_now"
    ENOUGH = "enough"
    CARD_OLD = "card_old"


@dataclass(frozen=True)
class AgreedTexts:
    """What she agreed to: until which day, and between which hours on a clock in the UK; the same twice is all day."""

    valid_until: date
    opens: time = OPENS
    closes: time = CLOSES


@dataclass(frozen=True)
class AskedText:
    """What else decides: when it was to go, and what changed since it was asked for."""

    planned_at: datetime
    phone_is_silenced: bool = False
    loss_since: bool = False
    card_is_the_same: bool = True
    words_fit: bool = True


@dataclass(frozen=True)
class TextAnswer:
    """When it may go, or why it does not."""

    goes_at: datetime | None
    why_not: WhyNot | None = None


def may_text(
    history: History, agreed: AgreedTexts | None, asked: AskedText, rules: Rules | None = None
) -> TextAnswer:
    """The answer at `history.now`: a time from then on, or the gravest reason against it.

    Asked again at the moment of sending, it answers for that moment; nothing that was answered before counts.
    """
    history = in_utc(history)
    why = _never(history, agreed, asked) or _not_yet(history, rules or load_rules())
    if why is not None or agreed is None:
        return TextAnswer(None, why or WhyNot.NOT_AGREED)
    goes_at = within_hours(history.now, agreed.opens, agreed.closes)
    if local_day(goes_at) > agreed.valid_until:
        return TextAnswer(None, WhyNot.CARD_OLD)
    return TextAnswer(goes_at)


def within_hours(now: datetime, opens: time, closes: time) -> datetime:
    """`now` where it lies between these hours, or the next time they begin; they may reach over midnight."""
    face = wall(now)
    if is_between(face.time(), opens, closes):
        return now
    today = face.replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0)
    return next(at for at in (instant(today + days * _DAY) for days in range(3)) if at > now)


def is_between(at: time, opens: time, closes: time) -> bool:
    """Half open: at `opens` it may, at `closes` no longer; equal hours are all day."""
    if opens == closes:
        return True
    if opens < closes:
        return opens <= at < closes
    return at >= opens or at < closes


def _never(history: History, agreed: AgreedTexts | None, asked: AskedText) -> WhyNot | None:
    """What no waiting changes."""
    against = (
        (history.ended, WhyNot.RECORD_NOT_OPEN),
        (history.agreed.leave_me_be, WhyNot.LEFT_BE),
        (agreed is None, WhyNot.NOT_AGREED),
        (asked.phone_is_silenced, WhyNot.SILENCED),
        (asked.loss_since, WhyNot.LOSS),
        (not asked.card_is_the_same, WhyNot.CARD_CHANGED),
        (not asked.words_fit, WhyNot.NOT_COVER_WORDS),
        (history.now - asked.planned_at > STALE_AFTER, WhyNot.TOO_LATE),
    )
    return next((why for holds, why in against if holds), None)


def _not_yet(history: History, rules: Rules) -> WhyNot | None:
    """Her own limits: she said not now, or has had as many contacts as she agreed to."""
    past = lay_out(history)
    pressed = quiet_until(history, past, rules.limits)
    if pressed is not None and pressed > history.now:
        return WhyNot.NOT_NOW
    return WhyNot.ENOUGH if held_until(history, past, rules.limits) is not None else None
