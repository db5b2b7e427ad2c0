"""The next try: the way that worked; after a miss another time, way, place, worker or someone she trusts."""

from collections.abc import Iterator

from hrm2m.cadence.advice import NextMethod
from hrm2m.cadence.history import PastContact
from hrm2m.cadence.local_time import wall
from hrm2m.cadence.past import Past
from hrm2m.cadence.rules import MethodRules
from hrm2m.cadence.vocabulary import Change, Channel, Outcome


_AT_ANY_HOUR = {Channel.LETTER, Channel.DROP_OFF, Channel.THROUGH_TRUSTED}  # another hour changes nothing
_PLACES = {Channel.IN_PERSON, Channel.USUAL_PLACE}
_NOON, _EVENING = 12, 17
_PARTS = ("afternoon", "morning", "evening")


def usual_method(past: Past, rules: MethodRules, words: str) -> NextMethod:
    """No change: the way she was last reached, for whenever contact is wanted."""
    return NextMethod(past.reached.channel if past.reached else rules.first_channel, Change.NONE, words)


def next_method(past: Past, send_someone: bool, rules: MethodRules) -> NextMethod:
    """What to try next: one step up the ladder a miss, then round again; never a way that was not safe."""
    if send_someone:
        return _send_someone(past, rules)
    if not past.since:
        return _as_before(past, rules)
    last, misses = past.since[-1], _tries_without_answer(past)
    if not misses and last.outcome is not Outcome.STOPPED_NOT_SAFE and last.channel not in _unsafe(past):
        way = rules.channels[last.channel]
        return NextMethod(last.channel, Change.NONE, f"We left word: once more the same way, {way}.")
    for change in _ladder_from(misses, last, rules):
        channel = _channel_for(change, past, rules)
        if channel is not None and channel not in _unsafe(past):
            return NextMethod(channel, change, _words(change, channel, past, rules))
    return NextMethod(
        Channel.THROUGH_TRUSTED,
        Change.THROUGH_TRUSTED,
        "No way we know was safe: choose one with the lead and write down why.",
    )


def _as_before(past: Past, rules: MethodRules) -> NextMethod:
    if past.reached is None:
        way = rules.channels[rules.first_channel]
        return usual_method(past, rules, f"A first try {way}, as her safe-contact card allows.")
    way = rules.channels[past.reached.channel]
    if past.reached.outcome is Outcome.NOT_NOW:
        return usual_method(past, rules, f"She said not now: the same way, {way}, and no pressing.")
    return usual_method(past, rules, f"The way that worked: {way}.")


def _send_someone(past: Past, rules: MethodRules) -> NextMethod:
    """Her own wish: someone goes, in the way least tried since she was last reached, never an unsafe one."""
    ways = [channel for channel in rules.send_someone if channel not in _unsafe(past)]
    channel = min(ways or rules.send_someone, key=lambda way: sum(c.channel is way for c in past.since))
    before = past.contacts[-1].channel if past.contacts else channel
    words = f"She asked us to send someone when she is quiet this long: {rules.channels[channel]}."
    if channel is before:
        return NextMethod(channel, Change.NONE, words)
    if channel is Channel.THROUGH_TRUSTED:
        return NextMethod(channel, Change.THROUGH_TRUSTED, words)
    return NextMethod(channel, Change.PLACE if before in _PLACES else Change.CHANNEL, words)


def _tries_without_answer(past: Past) -> int:
    """Misses, and word left for which no answer came before we tried again."""
    return len(past.misses) + max(0, past.words_left_after(None) - 1)


def _unsafe(past: Past) -> set[Channel]:
    return {c.channel for c in past.since if c.outcome is Outcome.STOPPED_NOT_SAFE}


def _ladder_from(misses: int, last: PastContact, rules: MethodRules) -> Iterator[Change]:
    ladder = rules.ladder
    if last.outcome is Outcome.STOPPED_NOT_SAFE:
        start = ladder.index(Change.CHANNEL)
    else:
        start = (misses - 1) % len(ladder) if misses else ladder.index(Change.CHANNEL)
    yield from ladder[start:]
    yield from ladder[:start]


def _channel_for(change: Change, past: Past, rules: MethodRules) -> Channel | None:
    """The channel that goes with this change; None where the change would change nothing."""
    last = past.since[-1].channel
    match change:
        case Change.TIME:
            return None if last in _AT_ANY_HOUR else last
        case Change.PLACE:
            return Channel.IN_PERSON if last is Channel.USUAL_PLACE else Channel.USUAL_PLACE
        case Change.WORKER:
            return past.reached.channel if past.reached else last
        case Change.THROUGH_TRUSTED:
            return Channel.THROUGH_TRUSTED
        case _:
            return _another_channel(past, rules)


def _another_channel(past: Past, rules: MethodRules) -> Channel | None:
    """The channel least tried in vain, then one she was reached by before, then the order of the rules."""
    last = past.since[-1].channel
    worked = {
        c.channel for c in past.contacts if c not in past.since and c.outcome is not Outcome.NOT_REACHED
    }
    others = [c for c in rules.prefer if c not in {last, Channel.THROUGH_TRUSTED, *_unsafe(past)}]
    return min(
        others,
        key=lambda way: (
            sum(c.channel is way for c in past.since),
            way not in worked,
            rules.prefer.index(way),
        ),
        default=None,
    )


def _words(change: Change, channel: Channel, past: Past, rules: MethodRules) -> str:
    way = rules.channels[channel]
    match change:
        case Change.TIME:
            return f"The same way, {way}, at another time: {_another_time(past)}."
        case Change.PLACE:
            return f"Another place: {way}."
        case Change.WORKER:
            return f"Another worker, if she would have one: {way}."
        case Change.THROUGH_TRUSTED:
            return "Through someone she trusts, if she named one."
        case _:
            return f"Another way: {way}."


def _another_time(past: Past) -> str:
    """A part of the day not tried in vain: one in which she was reached before, latest first."""
    tried = {_part_of_day(c) for c in past.since}
    worked = [_part_of_day(c) for c in reversed(past.contacts) if c not in past.since]
    return next(
        (f"the {part}" for part in (*worked, *_PARTS) if part not in tried), "another day of the week"
    )


def _part_of_day(contact: PastContact) -> str:
    hour = wall(contact.at).hour
    if hour < _NOON:
        return "morning"
    return "afternoon" if hour < _EVENING else "evening"
