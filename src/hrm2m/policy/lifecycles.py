"""Lifecycles as tables {status: {event: next}}: nothing here, so nothing anywhere, discharges a mother."""

from collections.abc import Mapping
from enum import StrEnum


class Stage(StrEnum):
    """Where the bridge stands."""

    BY_HANDLE = "by_handle"
    CROSSING = "crossing"
    NAMED = "named"
    ASLEEP = "asleep"
    LEFT = "left"
    MOVED_ON = "moved_on"
    DIED = "died"
    FORGETTING = "forgetting"
    FORGOTTEN = "forgotten"


class RecordEvent(StrEnum):
    """What can move the stage. Not one of them is about a contact that did not happen."""

    SHE_ASKS_AN_AGENCY = "she_asks_an_agency"
    SHE_GIVES_HER_NAME = "she_gives_her_name"
    A_YEAR_WITHOUT_HER_WORD = "a_year_without_her_word"
    SHE_COMES_BACK = "she_comes_back"
    SHE_ASKS_TO_END = "she_asks_to_end"
    ACCEPTED_WHERE_SHE_MOVED = "accepted_where_she_moved"
    SHE_DIED = "she_died"
    A_SECOND_SIGNS = "a_second_signs"
    IT_WAS_A_MISTAKE = "it_was_a_mistake"
    SHE_SLEEPS_AND_LIVES = "she_sleeps_and_lives"
    SHE_ASKS_TO_BE_FORGOTTEN = "she_asks_to_be_forgotten"
    SHE_UNDOES_IT = "she_undoes_it"
    KEYS_ARE_DESTROYED = "keys_are_destroyed"


OPEN_STAGES = frozenset({Stage.BY_HANDLE, Stage.CROSSING, Stage.NAMED})
ENDED_STAGES = frozenset({Stage.LEFT, Stage.MOVED_ON, Stage.DIED})
HALF_SIGNED = frozenset({RecordEvent.SHE_DIED})
"""What one person wrote and a second one is to sign: her record has ended, and that it ended is not final."""

_ENDINGS = {
    RecordEvent.SHE_ASKS_TO_END: Stage.LEFT,
    RecordEvent.ACCEPTED_WHERE_SHE_MOVED: Stage.MOVED_ON,
    RecordEvent.SHE_DIED: Stage.DIED,
}

_OVER = {RecordEvent.KEYS_ARE_DESTROYED: Stage.FORGOTTEN}

RECORD: Mapping[Stage, Mapping[RecordEvent, Stage | None]] = {
    Stage.BY_HANDLE: {
        RecordEvent.SHE_ASKS_AN_AGENCY: Stage.CROSSING,
        RecordEvent.SHE_GIVES_HER_NAME: Stage.NAMED,
        RecordEvent.A_YEAR_WITHOUT_HER_WORD: Stage.ASLEEP,
        RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN: Stage.FORGETTING,
        **_ENDINGS,
    },
    Stage.CROSSING: {
        RecordEvent.SHE_GIVES_HER_NAME: Stage.NAMED,
        RecordEvent.A_YEAR_WITHOUT_HER_WORD: Stage.ASLEEP,
        RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN: Stage.FORGETTING,
        **_ENDINGS,
    },
    Stage.NAMED: {RecordEvent.A_YEAR_WITHOUT_HER_WORD: Stage.ASLEEP, **_ENDINGS},
    # None: back to the stage she was at before, which the rows of her stages tell.
    # Keys are destroyed on the retention date of a record that is closed, and 72 hours after she asks.
    Stage.ASLEEP: {RecordEvent.SHE_COMES_BACK: None, RecordEvent.SHE_DIED: Stage.DIED, **_OVER},
    Stage.LEFT: {RecordEvent.SHE_COMES_BACK: None, RecordEvent.IT_WAS_A_MISTAKE: None, **_OVER},
    Stage.MOVED_ON: {RecordEvent.SHE_COMES_BACK: None, RecordEvent.IT_WAS_A_MISTAKE: None, **_OVER},
    # Written by one person, and signed later by a second one. She may stand there after all, whoever signed.
    # A death written by mistake while her record slept: nobody is there for her, so it sleeps on until she comes back.
    Stage.DIED: {
        RecordEvent.A_SECOND_SIGNS: Stage.DIED,
        RecordEvent.SHE_COMES_BACK: None,
        RecordEvent.IT_WAS_A_MISTAKE: None,
        RecordEvent.SHE_SLEEPS_AND_LIVES: Stage.ASLEEP,
        **_OVER,
    },
    Stage.FORGETTING: {
        RecordEvent.SHE_UNDOES_IT: None,
        RecordEvent.KEYS_ARE_DESTROYED: Stage.FORGOTTEN,
    },
    Stage.FORGOTTEN: {},
}


