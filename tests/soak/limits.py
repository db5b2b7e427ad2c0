"""Eight processes at one limit: `python -m tests.soak.limits ROUNDS` prints how many came through, never imported."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.cadence import Channel, Outcome  # noqa: E402 - the settings come first
from hrm2m.foundation import clock  # noqa: E402
from hrm2m.foundation.errors import BadInput  # noqa: E402
from hrm2m.pages.sign_in import limits, tries  # noqa: E402
from hrm2m.records.bridges.models import Bridge, Profile  # noqa: E402
from hrm2m.records.outreach import actions as outreach  # noqa: E402
from hrm2m.records.outreach import queries  # noqa: E402
from hrm2m.records.outreach.entries import Contact, SafeContact  # noqa: E402
from tests.soak.acts import team  # noqa: E402
from tests.soak.forked import say  # noqa: E402
from tests.vault.crowd import together  # noqa: E402
from tests.worlds import Team, begin  # noqa: E402


PROCESSES = 8
MOST_A_WEEK = 3
TRIES_EACH = 10
NOON = datetime(2026, 5, 5, 12, 10, tzinfo=UTC)
"""Tries are counted by the hour and quarter of the clock; a round must not reach over the end of one."""


def main(rounds: int) -> dict[str, list[object]]:
    """For each round: passwords looked at, bridges begun, and what her list says after eight contacts at one moment."""
    us = team()
    begin(us, "Robin")
    found: dict[str, list[object]] = {"passwords": [], "codes": [], "bridges": [], "weeks": []}
    for number in range(rounds):
        found["passwords"].append(sum_of(together(each(partial(passwords, number)))))
        found["codes"].append(sum_of(together(each(partial(codes, number)))))
        found["bridges"].append(bridges(us))
        found["weeks"].append(week(us))
        say(f"{number + 1} of {rounds} rounds of limits")
    return found


def each(work: Callable[[], object]) -> list[Callable[[], object]]:
    """The same for every process."""
    return [work] * PROCESSES


def sum_of(answers: Sequence[object]) -> int:
    """The sum of what the processes answered; whatever else one says is an error and shown."""
    numbers = [answer for answer in answers if isinstance(answer, int)]
    assert len(numbers) == len(answers), answers
    return sum(numbers)


def passwords(number: int) -> int:
    """How many of so many tries from a known device were looked at, all in one stretch of the clock."""
    asked = limits.PasswordTry(f"round{number}@example.org", "203.0.113.9", "device")
    with clock.at(NOON):
        return sum(asked.may_go_on() for _ in range(TRIES_EACH))


def codes(number: int) -> int:
    """How many of so many codes of one worker, from devices that nobody knows, were looked at."""
    with clock.at(NOON):
        return sum(tries.within(limits.CODES_OF_STRANGERS, "code", number) for _ in range(TRIES_EACH))


def bridges(us: Team) -> list[int]:
    """How many of eight beginnings came through where one place was left, and how many bridges there are then."""
    held = Bridge.objects.filter(builder_id=us.jo.worker_id, closed_at=None).count()
    Profile.objects.filter(worker_id=us.jo.worker_id).update(limit=held + 1)
    begun = sum_of(together(each(partial(begin_if_there_is_room, us))))
    return [begun, Bridge.objects.filter(builder_id=us.jo.worker_id, closed_at=None).count() - held]


def begin_if_there_is_room(us: Team) -> int:
    try:
        begin(us, f"Wren{os.getpid()}")
    except BadInput:
        return 0
    return 1


def week(us: Team) -> list[object]:
    """After eight contacts at one moment: how many are counted, and whether her limit holds the next one back."""
    Profile.objects.filter(worker_id=us.amir.worker_id).update(limit=100_000)
    mother = begin(us, "Sky", by=us.amir)
    valid = local_day(clock.now()) + timedelta(days=30)
    card = SafeContact(Channel.TEXT, "her own phone", valid, most_contacts_a_week=MOST_A_WEEK)
    outreach.set_safe_contact(by=us.amir, mother=mother, card=card, seen="", at=clock.now())
    together(each(partial(log, us, mother)))
    (line,) = [line for line in queries.today(us.amir, size=10_000).items if line.mother_ref == mother]
    return [line.contacts_this_week, line.limit_reached]


def log(us: Team, mother: str) -> int:
    outreach.log_contact(
        by=us.amir, mother=mother, contact=Contact(Channel.TEXT, Outcome.NOT_REACHED), at=clock.now()
    )
    return 1


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
