"""The next day two people look at danger together, say what becomes of it, and whether she is shown it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor
from hrm2m.policy.facts import machine_actor
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.models import Clock
from hrm2m.records.danger import actions, queries
from hrm2m.records.danger.actions import Look
from hrm2m.records.danger.models import LookedAt
from hrm2m.records.danger.who import Becomes, Shown
from hrm2m.vault.errors import Denied, NotYours
from tests import worlds


pytestmark = pytest.mark.django_db
SATURDAY = datetime(2026, 3, 14, 12, tzinfo=UTC)
SAID = Look(("worry", "her_safety"), "adds_danger", "Ring the nursery on Monday", "He reads her letters")


@pytest.fixture
def team() -> worlds.Team:
    with clock.at(SATURDAY - timedelta(days=30)):
        return worlds.make_team()


def raised(team: worlds.Team, mother: str = "") -> str:
    with clock.at(SATURDAY):
        return actions.raise_danger(
            by=team.jo, who="a_child", at=SATURDAY, words="He hit the boy", mother_ref=mother
        ).ref


def look(by: Actor, alert: str, second: Actor, said: Look = SAID) -> None:
    with clock.at(SATURDAY + timedelta(hours=20)):
        actions.look_at_together(by=by, alert=alert, second=second.worker_ref, look=said, at=clock.now())


def answers(by: Actor, alert: str) -> queries.Answers:
    with clock.at(SATURDAY + timedelta(hours=21)):
        found = queries.alert_page(by=by, alert=alert).answers
    assert found is not None
    return found


@pytest.mark.slow
@pytest.mark.promise(4)
def test_it_is_due_on_the_next_day_though_that_is_a_sunday_and_escalates(team: worlds.Team) -> None:
    ref = raised(team)
    promise = Clock.objects.get(kind="danger_looked_at", about=ref)
    assert promise.due_at == datetime(2026, 3, 15, 23, 59, 59, tzinfo=UTC)
    with clock.at(SATURDAY + timedelta(days=2)):
        Clock.objects.filter(kind="danger_answered").update(met_at=clock.now())
        assert clocks.escalate_due(by=machine_actor(1)) == 1
    late = [job.payload["to"] for job in Job.objects.all() if job.payload.get("text") == "promise_late"]
    assert late == [team.kit.worker_id]


def test_what_two_people_decided_is_written_with_who_and_why(team: worlds.Team) -> None:
    with clock.at(SATURDAY):
        mother = worlds.begin(team)
    ref = raised(team, mother)
    look(team.ruth, ref, team.kit)
    (found,) = answers(team.ruth, ref).looks
    assert (found.by and found.by.first_name, found.second and found.second.first_name) == ("Ruth", "Kit")
    assert found.becomes == (Becomes.HER_SAFETY, Becomes.WORRY)
    assert (found.shown, found.why) == (Shown.ADDS_DANGER, "He reads her letters")
    assert found.words == "Ring the nursery on Monday"


def test_what_they_wrote_is_not_readable_in_the_table(team: worlds.Team) -> None:
    look(team.kit, raised(team), team.jo, Look(("other",), "not_hers", "Ring the nursery", ""))
    row = LookedAt.objects.get()
    assert b"nursery" not in bytes(row.words)


def test_looked_at_again_both_looks_stay(team: worlds.Team) -> None:
    ref = raised(team)
    look(team.kit, ref, team.jo, Look(("nothing_more",), "not_hers"))
    look(team.ruth, ref, team.kit, Look(("referral",), "not_hers"))
    assert len(answers(team.kit, ref).looks) == 2


@pytest.mark.parametrize("who", ["jo", "sam", "mia", "tom"])
def test_it_takes_a_lead_to_say_what_becomes_of_it(team: worlds.Team, who: str) -> None:
    with pytest.raises(Denied):
        look(getattr(team, who), raised(team), team.kit)


def test_a_lead_of_another_agency_who_is_not_on_call_does_not(team: worlds.Team) -> None:
    elsewhere = team.kit.__class__(**{**vars(team.kit), "worker_id": 99, "agency_id": team.vic.agency_id})
    with pytest.raises(NotYours):
        look(elsewhere, raised(team), team.jo)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Look((), "not_hers"), "becomes"),
        (Look(("magic",), "not_hers"), "becomes"),
        (Look(("nothing_more", "worry"), "not_hers"), "becomes"),
        (Look(("worry",), ""), "shown"),
        (Look(("worry",), "not_hers"), "shown"),
        (Look(("worry",), "adds_danger"), "why"),
        (Look(("other",), "shown"), "words"),
        (Look(("worry",), "shown", "x" * 4001), "words"),
        (Look(("worry",), "shown", "", "\x00"), "why"),
    ],
)
def test_a_look_that_says_too_little_is_refused_with_a_sentence(
    team: worlds.Team, said: Look, field: str
) -> None:
    with clock.at(SATURDAY):
        mother = worlds.begin(team)
    ref = raised(team, mother)
    with pytest.raises(BadInput) as refused:
        look(team.kit, ref, team.jo, said)
    assert refused.value.field == field
    assert not LookedAt.objects.exists()


def test_each_reader_is_led_to_what_he_or_she_may_do_next(team: worlds.Team) -> None:
    with clock.at(SATURDAY):
        mother = worlds.begin(team)
    ref = raised(team, mother)
    may: dict[str, Any] = {}
    for who in ("jo", "kit", "ruth"):
        found = answers(getattr(team, who), ref)
        may[who] = (bool(found.mother_ref), bool(found.note_ref), bool(found.children_ref))
    assert may == {"jo": (True, True, False), "kit": (True, True, False), "ruth": (False, True, True)}