class BridgeStatus(StrEnum):
    """Where one bridge between one mother and one bridge builder stands."""

    OPEN = "open"
    HELD_BY_COVER = "held_by_cover"
    CLOSED = "closed"


class BridgeEvent(StrEnum):
    """What can move a bridge. It closes only into another one, or with the record."""

    BUILDER_CANNOT = "builder_cannot"
    BUILDER_IS_BACK = "builder_is_back"
    SHE_CHOSE_ANOTHER = "she_chose_another"
    RECORD_ENDED = "record_ended"


BRIDGE: Mapping[BridgeStatus, Mapping[BridgeEvent, BridgeStatus]] = {
    BridgeStatus.OPEN: {
        BridgeEvent.BUILDER_CANNOT: BridgeStatus.HELD_BY_COVER,
        BridgeEvent.SHE_CHOSE_ANOTHER: BridgeStatus.CLOSED,
        BridgeEvent.RECORD_ENDED: BridgeStatus.CLOSED,
    },
    BridgeStatus.HELD_BY_COVER: {
        BridgeEvent.BUILDER_IS_BACK: BridgeStatus.OPEN,
        BridgeEvent.SHE_CHOSE_ANOTHER: BridgeStatus.CLOSED,
        BridgeEvent.RECORD_ENDED: BridgeStatus.CLOSED,
    },
    BridgeStatus.CLOSED: {},
}


class DangerStatus(StrEnum):
    """Where danger that was raised stands."""

    RAISED = "raised"
    ANSWERED = "answered"


class DangerEvent(StrEnum):
    """What can move it; that it was looked at together is written beside it and moves nothing."""

    SOMEBODY_HAS_IT = "somebody_has_it"


DANGER: Mapping[DangerStatus, Mapping[DangerEvent, DangerStatus]] = {
    DangerStatus.RAISED: {DangerEvent.SOMEBODY_HAS_IT: DangerStatus.ANSWERED},
    DangerStatus.ANSWERED: {},
}


class TextStatus(StrEnum):
    """Where a text to her phone stands."""

    WAITING = "waiting"
    HANDING = "handing"
    HANDED = "handed"
    DELIVERED = "delivered"
    FAILED = "failed"
    HELD_BACK = "held_back"
    UNCLEAR = "unclear"


OPEN_TEXTS = frozenset({TextStatus.WAITING, TextStatus.HANDING})


class TextEvent(StrEnum):
    """What can move it. From where nobody knows whether it went, nothing leads back to being sent."""

    HANDING_BEGINS = "handing_begins"
    MAY_NOT_GO = "may_not_go"
    NOT_TAKEN = "not_taken"
    TAKEN = "taken"
    REFUSED = "refused"
    GIVEN_UP = "given_up"
    BROKE_OFF = "broke_off"
    ARRIVED = "arrived"
    DID_NOT_ARRIVE = "did_not_arrive"


_CARRIER_SAYS = {
    TextEvent.ARRIVED: TextStatus.DELIVERED,
    TextEvent.DID_NOT_ARRIVE: TextStatus.FAILED,
}

TEXT: Mapping[TextStatus, Mapping[TextEvent, TextStatus]] = {
    TextStatus.WAITING: {
        TextEvent.HANDING_BEGINS: TextStatus.HANDING,
        TextEvent.MAY_NOT_GO: TextStatus.HELD_BACK,
        TextEvent.GIVEN_UP: TextStatus.FAILED,
    },
    TextStatus.HANDING: {
        TextEvent.NOT_TAKEN: TextStatus.WAITING,
        TextEvent.TAKEN: TextStatus.HANDED,
        TextEvent.REFUSED: TextStatus.FAILED,
        TextEvent.BROKE_OFF: TextStatus.UNCLEAR,
        **_CARRIER_SAYS,
    },
    TextStatus.UNCLEAR: {TextEvent.TAKEN: TextStatus.HANDED, **_CARRIER_SAYS},
    TextStatus.HANDED: _CARRIER_SAYS,
    TextStatus.DELIVERED: {},
    TextStatus.FAILED: {},
    TextStatus.HELD_BACK: {},
}


class NoSuchStep(Exception):
    """The lifecycle has no such step from where this stands."""


def next_stage(stage: Stage, event: RecordEvent, before: Stage | None = None) -> Stage:
    """The stage after `event`; `before` is the last open stage, for the events that lead back to it."""
    try:
        following = RECORD[stage][event]
    except KeyError:
        msg = f"From “{stage.value}” there is no step “{event.value}”."
        raise NoSuchStep(msg) from None
    if following is not None:
        return following
    if before not in OPEN_STAGES:
        msg = "The stage she was at before is not known: it must be one of the open stages."
        raise NoSuchStep(msg)
    return before
