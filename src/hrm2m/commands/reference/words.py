"""The page of the command line: its words, from the dispatcher's own table."""

from hrm2m.commands import WORDS
from hrm2m.commands.reference.markdown import code, table


INTRODUCTION = """\
# The command line

`hrm2m WORD --help` says more about each, with an example. Exit codes: 0 done, 1 refused or found wrong, 2 not
understood.
"""


def page() -> str:
    """The whole page."""
    rows = [[code(f"hrm2m {name}"), word.sentence] for name, word in sorted(WORDS.items())]
    return "\n".join([INTRODUCTION, table(["command", "what it does"], rows)])
