"""`make fresh`: runs the README's two commands where nothing is installed but what the README asks for.

    python3 -m tools.fresh_machine --folder var/fresh
    python3 -m tools.fresh_machine --keep "make setup" "make lint"     # other commands, the folder kept

Machines of developers often have PostgreSQL, Node, gettext or fonts already, and hide a step that is missing. The
current commit is cloned into a bare Debian; what is not committed is not tried. Exit code 1: a command failed.
"""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import debian_folder
from tools.debian_folder import Refused


ROOT = Path(__file__).resolve().parent.parent
PLACE = "root/hrm2m"
DEMO, TEST = "make demo", "make test"
ADDRESS = "http://localhost:8000/"
SIGN_IN = b'name="password"'
MINUTES_TO_ANSWER = 15
MINUTES_TO_END = 90
SECONDS_TO_STOP = 30


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and after how many seconds."""

    command: str
    verdict: str
    seconds: float


def main(argv: Sequence[str]) -> int:
    """Runs every command in one fresh folder; prints outcome and minutes of each."""
    options = _parser().parse_args(argv)
    # Behind “nohup … &” Ctrl-C is ignored, and what is started here would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    commands = options.commands or [DEMO, TEST]
    folder: Path = options.folder.resolve()
    try:
        debian_folder.need_debootstrap()
        if DEMO in commands and _in_use(ADDRESS):
            sentence = (
                f"Something answers at {ADDRESS} already: stop it first, or the wrong page would be seen."
            )
            raise Refused(sentence)
        base = debian_folder.base(folder, options.mirror)
        machine = folder / "machine"
        if not (options.again and machine.is_dir()):
            debian_folder.fresh_copy(base, machine)
            _clone(machine)
        outcomes = [_run(command, machine, folder) for command in commands]
        if not options.keep:
            debian_folder.remove(machine)
    except Refused as refusal:
        print(f"make fresh: {refusal}", file=sys.stderr)
        return 1
    print()
    for outcome in outcomes:
        print(f"{outcome.command:<24} {outcome.seconds / 60:5.1f} min  {outcome.verdict}")
    return 0 if all(outcome.verdict == "passed" for outcome in outcomes) else 1


def _clone(machine: Path) -> None:
    changed = _git("status", "--porcelain")
    if changed:
        print("What is not committed is not tried:", *changed.splitlines()[:5], sep="\n  ", flush=True)
    subprocess.run(["git", "clone", "-q", "--no-local", str(ROOT), str(machine / PLACE)], check=True)
    there = subprocess.run(
        ["git", "-C", str(machine / PLACE), "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout
    if there != _git("rev-parse", "HEAD"):
        sentence = "The clone stands at another commit than this folder."
        raise Refused(sentence)


def _git(*words: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True).stdout


def _run(command: str, machine: Path, folder: Path) -> Outcome:
    log = folder / f"{re.sub(r'[^a-z0-9]+', '-', command.lower()).strip('-')}.log"
    print(f"\n=== {command}    (all it says: {log})", flush=True)
    began = time.monotonic()
    with log.open("w") as written:
        inside = ["sh", "-c", f"cd /{PLACE} && exec {command}"]
        running = debian_folder.run_in(machine, inside, stdout=written.fileno())
        try:
            verdict, seconds = (_until_it_answers if command == DEMO else _until_it_ends)(running, began)
        finally:
            debian_folder.end(running)
    if verdict != "passed":
        print("".join(log.read_text(errors="replace").splitlines(keepends=True)[-60:]), flush=True)
    return Outcome(command, verdict, seconds)


def _until_it_ends(running: "subprocess.Popen[str]", began: float) -> tuple[str, float]:
    try:
        code = running.wait(MINUTES_TO_END * 60)
    except subprocess.TimeoutExpired:
        return f"FAILED: not done after {MINUTES_TO_END} minutes", time.monotonic() - began
    return f"FAILED: exit code {code}" if code else "passed", time.monotonic() - began


def _until_it_answers(running: "subprocess.Popen[str]", began: float) -> tuple[str, float]:
    """Until the sign-in page is there; then Ctrl-C, as a person would, must end it."""
    while SIGN_IN not in _page(ADDRESS):
        if running.poll() is not None:
            return f"FAILED: it ended with exit code {running.returncode}", time.monotonic() - began
        if time.monotonic() - began > MINUTES_TO_ANSWER * 60:
            return f"FAILED: no sign-in page after {MINUTES_TO_ANSWER} minutes", time.monotonic() - began
        time.sleep(1)
    seconds = time.monotonic() - began
    os.killpg(running.pid, signal.SIGINT)
    try:
        running.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        return f"FAILED: still running {SECONDS_TO_STOP} seconds after Ctrl-C", seconds
    return "passed", seconds


def _page(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - a fixed http address
            content: bytes = answer.read()
    except (OSError, urllib.error.URLError):
        return b""
    return content


def _in_use(address: str) -> bool:
    port = int(address.rstrip("/").rpartition(":")[2])
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "make fresh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("commands", nargs="*", help=f"default: “{DEMO}” “{TEST}”")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "var" / "fresh", help="where the Debian is kept"
    )
    parser.add_argument("--mirror", default="", help="where debootstrap fetches, if not where apt does")
    parser.add_argument("--keep", action="store_true", help="do not delete the machine at the end")
    parser.add_argument("--again", action="store_true", help="go on in the machine that was kept")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
