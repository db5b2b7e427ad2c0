"""What becomes of a text at the carrier: taken, refused, tried again, unclear, reported; and never sent twice."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hrm2m.cadence import Channel, Outcome
from hrm2m.commands.working import lanes, texting
from hrm2m.commands.working.recurring import Lane
from hrm2m.exchange.messages.carrier import NotTaken, Refused, Unclear
from hrm2m.foundation import clock
from hrm2m.foundation.models import Job
from hrm2m.policy.lifecycles import TextEvent, TextStatus
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.actions.sending import MOST_TRIES
from hrm2m.records.outreach.cover import CoverWords
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.outreach.models import Due
from hrm2m.records.outreach.texts import text_counts
from hrm2m.records.whole import actions as whole
from tests import worlds
from tests.records.outreach.texted import (
    MACHINE,
    agreed,
    ask,
    contacts,
    stands,
    work,
)


pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class Broken:
    """A carrier that answers as it was told to, and counts how often it was asked."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers, self.asked = list(answers), 0

    def hand_over(self, *, ref: str, number: str, words: CoverWords) -> None:
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture(autouse=True)
def sink(settings: Any, tmp_path: Path) -> Path:
    """A folder as carrier."""
    settings.HRM2M_TEXTS_BY = "folder"
    settings.HRM2M_TEXTS_FOLDER = tmp_path / "texts"
    return tmp_path / "texts"


def by(carrier: Broken, monkeypatch: pytest.MonkeyPatch) -> Broken:
    """The worker process hands texts to this one."""
    monkeypatch.setattr(texting, "carrier", lambda: carrier)
    return carrier


def when_due() -> None:
    """Lets the time of the next text come, and works."""
    waiting = Job.objects.filter(kind=outreach.TEXT, done_at=None).order_by("due_at").first()
    assert waiting is not None
    with clock.at(waiting.due_at):
        work()


# ------------------------------------------------------------------ the carrier fails


@pytest.mark.slow
def test_a_carrier_that_is_away_is_asked_again_with_growing_waits_and_an_end(
    team: worlds.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    away = by(Broken(*[NotTaken("carrier_away")] * 99), monkeypatch)
    waits = []
    for _ in range(MOST_TRIES - 1):
        before = Job.objects.filter(done_at=None, kind=outreach.TEXT).get().due_at
        when_due()
        waits.append(Job.objects.filter(done_at=None, kind=outreach.TEXT).get().due_at - before)
    assert waits == sorted(waits)
    when_due()
    assert away.asked == MOST_TRIES
    assert stands(text) == (TextStatus.FAILED, "carrier_away")
    assert not Job.objects.filter(done_at=None, kind=outreach.TEXT).exists()
    assert contacts(team, mother) == (), "nothing reached her phone, and it takes none of her contacts"
    told = Job.objects.get(kind="mail", payload__text="something_waits")
    assert told.payload["to"] == team.jo.worker_id


def test_a_text_that_is_refused_is_not_tried_again(
    team: worlds.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    carrier = by(Broken(Refused("carrier_403")), monkeypatch)
    work()
    assert (stands(text), carrier.asked) == ((TextStatus.FAILED, "carrier_403"), 1)
    assert text_counts(clock.now(), clock.now() - DAY).failed == 1


def test_where_nobody_knows_whether_it_went_no_second_one_goes(
    team: worlds.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    carrier = by(Broken(Unclear()), monkeypatch)
    work()
    assert stands(text)[0] is TextStatus.UNCLEAR
    assert [contact.body.outcome for contact in contacts(team, mother)] == [Outcome.LEFT_WORD]
    with clock.at(clock.now() + DAY):
        work()
    assert carrier.asked == 1


def test_after_a_crash_between_handing_over_and_writing_it_down_no_second_one_goes(
    team: worlds.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    carrier = by(Broken(), monkeypatch)

    def killed(**_: Any) -> None:
        raise SystemExit(9)

    with monkeypatch.context() as broken:
        broken.setattr(outreach, "tell_of_text", killed)
        with pytest.raises(SystemExit):
            work()
    assert stands(text)[0] is TextStatus.HANDING
    with clock.at(clock.now() + lanes.LEASES[Lane.TEXT] + timedelta(seconds=1)):
        work()
    assert (stands(text)[0], carrier.asked) == (TextStatus.UNCLEAR, 1)
    assert len(contacts(team, mother)) == 1


# ------------------------------------------------------------------ what the carrier says later


def tell(text: str, event: TextEvent) -> None:
    outreach.tell_of_text(by=MACHINE, text=text, event=event)


def test_a_report_that_it_arrived_is_shown_and_changes_no_contact(team: worlds.Team) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    work()
    for _ in range(2):
        tell(text, TextEvent.ARRIVED)
    assert stands(text)[0] is TextStatus.DELIVERED
    assert len(contacts(team, mother)) == 1


def test_a_report_that_it_did_not_arrive_puts_the_contact_right(team: worlds.Team) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    work()
    tell(text, TextEvent.DID_NOT_ARRIVE)
    (contact,) = contacts(team, mother)
    assert (contact.body.outcome, stands(text)[0]) == (Outcome.NOT_REACHED, TextStatus.FAILED)
    tell(text, TextEvent.ARRIVED)
    assert stands(text)[0] is TextStatus.FAILED
    assert outreach.due_rows_that_differ(by=MACHINE) == []


def test_a_report_that_is_quicker_than_our_own_line_is_kept(team: worlds.Team) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    assert outreach.prepare_text(by=MACHINE, text=text) is not None
    tell(text, TextEvent.ARRIVED)
    tell(text, TextEvent.TAKEN)
    assert stands(text)[0] is TextStatus.DELIVERED
    assert len(contacts(team, mother)) == 1


def test_a_contact_that_a_worker_has_put_right_stays_as_it_is(team: worlds.Team) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    work()
    (contact,) = contacts(team, mother)
    spoke = Contact(Channel.TEXT, Outcome.SPOKE)
    outreach.log_contact(
        by=team.jo, mother=mother, contact=spoke, at=contact.happened_at, corrects=contact.ref
    )
    tell(text, TextEvent.DID_NOT_ARRIVE)
    assert [found.body.outcome for found in contacts(team, mother)] == [Outcome.SPOKE]


def test_what_is_said_of_a_text_after_she_died_is_still_written(team: worlds.Team) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    outreach.prepare_text(by=MACHINE, text=text)
    whole.she_died(by=team.jo, mother=mother, second=team.kit.worker_ref, at=clock.now())
    tell(text, TextEvent.TAKEN)
    assert stands(text)[0] is TextStatus.HANDED
    assert not Due.objects.get().on_list
