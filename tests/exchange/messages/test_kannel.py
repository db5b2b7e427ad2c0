"""The adapter of Kannel says what its User's Guide asks for, and judges every answer: taken, not, refused, unclear."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from hrm2m.cadence import Channel
from hrm2m.exchange.messages.carrier import NotTaken, Refused, Unclear
from hrm2m.exchange.messages.kannel import KannelCarrier
from hrm2m.exchange.messages.reports import is_right, report_link, report_mark
from hrm2m.records.outreach.cover import NEUTRAL_WORDS, CoverWords, NotCover, cover_words
from hrm2m.records.outreach.entries import SafeContact, Texts
from tests.records.outreach.texted import a_card


class Smsbox(BaseHTTPRequestHandler):
    """Answers as a smsbox does: 202 and a sentence, or what the test wants."""

    status: ClassVar[int] = 202
    breaks_off: ClassVar[bool] = False
    seen: ClassVar[list[tuple[str, dict[str, str], str]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.seen.append((self.path, dict(self.headers), body))
        if self.breaks_off:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"0: Accepted for delivery")

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def smsbox() -> Iterator[str]:
    Smsbox.status, Smsbox.breaks_off, Smsbox.seen = 202, False, []
    server = HTTPServer(("127.0.0.1", 0), Smsbox)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/cgi-bin/sendsms"
    server.shutdown()
    server.server_close()
    thread.join()


def carrier(url: str) -> KannelCarrier:
    return KannelCarrier(url, "us", "secret", "+441632960000", "http://localhost:8000")


def words(text: str = "Your library book is in") -> CoverWords:
    return cover_words(a_card(cover_words=text), ())


def hand_over(url: str, said: CoverWords | None = None) -> None:
    carrier(url).hand_over(ref="r" * 26, number="+447700900118", words=said or words())


def test_it_says_what_the_guide_asks_for_and_nothing_of_it_in_an_address(smsbox: str) -> None:
    hand_over(smsbox)
    ((path, headers, body),) = Smsbox.seen
    assert path == "/cgi-bin/sendsms"
    assert body == "Your library book is in"
    said = {name.removeprefix("X-Kannel-"): value for name, value in headers.items() if "Kannel" in name}
    link = said.pop("DLR-URL")
    assert said == {
        "Username": "us",
        "Password": "secret",
        "To": "+447700900118",
        "From": "+441632960000",
        "Charset": "UTF-8",
        "Coding": "0",
        "DLR-Mask": "19",
    }
    assert link == f"http://localhost:8000/line/report/{'r' * 26}/{report_mark('r' * 26)}/?said=%d"
    assert "7700900118" not in link


def test_letters_that_the_basic_table_lacks_go_as_unicode(smsbox: str) -> None:
    hand_over(smsbox, words("Książka czeka"))
    ((_, headers, body),) = Smsbox.seen
    assert (headers["X-Kannel-Coding"], body) == ("2", "Książka czeka")


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        (503, NotTaken),
        (400, Refused),
        (403, Refused),
        (404, Refused),
        (500, Unclear),
        (200, Unclear),
        (302, Unclear),
    ],
)
def test_every_other_answer_is_judged(smsbox: str, status: int, becomes: type[Exception]) -> None:
    Smsbox.status = status
    with pytest.raises(becomes) as raised:
        hand_over(smsbox)
    assert raised.type is becomes
    assert "7700900118" not in str(raised.value)


def test_a_connection_that_breaks_after_it_was_said_is_unclear(smsbox: str) -> None:
    Smsbox.breaks_off = True
    with pytest.raises(Unclear):
        hand_over(smsbox)


def test_nobody_there_has_certainly_not_taken_it() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NotTaken, match="carrier_away"):
        hand_over(f"http://127.0.0.1:{port}/cgi-bin/sendsms")


@pytest.mark.parametrize("wrong", [{"sender": "a\nb"}, {"url": "nonsense://x"}])
def test_a_mistake_on_our_side_has_certainly_not_been_taken(smsbox: str, wrong: dict[str, str]) -> None:
    with pytest.raises(NotTaken, match="carrier_settings"):
        replace(carrier(smsbox), **wrong).hand_over(ref="r", number="+447700900118", words=words())
    assert Smsbox.seen == []


@pytest.mark.promise(7)
@pytest.mark.parametrize("other", ["Hello Robin", b"bytes", None, a_card])
def test_nothing_but_cover_words_is_taken(smsbox: str, other: Any) -> None:
    with pytest.raises(NotCover):
        carrier(smsbox).hand_over(ref="r", number="+447700900118", words=other)
    with pytest.raises(NotCover):
        CoverWords("Hello Robin, come to the clinic")
    assert Smsbox.seen == []


def test_words_are_hers_or_the_neutral_ones_and_none_without_her_yes() -> None:
    assert (
        cover_words(a_card(texts=Texts.NEUTRAL, cover_words="Robin, see www.example.org"), ()).text
        == NEUTRAL_WORDS
    )
    with pytest.raises(NotCover):
        cover_words(a_card(texts=Texts.NO), ())
    assert SafeContact(Channel.CALL, "x", a_card().valid_until).texts is Texts.NO


def test_a_report_is_believed_for_its_own_text_only() -> None:
    assert report_link("http://localhost:1/", "a").startswith("http://localhost:1/line/report/a/")
    assert is_right("a", report_mark("a"))
    assert not is_right("b", report_mark("a"))
    assert not is_right("a", "é")
