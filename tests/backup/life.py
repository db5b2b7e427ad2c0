"""What happens in an installation: run as `python -m tests.backup.life serve` or `… write`, never imported."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from django.db import OperationalError  # noqa: E402 - the settings come first

from hrm2m.backup import place  # noqa: E402
from hrm2m.cadence import Channel, Outcome  # noqa: E402
from hrm2m.foundation import clock  # noqa: E402
from hrm2m.policy import Actor, Compartment, Permission  # noqa: E402
from hrm2m.policy.facts import machine_actor  # noqa: E402
from hrm2m.records.agencies.queries import actor_by_email  # noqa: E402
from hrm2m.records.bridges import actions as bridges  # noqa: E402
from hrm2m.records.outreach import actions as outreach  # noqa: E402
from hrm2m.records.outreach import queries as reaching  # noqa: E402
from hrm2m.records.outreach.entries import Contact  # noqa: E402
from hrm2m.records.people.entries import Age, Handle, HowSaid  # noqa: E402
from hrm2m.records.whole import actions as whole  # noqa: E402
from hrm2m.vault import door, readiness, seals, spool  # noqa: E402
from hrm2m.vault.errors import VaultError  # noqa: E402
from hrm2m.vault.keystore import keystore  # noqa: E402
from hrm2m.vault.models import Head, Line  # noqa: E402
from tests import worlds  # noqa: E402
from tests.backup.lives import hrm2m, serve  # noqa: E402


DAY = timedelta(days=1)


def worker(name: str) -> Actor:
    found = actor_by_email(f"{name}@testmere.example")
    assert found is not None
    return found


def begin(*handles: str) -> list[str]:
    """A team, and a mother a month ago for each handle, met once; their refs."""
    team = worlds.make_team()
    mothers = [worlds.begin(team, handle, days_ago=30) for handle in handles]
    for mother in mothers:
        worlds.contact(team, mother, Outcome.MET, clock.now() - 9 * DAY)
    # What is a month old was sealed a month ago.
    seals.seal_changed_heads()
    return mothers


def another(handle: str) -> str:
    jo, sam = worker("jo"), worker("sam")
    words = bridges.FirstWords(handle, Age.EIGHTEEN_OR_OVER, HowSaid.SAID, "Quayside")
    return outreach.begin(by=jo, words=words, builder=jo.worker_ref, cover=sam.worker_ref, at=clock.now())


def forget(mother: str) -> None:
    """She asked four days ago; her keys are destroyed now."""
    with clock.at(clock.now() - 4 * DAY):
        whole.forget(by=worker("jo"), mother=mother)
    whole.finish_forgetting(by=machine_actor(1))
    seals.seal_changed_heads()


def ask_to_be_forgotten(mother: str) -> None:
    whole.forget(by=worker("jo"), mother=mother)
    seals.seal_changed_heads()


def choose_amir(mother: str) -> None:
    amir, sam = worker("amir"), worker("sam")
    bridges.change_bridge_builder(
        by=worker("jo"), mother=mother, builder=amir.worker_ref, cover=sam.worker_ref, at=clock.now()
    )
    seals.seal_changed_heads()


def bar_sam(mother: str) -> None:
    bridges.bar(by=worker("jo"), mother=mother, worker=worker("sam").worker_ref)
    seals.seal_changed_heads()


def died(mother: str) -> None:
    whole.she_died(by=worker("jo"), mother=mother, second=worker("kit").worker_ref, at=clock.now())
    seals.seal_changed_heads()


def look(name: str, mother: str) -> str:
    """Her handle as this worker sees it, or the name of the refusal."""
    purpose = "supervision" if name == "kit" else ""
    try:
        with door.looking(
            by=worker(name), permission=Permission.MOTHER_SEE, mother=mother, page="mother", purpose=purpose
        ) as box:
            return box.entries(Handle)[0].body.handle
    except VaultError as refusal:
        return type(refusal).__name__


def state(mother: str) -> dict[str, object]:
    head = Head.objects.get(ref=mother)
    keys = keystore().keys([(mother, c) for c in Compartment])
    return {
        "stage": head.stage,
        "keys": sorted(c.value for _, c in keys),
        "listed": head.id in reaching.everybody_on_the_list(1),
        "waiting_to_be_forgotten": head.forget_at is not None,
    }


def run_ahead(mother: str) -> None:
    """She was met while the clock of the server was two days ahead."""
    met = Contact(Channel.USUAL_PLACE, Outcome.MET)
    with clock.at(clock.now() + 2 * DAY):
        outreach.log_contact(by=worker("jo"), mother=mother, contact=met, at=clock.now())


def lose_key(mother: str) -> None:
    keystore().destroy([mother], [Compartment.GENERAL])


def digests() -> dict[str, str]:
    """A digest of every table that is copied, whatever the order of its rows."""
    with place.here().snapshot() as snapshot:
        found = {}
        for table in snapshot.tables():
            blocks = b"".join(block.body for block in snapshot.blocks(table))
            found[table.name] = sha256(blocks).hexdigest()
        return found


def contacts() -> int:
    return Line.objects.filter(body__contains='"act":"contact_log"').count()


def write(mother: str, seconds: str) -> None:
    """Logs contacts for so long; prints when each was acknowledged."""
    jo, until = worker("jo"), time.time() + float(seconds)
    contact = Contact(Channel.USUAL_PLACE, Outcome.MET)
    while time.time() < until:
        # Not fair on SQLite: whoever waited too long is told so, as in a browser, and nothing was acknowledged.
        with suppress(OperationalError):
            outreach.log_contact(by=jo, mother=mother, contact=contact, at=clock.now())
            os.write(1, f"{time.time()}\n".encode())
        time.sleep(0.02)


def ready() -> str:
    """Why a server does not start; empty where it does."""
    try:
        readiness.refuse_unsafe_start()
    except VaultError as refusal:
        return str(refusal)
    return ""


def wait_in_spool(words: str) -> str:
    return spool.put(words.encode())


def in_spool() -> list[str]:
    return [spooled.words.decode() for spooled in spool.drain()]


WORDS: dict[str, Callable[..., object]] = {
    word.__name__: word
    for word in (
        *(begin, another, forget, ask_to_be_forgotten, choose_amir, bar_sam, died),
        *(hrm2m, look, lose_key, run_ahead, state, digests, contacts, write, ready, wait_in_spool, in_spool),
    )
}

if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(lambda word, *more: WORDS[word](*more))
    else:
        WORDS[sys.argv[1]](*sys.argv[2:])
