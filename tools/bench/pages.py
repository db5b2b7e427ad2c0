"""The pages that are measured, each as one real request through every middleware, and its bare twin."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

import httpx
from django.db import connection
from django.urls import reverse

from hrm2m.foundation import ids
from tools.bench import crossing
from tools.bench.bare import Bare
from tools.bench.people import FORM_COOKIE, ORIGIN, Somebody, transport


@dataclass(frozen=True)
class Page:
    """One page: what makes each request a first look, the request, and the bare driver doing the same."""

    name: str
    before: Callable[[int], None]
    ask: Callable[[int], None]
    bare: Callable[[int], None]


class Pages:
    """The pages as these workers ask for them, turn by turn."""

    def __init__(self, builders: list[Somebody], lead: Somebody, bare: Bare) -> None:
        self._builders = builders
        self._lead = lead
        self._bare = bare
        self._browsers = {who.actor.worker_id: _browser(who) for who in [*builders, lead]}
        self._herself, self._at_a_door = (
            crossing.at_her_own_page(builders[0]),
            crossing.at_a_door(builders[0]),
        )
        self._her_browser, self._door_browser = _browser(self._herself), _browser(self._at_a_door)

    def all(self) -> Iterator[Page]:
        """Today, a mother's page, logging a contact, the board; her own first page; what was sent, at the door."""
        yield Page(
            "Today", self._forget_looks, self._today, lambda turn: self._bare.today(self._who(turn).actor)
        )
        yield Page(
            "her page", self._forget_looks, self._mother, lambda turn: self._bare.mother(*self._her(turn))
        )
        yield Page("log a contact", self._nothing, self._log, lambda turn: self._bare.log(*self._her(turn)))
        yield Page("board", self._nothing, self._board, lambda _turn: self._bare.board(self._lead.actor))
        yield Page(
            "her own home",
            lambda _turn: _forget_looks_of(self._herself),
            lambda _turn: _get(self._her_browser, reverse("own_home")),
            lambda _turn: self._bare.own_home(self._herself, self._herself.mothers[0]),
        )
        yield Page(
            "at a door",
            lambda _turn: _forget_looks_of(self._at_a_door),
            lambda _turn: _get(self._door_browser, reverse("partner")),
            lambda _turn: self._bare.at_a_door(self._at_a_door, self._at_a_door.mothers[0]),
        )

    def _who(self, turn: int) -> Somebody:
        return self._builders[turn % len(self._builders)]

    def _her(self, turn: int) -> tuple["Somebody", tuple[int, str]]:
        who = self._who(turn)
        return who, who.mothers[turn // len(self._builders) % len(who.mothers)]

    def _nothing(self, turn: int) -> None:
        """Nothing to prepare."""

    def _forget_looks(self, turn: int) -> None:
        """Each look is then the first of its half hour, and writes its lines: the slow case."""
        _forget_looks_of(self._who(turn))

    def _today(self, turn: int) -> None:
        self._get(self._who(turn), reverse("today"))

    def _mother(self, turn: int) -> None:
        who, (_, ref) = self._her(turn)
        self._get(who, reverse("mother", args=[ref]))

    def _board(self, turn: int) -> None:
        self._get(self._lead, reverse("board"))

    def _get(self, who: Somebody, path: str) -> None:
        _get(self._browsers[who.actor.worker_id], path)

    def _log(self, turn: int) -> None:
        who, (_, ref) = self._her(turn)
        browser = self._browsers[who.actor.worker_id]
        answer = browser.post(reverse("log", args=[ref]), data=contact_form(browser.cookies[FORM_COOKIE]))
        if answer.status_code != httpx.codes.FOUND:
            raise httpx.HTTPError(f"{answer.status_code} for a contact")


def _browser(who: Somebody) -> httpx.Client:
    return httpx.Client(transport=transport(), base_url=ORIGIN, cookies=dict(who.cookies))


def _get(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)
    if answer.status_code != httpx.codes.OK:
        raise httpx.HTTPError(f"{answer.status_code} for {path}")


def _forget_looks_of(who: Somebody) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM vault_look WHERE worker_id = %s", [who.actor.worker_id])


_turn = count()


def contact_form(token: str) -> dict[str, str]:
    """A contact as a worker logs it in three choices, under a command id of its own."""
    outcome = ("met", "spoke", "not_reached")[next(_turn) % 3]
    return {
        "csrfmiddlewaretoken": token,
        "command_id": ids.new_ref(),
        "outcome": outcome,
        "channel": "usual_place",
        "next": "none",
        "her_words": "I can do mornings.",
    }
