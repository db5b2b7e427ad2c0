"""A paged feed, read from a real server on this machine."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from hrm2m.exchange.directory import feed, feed_api, hsds
from hrm2m.exchange.directory.feed import Reading, gather
from hrm2m.exchange.directory.feed_api import read_url
from hrm2m.exchange.directory.refusals import FeedUnreadable
from tests.exchange.directory.samples import PROVENANCE, new_id, service


Answer = tuple[int, dict[str, str], bytes]
Asked = list[str]


@contextmanager
def serving(answer: Callable[[str, dict[str, list[str]]], Answer]) -> Iterator[tuple[str, Asked]]:
    """A server whose every answer `answer(path, query)` gives; what it was asked is kept."""
    asked: Asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            parts = urlsplit(self.path)
            status, headers, body = answer(parts.path, parse_qs(parts.query))
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(value: object, status: int = 200) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


SERVICES = {
    str(one["id"]): one for one in (service(id=new_id(str(n)), name=f"Kitchen {n}") for n in range(5))
}
SUMMARIES = [{"id": one["id"], "name": one["name"], "status": "active"} for one in SERVICES.values()]


def paged(key: str, last: str, size: int = 2) -> Callable[[str, dict[str, list[str]]], Answer]:
    def answer(path: str, query: dict[str, list[str]]) -> Answer:
        if path == "/api/services":
            page = int(query["page"][0])
            part = SUMMARIES[(page - 1) * size : page * size]
            return said({key: part, last: page * size >= len(SUMMARIES)})
        one = SERVICES.get(unquote(path.removeprefix("/api/services/")))
        return said(one) if one else said({}, 404)

    return answer


def reading(url: str) -> Reading:
    met = read_url(url, pause_seconds=0)
    return gather(met, hsds.source_id, lambda found: hsds.read_records(found, PROVENANCE))


@pytest.mark.parametrize(("key", "last"), [("contents", "last_page"), ("content", "last")])
def test_every_page_is_read_and_every_service_is_read_whole(key: str, last: str) -> None:
    with serving(paged(key, last)) as (base, asked):
        read = reading(f"{base}/api")
    assert [entry.name for entry in read.entries] == [f"Kitchen {n}" for n in range(5)]
    assert all(entry.summary for entry in read.entries)
    assert read.refusals == ()
    assert len(asked) == 3 + 5


def test_a_feed_that_never_says_last_ends_with_its_first_empty_page() -> None:
    with serving(paged("contents", "unknown")) as (base, asked):
        assert len(reading(f"{base}/api/services/").entries) == 5
    assert sum("page=" in path for path in asked) == 4


def test_a_feed_that_repeats_its_first_page_forever_ends() -> None:
    def answer(path: str, query: dict[str, list[str]]) -> Answer:
        return (
            said({"contents": SUMMARIES[:1]}) if path == "/services" else said(next(iter(SERVICES.values())))
        )

    with serving(answer) as (base, asked):
        assert len(reading(base).entries) == 1
    assert len(asked) == 3


def test_a_page_without_end_is_asked_about_no_longer_than_a_feed_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One page may name a million services: each is a question, and the end of a feed holds for them too."""
    monkeypatch.setattr(feed, "MOST_RECORDS", 3)
    many = {"contents": [{"id": f"{n}"} for n in range(500)], "last_page": True}
    with serving(lambda path, _: said(many) if path == "/services" else said({}, 404)) as (url, asked):
        with pytest.raises(FeedUnreadable, match="more than 3 records"):
            reading(url)
        assert len(asked) <= 1 + 4


def test_a_service_that_cannot_be_read_whole_is_refused_and_not_kept_from_its_summary() -> None:
    def answer(path: str, query: dict[str, list[str]]) -> Answer:
        return said({"contents": SUMMARIES, "last_page": True}) if path == "/services" else said({}, 500)

    with serving(answer) as (base, _):
        read = reading(base)
    assert read.entries == ()
    assert str(read.refusals[0]) == "service 1 on page 1: its full record could not be read: it answered 500"


def test_a_full_record_of_another_service_is_refused() -> None:
    def answer(path: str, query: dict[str, list[str]]) -> Answer:
        return (
            said({"contents": SUMMARIES[:1], "last_page": True})
            if path == "/services"
            else said(SERVICES[new_id("3")])
        )

    with serving(answer) as (base, _):
        read = reading(base)
    assert [refusal.reason for refusal in read.refusals] == ["its full record is that of another service"]


