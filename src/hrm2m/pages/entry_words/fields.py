"""What an entry of any kind says to a worker: each part by a name, and each code in the words its own room has."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.ask import words as ask
from hrm2m.pages.children import words as children
from hrm2m.pages.connections import words as connections
from hrm2m.pages.hers.told import as_it_stands, values_in
from hrm2m.pages.partner import asked, shared
from hrm2m.pages.requests import words as requests
from hrm2m.pages.safety import words as safety
from hrm2m.pages.today import words as today
from hrm2m.pages.treatment import words as treatment
from hrm2m.pages.worries import words as worries
from hrm2m.vault.entries import Body


ROOMS: tuple[Mapping[Any, Promise], ...] = (
    ask.URGENCIES,
    ask.SAID,
    ask.FOR_WHOM,
    ask.GETTING_THERE,
    ask.CHILDCARE,
    ask.ANSWERS,
    ask.BARRIERS,
    ask.CLOSED,
    ask.DEMANDS,
    ask.ENDED,
    children.ADULTS,
    children.LIVES,
    children.KINDS,
    children.SAID_BY,
    children.ASKED,
    children.PLANS,
    connections.CAUSES,
    connections.EXPLAINS,
    connections.EFFECTS,
    connections.SIDES,
    connections.LOOKS,
    connections.QUOTES,
    shared.CATEGORIES,
    shared.PURPOSES,
    shared.BASES,
    shared.DECLINED,
    shared.CAME,
    shared.HELD,
    asked.NEEDS,
    asked.WEEKS,
    asked.CONSTRAINTS,
    asked.LANGUAGES,
    asked.SAYS,
    requests.GAVE,
    requests.TOLD,
    safety.HARMS,
    safety.NOW,
    safety.WAYS,
    safety.SAYS,
    today.OUTCOMES,
    today.CHANNELS,
    today.BECAUSE,
    today.PLACES,
    today.TEXTS,
    today.AGES,
    treatment.MEDICINES,
    treatment.TAKEN,
    treatment.WEEKDAYS,
    treatment.WHO_ASKED,
    treatment.WHY_MISSED,
    treatment.YES_NO,
    treatment.HOW_USED,
    treatment.SET_BY,
    treatment.STAGES,
    worries.ASKS,
    worries.CONDITIONAL,
    worries.TO,
    worries.HOW,
    worries.TOUCHES,
    worries.THEIR_STEPS,
)
IN_WORDS: Mapping[tuple[type[Enum], str], Promise] = {
    (type(code), code.value): words
    for room in ROOMS
    for code, words in room.items()
    if isinstance(code, Enum)
}
"""By the type as well: “other” is something else in every room."""

PARTS: Mapping[str, Promise] = {
    "agency": _("Agency"),
    "are_there": _("They are there for her"),
    "barrier": _("What is in the way"),
    "barrier_words": _("What is in the way, in her words"),
    "because": _("Why"),
    "card_followed": _("It was done as she wants it"),
    "channel": _("Which way"),
    "conditions": _("What they ask of her"),
    "consequence": _("What they say follows"),
    "child_stays": _("A child stays where it is kept"),
    "her_words": _("She says"),
    "is_ours": _("It comes from us"),
    "locked_box": _("A locked box"),
    "next_at": _("Next time"),
    "next_words": _("For the next time"),
    "said_how": _("How she said it"),
    "said_yes": _("She says yes"),
    "taken": _("They know now"),
    "move.told": _("They may know"),
    "told_at": _("She was told on"),
    "told_by": _("Who told her"),
    "valid_until": _("It holds until"),
    "whom": _("To whom"),
    "with_whom": _("Who was there"),
}
"""Where the name in the code, read as it stands, would be no words."""


def read_by_worker(body: Body) -> Iterator[tuple[str, str]]:
    """Each part of an entry and what it says, codes in words; nothing for what is empty, a number or a ref."""
    for name, text in values_in(body, _in_words):
        called = PARTS.get(f"{body.KIND}.{name}") or PARTS.get(name) or name.replace("_", " ").capitalize()
        yield str(called), text


def _in_words(code: Enum) -> str:
    return str(IN_WORDS.get((type(code), code.value), as_it_stands(code)))
