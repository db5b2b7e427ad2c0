"""The `hrm2m worker` command: invites, refuses in words, lets somebody begin again."""

from typing import Any

import pytest
from django.test import Client

from hrm2m.commands import main
from hrm2m.foundation.models import Job
from hrm2m.policy import Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.accounts import changes_waiting
from hrm2m.records.agencies.queries import actor_by_email
from tests.pages.workers import signed_in, someone


pytestmark = pytest.mark.django_db(transaction=True)

INVITE = [
    "worker",
    "invite",
    "noor@example.org",
    "--name",
    "Noor",
    "--role",
    "outreach_worker",
    "--agency",
    "Saltmarsh",
]


@pytest.fixture(autouse=True)
def area(db: None) -> None:
    agencies.set_up_area(by=machine_actor(1), name="Testmere", nation="england", lines={})


def test_an_invited_worker_gets_a_link_and_the_role(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(INVITE) == 0
    link = capsys.readouterr().out.strip()
    actor = actor_by_email("noor@example.org")
    assert actor is not None
    assert actor.roles == {Role.OUTREACH_WORKER}
    client = Client()
    client.get("/" + link.split("/", 3)[3])
    assert "Welcome, Noor" in client.get("/welcome/").content.decode()


def test_an_address_that_signs_in_already_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    main(INVITE)
    assert main(INVITE) == 1
    assert "signs in with this address already" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["noor", "noor@", "noor example@org", ""])
def test_what_is_no_address_makes_no_worker(capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert main([word.replace("noor@example.org", address) for word in INVITE]) == 1
    assert "is no e-mail address" in capsys.readouterr().err
    assert actor_by_email(address) is None


@pytest.mark.slow
def test_beginning_again_ends_every_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    client = signed_in(someone("Asha"))
    assert main(["worker", "again", "asha@example.org"]) == 0
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")
    assert "/welcome/" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["again", "nobody@example.org"], [*INVITE[1:], "--by", "nobody@example.org"]]
)
def test_unknown_addresses_are_refused_in_words(words: list[str], capsys: Any) -> None:
    assert main(["worker", *words]) == 1
    assert "Nobody signs in" in (err := capsys.readouterr().err) or "No worker of this area" in err


def test_a_worker_without_the_right_cannot_invite(capsys: pytest.CaptureFixture[str]) -> None:
    someone("Asha")
    assert main([*INVITE, "--by", "asha@example.org"]) == 1
    assert "Your role in this agency does not include this." in capsys.readouterr().err
    assert actor_by_email("noor@example.org") is None


def test_for_an_administrator_no_link_is_printed_and_the_worker_gets_the_mail(capsys: Any) -> None:
    someone("Ola", Role.ADMINISTRATOR)
    words = [*INVITE[:-3], "partner", "--agency", "Agency 1 of Ola", "--by", "ola@example.org"]
    assert main(words) == 0
    assert "welcome" not in capsys.readouterr().out
    (job,) = Job.objects.filter(payload__text="invited")
    actor = actor_by_email("noor@example.org")
    assert actor is not None
    assert job.payload["to"] == actor.worker_id


@pytest.mark.slow
def test_for_an_administrator_beginning_again_waits_for_a_second_person(capsys: Any) -> None:
    someone("Ola", Role.ADMINISTRATOR)
    someone("Bea", Role.ADMINISTRATOR)
    client = signed_in(someone("Asha"))
    assert main(["worker", "again", "asha@example.org", "--by", "ola@example.org"]) == 0
    out = capsys.readouterr().out
    assert "waits for a second person" in out
    assert "welcome" not in out
    assert client.get("/account/").status_code == 200
    bea = actor_by_email("bea@example.org")
    assert bea is not None
    assert [each.worker.first_name for each in changes_waiting(bea)] == ["Asha"]
