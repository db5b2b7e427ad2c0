"""What the carrier says is heard from this machine with its secret; numbers are answered alike, no word is kept."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hrm2m.exchange.messages.reports import report_mark
from hrm2m.foundation.models import Job
from hrm2m.policy.lifecycles import TextStatus
from hrm2m.records.outreach.models import Phone
from hrm2m.vault.models import Line
from tests import worlds
from tests.house.stored import plain_rows, raw_database, sessions
from tests.records.outreach.texted import NUMBER, agreed, ask, stands, work


pytestmark = pytest.mark.django_db

SECRET = "s" * 40
SAID = "Zanzibarrow wants to meet"


@pytest.fixture(autouse=True)
def listening(settings: Any, tmp_path: Path) -> None:
    settings.HRM2M_SMS_SECRET = SECRET
    settings.HRM2M_TEXTS_BY = "folder"
    settings.HRM2M_TEXTS_FOLDER = tmp_path


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def came(number: str, text: str, key: str = SECRET, **surroundings: Any) -> Any:
    return Client().get("/line/in/", {"key": key, "from": number, "text": text}, **surroundings)


def answer(response: Any) -> tuple[int, bytes, dict[str, str]]:
    return response.status_code, response.content, dict(response.headers)


def silent() -> bool:
    return Phone.objects.get().silenced_at is not None


def test_a_stop_silences_the_phone_and_is_answered_as_everything_else_is(team: worlds.Team) -> None:
    agreed(team)
    heard = [
        came("447700900999", "STOP"),
        came("447700900999", SAID),
        came("nonsense", "STOP"),
        came(NUMBER, SAID),
        came("447700900118", "Stop."),
    ]
    assert len({str(answer(response)) for response in heard}) == 1
    assert heard[0].content == b""
    assert silent()


def test_of_a_number_nobody_agreed_to_nothing_is_kept(team: worlds.Team) -> None:
    agreed(team)
    before = (Line.objects.count(), Job.objects.count(), Phone.objects.count())
    came("447700900999", "STOP")
    came("447700900999", SAID)
    assert (Line.objects.count(), Job.objects.count(), Phone.objects.count()) == before


def test_not_a_word_that_came_is_kept_and_not_the_number_either(team: worlds.Team) -> None:
    agreed(team)
    came(NUMBER, SAID)
    assert Phone.objects.get().heard_at is not None
    kept = "\n".join(
        [
            repr(list(plain_rows())),
            repr(list(Line.objects.values())),
            repr(list(Job.objects.values())),
            sessions(),
        ]
    )
    for canary in ("Zanzibarrow", "7700900118", "7700 900118"):
        assert canary not in kept
        assert canary.encode() not in raw_database()


@pytest.mark.slow
def test_a_phone_that_never_stops_is_told_of_once_and_its_stop_is_heard_all_the_same(
    team: worlds.Team,
) -> None:
    agreed(team)
    for _ in range(20):
        came(NUMBER, SAID)
    assert Line.objects.filter(body__contains='"heard"').count() == 6
    assert Job.objects.filter(kind="mail").count() == 1
    came(NUMBER, "STOP")
    assert silent()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
    ],
)
def test_whoever_does_not_speak_from_this_machine_meets_a_page_that_is_not_here(
    team: worlds.Team, surroundings: dict[str, str]
) -> None:
    agreed(team)
    response = came(NUMBER, "STOP", **surroundings)
    assert (response.status_code, response.content) == (404, Client().get("/no/such/page/").content)
    assert not silent()


@pytest.mark.parametrize("key", ["", "wrong", "é" * 40, SECRET[:-1]])
def test_without_the_secret_nobody_is_heard(team: worlds.Team, key: str, settings: Any) -> None:
    agreed(team)
    assert came(NUMBER, "STOP", key=key).status_code == 404
    settings.HRM2M_SMS_SECRET = ""
    assert came(NUMBER, "STOP", key="").status_code == 404
    assert Client().post("/line/in/", {"key": SECRET}).status_code == 404
    assert Client().head(f"/line/in/?key={SECRET}&from={NUMBER}&text=STOP").status_code == 404
    assert not silent()


def report(text: str, said: str, mark: str = "") -> Any:
    return Client().get(f"/line/report/{text}/{mark or report_mark(text)}/", {"said": said})


@pytest.mark.slow
def test_a_report_moves_its_own_text_and_no_other(team: worlds.Team) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    work()
    assert report(text, "1", report_mark("another")).status_code == 404
    for said in ("8", "4", "nonsense", ""):
        assert report(text, said).status_code == 200
    assert stands(text)[0] is TextStatus.HANDED
    assert report(text, "1").status_code == 200
    assert stands(text)[0] is TextStatus.DELIVERED


@pytest.mark.slow
@pytest.mark.parametrize("said", ["2", "16"])
def test_a_report_that_it_did_not_arrive_is_written(team: worlds.Team, said: str) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    work()
    report(text, said)
    assert stands(text) == (TextStatus.FAILED, "carrier_said")
    assert answer(report("a" * 26, said))[0] == 200
