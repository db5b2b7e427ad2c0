"""Reading a feed from a paged API over HTTP: one host, one request at a time, with an end to everything."""

import time
from collections.abc import Iterator
from urllib.parse import quote

import httpx

from hrm2m.exchange.directory.feed import LINES, decoded, page_of, parsed, read_bytes, records_in
from hrm2m.exchange.directory.refusals import FeedUnreadable, Found, Refusal


MOST_PAGES = 1_000
MOST_BYTES_AN_ANSWER = 20_000_000
MOST_REDIRECTS = 3
SECONDS_TO_ANSWER = 10
SECONDS_AN_ANSWER_MAY_TAKE = 60
PAUSE_SECONDS = 0.1  # a council's server is not ours to hurry

_HEADERS = {
    "User-Agent": "hrm2m directory import",
    "Accept": "application/json",
    # An answer packed to a thousandth of its size would pass every limit before it is unpacked.
    "Accept-Encoding": "identity",
}


class NoAnswer(Exception):
    """One request brought nothing to read; the message is a clause that says why."""


def read_url(url: str, pause_seconds: float = PAUSE_SECONDS) -> Iterator[Found | Refusal]:
    """Every service of the feed at `url`: a file of JSON, or an API whose `/services` is paged.

    Pages give identifiers only; each service is then read whole from `/services/{id}`, because a summary may
    leave out what hides an address. Raises FeedUnreadable when not even the first page can be read.
    """
    address = feed_address(url)
    with httpx.Client(headers=_HEADERS, timeout=SECONDS_TO_ANSWER, follow_redirects=False) as client:
        try:
            if address.path.endswith((".json", *LINES)):
                yield from read_bytes(address.path.rpartition("/")[2], _get(client, address))
            else:
                yield from _Pages(client, address, pause_seconds).records()
        except NoAnswer as none:
            raise FeedUnreadable(f"The feed could not be read: {none}.") from none


def feed_address(url: str) -> httpx.URL:
    """`url` as the address of a feed. Raises FeedUnreadable for anything but plain http or https."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as wrong:
        raise FeedUnreadable("That is not a web address: it needs the form https://host/path.") from wrong
    if address.scheme not in ("http", "https") or not address.host:
        raise FeedUnreadable("Only http and https addresses can be read.")
    if address.userinfo:
        raise FeedUnreadable("Leave the name and password out of the address: it is kept with every entry.")
    return address


class _Pages:
    """Walks the pages of one API until the feed, or a limit, says stop."""

    def __init__(self, client: httpx.Client, address: httpx.URL, pause_seconds: float) -> None:
        path = address.path.rstrip("/")
        self._services = address.copy_with(path=path if path.endswith("/services") else f"{path}/services")
        self._client = client
        self._pause_seconds = pause_seconds
        self._seen: set[str] = set()

    def records(self) -> Iterator[Found | Refusal]:
        for number in range(1, MOST_PAGES + 1):
            where = f"page {number}"
            try:
                page = self._json(self._services.copy_merge_params({"page": number}))
            except NoAnswer as none:
                if number == 1:
                    raise
                yield Refusal(where=where, reason=f"{none}: this page and those after it were not read")
                return
            listed = page_of(page)
            if listed is None:
                yield from self._not_a_page(where, page)
                return
            new = False
            # One after the other: a page may name more than anybody wants to ask about, and whoever reads stops us.
            for one in self._new_on(where, listed):
                new = True
                yield one
            if not new or _is_last(page, number):
                return
        yield Refusal(where=f"page {MOST_PAGES + 1}", reason="the feed goes on: the rest was not read")

    def _not_a_page(self, where: str, value: object) -> Iterator[Found | Refusal]:
        """A feed without pages answers with its whole list, or with its one service."""
        if isinstance(value, list):
            yield from self._new_on(where, value)
        elif isinstance(value, dict) and "id" in value:
            yield from records_in(where, value)
        else:
            raise NoAnswer("it answers with neither a page nor a list of services")

    def _new_on(self, where: str, listed: list[object]) -> Iterator[Found | Refusal]:
        for number, item in enumerate(listed, start=1):
            place = f"service {number} on {where}"
            identifier = item.get("id") if isinstance(item, dict) else None
            if not isinstance(item, dict) or not isinstance(identifier, str) or not identifier.strip("."):
                yield Refusal(where=place, reason="no id")
            elif identifier not in self._seen:
                self._seen.add(identifier)
                yield self._whole(place, identifier, item)

    def _whole(self, where: str, identifier: str, summary: dict[str, object]) -> Found | Refusal:
        address = self._services.copy_with(path=f"{self._services.path}/{quote(identifier, safe='')}")
        try:
            whole = self._json(address)
        except NoAnswer as none:
            return Refusal(where=where, reason=f"its full record could not be read: {none}")
        if not isinstance(whole, dict) or whole.get("id") != identifier:
            return Refusal(where=where, reason="its full record is that of another service")
        return Found(where=where, record={**summary, **whole})

    def _json(self, address: httpx.URL) -> object:
        time.sleep(self._pause_seconds)
        try:
            return parsed(decoded(_get(self._client, address)))
        except FeedUnreadable as unreadable:
            raise NoAnswer(str(unreadable).rstrip(".")) from unreadable


def _is_last(page: object, number: int) -> bool:
    """Whether a page says that it is the last: HSDS 3.0 and Open Referral UK 1.0 say it differently."""
    if not isinstance(page, dict):
        return True
    if page.get("last_page") is True or page.get("last") is True:
        return True
    pages = page.get("total_pages", page.get("totalPages"))
    return isinstance(pages, int) and number >= pages


def _get(client: httpx.Client, address: httpx.URL) -> bytes:
    """The body of one answer. Raises NoAnswer."""
    first = address
    try:
        for _ in range(MOST_REDIRECTS + 1):
            with client.stream("GET", address) as answer:
                if not answer.has_redirect_location:
                    return _body(answer)
                address = address.join(answer.headers["location"])
            if not _same_host(first, address):
                raise NoAnswer("it sends us to another host; give that address if you trust it")
    except httpx.InvalidURL as wrong:
        raise NoAnswer("it sends us to an address that is none") from wrong
    except httpx.HTTPError as failed:
        raise NoAnswer(f"no answer ({type(failed).__name__})") from failed
    raise NoAnswer("it sends us round in circles")


def _same_host(first: httpx.URL, then: httpx.URL) -> bool:
    """Whether `then` is the same server as `first`, or the same name asked for more safely."""
    same = (first.scheme, first.host, first.port) == (then.scheme, then.host, then.port)
    safer = (first.scheme, then.scheme) == ("http", "https") and first.port is None and then.port is None
    return not then.userinfo and (same or (safer and first.host == then.host))


def _body(answer: httpx.Response) -> bytes:
    if answer.status_code != httpx.codes.OK:
        raise NoAnswer(f"it answered {answer.status_code}")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise NoAnswer("it answered in a packed form that we did not ask for")
    until = time.monotonic() + SECONDS_AN_ANSWER_MAY_TAKE
    body = bytearray()
    for part in answer.iter_raw():
        body += part
        if len(body) > MOST_BYTES_AN_ANSWER:
            raise NoAnswer(f"its answer is larger than {MOST_BYTES_AN_ANSWER // 1_000_000} MB")
        if time.monotonic() > until:
            raise NoAnswer(f"its answer took longer than {SECONDS_AN_ANSWER_MAY_TAKE} seconds")
    return bytes(body)
