"""What the browser of one worker gets from every address: bytes, headers and how many statements it took."""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test import Client

from hrm2m.commands.working import lanes
from hrm2m.commands.working.recurring import Lane
from hrm2m.foundation import ids
from tests.properties.separated.addresses import DRAWS_A_SECRET
from tests.properties.separated.crossing import AT_THE_DOOR
from tests.properties.separated.memory import Answer, Memory, Rows, Statement


SEED = 20_261_122
# Drawn for each page by Django and by the second-step library, from a source no test can seed.
DRAWN = (
    re.compile(r'(name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(")'),
    re.compile(r'("challenge": ")[A-Za-z0-9_-]{43}(")'),
)
# Of a link that is made while the mail is sent, from a source no test can seed.
SECRET_OF_A_LINK = re.compile(r"/for-you/[\w=-]+/")
HOST = "@testmere.example"
# The partner's page is of the worker whom the referral was sent to.
MAILBOX = {AT_THE_DOOR: "mia"}
SAID_OF_COOKIES = ("path", "samesite", "httponly", "secure", "max-age")


def chance(number: int | str) -> Callable[[int], bytes]:
    """The same refs and nonces each time."""
    return random.Random(number).randbytes  # noqa: S311 - chance that can be repeated, no secret


def session_key(length: int, characters: str) -> str:
    """Drawn as refs are: the browser of the same life has the same session in each world."""
    return "".join(characters[drawn % len(characters)] for drawn in ids.random_bytes(length))


def answers(
    client: Client, asked: Iterable[tuple[str, str]], memory: Memory | None = None
) -> dict[str, Answer]:
    """The answer to each address, as this worker; the database and the browser are as before when it is over."""
    memory = Memory() if memory is None else memory
    with put_back():
        rows = Rows()
        return {address: _alone(client, name, address, memory, rows) for name, address in asked}


def _alone(client: Client, name: str, address: str, memory: Memory, rows: Rows) -> Answer:
    """An address that ends a visit, as a way out of her own page does, ends it for no other address."""
    kept = SimpleCookie(client.cookies)
    request = f"{address} {kept.output()}"
    found = memory.of(request, rows)
    if found is None:
        with put_back(), ids.drawn_from(chance(SEED + 2)):
            found, asked = _answer(client, name, address)
        client.cookies = kept
        memory.keep(request, found, asked, rows)
    return found


@contextmanager
def put_back() -> Iterator[None]:
    """Whatever is written inside is not there any more afterwards."""
    savepoint = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(savepoint)


def _answer(client: Client, name: str, address: str) -> tuple[Answer, list[Statement]]:
    sent: list[Statement] = []

    def count(execute: Callable[..., Any], sql: str, parameters: Any, *arguments: Any) -> Any:
        sent.append((sql, parameters))
        return execute(sql, parameters, *arguments)

    with connection.execute_wrapper(count):
        response = client.get(address)
        streamed = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined] # Django's test client: one or the other
    body = streamed.decode(errors="replace")
    for drawn in DRAWN:
        body = drawn.sub(r"\1·\2", body)
    if name in DRAWS_A_SECRET:
        body = f"a page of its own secret, {len(body) // 1000} thousand characters"
    cookies = [
        (f"cookie {key}", ";".join(str(morsel[part]) for part in SAID_OF_COOKIES))
        for key, morsel in response.cookies.items()
    ]
    headers = tuple(sorted([*response.headers.items(), *cookies]))
    return Answer(response.status_code, headers, body, len(sent)), sent


def letters(names: Iterable[str]) -> dict[str, Answer]:
    """The mail that the worker process sends to each of these, whole: subject, words, and what it is about."""
    with put_back():
        mail.outbox = []
        with ids.drawn_from(chance(SEED)):
            lanes.do_what_is_due(Lane.MAIL, lanes.Tally())
        sent = {
            name: [one for one in mail.outbox if MAILBOX.get(name, name) + HOST in one.to] for name in names
        }
    return {name: Answer(200, (), "\n".join(_whole(one) for one in of), 0) for name, of in sent.items()}


def _whole(letter: EmailMessage) -> str:
    return SECRET_OF_A_LINK.sub("a link", f"{letter.subject}\n{letter.body}")
