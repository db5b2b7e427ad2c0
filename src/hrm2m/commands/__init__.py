"""The `hrm2m` command line: a dispatcher that imports nothing until it knows the word."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple


class Word(NamedTuple):
    """One word of the command line: where it is done, and what for."""

    module: str
    sentence: str


WORDS = {
    "area": Word("hrm2m.commands.area", "give a new installation its area"),
    "backup": Word("hrm2m.commands.backup", "copy records and keys, sealed, while others work"),
    "cadence": Word("hrm2m.commands.cadence", "explain when a mother is next to be reached, and why"),
    "check": Word("hrm2m.commands.check", "look for rows of nobody, missing keys and wrong lists"),
    "demo": Word("hrm2m.commands.demo", "make an invented area and serve it"),
    "directory": Word("hrm2m.commands.directory", "read a directory feed into the area"),
    "forget": Word("hrm2m.commands.forget", "forget a mother known by handle, because she asks"),
    "keys": Word("hrm2m.commands.keys", "make the keys of an installation, and keys for its copies"),
    "ledger": Word("hrm2m.commands.ledger", "verify the ledger, print its signed head"),
    "migrate": Word("hrm2m.commands.migrate", "bring the database up to this version"),
    "narrative": Word("hrm2m.commands.narrative", "ask about what is written of mothers who use drugs"),
    "reference": Word("hrm2m.commands.reference", "write docs/reference from the code, or check it"),
    "restore": Word("hrm2m.commands.restore", "put a copy back into an empty place"),
    "retain": Word("hrm2m.commands.retain", "count what is over its time, destroy it, hold a record back"),
    "serve": Word("hrm2m.commands.serve", "serve the pages"),
    "status": Word("hrm2m.commands.status", "say whether a running installation needs somebody"),
    "upgrade": Word("hrm2m.commands.upgrade", "copy, migrate and check, or go back to the copy"),
    "work": Word("hrm2m.commands.work", "run the worker process: clocks, mail, seals, sweeps"),
    "worker": Word("hrm2m.commands.worker", "invite a worker and give a role"),
}
REFUSED = 1
USAGE = 2
READER_LEFT = 141
"""What a shell reports of a program that a closed pipe ended (128 + SIGPIPE)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the word in `argv` and answers its exit code: 0 done, 1 refused or found wrong, 2 not understood."""
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except BrokenPipeError:
        # `hrm2m … | head` stopped reading: nothing went wrong. What is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    return code


def _run(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help"}:
        print(_help(), file=sys.stdout if words else sys.stderr)
        return 0 if words else USAGE
    word = WORDS.get(words[0])
    if word is None:
        print(f"hrm2m: there is no “{words[0]}”. “hrm2m --help” lists the words.", file=sys.stderr)
        return USAGE
    try:
        run = import_module(word.module).main
        return int(run(words[1:]))
    except BrokenPipeError:
        raise
    except Exception as error:
        sentence = import_module("hrm2m.commands.refusing").sentence_of(error)
        if not sentence:
            raise
        print(f"hrm2m {words[0]}: {sentence}", file=sys.stderr)
        return REFUSED


def _help() -> str:
    lines = [f"  {name:<10} {word.sentence}" for name, word in WORDS.items()]
    return "\n".join(["hrm2m WORD …", "", *lines, "", "“hrm2m WORD --help” says more, with an example."])
