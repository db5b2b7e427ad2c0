"""Her phone: a browser without anything kept, and the way in that Jo set up beside her."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from hrm2m.pages.hers.visits import COOKIE
from hrm2m.policy import Actor, Permission
from hrm2m.records.hers.queries import written_in
from hrm2m.vault import door
from tests import worlds
from tests.records.hers.samples import QUIET, WORDS, set_up


@dataclass
class Her:
    """Robin: her ref, who she is by her way in, and the team."""

    team: worlds.Team
    mother: str
    by: Actor


def robin() -> Her:
    """Robin, whose bridge Jo holds, with words that open her page and others for the quiet way."""
    team = worlds.make_team()
    mother = worlds.begin(team)
    return Her(team, mother, set_up(team, mother))


def phone(code: str = WORDS) -> Client:
    """A browser in which this code was typed."""
    client = Client()
    client.post("/n/", {"code": code})
    return client


def quiet_phone() -> Client:
    """A browser in which the quiet words were typed."""
    return phone(QUIET)


def send(client: Client, path: str, **words: str) -> Any:
    """Sends a form of hers as her browser would: with the two hidden fields of the page."""
    page = client.get(path).content.decode()
    return client.post(path, {**hidden(page), **words})


def hidden(page: str) -> dict[str, str]:
    """The hidden fields that every form of hers carries."""
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("t", "command_id")}


def without_new(page: bytes) -> str:
    """A page without the hidden fields that are new for each drawing."""
    return re.sub(r'name="(t|command_id)" value="\w+"', "", page.decode())


def is_in(client: Client) -> bool:
    """Whether a visit of hers goes on in this browser."""
    return COOKIE in client.cookies and client.get("/n/a/").status_code == 200


def what_she_wrote(her: Her) -> list[tuple[str, str]]:
    """What she wrote on her pages, newest first: for which moment, and her words."""
    with door.looking(by=her.by, permission=Permission.OWN_SEE, mother=her.mother, page="own") as box:
        return [(one.entry.body.moment.value, one.entry.body.words) for one in written_in(box)]


PAGES = tuple(
    f"/n/{place}"
    for place in (
        "a/",
        "b/",
        "c/",
        "d/",
        "e/",
        "f/",
        "f/1/",
        "f/2/",
        "f/3/",
        "f/4/",
        "h/",
        "j/",
        "k/",
        "m/",
        "p/",
        "q/",
        "r/",
        "s/",
        "t/",
    )
)
"""Every page of hers that a visit opens by its address alone."""
