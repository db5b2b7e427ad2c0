"""Processes forked from one whose Django is set up, so that hundreds can be started and killed in a minute."""

import os
import signal
import sys
import time
from collections.abc import Callable

from django.db import connections

from hrm2m.vault.keystore import keystore


def forked(do: Callable[[int], None]) -> tuple[int, int]:
    """A child that does this with the end of a pipe to write to; answers its number and the end to read from."""
    connections.close_all()
    keystore().close()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            do(write)
        except BaseException as error:  # nobody else hears it
            print(f"\n{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    os.close(write)
    return child, read


def lines_until_killed(child: int, read: int, seconds: float) -> list[str]:
    """Lets the child work from its first word on for so long, kills it, and answers every line it told."""
    with os.fdopen(read) as pipe:
        first = pipe.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            message = "The writer broke off by itself; its reason stands above."
            raise RuntimeError(message)
        return [first, *pipe]


def say(text: str) -> None:
    """How far it is, on the one line of the screen that changes."""
    print(f"\r{text}   ", end="", file=sys.stderr, flush=True)
