"""The real Kannel with a carrier that is none, where it is installed: a text out, its report back, a text in.

`apt-get install kannel kannel-extras`; without both this is skipped. Nothing leaves the loopback address.
"""

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest

from hrm2m.exchange.messages.carrier import NotTaken, Refused
from hrm2m.exchange.messages.kannel import KannelCarrier
from hrm2m.exchange.messages.reports import MEANS, report_mark
from hrm2m.policy.lifecycles import TextEvent
from hrm2m.records.outreach.cover import cover_words
from tests.records.outreach.texted import a_card


FAKE = Path("/usr/lib/kannel/test/fakesmsc")
PROGRAMS = ("bearerbox", "smsbox")
PATIENCE = 30.0
GOT = b"Got message"
HERS = "+447700900118"
OURS = "+441632960000"
CONFIG = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = unused
smsbox-port = {bearer}
smsbox-interface = 127.0.0.1
log-level = 4

group = smsc
smsc = fake
smsc-id = fake
host = 127.0.0.1
port = {carrier}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = {bearer}
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
log-level = 4

group = sendsms-user
username = hrm2m
password = a-long-password
user-allow-ip = 127.0.0.1
max-messages = 1

group = sms-service
keyword = default
get-url = "http://127.0.0.1:{ours}/line/in/?key=THE-SECRET&from=%p&text=%a"
max-messages = 0
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not FAKE.exists() or any(shutil.which(name) is None for name in PROGRAMS),
        reason="Kannel and its fake carrier are not installed (apt-get install kannel kannel-extras)",
    ),
]


class Ours(BaseHTTPRequestHandler):
    """Our web server as Kannel sees it: what it says to us is kept."""

    heard: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class Line:
    """Kannel as it runs: the address of its smsbox, and what the carrier behind it got."""

    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        self.folder, self.ports = folder, ports
        self.url = f"http://127.0.0.1:{ports['sendsms']}/cgi-bin/sendsms"

    def hand_over(self, text: str, **other: str) -> None:
        said = {"user": "hrm2m", "password": "a-long-password", **other}
        carrier = KannelCarrier(
            self.url, said["user"], said["password"], OURS, f"http://127.0.0.1:{self.ports['ours']}"
        )
        carrier.hand_over(ref="r" * 26, number=HERS, words=cover_words(a_card(cover_words=text), ()))

    @contextmanager
    def carrier(self, *incoming: str) -> Iterator[Path]:
        """The carrier's centre, from which one text comes if one is said; the file of what reached it."""
        got = self.folder / f"carrier{time.monotonic_ns()}.log"
        count = ["-m", "1"] if incoming else ["-m", "0"]
        message = incoming or ("nobody nobody text none",)
        command = [str(FAKE), "-H", "127.0.0.1", "-r", str(self.ports["carrier"]), *count, *message]
        with got.open("wb") as out, running(command, out):
            yield got


@contextmanager
def running(command: list[str], out: Any = subprocess.DEVNULL) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "LC_ALL": "C"}
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_ports(*names: str) -> dict[str, int]:
    with ExitStack() as held:
        sockets = {name: held.enter_context(socket.socket()) for name in names}
        for each in sockets.values():
            each.bind(("127.0.0.1", 0))
        return {name: each.getsockname()[1] for name, each in sockets.items()}


def until(so: Any) -> None:
    """Waits until it is so; fails after a while."""
    end = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


def answers(port: int) -> bool:
    with socket.socket() as tried:
        tried.settimeout(1)
        return tried.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    Ours.heard = []
    ours = ThreadingHTTPServer(("127.0.0.1", 0), Ours)
    threading.Thread(target=ours.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    ports = free_ports("admin", "bearer", "carrier", "sendsms") | {"ours": ours.server_port}
    config = tmp_path / "kannel.conf"
    config.write_text(CONFIG.format(**ports))
    with ExitStack() as boxes:
        boxes.callback(ours.server_close)
        boxes.callback(ours.shutdown)
        boxes.enter_context(running(["bearerbox", str(config)]))
        until(lambda: answers(ports["bearer"]))
        boxes.enter_context(running(["smsbox", str(config)]))
        until(lambda: answers(ports["sendsms"]))
        yield Line(tmp_path, ports)


@pytest.mark.parametrize("text", ["Your library book is in", "Książka czeka"])
def test_a_text_reaches_the_carrier_and_its_report_comes_back(line: Line, text: str) -> None:
    with line.carrier() as got:
        time.sleep(1)
        line.hand_over(text)
        until(lambda: GOT in got.read_bytes())
        until(lambda: Ours.heard)
    (report,) = Ours.heard
    path, said = urlsplit(report).path, parse_qs(urlsplit(report).query)["said"][0]
    assert path == f"/line/report/{'r' * 26}/{report_mark('r' * 26)}/"
    assert MEANS[said] is TextEvent.ARRIVED
    assert HERS.removeprefix("+") not in report
    as_sent = (
        f" text {text}>" if text.isascii() else f" ucs-2 {quote_plus(text.encode('utf-16-be'), safe='.')}>"
    )
    assert as_sent.lower() in got.read_text().lower()


def test_a_text_from_a_phone_is_said_to_us_and_nothing_is_answered(line: Line) -> None:
    with line.carrier(f"{HERS} {OURS} text STOP") as got:
        until(lambda: Ours.heard)
        time.sleep(1)
        assert GOT not in got.read_bytes()
    said = parse_qs(urlsplit(Ours.heard[0]).query)
    assert (said["from"], said["text"], said["key"]) == ([HERS], ["STOP"], ["THE-SECRET"])


def test_a_wrong_password_is_refused_and_a_box_that_is_gone_has_not_taken_it(line: Line) -> None:
    with pytest.raises(Refused):
        line.hand_over("Your library book is in", password="wrong")
    line.url = f"http://127.0.0.1:{free_ports('none')['none']}/cgi-bin/sendsms"
    with pytest.raises(NotTaken):
        line.hand_over("Your library book is in")
