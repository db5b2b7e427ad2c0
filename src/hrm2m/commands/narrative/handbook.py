"""`rules`: the list of rules, and the page of the handbook made from them; changes nothing."""

import sys
from collections.abc import Mapping

from hrm2m.narrative.checking import the_checker
from hrm2m.narrative.findings import CATEGORIES
from hrm2m.narrative.rules import Rule
from hrm2m.narrative.writing import HEADINGS


INTRODUCTION = """\
# What the checker asks about

It reads what is written about mothers who use drugs and asks a question where words do something to her: name her by
one thing, state harm that nobody saw, hold against her what nobody offered. It rewrites nothing, scores nobody, and
never asks anyone to soften a fact about danger to a child. Where it stands beside the drug use what was seen of a
child, it is silent.

Each entry says what the words do, the question, what must be kept whatever words are chosen, and where the rule comes
from. Her own words are never asked about: quotations, what she said, and the word she chooses for herself.
"""


def show_rules(as_page: bool) -> int:
    """Prints the rules, one a line, or the page; 0."""
    rules = the_checker().rules
    sys.stdout.write(
        page(rules)
        if as_page
        else "".join(f"{rule.id:<48} {rule.severity:<5} {rule.ask}\n" for rule in rules)
    )
    return 0


def page(rules: tuple[Rule, ...]) -> str:
    """The page, in Markdown."""
    parts = [INTRODUCTION]
    for category in CATEGORIES:
        parts.append(f"\n## {HEADINGS[category].capitalize()} (`{category}`)\n")
        parts += [_entry(rule) for rule in rules if rule.category == category]
    return "\n".join(parts).rstrip() + "\n"


def _entry(rule: Rule) -> str:
    lines = [f"### `{rule.id}`\n", f"{rule.why}\n", f"**It asks:** {rule.ask}\n"]
    if rule.alternatives:
        lines.append("**For instance:** " + " / ".join(rule.alternatives) + "\n")
    lines.append("**Keep:** " + ", ".join(rule.keeps) + "\n")
    if rule.contested:
        lines.append(f"**Two views:** {rule.contested}\n")
    lines.append(
        "**Asked about:** "
        + " · ".join(f"*{_marked(one.text, one.span)}*" for one in rule.examples if one.span)
        + "\n"
    )
    lines.append(
        "**Not asked about:** "
        + " · ".join(
            f"*{one.text}* ({one.because.replace('_', ' ')})" for one in rule.examples if not one.span
        )
        + "\n"
    )
    lines.append("**Source:** " + "; ".join(_source(source) for source in rule.sources) + "\n")
    return "\n".join(lines)


def _marked(text: str, span: str) -> str:
    return text.replace(span, f"**{span}**", 1)


def _source(source: Mapping[str, str]) -> str:
    if "own_choice" in source:
        return str(source["own_choice"])
    return f"[{source['title']}]({source['url']}), {source['org']}, {source['date']}"
