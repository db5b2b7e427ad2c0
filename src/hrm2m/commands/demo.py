"""`hrm2m demo`: makes an invented area in a folder of its own and serves it, with the worker process beside."""

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from hrm2m.commands.serve import TAKEN, is_taken, port_number
from hrm2m.foundation.invented import MADE_BY_DEMO


EXAMPLE = "Example: hrm2m demo --port 8000      Again from nothing: hrm2m demo --anew"
COMPLETE = "area-is-complete"
REFUSAL = "This folder has a database that `hrm2m demo` did not make. Choose another with --home."
OTHER_NUMBER = "There is an invented area here with {} mothers. With --anew it is deleted and made again."
BEING_MADE = "This area is being made in another window. Wait until sign-ins are printed there."
IN_USE = "This area is in use in another window. Stop it there first (Ctrl-C)."
FORTY = 40
MOST = 200_000
SECONDS_TO_STOP = 10
WORKER_LOG = "worker.log"
TEXTS = "texts"


def main(argv: Sequence[str]) -> int:
    """Makes what is missing, prints the sign-ins, serves until stopped. 1: refused, with the reason."""
    parser = argparse.ArgumentParser("hrm2m demo", description=__doc__, epilog=EXAMPLE)
    parser.add_argument(
        "--home", type=Path, default=Path(".demo"), help="the folder of its data (default: .demo)"
    )
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument(
        "--mothers",
        type=_number_of_mothers,
        help=f"how many, from {FORTY} (as told) to {MOST:,}, more as copies",
    )
    parser.add_argument("--anew", action="store_true", help="delete the invented area first")
    parser.add_argument(
        "--codes", action="store_true", help="print sign-ins with the codes of this moment, and end"
    )
    parser.add_argument("--no-serve", action="store_true", help="make it and end")
    options = parser.parse_args(argv)
    home = options.home.resolve()
    if not _may_use(home):
        print(f"hrm2m demo: {REFUSAL}", file=sys.stderr)
        return 1
    if not (options.codes or options.no_serve) and is_taken(options.port):
        print(f"hrm2m demo: {TAKEN.format(options.port)}", file=sys.stderr)
        return 1
    there = mothers_in(home)
    if options.mothers and not options.anew and there not in {0, options.mothers}:
        print(f"hrm2m demo: {OTHER_NUMBER.format(there)}", file=sys.stderr)
        return 1
    home.mkdir(parents=True, exist_ok=True)
    with (home / MADE_BY_DEMO).open("a") as mark:
        try:
            _make_or_share(mark, home, options)
        except BlockingIOError:
            print(f"hrm2m demo: {IN_USE if there else BEING_MADE}", file=sys.stderr)
            return 1
        print_sign_ins(options.port, further=mothers_in(home) > FORTY)
        if not (options.codes or options.no_serve):
            _serve_with_worker(home, options.port)
    return 0


def _make_or_share(mark: TextIO, home: Path, options: argparse.Namespace) -> None:
    """Whoever makes or deletes an area is alone there; whoever serves it shares it. Raises BlockingIOError."""
    if options.anew or not mothers_in(home):
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
    if options.anew:
        _clear(home)
    enter(home, options.port)
    make(home, options.mothers or FORTY)
    fcntl.flock(mark, fcntl.LOCK_SH)


def _clear(home: Path) -> None:
    # The mark stays: a lock on it would else be one on a file that nobody finds.
    for path in home.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != MADE_BY_DEMO:
            path.unlink()


def make(home: Path, mothers: int = FORTY) -> None:
    """Makes keys, database and area, each only if it is not there; a half-made area is made again."""
    from hrm2m.vault.new_keys import make_new_keys

    done = home / COMPLETE
    if done.exists():
        _migrate()
        return
    home.mkdir(parents=True, exist_ok=True)
    _clear(home)
    (home / MADE_BY_DEMO).write_text("An invented area. It may be deleted at any time.\n")
    make_new_keys(home, home / "root.key", home / "secret.key")
    _migrate()
    _load(mothers)
    done.write_text(f"{mothers}\n")


def mothers_in(home: Path) -> int:
    """How many mothers the area in this folder was made with; 0 where there is none."""
    done = home / COMPLETE
    return int(done.read_text() or FORTY) if done.exists() else 0


