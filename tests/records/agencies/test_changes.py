"""A new second factor or address needs two people, and the worker is told at the known address."""

import json
from dataclasses import replace

import pytest

from hrm2m.foundation import clock, jobs, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Role
from hrm2m.records.agencies import actions
from hrm2m.records.agencies.accounts import accounts, changes_waiting
from hrm2m.records.agencies.actions import ChangeKind
from hrm2m.records.agencies.models import Worker
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Line
from tests import worlds
from tests.records.agencies.test_second_person import worker


pytestmark = pytest.mark.django_db
LOST = ChangeKind.SECOND_FACTOR


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def ada(team: worlds.Team) -> Actor:
    return worker(team.jo.agency_ref, "ada", Role.ADMINISTRATOR)


def mails(text: mail.Text) -> list[dict[str, object]]:
    return [job.payload for job in Job.objects.filter(kind=mail.KIND, payload__text=text.value)]


def test_one_asks_and_the_worker_and_every_possible_second_are_told(team: worlds.Team, ada: Actor) -> None:
    actions.ask_for_change(by=ada, worker=team.jo.worker_ref, kind=LOST)
    assert [each["to"] for each in mails(mail.Text.SECOND_WAITS)] == [team.kit.worker_id]
    (told,) = mails(mail.Text.CHANGE_ASKED)
    assert told["address"] == "jo@testmere.example"
    (waiting,) = changes_waiting(team.kit)
    assert (waiting.worker.first_name, waiting.asked_by.first_name, waiting.is_mine) == ("Jo", "Ada", False)
    (asked,) = changes_waiting(ada)
    assert asked.is_mine
    assert changes_waiting(team.sam) == changes_waiting(team.vic) == ()


@pytest.mark.parametrize("second", ["asker", "worker", "stranger", "lead next door"])
def test_nobody_else_can_say_yes(team: worlds.Team, ada: Actor, second: str) -> None:
    bea = worker(team.jo.agency_ref, "bea", Role.ADMINISTRATOR)
    waiting = actions.ask_for_change(by=ada, worker=bea.worker_ref, kind=LOST)
    people = {
        "asker": ada,
        "worker": bea,
        "stranger": team.sam,
        "lead next door": worker(team.vic.agency_ref, "lee", Role.TEAM_LEAD),
    }
    with pytest.raises((BadInput, Denied)):
        actions.confirm_change(by=people[second], waiting=waiting)
    assert len(changes_waiting(team.kit)) == 1
    actions.confirm_change(by=team.kit, waiting=waiting)


def test_both_stand_in_the_house_chain_and_the_link_goes_to_the_worker_alone(
    team: worlds.Team, ada: Actor
) -> None:
    waiting = actions.ask_for_change(by=ada, worker=team.jo.worker_ref, kind=LOST)
    changed = actions.confirm_change(by=team.kit, waiting=waiting)
    assert (changed.worker_ref, changed.kind) == (team.jo.worker_ref, LOST)
    (link,) = mails(mail.Text.BEGIN_AGAIN)
    assert link == {"text": "begin_again", "to": team.jo.worker_id}
    lines = [json.loads(line.body) for line in Line.objects.filter(chain=HOUSE)]
    said = [(line["act"], line["by"]) for line in lines if line.get("change") == LOST.value]
    assert said == [("account_invite", ada.worker_ref), ("account_confirm", team.kit.worker_ref)]
    with pytest.raises(NotYours):
        actions.confirm_change(by=team.kit, waiting=waiting)


def test_a_link_is_made_while_the_mail_is_sent_and_lies_in_no_queue(
    team: worlds.Team, ada: Actor, mailoutbox: list[object]
) -> None:
    actions.confirm_change(
        by=team.kit, waiting=actions.ask_for_change(by=ada, worker=team.jo.worker_ref, kind=LOST)
    )
    (job,) = [
        each
        for each in jobs.take(now=clock.now(), kinds=[mail.KIND], limit=9, lease=jobs.LONGEST_WAIT)
        if each.payload["text"] == mail.Text.BEGIN_AGAIN
    ]
    mail.send(job, address_of=lambda _: "jo@testmere.example", link_for=lambda n: f"https://x/welcome/{n}/")
    assert f"https://x/welcome/{team.jo.worker_id}/" in mailoutbox[0].body  # type: ignore[attr-defined] # a mail
    assert "welcome" not in json.dumps(job.payload)


def test_a_new_address_holds_after_the_second_yes_and_the_old_one_is_told(
    team: worlds.Team, ada: Actor
) -> None:
    new = "Jo.New@testmere.example"
    waiting = actions.ask_for_change(
        by=ada, worker=team.jo.worker_ref, kind=ChangeKind.ADDRESS, new_email=new
    )
    assert Worker.objects.get(id=team.jo.worker_id).email == "jo@testmere.example"
    actions.confirm_change(by=team.kit, waiting=waiting)
    assert Worker.objects.get(id=team.jo.worker_id).email == new.lower()
    (told,) = mails(mail.Text.ADDRESS_CHANGED)
    assert told["address"] == "jo@testmere.example"


def test_refused_nothing_changes(team: worlds.Team, ada: Actor) -> None:
    waiting = actions.ask_for_change(by=ada, worker=team.jo.worker_ref, kind=LOST)
    actions.refuse_change(by=team.kit, waiting=waiting)
    assert mails(mail.Text.BEGIN_AGAIN) == []
    assert changes_waiting(team.kit) == ()


def test_what_cannot_be_asked_says_why(team: worlds.Team, ada: Actor) -> None:
    with pytest.raises(BadInput, match="your own account"):
        actions.ask_for_change(by=ada, worker=ada.worker_ref, kind=LOST)
    with pytest.raises(BadInput, match="already"):
        actions.ask_for_change(
            by=ada, worker=team.jo.worker_ref, kind=ChangeKind.ADDRESS, new_email="SAM@testmere.example"
        )
    with pytest.raises(BadInput, match="no second person"):
        actions.ask_for_change(by=ada, worker=team.vic.worker_ref, kind=LOST)


def test_the_list_of_accounts_names_roles_and_what_waits_and_needs_the_role(
    team: worlds.Team, ada: Actor
) -> None:
    agency = team.jo.agency_ref
    actions.give_role(by=ada, worker=team.sam.worker_ref, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    actions.ask_for_change(by=ada, worker=team.sam.worker_ref, kind=LOST)
    found = {each.first_name: each for each in accounts(ada).items}
    assert set(found) == {"Ada", *(name.title() for name in vars(team))}
    sam = found["Sam"]
    assert [each.role for each in sam.roles] == [Role.OUTREACH_WORKER]
    assert [each.role for each in sam.waiting] == [Role.TEAM_LEAD]
    assert sam.changes == (LOST.value,)
    first = accounts(ada, size=3)
    rest = accounts(ada, after=first.next, size=30)
    assert [each.first_name for each in (*first.items, *rest.items)] == sorted(found)
    with pytest.raises(Denied):
        accounts(replace(ada, roles=frozenset({Role.TEAM_LEAD})))


def test_an_invitation_is_sent_again_only_to_who_has_not_begun(team: worlds.Team, ada: Actor) -> None:
    ref = actions.invite(by=ada, email="pat@testmere.example", first_name="Pat", job_title="", at=clock.now())
    (invited,) = mails(mail.Text.INVITED)
    assert invited["to"] == Worker.objects.get(ref=ref).id
    row = Worker.objects.get(ref=ref)
    row.set_password("three quiet geese")
    row.save()
    with pytest.raises(BadInput, match="has begun"):
        actions.invite_again(by=ada, worker=ref)
