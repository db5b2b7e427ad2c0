"""`hrm2m serve` ends when it is told to, however it is told."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.vault.installations import Installation, installation, sqlite_template


__all__ = ["installation", "sqlite_template"]

PATIENCE_SECONDS = 60
LONG_ENOUGH_TO_STOP = 30


@pytest.mark.slow
@pytest.mark.parametrize("once_more", range(3))
def test_ctrl_c_which_every_process_hears_ends_it(installation: Installation, once_more: int) -> None:
    port = _free_port()
    words = [sys.executable, "-m", "hrm2m.commands", "serve", "--port", str(port)]
    # Its own session is the terminal: what is sent to the group reaches every process, as Ctrl-C does.
    server = subprocess.Popen(
        words,
        env=installation.surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://localhost:{port}/healthz")
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(LONG_ENOUGH_TO_STOP) == 0
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def test_a_port_where_something_answers_is_refused_in_a_sentence(installation: Installation) -> None:
    with socket.socket() as taken:
        # As granian itself listens: a second server would otherwise share the port, and readers, with the first.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "hrm2m.commands", "serve", "--port", port],
            env=installation.surroundings,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
    assert done.returncode == 1
    assert done.stderr == (
        f"hrm2m serve: Something answers on port {port} of this machine already. "
        "Stop it, or choose another with --port.\n"
    )


@pytest.mark.parametrize("words", [["--port", "80000"], ["--port", "x"], ["--workers", "0"]])
def test_a_number_that_cannot_be_is_not_understood(installation: Installation, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hrm2m.commands", "serve", *words],
        env=installation.surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 2
    assert "Say a whole number" in done.stderr


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    for _ in range(PATIENCE_SECONDS * 5):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - a fixed http address
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise AssertionError(address)