def print_sign_ins(port: int, further: bool = False) -> None:
    """Prints who signs in, with the codes of this moment, on stdout."""
    from hrm2m.commands.invented.her_own_page import QUIET, WHO, WORDS
    from hrm2m.commands.invented.workers import AREA_NAME, PASSWORD, who_signs_in
    from hrm2m.pages.sign_in.second_factor import code_now

    print(f"\nThe invented area {AREA_NAME}: http://localhost:{port}\n")
    print(f"Everyone's password: {PASSWORD}\n")
    print(f"{'who':<7}{'e-mail address':<28}{'code now':<10}{'secret for an authenticator app':<36}what for")
    for name, email, what_for, secret in who_signs_in(further):
        print(f"{name:<7}{email:<28}{code_now(secret):<10}{secret:<36}{what_for}")
    print(f"\n{WHO}, on her own page: http://localhost:{port}/n/   words: {WORDS}")
    print(f"{'':<{len(WHO)}}  what is next alone, by other words: {QUIET}")
    print(
        "\nA code is good for half a minute. For fresh ones, in another window: .venv/bin/hrm2m demo --codes\n"
    )
    sys.stdout.flush()


def _may_use(home: Path) -> bool:
    return not home.exists() or (home / MADE_BY_DEMO).exists() or (home.is_dir() and not any(home.iterdir()))


def enter(home: Path, port: int) -> None:
    """Sets the surroundings of an invented area, and takes nothing over of a real one beside it.

    Its mail would go to invented people by the real server, and what ended would lie among the real copies.
    """
    for name in [name for name in os.environ if name.startswith("HRM2M_")]:
        del os.environ[name]
    os.environ["HRM2M_MODE"] = "demo"
    os.environ["HRM2M_HOME"] = str(home)
    os.environ["HRM2M_HOST"] = "localhost"
    os.environ["HRM2M_PORT"] = str(port)
    os.environ["HRM2M_SMS_URL"] = "folder:"


def _migrate() -> None:
    from hrm2m.commands.migrate import migrate

    migrate(verbosity=0)


def _load(mothers: int) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from hrm2m.commands.invented import crowd, loader
    from hrm2m.commands.invented.further_rooms import write_further_rooms
    from hrm2m.foundation import clock

    with Progress(console=Console(stderr=True)) as progress:
        told = progress.add_task(f"Inventing {FORTY} mothers and a year", total=FORTY)
        loading = loader.load(clock.now(), lambda so_far, _in_all: progress.update(told, completed=so_far))
        if mothers > FORTY:
            further = mothers - FORTY
            copied = progress.add_task(f"Copying them into {further:,} more", total=further)
            began = time.monotonic()
            contacts = crowd.add_mothers(
                loading.mothers,
                further,
                loading.now,
                lambda so_far, _contacts: progress.update(copied, completed=so_far),
            )
            rate = contacts / (time.monotonic() - began)
            progress.console.print(f"{contacts:,} contacts written, {rate:,.0f} a second")
    # After the copies: a copy of a mother is made of her general record alone.
    write_further_rooms(loading)
    _let_them_sign_in(further=mothers > FORTY)


def _number_of_mothers(text: str) -> int:
    if not text.isdecimal() or not FORTY <= int(text) <= MOST:
        msg = f"Say a number from {FORTY} to {MOST:,}."
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _let_them_sign_in(further: bool) -> None:
    from hrm2m.commands.invented.workers import PASSWORD, who_signs_in
    from hrm2m.pages.sign_in.second_factor import give_password_and_second_factor

    for _, email, _, secret in who_signs_in(further):
        give_password_and_second_factor(email, PASSWORD, secret)


def _serve_with_worker(home: Path, port: int) -> None:
    from hrm2m.commands.serve import serve

    with (home / WORKER_LOG).open("ab") as log:
        # This program itself, with what it prints kept apart from the sign-ins.
        work = [sys.executable, "-m", "hrm2m.commands", "work"]
        beside = subprocess.Popen(work, stdout=log, stderr=log)  # noqa: S603
        print(
            f"The worker process runs beside; what it would mail is written to {home / WORKER_LOG}, "
            f"texts to {home / TEXTS}",
            flush=True,
        )
        try:
            serve(port)
        finally:
            beside.terminate()
            beside.wait(SECONDS_TO_STOP)
