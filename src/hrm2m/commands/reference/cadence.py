"""The page of the cadence: phases, windows, clocks and limits with their sources, from the one file of rules."""

from hrm2m.cadence.rules import Choice, Period, PhaseRule, Rules, WindowRule, load_rules
from hrm2m.cadence.spans import Span, how_often
from hrm2m.commands.reference.markdown import code, table


INTRODUCTION = """\
# When we go, and by when we keep a promise

`published`: the number stands in the source named. `policy_choice`: ours, and whoever runs the service may choose
another. A window's source is about its length; how often we go is a policy choice everywhere. The source of this page
is `src/hrm2m/cadence/rules.yaml`.
"""
HEADS = ["what", "rule", "basis", "source"]


def page() -> str:
    """The whole page."""
    rules = load_rules()
    return "\n".join(
        [
            INTRODUCTION,
            f"Decided: {rules.decided.isoformat()}.\n",
            "## Phases\n",
            table(HEADS, [_phase(phase.value, rule) for phase, rule in rules.phases.items()]),
            "\n## Windows\n",
            "A window prompts an offer of contact. Windows are never multiplied, scored or shown to another agency.\n",
            table(
                ["window", "opens", "closes", "we go", "we offer", "basis", "source"],
                [_window(kind.value, rule) for kind, rule in rules.windows.items()],
            ),
            "\n## Promises\n",
            table(
                HEADS,
                [
                    [f"{code(kind)} {rule.words}", _within(kind, rules), rule.basis.value, rule.source]
                    for kind, rule in rules.clocks.items()
                ],
            ),
            "\n## What an area may agree otherwise\n",
            "The lead of an area changes these on its page of settings, within the bounds; else the standard holds.\n",
            table(
                ["choice", "standard", "from", "to", "basis", "source"],
                [_choice(name, choice) for name, choice in rules.choices.items()],
            ),
        ]
    )


def _choice(name: str, choice: Choice) -> list[str]:
    numbers = [str(number) for number in (choice.standard, choice.least, choice.most)]
    return [f"{code(name)} {choice.words}", *numbers, choice.basis.value, choice.source]


def _within(kind: str, rules: Rules) -> str:
    changed_here = [name for name, choice in rules.choices.items() if choice.clock == kind]
    said = f"; an area may agree otherwise: {code(changed_here[0])}" if changed_here else ""
    return _span(rules.clocks[kind].within) + said


def _phase(name: str, rule: PhaseRule) -> list[str]:
    stages = [
        f"{how_often(stage.every)}{f', {stage.times} times' if stage.times else ''}" for stage in rule.stages
    ]
    return [f"{code(name)} {rule.words}", "; then ".join(stages), rule.basis.value, rule.source]


def _window(name: str, rule: WindowRule) -> list[str]:
    first = f"first within {_span(rule.first)}; " if rule.first and rule.first != Span() else ""
    going = "; then ".join(_period(period) for period in rule.periods)
    against = f" Against: {rule.against}" if rule.against else ""
    return [
        f"{code(name)} {rule.name}",
        rule.opens,
        rule.closes,
        first + going,
        rule.offer,
        rule.basis.value,
        rule.source + against,
    ]


def _period(period: Period) -> str:
    until = f" until {_span(period.until)} after it opened" if period.until else ""
    return how_often(period.every) + until


def _span(span: Span) -> str:
    parts = [
        f"{number} {unit if number != 1 else unit.removesuffix('s')}"
        for number, unit in (
            (span.working_days, "working days"),
            (span.months, "months"),
            (span.days, "days"),
            (span.hours, "hours"),
        )
        if number
    ]
    words = " and ".join(parts) or "the same day"
    return f"{words}, to the end of that day" if span.end_of_day and parts else words
