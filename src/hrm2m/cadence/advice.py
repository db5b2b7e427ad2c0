"""What the cadence answers: frozen values, with the reasoning beside the result."""

from datetime import datetime

import msgspec

from hrm2m.cadence.vocabulary import Basis, Change, Channel, Phase


class Reason(msgspec.Struct, frozen=True):
    """One rule that had a say: its name in `rules.yaml`, its source and basis, and a sentence."""

    rule: str
    source: str
    basis: Basis
    words: str


class NextMethod(msgspec.Struct, frozen=True):
    """The next try: which way, and what is done differently from the last."""

    channel: Channel
    change: Change
    words: str


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """When she is next to be reached, and why.

    `due` (UTC) is None only where the record ended or she said *leave me be*. `priority` is in hours waited,
    higher is sooner, comparable within one `now`. `next_try` (UTC) says when the plan would have a worker go
    again after a miss; `due` says what we owe her, and no miss moves it later.
    """

    phase: Phase
    due: datetime | None
    overdue_working_days: int
    reasons: tuple[Reason, ...]
    next_method: NextMethod
    priority: float
    on_list: bool
    next_try: datetime | None