def test_a_page_that_fails_is_said_and_the_pages_before_it_stay() -> None:
    whole = paged("contents", "last_page")

    def answer(path: str, query: dict[str, list[str]]) -> Answer:
        return said({}, 503) if query.get("page") == ["2"] else whole(path, query)

    with serving(answer) as (base, _):
        read = reading(f"{base}/api")
    assert len(read.entries) == 2
    assert "page 2: it answered 503: this page and those after it were not read" in map(str, read.refusals)


def test_a_redirect_on_the_same_host_is_followed() -> None:
    whole = paged("contents", "last_page", size=9)

    def answer(path: str, query: dict[str, list[str]]) -> Answer:
        if path == "/old/services":
            return 301, {"Location": "/api/services?page=1"}, b""
        return whole(path.replace("/old/", "/api/"), query)

    with serving(answer) as (base, _):
        assert len(reading(f"{base}/old").entries) == 5


def test_a_redirect_to_another_host_is_not_followed() -> None:
    with serving(paged("contents", "last_page")) as (elsewhere, asked_elsewhere):

        def answer(path: str, query: dict[str, list[str]]) -> Answer:
            return 302, {"Location": f"{elsewhere}/api/services?page=1"}, b""

        with serving(answer) as (base, _), pytest.raises(FeedUnreadable, match="sends us to another host"):
            reading(base)
    assert asked_elsewhere == []


@pytest.mark.parametrize(
    "target", ["/services?page=1", "http://[", "ftp://127.0.0.1/x", "http://me:pw@127.0.0.1/"]
)
def test_a_redirect_that_leads_nowhere_ends(target: str) -> None:
    with (
        serving(lambda path, query: (302, {"Location": target}, b"")) as (base, _),
        pytest.raises(FeedUnreadable),
    ):
        reading(base)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (said({}, 404), "it answered 404"),
        (said({"error": "none"}), "neither a page nor a list"),
        ((200, {}, b"<html>"), "It is not JSON"),
        ((200, {"Content-Encoding": "gzip"}, b"x"), "packed form"),
        ((200, {"Content-Length": "100"}, b"[]"), "no answer"),
    ],
)
def test_a_first_page_that_is_none_is_told_in_a_sentence(answer: Answer, sentence: str) -> None:
    with serving(lambda path, query: answer) as (base, _), pytest.raises(FeedUnreadable, match=sentence):
        reading(base)


def test_nobody_there_is_told_in_a_sentence() -> None:
    with serving(lambda path, query: said([])) as (base, _):
        pass
    with pytest.raises(FeedUnreadable, match="could not be read: no answer"):
        reading(base)


def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_api, "MOST_BYTES_AN_ANSWER", 1_000_000)
    big: Answer = (200, {}, b"[" + b" " * 3_000_000 + b"]")
    with (
        serving(lambda path, query: big) as (base, _),
        pytest.raises(FeedUnreadable, match="larger than 1 MB"),
    ):
        reading(base)


def test_an_identifier_cannot_lead_to_another_address() -> None:
    listed = [{"id": ".."}, {"id": "../../admin"}, {"id": "a?b=c#d"}, {"id": 5}, "x"]

    def answer(path: str, query: dict[str, list[str]]) -> Answer:
        return said({"contents": listed, "last_page": True}) if path == "/services" else said({}, 404)

    with serving(answer) as (base, asked):
        read = reading(base)
    assert asked[1:] == ["/services/..%2F..%2Fadmin", "/services/a%3Fb%3Dc%23d"]
    assert (read.entries, len(read.refusals)) == ((), 5)


def test_a_file_on_the_web_is_read_as_a_file() -> None:
    with serving(lambda path, query: said(list(SERVICES.values()))) as (base, asked):
        assert len(reading(f"{base}/all.json").entries) == 5
    assert asked == ["/all.json"]


@pytest.mark.parametrize(
    "url", ["ftp://example.org", "file:///etc/passwd", "https://me:pw@example.org", "https://", "http://["]
)
def test_an_address_that_is_no_feed_is_refused(url: str) -> None:
    with pytest.raises(FeedUnreadable):
        list(read_url(url))
