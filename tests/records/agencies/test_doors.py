"""Doors and declared terms: who answers, how soon, and what an agency says; nothing said is ever changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.queries import (
    DoorCard,
    door,
    doors_in,
    doors_to_ask_again,
    terms_of,
    terms_told,
)
from hrm2m.records.agencies.doors.values import Authority, Declared, DoorWords, Reached, SaidHow
from hrm2m.records.agencies.models import DoorState, Membership, Terms, Worker
from hrm2m.records.agencies.queries import actor_for, workers_named
from hrm2m.vault.errors import NotYours
from tests import worlds
from tests.worlds import Team


pytestmark = pytest.mark.django_db
WORDS = DoorWords("Fen", "care before and after a birth", Reached.TELEPHONE, "door_2_days", "01632 960123")


@pytest.fixture
def team() -> Team:
    return worlds.make_team()


def declared(**change: Any) -> Declared:
    """What Testmere said an hour ago of what it does and whom it tells."""
    said = Declared(
        "We see her within a week, where she likes.",
        "Fen Invented",
        SaidHow.TELEPHONE,
        clock.now() - timedelta(hours=1),
        "from Monday",
        "any pregnant woman",
        {Authority.CHILDRENS_SERVICES: "If a baby is in danger today.", Authority.POLICE: " "},
    )
    return replace(said, **change)


def written(team: Team, words: DoorWords = WORDS, email: str = "Fen@testmere.example") -> DoorCard:
    """A door of the maternity agency, written by Jo."""
    ref = agencies.set_door(
        by=team.jo,
        agency=team.mia.agency_ref,
        email=email,
        words=words,
        could_show_where=lambda said, hidden: False,
        at=clock.now(),
    )
    return door(1, ref)


def declare(team: Team, card: DoorCard, said: Declared | None = None) -> str:
    return agencies.declare_terms(
        by=team.jo,
        door=card.ref,
        declared=said or declared(),
        could_show_where=lambda said, hidden: False,
        at=clock.now(),
    )


def test_a_door_is_a_worker_of_that_agency_who_has_no_password(team: Team) -> None:
    card = written(team)
    actor = actor_for(card.worker_id, team.mia.agency_ref)
    assert actor is not None
    assert actor.roles == {Role.PARTNER}
    assert not Worker.objects.get(id=card.worker_id).has_usable_password()
    assert (card.email, card.agency_id) == ("fen@testmere.example", team.mia.agency_id)
    assert doors_in(1) == (card,)
    assert doors_in(1, team.mia.agency_id) == (card,)
    assert doors_in(1, team.jo.agency_id) == ()


def test_said_again_it_is_the_same_door_and_what_held_before_is_kept(team: Team) -> None:
    before = written(team)
    after = written(team, replace(WORDS, answers_within="door_1_day"))
    assert (after.ref, after.answers_within) == (before.ref, "door_1_day")
    assert list(DoorState.objects.order_by("id").values_list("answers_within", flat=True)) == [
        "door_2_days",
        "door_1_day",
    ]


def test_a_worker_who_is_there_already_is_picked_and_keeps_what_was_held(team: Team) -> None:
    card = written(team, email="mia@testmere.example")
    assert card.worker_id == team.mia.worker_id
    agencies.end_door(by=team.jo, door=card.ref)
    assert actor_for(team.mia.worker_id, team.mia.agency_ref) is not None


def test_nobody_of_another_agency_becomes_a_door_by_an_address(team: Team) -> None:
    with pytest.raises(BadInput) as refused:
        written(team, email="kit@testmere.example")
    assert refused.value.field == "email"


def test_a_door_that_ends_takes_the_role_that_came_with_it(team: Team) -> None:
    card = written(team)
    agencies.end_door(by=team.jo, door=card.ref)
    assert doors_in(1) == ()
    assert door(1, card.ref).ended_at is not None
    assert not Membership.objects.filter(worker_id=card.worker_id, until=None).exists()
    with pytest.raises(NotYours):
        agencies.end_door(by=team.jo, door=card.ref)
    with pytest.raises(NotYours):
        declare(team, card)
    again = written(team)
    assert again.ref != card.ref
    assert again.worker_id == card.worker_id


def test_the_newest_terms_count_and_all_are_kept(team: Team) -> None:
    card = written(team)
    declare(team, card, declared(at=clock.now() - timedelta(days=400), does="Nothing yet."))
    old = terms_of(card.ref)
    assert old is not None
    assert old.is_old(clock.now())
    declare(team, card)
    found = terms_of(card.ref)
    assert found is not None
    assert not found.is_old(clock.now())
    assert found.does == declared().does
    assert found.tells == {Authority.CHILDRENS_SERVICES: "If a baby is in danger today."}
    assert [each.does for each in terms_told(card.ref)] == [declared().does, "Nothing yet."]


def test_the_database_lets_nobody_change_what_was_declared(team: Team) -> None:
    declare(team, written(team))
    for rows, said in ((Terms.objects, {"does": "else"}), (DoorState.objects, {"called": "else"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**said)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all().delete()


def test_a_partner_declares_for_the_own_agency_and_for_no_other(team: Team) -> None:
    card = written(team)
    ref = agencies.declare_terms(
        by=team.mia,
        door=card.ref,
        declared=declared(),
        could_show_where=lambda said, hidden: False,
        at=clock.now(),
    )
    assert terms_of(card.ref) is not None
    assert terms_of(card.ref).ref == ref  # type: ignore[union-attr]  # asserted above
    with pytest.raises(NotYours):
        agencies.declare_terms(
            by=team.tom,
            door=card.ref,
            declared=declared(),
            could_show_where=lambda said, hidden: False,
            at=clock.now(),
        )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"does": " "}, "does"),
        ({"by_name": ""}, "by_name"),
        ({"at": datetime(2100, 1, 1, tzinfo=UTC)}, "said_on"),
        ({"from_when": "x" * 301}, "from_when"),
        ({"tells": {Authority.POLICE: "x" * 1001}}, "tells_police"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(team: Team, change: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        declare(team, written(team), declared(**change))
    assert refused.value.field == field
    assert terms_told(doors_in(1)[0].ref) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"called": ""}, "called"),
        ({"answers_within": "worry_read"}, "answers_within"),
        ({"phone": ""}, "phone"),
        ({"phone": "999"}, "phone"),
    ],
)
def test_a_door_says_how_it_is_reached_and_by_when_it_answers(
    team: Team, change: dict[str, str], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        written(team, replace(WORDS, **change))  # type: ignore[arg-type]  # one field each
    assert refused.value.field == field
    assert not Worker.objects.filter(email="fen@testmere.example").exists()


def test_the_leads_are_asked_once_a_month_while_terms_are_past_their_year(team: Team) -> None:
    machine = machine_actor(1)
    card = written(team)
    assert agencies.ask_terms_again(by=machine) == 0
    declare(team, card, declared(at=clock.now() - timedelta(days=366)))
    assert doors_to_ask_again(1, clock.now()) == (card.ref,)
    assert agencies.ask_terms_again(by=machine) == 1
    assert agencies.ask_terms_again(by=machine) == 0
    (sent,) = Job.objects.filter(kind=mail.KIND)
    assert sent.payload == {"text": "terms_old", "to": team.kit.worker_id}
    with clock.at(clock.now() + timedelta(days=32)):
        assert agencies.ask_terms_again(by=machine) == 1
        declare(team, card, declared(at=clock.now()))
        assert doors_to_ask_again(1, clock.now()) == ()


@pytest.mark.slow
def test_whoever_no_longer_works_there_is_no_door(team: Team) -> None:
    mine = written(team, email="mia@testmere.example")
    ours = written(team)
    accounts.take_role(
        by=administrator(team), worker=team.mia.worker_ref, agency=team.mia.agency_ref, role=Role.PARTNER
    )
    assert [card.ref for card in doors_in(1)] == [ours.ref]
    worker = workers_named([ours.worker_id])[ours.worker_id]
    accounts.end_account(by=administrator(team), worker=worker.ref)
    assert doors_in(1) == ()
    assert (door(1, mine.ref).ended_at is None, door(1, ours.ref).ended_at is None) == (False, False)


def administrator(team: Team) -> Actor:
    return replace(team.kit, roles=frozenset({Role.ADMINISTRATOR}))
