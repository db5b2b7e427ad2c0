"""An agency's own promises, counted from the clocks: in time, late, never, late now; for whom they were made."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.models import Membership
from hrm2m.records.bridges.queries import mothers_near
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.kept import Kept, kept_by_agencies, kept_by_agency
from hrm2m.records.clocks.models import Clock
from hrm2m.vault import door as acts
from hrm2m.vault.models import Head
from tests import worlds
from tests.house.acts_of_doors import WORDS
from tests.plans import plans_on
from tests.worlds import Team


pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)
DAYS = timedelta(days=1)


@pytest.fixture
def team() -> Team:
    found = worlds.make_team()
    a_door(found, found.mia)
    return found


def a_door(team: Team, who: Actor) -> str:
    return agencies.set_door(
        by=team.jo,
        agency=who.agency_ref,
        email=f"{'mia' if who == team.mia else 'tom'}@testmere.example",
        words=WORDS,
        could_show_where=lambda said, hidden: False,
        at=clock.now(),
    )


def promise(
    team: Team,
    started: datetime,
    *,
    owner: Actor | None = None,
    met: datetime | None = None,
    stopped: datetime | None = None,
    kind: str = "enquiry_terms",
) -> None:
    """A promise of a door, due a day after it was made, and what became of it."""
    with acts.acting(by=machine_actor(1), permission=Permission.ACCOUNT_INVITE) as house:
        clocks.start(
            house,
            kind,
            about=f"{Clock.objects.count():026}",
            owner_id=(owner or team.mia).worker_id,
            escalate_to_id=team.jo.worker_id,
            started_at=started,
            due_at=started + DAYS,
            area=1,
        )
        Clock.objects.filter(id=Clock.objects.latest("id").id).update(met_at=met, stopped_at=stopped)


def test_each_promise_counts_as_what_became_of_it(team: Team) -> None:
    now = clock.now()
    promise(team, now - 5 * DAYS, met=now - 5 * DAYS + HOURS)
    promise(team, now - 5 * DAYS, met=now - 2 * DAYS)
    promise(team, now - 5 * DAYS)
    promise(team, now - 5 * DAYS, stopped=now - DAYS)
    promise(team, now - HOURS)
    promise(team, now - 5 * DAYS, stopped=now - 5 * DAYS + HOURS)
    promise(team, now - 5 * DAYS, met=now - 5 * DAYS + HOURS, kind="referral_meeting")
    promise(team, now - 5 * DAYS, kind="worry_read")
    found = kept_by_agency(1, team.mia.agency_id, now)
    assert found.kept == Kept(in_time=2, late=1, never=1, open_late=1)
    assert [(each.kind, each.kept.all) for each in found.of_kinds] == [
        ("enquiry_terms", 4),
        ("referral_meeting", 1),
    ]


def test_a_promise_of_another_compartment_shows_in_no_number(team: Team) -> None:
    now = clock.now()
    promise(team, now - 5 * DAYS)
    Clock.objects.update(compartment=Compartment.CHILD_SAFETY)
    assert kept_by_agency(1, team.mia.agency_id, now).kept == Kept()


def test_what_is_older_than_a_year_is_not_counted(team: Team) -> None:
    now = clock.now()
    promise(team, now - 366 * DAYS)
    promise(team, now - 364 * DAYS)
    assert kept_by_agency(1, team.mia.agency_id, now).kept == Kept(open_late=1)


def test_a_promise_counts_for_the_agency_of_whoever_made_it(team: Team) -> None:
    now = clock.now()
    a_door(team, team.tom)
    promise(team, now - 5 * DAYS, owner=team.tom)
    # A colleague to whom it was passed is no door, and works there.
    promise(team, now - 5 * DAYS, owner=team.tess, met=now - 5 * DAYS)
    promise(team, now - 5 * DAYS, owner=team.vic)
    found = kept_by_agencies(1, now)
    assert set(found) == {team.mia.agency_id, team.tom.agency_id}
    assert found[team.tom.agency_id].kept == Kept(in_time=1, open_late=1)
    assert found[team.mia.agency_id].kept == Kept()


def test_a_promise_passed_to_somebody_who_came_later_stays_a_promise_of_the_agency(team: Team) -> None:
    now = clock.now()
    promise(team, now - 364 * DAYS)
    Membership.objects.filter(worker_id=team.mia.worker_id).update(since=now - 30 * DAYS)
    assert kept_by_agency(1, team.mia.agency_id, now).kept == Kept(open_late=1)


def test_what_was_promised_for_one_agency_does_not_count_for_the_next(team: Team) -> None:
    now = clock.now()
    a_door(team, team.tom)
    promise(team, now - 364 * DAYS, owner=team.tom)
    Membership.objects.create(
        worker_id=team.tom.worker_id, agency_id=team.mia.agency_id, role="partner", since=now - 30 * DAYS
    )
    found = kept_by_agencies(1, now)
    assert found[team.tom.agency_id].kept == Kept(open_late=1)
    assert found[team.mia.agency_id].kept == Kept()
    assert kept_by_agency(1, team.mia.agency_id, now).kept == Kept()


def test_a_bridge_builder_sees_what_was_promised_for_the_women_he_or_she_is_there_for(team: Team) -> None:
    now = clock.now()
    promise(team, now - 5 * DAYS)
    Clock.objects.update(mother=Head.objects.get(ref=worlds.begin(team)).id)
    mine = kept_by_agencies(1, now, mothers=mothers_near(team.jo.worker_id))
    others = kept_by_agencies(1, now, mothers=mothers_near(team.amir.worker_id))
    assert mine[team.mia.agency_id].kept.open_late == 1
    assert others[team.mia.agency_id].kept.all == 0


def test_what_agencies_kept_is_found_among_the_clocks_of_their_own_workers(team: Team) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    (plan,) = plans_on("clocks_clock", lambda: kept_by_agencies(1, clock.now()))
    assert "INDEX clocks_of_owner (owner_id=? AND kind=? AND started_at>?)" in plan, plan
