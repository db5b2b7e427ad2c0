"""A baby's death: every word about a baby stops in that minute, by one person alone; a second one signs later."""

from datetime import timedelta

import pytest

from hrm2m.cadence import WindowKind
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.records.clocks.entries import WindowEnd
from hrm2m.records.clocks.models import Clock
from hrm2m.records.clocks.queries import a_baby_may_be_named, open_windows
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.whole import baby
from hrm2m.records.whole.models import BabyDeath
from hrm2m.vault import door
from hrm2m.vault.errors import NotYours
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, days_ago=30)


def opens(team: worlds.Team, mother: str, kind: WindowKind) -> str:
    return outreach.open_window(by=team.jo, mother=mother, kind=kind, opened=clock.now(), at=clock.now())


def looked(team: worlds.Team, mother: str) -> tuple[list[WindowKind], bool]:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="windows") as box:
        return [line.kind for line in open_windows(box)], a_baby_may_be_named(box)


@pytest.mark.slow
def test_every_window_about_a_baby_ends_and_no_other(team: worlds.Team, mother: str) -> None:
    for kind in (
        WindowKind.PREGNANCY,
        WindowKind.NEONATAL_CARE,
        WindowKind.CHILD_COMES_HOME,
        WindowKind.AFTER_PREGNANCY,
        WindowKind.LOSING_HOME,
    ):
        opens(team, mother, kind)
    assert looked(team, mother)[1]
    baby.baby_died(by=team.sam, mother=mother, at=clock.now())
    kinds, may_name = looked(team, mother)
    assert set(kinds) == {WindowKind.AFTER_PREGNANCY, WindowKind.LOSING_HOME}
    assert not may_name


def test_it_stops_also_where_the_birth_had_closed_the_window_already(team: worlds.Team, mother: str) -> None:
    window = opens(team, mother, WindowKind.PREGNANCY)
    outreach.close_window(
        by=team.jo, mother=mother, window=window, closed=clock.now(), why=WindowEnd.BIRTH, at=clock.now()
    )
    assert looked(team, mother) == ([], True)
    baby.baby_died(by=team.jo, mother=mother, at=clock.now())
    assert looked(team, mother) == ([], False)
    with clock.at(clock.now() + timedelta(days=400)):
        assert not looked(team, mother)[1]
        opens(team, mother, WindowKind.PREGNANCY)
        assert looked(team, mother)[1]


def test_a_second_person_signs_later_and_nothing_waits_for_it(team: worlds.Team, mother: str) -> None:
    ref = baby.baby_died(by=team.jo, mother=mother, at=clock.now())
    found = Clock.objects.get(kind="baby_death_signed")
    assert (found.owner_id, found.escalate_to_id) == (team.sam.worker_id, team.kit.worker_id)
    with pytest.raises(BadInput, match="second person"):
        baby.sign_baby_death(by=team.jo, mother=mother, death=ref, at=clock.now())
    with pytest.raises(NotYours):
        baby.sign_baby_death(by=team.vic, mother=mother, death=ref, at=clock.now())
    baby.sign_baby_death(by=team.sam, mother=mother, death=ref, at=clock.now())
    found.refresh_from_db()
    assert found.met_at is not None
    with pytest.raises(BadInput, match="already"):
        baby.sign_baby_death(by=team.sam, mother=mother, death=ref, at=clock.now())


def test_a_mistake_is_taken_back_and_stays_written(team: worlds.Team, mother: str) -> None:
    window = opens(team, mother, WindowKind.PREGNANCY)
    outreach.close_window(
        by=team.jo, mother=mother, window=window, closed=clock.now(), why=WindowEnd.BIRTH, at=clock.now()
    )
    ref = baby.baby_died(by=team.jo, mother=mother, at=clock.now())
    baby.it_was_a_mistake(by=team.sam, mother=mother, death=ref, at=clock.now())
    assert looked(team, mother)[1]
    assert Clock.objects.get(kind="baby_death_signed").stopped_at is not None


def test_it_is_on_the_list_of_whoever_may_sign_it_and_two_signatures_do_not_make_it_true(
    team: worlds.Team, mother: str
) -> None:
    ref = baby.baby_died(by=team.jo, mother=mother, at=clock.now())
    assert baby.baby_deaths_to_sign(team.jo) == baby.baby_deaths_to_sign(team.vic) == ()
    assert [(one.ref, one.mother_ref) for one in baby.baby_deaths_to_sign(team.sam)] == [(ref, mother)]
    baby.sign_baby_death(by=team.sam, mother=mother, death=ref, at=clock.now())
    assert baby.baby_deaths_to_sign(team.sam) == ()
    baby.it_was_a_mistake(by=team.jo, mother=mother, death=ref, at=clock.now())
    assert not BabyDeath.objects.filter(mistaken_at=None).exists()
    with pytest.raises(BadInput, match="taken back"):
        baby.it_was_a_mistake(by=team.jo, mother=mother, death=ref, at=clock.now())


def test_it_is_not_written_ahead(team: worlds.Team, mother: str) -> None:
    with pytest.raises(BadInput, match="not come yet"):
        baby.baby_died(by=team.jo, mother=mother, died=clock.now() + timedelta(days=1), at=clock.now())


@pytest.mark.slow
def test_the_pages_say_what_ends_and_let_a_second_one_sign(team: worlds.Team, mother: str) -> None:
    opens(team, mother, WindowKind.PREGNANCY)
    jo, sam = browser_of(team.jo), browser_of(team.sam)
    assert "ends in this minute" in text_of(jo.get(f"/m/{mother}/loss/"))
    assert sent_on(post(jo, f"/m/{mother}/loss/")) == f"/m/{mother}/"
    page = jo.get(f"/m/{mother}/")
    assert "no baby is spoken of any more" in text_of(page)
    assert "Pregnan" not in text_of(page)
    path = f"/m/{mother}/loss/{BabyDeath.objects.get().ref}/"
    own = post(jo, path, what="sign")
    assert own.status_code == 422
    assert "You wrote it" in text_of(own)
    assert sent_on(post(sam, path, what="sign")) == f"/m/{mother}/"
    assert "Sign it as a second" not in text_of(sam.get(f"/m/{mother}/"))
