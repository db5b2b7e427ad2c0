"""The page of worries and referrals for practitioners: steps, what is asked, the clocks of the law."""

from collections.abc import Mapping
from typing import Any

from hrm2m.cadence import Nation, load_rules
from hrm2m.cadence.spans import Span
from hrm2m.commands.reference.markdown import table
from hrm2m.pages.worries.words import ASKS, STATUSES, THEIR_STEPS, TOUCHES
from hrm2m.policy.sentences import SENTENCES
from hrm2m.policy.worry_lifecycle import RAISING, STEPS, WORRY, Step, WorryEvent
from hrm2m.records.worries.entries import TheirStep
from hrm2m.records.worries.statutory import Edition, Mark, edition_of
from hrm2m.records.worries.their_time import MET_BY


INTRODUCTION = """\
# Worries and referrals

For whoever works with it: who may take which step, what runs until it is taken, and what the ledger then says. No step
waits for another before a child is told about: from anywhere a worry can be sent. The sources are
`src/hrm2m/policy/worry_lifecycle.py` and `src/hrm2m/records/worries/`.
"""
NEVER = """\
## What nothing here does

- refuse to send: what is empty is marked as missing on the paper, and it goes;
- wait for the three questions (misunderstood · misrepresented · misused), for her reply, or for a second person;
- decide whether a threshold is met: the local authority does;
- say that drug use touches a child where nobody has said it;
- end a worry for silence. One that is over can be asked or sent again.
"""
MARKS = {
    Mark.PUBLISHED: "read in the guidance itself",
    Mark.READ: "read in local procedures that restate it",
}
BEGINS = {"sent": "We told them", "rang": "We told them by telephone"}
NO_FILE = "No file yet: no clock of the law runs there, and every referral is sent."


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            INTRODUCTION,
            "## Steps\n",
            table(("step", "who", "clock until then", "the ledger says"), _steps()),
            "\n## From where, which steps\n",
            table(("where it stands", "what can come next"), _from_where()),
            "\n## What can be asked, what they can answer\n",
            f"What we ask for:\n\n{_listed(ASKS)}\n",
            f"What they answer:\n\n{_listed(THEIR_STEPS)}\n",
            "How drug use touches this child is asked each time, and never in the way; it may stay empty:\n",
            f"{_listed(TOUCHES)}\n- A connection from her record, as it stands\n",
            NEVER,
            "## Clocks of the law, by nation\n",
            *(_nation(nation) for nation in Nation),
        ]
    )


def _steps() -> list[tuple[str, ...]]:
    return [_row(RAISING), *(_row(STEPS[event]) for event in WorryEvent)]


def _row(step: Step) -> tuple[str, ...]:
    clock = load_rules().clocks.get(step.clock)
    runs = (
        f"{span_in_words(clock.within)} (`{step.clock}`)"
        if clock
        else f"by the law (`{step.clock}`)"
        if step.clock
        else "–"
    )
    return step.words, step.owner, runs, f"`{step.line.value}`: {SENTENCES[step.line]}"


def _from_where() -> list[tuple[str, ...]]:
    return [
        (str(STATUSES[status]), " · ".join(event.value.replace("_", " ") for event in following))
        for status, following in WORRY.items()
    ]


def _listed(words: Mapping[Any, object]) -> str:
    return "\n".join(f"- {said}" for said in words.values())


def _nation(nation: Nation) -> str:
    edition = edition_of(nation)
    title = f"### {nation.value.replace('_', ' ').title()}\n"
    return f"{title}\n{NO_FILE}\n" if edition is None else f"{title}\n{_edition(edition)}"


def _edition(edition: Edition) -> str:
    named = (
        f"*{edition.edition}*, checked {edition.checked}. {edition.edition_note} <{edition.edition_source}>\n"
    )
    rows = [
        (
            clock.words,
            BEGINS.get(clock.starts.value, "") or str(THEIR_STEPS[TheirStep(clock.starts.value)]),
            span_in_words(clock.due),
            " · ".join(str(THEIR_STEPS[step]) for step in TheirStep if step in MET_BY.get(kind, ()))
            or "what comes of it",
            f"{MARKS[clock.mark]}; {clock.source}",
        )
        for kind, clock in edition.clocks.items()
    ]
    return named + "\n" + table(("what", "begins with", "within", "kept by", "how we know"), rows) + "\n"


def span_in_words(span: Span) -> str:
    """How long, in a few words."""
    if span.end_of_day:
        return "the same day"
    for number, unit in (
        (span.working_days, "working day"),
        (span.days, "day"),
        (span.months, "month"),
        (span.hours, "hour"),
    ):
        if number:
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "at once"
