"""`policy`: the recommendations of a policy and whom each addresses, with the words that say so; the talk's
claim stays a claim."""

import json
import sys
import textwrap
from collections import Counter

from hrm2m.commands.narrative.reading import read_text
from hrm2m.commands.narrative.refusing import TextRefused
from hrm2m.narrative.findings import TARGETS
from hrm2m.narrative.targets import Recommendation, recommendations


CLAIM = (
    "The talk says of Hidden Harm (2003): 48 recommendations, 11 for women, none for men. That is a claim "
    "until you load the report here and count."
)


def show_policy(name: str, layout: str) -> int:
    """Prints the table; 0, or a refusal where no recommendation is found."""
    found = recommendations(read_text(name))
    if not found:
        raise TextRefused(
            f"{name}: no recommendations found. They are numbered or bulleted lines, "
            "under a heading “Recommendations” if there is one."
        )
    sys.stdout.write(_json(found) if layout == "json" else _table(found))
    return 0


def _counts(found: list[Recommendation]) -> dict[str, int]:
    counted = Counter(one.target for one in found)
    return {target: counted[target] for target in TARGETS}


def _json(found: list[Recommendation]) -> str:
    rows = [
        {
            "number": one.number,
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "target": one.target,
            "words": list(one.words),
        }
        for one in found
    ]
    return (
        json.dumps(
            {"recommendations": rows, "count": _counts(found), "claim": CLAIM}, ensure_ascii=False, indent=2
        )
        + "\n"
    )


def _table(found: list[Recommendation]) -> str:
    lines = []
    for one in found:
        words = ", ".join(one.words) or "-"
        lines.append(f"{one.number:>6}  {one.target:<8} {_short(words, 24):<24}  {_short(one.text, 76)}")
    counts = ", ".join(f"{target} {count}" for target, count in _counts(found).items())
    return (
        "\n".join([*lines, "", f"{len(found)} recommendations: {counts}", "", *textwrap.wrap(CLAIM, 80)])
        + "\n"
    )


def _short(words: str, most: int) -> str:
    return textwrap.shorten(words, most, placeholder=" …")
