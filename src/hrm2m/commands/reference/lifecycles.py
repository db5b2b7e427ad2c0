"""The page of lifecycles, drawn from their tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from hrm2m.cadence import load_rules
from hrm2m.commands.reference.markdown import table
from hrm2m.policy.connecting import CONNECTION
from hrm2m.policy.enquiry_lifecycle import BY_THE_DOOR, DRAFTING, ENQUIRY, STEPS, EnquiryStep
from hrm2m.policy.handover_lifecycle import HANDOVER
from hrm2m.policy.lifecycles import BRIDGE, DANGER, ENDED_STAGES, OPEN_STAGES, RECORD, TEXT, Stage
from hrm2m.policy.moving_lifecycle import MOVE
from hrm2m.policy.referral_lifecycle import REFERRAL
from hrm2m.policy.referral_lifecycle import STEPS as REFERRAL_STEPS
from hrm2m.policy.referral_lifecycle import Step as ReferralStep
from hrm2m.policy.worry_lifecycle import WORRY


INTRODUCTION = """\
# Lifecycles

Every change is a row with who and when, never an update. There is no step for a contact that did not happen. The
source is `src/hrm2m/policy/lifecycles.py`; a test walks every path.
"""
BEFORE = "before"
Status = TypeVar("Status", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)
After = TypeVar("After", bound=StrEnum | None)


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            INTRODUCTION,
            "## The record\n",
            f"Open: {_names(OPEN_STAGES)}. Ended: {_names(ENDED_STAGES)}.",
            f"`{BEFORE}` is the open stage where she was.\n",
            _diagram(RECORD),
            "\n## A bridge\n",
            _diagram(BRIDGE),
            "\n## Danger that was raised\n",
            _diagram(DANGER),
            "\n## A worry about a child\n",
            "Who takes each step, its clock and its ledger line: [worries](worries.md).\n",
            _diagram(WORRY),
            "\n## A connection between drug use and a child’s safety\n",
            "After every look it is due for another in twelve weeks. None is ever dropped.\n",
            _diagram(CONNECTION),
            "\n## A handover of three\n",
            "Who takes each step, its clock and its ledger line: [handovers](handovers.md).\n",
            _diagram(HANDOVER),
            "\n## A move to another area\n",
            "Done when she says that the new one is there for her; until then her bridge holds. None for silence.\n",
            _diagram(MOVE),
            "\n## A text to her phone\n",
            "Where nobody knows whether it went, no second one is sent. How: [texts](../how-to/texts.md).\n",
            _diagram(TEXT),
            "\n## A question without a name\n",
            "No answer in time ends nothing, and a fear for a child ends with no record.\n",
            _diagram(ENQUIRY),
            "",
            table(("step", "who", "clock until then", "the ledger says"), _enquiry_steps()),
            "\n## A referral\n",
            "From every live place she can stop it. What she stopped, or what is closed, nobody outside reads.\n",
            _diagram(REFERRAL),
            "",
            table(("step", "who", "clock until then", "the ledger says"), _referral_steps()),
        ]
    )


def _enquiry_steps() -> list[tuple[str, ...]]:
    return [_step(DRAFTING), *(_step(step) for step in STEPS.values())]


def _referral_steps() -> list[tuple[str, ...]]:
    return [_step(step) for step in REFERRAL_STEPS.values()]


def _step(step: EnquiryStep | ReferralStep) -> tuple[str, ...]:
    clocks = load_rules().clocks
    runs = "the time agreed with the door" if step.clock == BY_THE_DOOR else f"`{step.clock}`"
    if step.clock in clocks:
        runs = f"{clocks[step.clock].words} ({runs})"
    return step.words, step.owner, runs if step.clock else "–", f"`{step.line.value}`"


def _names(stages: frozenset[Stage]) -> str:
    return ", ".join(f"`{stage.value}`" for stage in Stage if stage in stages)


def _diagram(lifecycle: Mapping[Status, Mapping[Event, After]]) -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"  [*] --> {next(iter(lifecycle))}"]
    for status, following in lifecycle.items():
        lines += [f"  {status} --> {after or BEFORE}: {_words(event)}" for event, after in following.items()]
        if not following:
            lines.append(f"  {status} --> [*]")
    return "\n".join([*lines, "```"])


def _words(event: StrEnum) -> str:
    return event.value.replace("_", " ")
