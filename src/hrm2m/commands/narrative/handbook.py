"""`rules`: the list of rules, and the page of the handbook made from them; changes nothing."""

import sys
from collections.abc import Mapping

from hrm2m.narrative.checking import the_checker
from hrm2m.narrative.findings import CATEGORIES
from hrm2m.narrative.rules import Rule
from hrm2m.narrative.writing import HEADINGS, WHY_NOT


INTRODUCTION = """\
# What the checker asks about

For whoever writes about a mother who uses drugs: a social worker, a midwife, a bridge builder, a lead.

It reads what you wrote and asks a question where words may do something to her that you did not mean: name her by one
thing, state harm that nobody saw, hold against her what nobody offered. It changes no word and counts nobody's. Answer
the question in the text if that helps; if it does not fit, leave the words as they are.

What you saw of a child stays, whatever words you choose, and so does your worry with its reason. Where what was seen of
a child stands beside the drug use, nothing is asked. “In my opinion …, because …” is good practice, and shown as such.
Her own words are never asked about: quotations, what she said, the word she chooses for herself.

Each entry says what the words do, the question, how it could be written, what to keep, and sentences that show where it
asks and where it does not. “Ours” as the source means: this project thought of it, and nobody outside has judged it.
Tell us where it is wrong.
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
    name = rule.id.partition(".")[2].replace("-", " ").capitalize()
    lines = [f"### {name} (`{rule.id}`)\n", f"{rule.why}\n", f"**It asks:** {rule.ask}\n"]
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
        + " · ".join(f"*{one.text}* ({WHY_NOT[one.because]})" for one in rule.examples if not one.span)
        + "\n"
    )
    lines.append("**Source:** " + "; ".join(_source(source) for source in rule.sources) + "\n")
    return "\n".join(lines)


def _marked(text: str, span: str) -> str:
    return text.replace(span, f"**{span}**", 1)


def _source(source: Mapping[str, str]) -> str:
    if "own_choice" in source:
        return "ours"
    return f"[{source['title']}]({source['url']}), {source['org']}, {source['date']}"
