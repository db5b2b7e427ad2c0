"""One look is one line; another page, purpose, agency, compartment or half hour is another look."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission, Role
from hrm2m.vault import door, looks
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head, Line
from tests.vault import notes
from tests.vault.notes import JO, MACHINE, SAM


pytestmark = pytest.mark.django_db(transaction=True)


def look(mother: str, page: str = "mother", purpose: str = "", by: Actor = JO) -> int:
    """Looks, and answers how many lines it left."""
    before = Line.objects.count()
    with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page=page, purpose=purpose):
        pass
    return Line.objects.count() - before


@pytest.mark.promise(7)
def test_the_same_look_is_one_line_and_another_is_another() -> None:
    mother = notes.begin()
    notes.give_team(mother)
    notes.give_team(mother, notes.a_worker(7, agency=2), cause="team:2")
    assert look(mother) == 1
    assert look(mother) == 0
    assert look(mother, page="contacts") == 1
    assert look(mother, purpose="cover") == 1
    assert look(mother, by=SAM) == 1
    assert look(mother, by=notes.a_worker(7, agency=2)) == 1


def test_another_compartment_is_another_look_though_the_page_is_the_same() -> None:
    mother = notes.begin()
    assert look(mother) == 1
    before = Line.objects.count()
    with door.looking(by=JO, permission=Permission.HER_SAFETY_SEE, mother=mother, page="mother"):
        pass
    assert Line.objects.count() == before + 1


@pytest.mark.promise(7)
def test_authority_is_checked_again_within_one_look() -> None:
    mother = notes.begin()
    notes.give_team(mother)
    assert look(mother, by=SAM) == 1
    notes.end_team(mother)
    with pytest.raises(NotYours):
        look(mother, by=SAM)


def test_a_clock_put_back_hides_no_look() -> None:
    mother = notes.begin()
    start = clock.now()
    with clock.at(start + timedelta(hours=5)):
        assert look(mother) == 1
    with clock.at(start + timedelta(hours=1)):
        assert look(mother) == 1


def test_old_looks_are_swept_and_their_lines_stay() -> None:
    mother = notes.begin()
    look(mother)
    lines = Line.objects.count()
    assert looks.sweep(clock.now() + timedelta(seconds=1)) == 1
    assert Line.objects.count() == lines
    assert look(mother) == 1


def statements_for(mothers: Sequence[int], page: str) -> list[str]:
    with CaptureQueriesContext(connection) as spent:
        with door.looking_at_many(
            by=JO, permission=Permission.TODAY_SEE, mothers=mothers, page=page
        ) as boxes:
            assert len(boxes.entries(notes.Note)) == len(mothers)
    return [" ".join(query["sql"].split()[:2]) for query in spent.captured_queries]


def test_a_list_costs_the_same_statements_for_one_mother_and_for_twenty() -> None:
    mothers = [notes.subject_of(notes.begin()).id for _ in range(20)]
    one, twenty = statements_for(mothers[:1], "one"), statements_for(mothers, "twenty")
    assert one == twenty
    assert statements_for(mothers[:1], "one") == statements_for(mothers, "twenty"), "and when looked at again"
    assert Line.objects.filter(body__contains='"page":"twenty"').count() == 20, "one line for each of them"
    notes.verified()


def test_whoever_is_out_of_reach_is_not_among_them() -> None:
    near, far = notes.subject_of(notes.begin()).id, notes.subject_of(notes.begin(by=SAM)).id
    asked = [far, HOUSE, 987654, near, near]
    with door.looking_at_many(by=JO, permission=Permission.TODAY_SEE, mothers=asked, page="today") as boxes:
        assert boxes.mother_ids == [near]
        assert set(boxes.entries(notes.Note)) == {near}
    assert not Line.objects.filter(chain=far, body__contains='"page":"today"').exists()


def test_a_mother_whose_key_is_missing_is_named_and_not_shown_blank() -> None:
    here, lost = (notes.subject_of(notes.begin()) for _ in range(2))
    keystore().destroy([lost.ref], [Compartment.GENERAL])
    with door.looking_at_many(
        by=JO, permission=Permission.TODAY_SEE, mothers=[here.id, lost.id], page="today"
    ) as boxes:
        assert set(boxes.entries(notes.Note)) == {here.id}
        assert boxes.unreadable == {lost.id}


def test_the_worker_process_leaves_one_line_in_the_house_chain() -> None:
    mothers = [notes.subject_of(notes.begin()).id for _ in range(3)]
    before = {head.id: head.seq for head in Head.objects.all()}
    with door.machine(by=MACHINE, permission=Permission.DUE_REBUILD, mothers=mothers) as boxes:
        assert len(boxes.entries(notes.Note)) == 3
    moved = {head.id for head in Head.objects.all() if head.seq != before[head.id]}
    assert moved == {HOUSE}
    notes.verified()


def test_the_worker_process_opens_only_what_it_may() -> None:
    here, ended = (notes.subject_of(notes.begin()) for _ in range(2))
    Head.objects.filter(id=ended.id).update(stage="left", ended_at=clock.now())
    asked = [HOUSE, ended.id, 987654, here.id, here.id]
    with door.machine(by=MACHINE, permission=Permission.DUE_REBUILD, mothers=asked) as boxes:
        assert boxes.mother_ids == [here.id]
    assert '"mothers":1' in Line.objects.filter(chain=HOUSE).latest("id").body


def test_a_lead_says_why_first() -> None:
    mother = notes.begin()
    lead = notes.a_worker(5, Role.TEAM_LEAD)
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(Ground.LEAD, cause="lead:1", worker_id=lead.worker_id, agency_id=lead.agency_id)
    with pytest.raises(Exception, match="Say why"):
        look(mother, by=lead)
    assert look(mother, by=lead, purpose="promise") == 1
