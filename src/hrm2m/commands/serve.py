"""`hrm2m serve`: serves the pages with granian, one thread a process: one or two for SQLite, more for PostgreSQL."""

import argparse
import errno
import os
import socket
import sys
from collections.abc import Sequence


TAKEN = "Something answers on port {} of this machine already. Stop it, or choose another with --port."
LARGEST_PORT = 65_535
MOST_PROCESSES = 256
SECONDS_TO_STOP = 5
"""Ctrl-C reaches every process at once and granian tells them again: one that hears both may never end by itself."""


def main(argv: Sequence[str]) -> int:
    """Serves until stopped. TLS and the public address belong to the proxy in front."""
    parser = argparse.ArgumentParser(
        "hrm2m serve", description=__doc__, epilog="Example: hrm2m serve --port 8000"
    )
    parser.add_argument("--port", type=port_number, default=os.environ.get("HRM2M_PORT", "8000"))
    parser.add_argument("--workers", type=_processes, default=1, help="processes; with SQLite two at most")
    options = parser.parse_args(argv)
    if is_taken(options.port):
        print(f"hrm2m serve: {TAKEN.format(options.port)}", file=sys.stderr)
        return 1
    serve(options.port, options.workers)
    return 0


def port_number(text: str) -> int:
    """A port of this machine, for argparse."""
    return _whole_number(text, LARGEST_PORT)


def _processes(text: str) -> int:
    return _whole_number(text, MOST_PROCESSES)


def _whole_number(text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= most:
        msg = f"Say a whole number from 1 to {most}."
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def is_taken(port: int) -> bool:
    """Whether something listens on this port here.

    granian shares a port with whoever else shares it: after a `kill -9` of its first process the others serve on, and a
    server started then would answer every other reader only.
    """
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def serve(port: int, workers: int = 1) -> None:
    """Runs granian on the loopback address; nothing outside this machine can reach it without a proxy."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hrm2m.config.settings")
    server = Granian(
        "hrm2m.config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_access=False,
        websockets=False,
        workers_kill_timeout=SECONDS_TO_STOP,
    )
    server.serve()
