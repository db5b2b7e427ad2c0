"""What a lead counts of bridges costs what the own agency keeps, however many the area has."""

import pytest
from django.db import connection

from hrm2m.foundation import clock
from hrm2m.records.bridges.reckoning import count_uncovered, uncovered
from hrm2m.records.bridges.whom_next import waiting_for_next
from tests import worlds
from tests.plans import plans_on


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def test_the_bridges_of_an_agency_are_found_without_walking_those_of_the_area(team: worlds.Team) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    worlds.begin(team)
    (counted,) = plans_on("bridges_bridge", lambda: count_uncovered(team.kit, clock.now()))
    (waiting,) = plans_on("bridges_bridge", lambda: waiting_for_next(team.kit))
    assert "INDEX open_bridges_of_agency (area=? AND agency_id=?)" in counted, counted
    assert "INDEX open_bridges_of_agency (area=? AND agency_id=? AND status=?)" in waiting, waiting


def test_whether_cover_still_works_is_asked_of_those_who_cover_alone(team: worlds.Team) -> None:
    worlds.begin(team)
    assert uncovered(by=team.kit) == ()
    asked: list[str] = []

    def remember(execute, sql, parameters, *more):  # type: ignore[no-untyped-def] # Django's hook
        asked.append(sql)
        return execute(sql, parameters, *more)

    with connection.execute_wrapper(remember):
        count_uncovered(team.kit, clock.now())
    (works,) = [sql for sql in asked if "agencies_membership" in sql]
    assert '"worker_id" IN' in works
