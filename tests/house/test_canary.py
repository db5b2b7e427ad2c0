"""Invented words about a mother go through everything, and are found nowhere but sealed and on her own pages."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test import Client

from hrm2m.commands.working import lanes
from hrm2m.foundation import clock, ids
from hrm2m.foundation.models import Job
from hrm2m.pages.base.quiet_log import QuietFormatter
from hrm2m.records.danger import actions as danger
from hrm2m.records.outreach import actions as outreach
from hrm2m.vault.models import Head, Line
from tests import worlds
from tests.house.stored import files_of_home, plain_rows, raw_database, sessions
from tests.pages.mother.test_forms_about_her import seen_in
from tests.pages.street import browser_of, post


pytestmark = pytest.mark.django_db(transaction=True)

HANDLE, PLACE, HOW, COVER = "Quibblewick", "Zanzibarrow", "Fizzlegate 07700900471", "Wobblethorpe"
WORDS, SEEN, NAME, STREET = "Murklebottom", "Grumblestead", "Ottoline Pifflesworth", "Dribblecombe"
DANGER, WHY, DECIDED = "Snorkelhampton", "her Bumblefordham rang", "Crinklewood"
PHONE, PLAIN = "07700 900 982", "7700900982"
CANARIES = (HANDLE, PLACE, HOW, COVER, WORDS, SEEN, NAME, STREET, DANGER, WHY, DECIDED, PHONE, PLAIN)


@dataclass
class Walk:
    """A walk through the pages by her bridge builder, and what it left behind."""

    team: worlds.Team
    jo: Client
    log: io.StringIO
    addresses: list[str] = field(default_factory=list)
    mother: str = ""

    def get(self, path: str, client: Client | None = None) -> Any:
        """One page, with the addresses on it."""
        return self._kept(path, (client or self.jo).get(path))

    def post(self, path: str, client: Client | None = None, **fields: Any) -> Any:
        """One form, with where it leads."""
        return self._kept(path, post(client or self.jo, path, **fields))

    def _kept(self, path: str, response: Any) -> Any:
        self.addresses += [path, response.headers.get("Location", "")]
        self.addresses += re.findall(
            r'(?:href|action|src)="([^"]*)"', response.content.decode(errors="replace")
        )
        return response


@pytest.fixture
def walk() -> Iterator[Walk]:
    team = worlds.make_team()
    log = io.StringIO()
    quiet = {
        handler
        for logger in (logging.getLogger(), logging.getLogger("django"), logging.getLogger("django.request"))
        for handler in logger.handlers
        if isinstance(handler.formatter, QuietFormatter)
    }
    assert quiet, "the log that is looked at is the one that is configured"
    streams = [
        (handler, handler.setStream(log)) for handler in quiet if isinstance(handler, logging.StreamHandler)
    ]
    found = Walk(team, browser_of(team.jo), log)
    found.jo.raise_request_exception = False
    yield found
    for handler, stream in streams:
        handler.setStream(stream)


def live(walk: Walk) -> None:
    """Her first day, a contact, a card, her name, danger, what goes wrong on the way."""
    first: dict[str, Any] = {
        "honest_sentence": "said",
        "handle": HANDLE,
        "age": "not_asked",
        "locality": PLACE,
        "builder": walk.team.jo.worker_ref,
        "cover": walk.team.sam.worker_ref,
        "valid_until": "2040-01-01",
    }
    assert walk.post("/begin/", **first).status_code == 302
    walk.mother = str(Head.objects.order_by("id").values_list("ref", flat=True).last())
    hers = f"/m/{walk.mother}"
    saved = [
        walk.post(f"{hers}/log/", outcome="met", channel="usual_place", her_words=WORDS, what_we_saw=SEEN),
        walk.post(
            f"{hers}/safe-contact/",
            seen="",
            channel="text",
            how=HOW,
            valid_until="2040-01-01",
            cover_words=COVER,
        ),
        walk.post(f"{hers}/name/", full_name=NAME, address=STREET, her_word="on"),
    ]
    assert [response.status_code for response in saved] == [302, 302, 302]
    assert all(HANDLE in walk.get(path).content.decode() for path in ("/today/", f"{hers}/"))


def look_for(canaries: tuple[str, ...], where: str, text: str | bytes) -> None:
    """Fails if one of these words, in whatever case, is in `text`."""
    folded = text.lower()
    for canary in canaries:
        wanted: Any = canary.lower().encode() if isinstance(folded, bytes) else canary.lower()
        assert wanted not in folded, f"{canary} is in {where}"


def look_everywhere(walk: Walk) -> None:
    """Logs, addresses, jobs, mail, ledger, every plain row, every byte."""
    look_for(CANARIES, "the log", walk.log.getvalue())
    look_for(CANARIES, "an address", "\n".join(walk.addresses))
    look_for(CANARIES, "a job", repr(list(Job.objects.values())))
    look_for(CANARIES, "mail", repr([(m.subject, m.body, m.to, m.extra_headers) for m in outbox.outbox]))
    look_for(CANARIES, "the ledger", repr(list(Line.objects.values_list("body", flat=True))))
    look_for(CANARIES, "a session", sessions())
    for table, row in plain_rows():
        look_for(CANARIES, table, repr(row))
    look_for(CANARIES, "the bytes of the database", raw_database())
    for name, content in files_of_home():
        look_for(CANARIES, name, content)


def break_on_the_vault(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """A database that fails with words of hers in its message, as a constraint may."""
    if "vault_" in sql:
        raise ValueError(f"a row with {HANDLE} and {WORDS}")
    return execute(sql, params, many, context)


@pytest.mark.slow
@pytest.mark.promise(2)
def test_what_she_says_is_found_nowhere_but_sealed(walk: Walk) -> None:
    live(walk)
    look_everywhere(walk)


@pytest.mark.slow
def test_what_was_refused_failed_or_came_too_late_leaves_nothing_either(walk: Walk) -> None:
    live(walk)
    hers = f"/m/{walk.mother}"
    stranger = browser_of(walk.team.vic)
    nobody = Client()
    refused = [
        walk.post(f"{hers}/log/", stranger, outcome="met", channel="call", her_words=WORDS),
        walk.post(f"/m/{ids.new_ref()}/log/", outcome="met", channel="call", her_words=WORDS),
        walk.post("/no/such/page/", her_words=WORDS),
        Client(enforce_csrf_checks=True).post(f"{hers}/log/", {"her_words": WORDS}),
    ]
    for response in refused:
        assert response.status_code in {302, 403, 404}
        look_for(CANARIES, f"the answer {response.status_code}", response.content)
    walk.post(f"{hers}/log/", nobody, outcome="met", channel="call", her_words=WORDS)
    with connection.execute_wrapper(break_on_the_vault):
        failed = walk.post(f"{hers}/log/", outcome="met", channel="call", her_words=WORDS)
        assert failed.status_code == 500
        look_for(CANARIES, "the error page", failed.content)
        assert walk.jo.get(f"/m/{HANDLE}/?with={WORDS}").status_code == 500
    assert "ValueError" in walk.log.getvalue()
    look_everywhere(walk)


@pytest.mark.slow
@pytest.mark.promise(4)
def test_danger_and_a_late_promise_tell_people_without_a_word_of_hers(walk: Walk) -> None:
    live(walk)
    danger.raise_danger(by=walk.team.jo, who="her", at=clock.now(), words=DANGER, mother_ref=walk.mother)
    outreach.choose_how_to_find_her(
        by=walk.team.jo,
        mother=walk.mother,
        how=DECIDED,
        why=WHY,
        second=walk.team.kit.worker_ref,
        at=clock.now(),
    )
    lanes.do_all_once()
    assert outbox.outbox, "somebody was told"
    look_everywhere(walk)


@pytest.mark.slow
@pytest.mark.parametrize("reason", [WHY, WHY.split()[1]], ids=["a_sentence", "one_word"])
def test_the_reason_a_lead_types_before_opening_her_record_is_not_kept_readable(
    walk: Walk, reason: str
) -> None:
    live(walk)
    kit = browser_of(walk.team.kit)
    hers = f"/m/{walk.mother}/"
    assert walk.get(hers, kit).headers["Location"].startswith("/why/")
    walk.post("/why/", kit, reason="other", words=reason, next=hers, of=walk.mother)
    assert walk.get(hers, kit).status_code == 200
    look_for((reason,), "a session", sessions())
    look_for((reason,), "the ledger", repr(list(Line.objects.values_list("body", flat=True))))


@pytest.mark.slow
def test_a_text_to_her_phone_leaves_neither_its_number_nor_its_words(
    walk: Walk, settings: Any, tmp_path: Path
) -> None:
    settings.HRM2M_TEXTS_BY, settings.HRM2M_TEXTS_FOLDER = "folder", tmp_path
    live(walk)
    hers = f"/m/{walk.mother}"
    seen = seen_in(walk.get(f"{hers}/safe-contact/"))
    card: dict[str, Any] = {"channel": "text", "how": HOW, "valid_until": "2040-01-01", "seen": seen}
    hours: dict[str, Any] = {"text_from": "00:00", "text_until": "00:00"}
    walk.post(
        f"{hers}/safe-contact/", **card, **hours, texts="her_words", text_number=PHONE, cover_words=COVER
    )
    page = walk.get(f"{hers}/text/")
    assert COVER in page.content.decode()
    assert walk.post(f"{hers}/text/", seen=seen_in(page)).status_code == 302
    look_everywhere(walk)
    lanes.do_all_once()
    (sent,) = tmp_path.glob("*.txt")
    assert COVER in sent.read_text()
    look_everywhere(walk)
