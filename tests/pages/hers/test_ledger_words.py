"""Who opened her notes, in words: what went by itself is no person, and who keeps children safe leads no team."""

from dataclasses import replace

import pytest

from hrm2m.foundation import clock
from hrm2m.pages.hers.ledger import Opened, _opened
from hrm2m.pages.hers.visits import Own
from hrm2m.policy import Compartment, Ground, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.agencies.models import Agency
from hrm2m.vault import door
from hrm2m.vault.her_log import LogLine
from tests.pages.hers.her_phone import Her, phone, robin, send
from tests.records.agencies.test_second_person import worker
from tests.records.hers.samples import WORDS


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


def a_look(by: str, opens: Compartment, *grounds: Ground) -> LogLine:
    return LogLine(clock.now(), "", "permit", by, "", (opens.value,), (), frozenset(grounds), "", 1)


def told(her: Her, line: LogLine) -> Opened:
    return _opened([line], Own(her.by, her.mother, False, "", False))[0][0]


def test_what_went_by_itself_is_no_person(her: Her) -> None:
    one = told(her, a_look(machine_actor(1).worker_ref, Compartment.GENERAL))
    assert (one.who, one.by_itself) == ("", True)
    assert "no one saw it" in str(one.why)


def test_a_safeguarding_lead_is_said_to_keep_children_safe_and_not_to_lead_the_team(her: Her) -> None:
    ruth, kit = her.team.ruth.worker_ref, her.team.kit.worker_ref
    assert "keep children safe" in str(told(her, a_look(ruth, Compartment.CHILD_SAFETY, Ground.LEAD)).why)
    assert "Leads the team" in str(told(her, a_look(kit, Compartment.GENERAL, Ground.LEAD)).why)


def test_whoever_was_sent_something_looked_at_that_and_not_at_her_notes(her: Her) -> None:
    look = a_look(her.team.mia.worker_ref, Compartment.GENERAL, Ground.CONSENT)
    for act in (Permission.REFERRAL_READ, Permission.REFERRAL_ANSWER):
        assert list(map(str, told(her, replace(look, act=act.value)).parts)) == [
            "what we sent them about you"
        ]
    assert list(map(str, told(her, look).parts)) == ["your notes"]


@pytest.mark.slow
@pytest.mark.promise(7)
def test_who_looked_is_named_to_her_after_having_left_and_so_is_an_agency_that_ended(her: Her) -> None:
    with door.looking(by=her.team.sam, permission=Permission.MOTHER_SEE, mother=her.mother, page="mother"):
        pass
    ada = worker(her.team.jo.agency_ref, "ada", Role.ADMINISTRATOR)
    accounts.end_account(by=ada, worker=her.team.sam.worker_ref)
    client = phone()
    assert "<b>Sam</b>" in client.get("/n/e/").content.decode()
    Agency.objects.filter(ref=her.team.sam.agency_ref).update(ended_at=clock.now())
    send(client, "/n/e/", code=WORDS)
    assert "Testmere Bridge" in client.get("/n/e/").content.decode()
