"""`hrm2m serve`: serves the pages with granian, one thread a process: one or two for SQLite, more for PostgreSQL."""

import argparse
import os
from collections.abc import Sequence


SECONDS_TO_STOP = 5
"""Ctrl-C reaches every process at once and granian tells them again: one that hears both may never end by itself."""


def main(argv: Sequence[str]) -> int:
    """Serves until stopped. TLS and the public address belong to the proxy in front."""
    parser = argparse.ArgumentParser(
        "hrm2m serve", description=__doc__, epilog="Example: hrm2m serve --port 8000"
    )
    parser.add_argument("--port", type=int, default=int(os.environ.get("HRM2M_PORT", "8000")))
    parser.add_argument("--workers", type=int, default=1, help="processes; with SQLite two at most")
    options = parser.parse_args(argv)
    serve(options.port, options.workers)
    return 0


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
