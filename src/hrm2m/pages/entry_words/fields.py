"""What an entry of any kind says to a worker: each part by a name, and each code in the words its own room has."""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.ask import words as ask
from hrm2m.pages.begin.forms import SAID as HONEST_SENTENCE
from hrm2m.pages.children import words as children
from hrm2m.pages.connections import words as connections
from hrm2m.pages.entry_words import emergencies
from hrm2m.pages.hers import words as hers
from hrm2m.pages.hers.told import as_it_stands, called_in, values_in
from hrm2m.pages.partner import asked, shared
from hrm2m.pages.requests import words as requests
from hrm2m.pages.safety import words as safety
from hrm2m.pages.today import words as today
from hrm2m.pages.treatment import words as treatment
from hrm2m.pages.worries import words as worries
from hrm2m.records.treatment.outcomes import load_profile
from hrm2m.vault.entries import Body


ROOMS: tuple[Mapping[Any, str | Promise], ...] = (
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
    emergencies.PARTS,
    emergencies.IN_DANGER,
    emergencies.FOUND,
    hers.MOMENTS,
    requests.GAVE,
    requests.TOLD,
    safety.HARMS,
    safety.NOW,
    safety.WAYS,
    safety.SAYS,
    HONEST_SENTENCE,
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
IN_WORDS: Mapping[tuple[type[Enum], str], str | Promise] = {
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
    "by_whom_said": _("Who said it"),
    "card_followed": _("It was done as she wants it"),
    "channel": _("Which way"),
    "child_adult.called": _("What the family calls him or her"),
    "child_adult.harms": _("Harm that was done"),
    "child_stays": _("A child stays where it is kept"),
    "childs_own_words": _("The child’s own words"),
    "conditions": _("What they ask of her"),
    "consequence": _("What they say follows"),
    "cut_off": _("The cut-off"),
    "drug_use.her_account": _("What she says to it"),
    "drug_use.how": _("How it is known"),
    "expires": _("It keeps until"),
    "grounds.asks": _("What is asked"),
    "grounds.look_at": _("What to look at"),
    "handover.called": _("With whom"),
    "has_it": _("She has it"),
    "her_say": _("What she says to it"),
    "her_words": _("She says"),
    "how_many": _("How many babies"),
    "in_a_row": _("How many in a row"),
    "in_danger": _("Who was in danger"),
    "is_expected": _("Not born yet"),
    "is_ours": _("It comes from us"),
    "label": _("What the family calls the child"),
    "lives": _("Where the child lives"),
    "locked_box": _("A locked box"),
    "moment": _("What for"),
    "most_contacts_a_week": _("The most contacts a week"),
    "mother_called": _("What the mother is called"),
    "move.called": _("With whom"),
    "move.told": _("They may know"),
    "next_at": _("Next time"),
    "next_is_court": _("The next one is in court"),
    "next_words": _("For the next time"),
    "normal_days": _("Days of quiet that are normal for her"),
    "part": _("What was opened"),
    "parts.category": _("What it is about"),
    "prescribed.taken": _("Where she takes it"),
    "prescribed.why_so": _("Why so"),
    "question.constraints": _("What must be so"),
    "question.need": _("What it is about"),
    "question.weeks": _("How soon"),
    "quote_is_right": _("Is the quote right"),
    "reply.does": _("What they do"),
    "reply.for_whom": _("For whom"),
    "reply.says": _("They say"),
    "reply.tells.anyone_else": _("When they tell anyone else"),
    "reply.tells.childrens_services": _("When they tell children’s services"),
    "reply.tells.immigration": _("When they tell immigration"),
    "reply.tells.landlord": _("When they tell the landlord"),
    "reply.tells.police": _("When they tell the police"),
    "reply.who": _("Who said it"),
    "said_how": _("How she said it"),
    "said_yes": _("She says yes"),
    "set_by": _("Who set it"),
    "shared_as.called": _("What she is called there"),
    "shown_how": _("She was shown how"),
    "somebody_near": _("Who near her knows how"),
    "taken": _("They know now"),
    "told_at": _("She was told on"),
    "told_by": _("Who told her"),
    "treated_as.called": _("What she is called there"),
    "valid_until": _("It holds until"),
    "was_not_so": _("Written by mistake: it was not so"),
    "way_on.way": _("Which way on"),
    "what_she_is": _("What she is to the child"),
    "what_to_child": _("What he or she is to the child"),
    "who_harms": _("Who does it"),
    "whom": _("To whom"),
    "with_whom": _("Who was there"),
    "worry_after_days": _("Days until we send somebody"),
}
"""Where the name in the code, read as it stands, would be no words."""


def read_by_worker(body: Body) -> Iterator[tuple[str, str]]:
    """Each part of an entry and what it says, codes in words; nothing for what is empty or a ref."""
    for path, text in values_in(body, _in_words):
        name = path.rpartition(".")[2].replace("_", " ").capitalize()
        yield str(called_in(PARTS, body, path) or _items().get(path, name)), text


@cache
def _items() -> Mapping[str, str]:
    """What the form of outcomes asks, by the path of its answer."""
    profile = load_profile()
    days = {f"days.{code}": words for code, words in profile.day_items.items()}
    amounts = {f"amounts.{code}": f"{words}, how much" for code, words in profile.days["use"].items()}
    answers = {f"answers.{code}": words for code, words in profile.answer_items.items()}
    return days | amounts | answers | {f"scales.{code}": words for code, words in profile.scales.items()}


def _in_words(code: Enum) -> str:
    return str(IN_WORDS.get((type(code), code.value), as_it_stands(code)))
