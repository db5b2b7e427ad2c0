"""The page of handovers for practitioners: steps, who takes each, the clock until then, the line of the ledger."""

from hrm2m.cadence import load_rules
from hrm2m.commands.reference.markdown import table
from hrm2m.commands.reference.worries import span_in_words
from hrm2m.policy.handover_lifecycle import (
    ASKING_BY_TEXT,
    HANDOVER,
    HANDOVER_STEPS,
    PROPOSING,
    HandoverEvent,
    HandoverStep,
)
from hrm2m.policy.sentences import SENTENCES


INTRODUCTION = """\
# Handovers

A first meeting of three, done when she says so. Until then her bridge stays as it is, with cover she knows of, and a
clock of a named person runs. The sources are `src/hrm2m/policy/handover_lifecycle.py` and
`src/hrm2m/records/handovers/`.
"""
NEVER = """
## What nothing here does

- move her bridge, or give or end what anybody may open;
- count a text as her yes: it only starts the question;
- take her yes from the worker who is to be there for her, or who proposed it;
- leave a yes that a worker wrote as it is: somebody else asks her again within four weeks, whatever it was about;
- end a handover for silence.
"""


def page() -> str:
    """The whole page."""
    rows = [
        _row(step)
        for step in (PROPOSING, ASKING_BY_TEXT, *(HANDOVER_STEPS[event] for event in HandoverEvent))
    ]
    following = [
        (f"`{status.value}`", " · ".join(event.value.replace("_", " ") for event in after) or "–")
        for status, after in HANDOVER.items()
    ]
    return "\n".join(
        [
            INTRODUCTION,
            "## Steps\n",
            table(("step", "who", "clock until then", "the ledger says"), rows),
            "\n## From where, which steps\n",
            table(("where it stands", "what can come next"), following),
            NEVER,
        ]
    )


def _row(step: HandoverStep) -> tuple[str, ...]:
    runs = f"{span_in_words(load_rules().clocks[step.clock].within)} (`{step.clock}`)" if step.clock else "–"
    return step.words, step.owner, runs, f"`{step.line.value}`: {SENTENCES[step.line]}"
