"""Her own chain for her own page: who did what on what ground and why; and who is in touch with her."""

from datetime import UTC, datetime, timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission, Role
from hrm2m.policy.facts import ActFacts, herself
from hrm2m.vault import door, her_log
from hrm2m.vault.errors import NotYours, VaultError
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import StandingRow
from tests.vault import notes
from tests.vault.notes import JO, SAM


pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WAY, WRITTEN = "w" * 26, "e" * 26


def lines(mother: str, since: datetime = NOON) -> tuple[her_log.LogLine, ...]:
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        return her_log.lines_since(box, since)


def give(mother: str, ground: Ground, worker: Actor, purpose: str = "") -> None:
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(
            ground,
            cause=f"{ground}:1",
            worker_id=worker.worker_id,
            agency_id=worker.agency_id,
            purpose=purpose,
        )


def test_each_line_says_who_what_on_what_ground_and_why_the_newest_first() -> None:
    with clock.at(NOON):
        mother = notes.begin()
    lead = notes.a_worker(5, Role.TEAM_LEAD)
    with clock.at(NOON + HOUR):
        give(mother, Ground.LEAD, lead)
        with door.looking(
            by=lead, permission=Permission.MOTHER_SEE, mother=mother, page="mother", purpose="she rang us"
        ):
            pass
        with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
            ref = box.write(notes.a_note())
            box.note(times=3)
    wrote, looked, gave, begun = lines(mother)
    assert (begun.at, begun.act, begun.times) == (NOON, "bridge_begin", 1)
    assert (begun.grounds, begun.emergency) == (frozenset(), "")
    assert gave.grounds == {Ground.BRIDGE}
    assert (looked.by, looked.agency, looked.result) == ("worker5", "agency1", "allow")
    assert (looked.grounds, looked.purpose, looked.wrote) == (frozenset({Ground.LEAD}), "she rang us", ())
    assert "general" in looked.opens
    assert (wrote.at, wrote.wrote, wrote.times) == (NOON + HOUR, ((ref, "general"),), 3)
    assert wrote.purpose == ""
    keystore().destroy([mother], [Compartment.GENERAL])
    assert lines(mother)[-3].purpose == "", "the reason went with her key"


def test_lines_before_are_not_told_and_of_that_moment_are() -> None:
    with clock.at(NOON - HOUR):
        mother = notes.begin()
    with clock.at(NOON):
        notes.log(mother)
        assert [line.at for line in lines(mother)] == [NOON]
    assert lines(mother, clock.now() + HOUR) == ()


def test_whoever_opened_it_in_an_emergency_is_told_with_what_was_written_of_it() -> None:
    mother = notes.begin()
    notes.give_team(mother)
    give(mother, Ground.EMERGENCY, SAM, WRITTEN)
    with door.looking(
        by=SAM, permission=Permission.EMERGENCY_GENERAL_SEE, mother=mother, page="emergency", about=WRITTEN
    ):
        pass
    # Other grounds are for something too, those before and those after “emergency” in the alphabet.
    StandingRow.objects.exclude(ground=Ground.EMERGENCY).update(purpose="p" * 26)
    for by in (SAM, JO):
        with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="mother"):
            pass
    bridge, usual, opened, *_ = lines(mother, NOON)
    assert (bridge.emergency, bridge.grounds) == ("", frozenset({Ground.BRIDGE}))
    assert (opened.emergency, opened.grounds) == (WRITTEN, frozenset({Ground.EMERGENCY}))
    assert (usual.emergency, usual.grounds) == ("", frozenset({Ground.TEAM}))


def test_it_is_read_through_an_open_box_only() -> None:
    mother = notes.begin()
    with door.unit(by=JO):
        with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
            pass
        with pytest.raises(VaultError, match="closed again"):
            her_log.lines_since(box, NOON)


def test_her_own_use_and_her_treatment_are_being_in_touch_and_a_contact_is_not() -> None:
    hers, treated, logged, asleep = mothers = [notes.begin() for _ in range(4)]
    numbers = {mother: notes.subject_of(mother).id for mother in mothers}
    with door.acting(
        by=JO, permission=Permission.HER_ACCESS_SET, mother=hers, act=ActFacts(her_word=True)
    ) as box:
        box.give_standing(Ground.OWN, cause=f"way:{WAY}", purpose=WAY)
    treats = notes.a_worker(6, Role.TREATMENT_WORKER, agency=2)
    give(treated, Ground.TREATING, treats)
    began = clock.now() + HOUR
    assert her_log.in_touch_since(numbers.values(), NOON) == frozenset()
    with clock.at(began):
        notes.log(logged)
        with pytest.raises(NotYours):
            look(asleep)
        look(hers)
        with door.acting(by=treats, permission=Permission.MEDICATION_RECORD, mother=treated) as box:
            box.write(notes.a_note(compartment=Compartment.TREATMENT))
    in_touch = {numbers[hers], numbers[treated]}
    assert her_log.in_touch_since(numbers.values(), began) == in_touch
    assert her_log.in_touch_since([numbers[treated], numbers[logged]], began) == {numbers[treated]}
    assert her_log.in_touch_since(numbers.values(), began + timedelta(microseconds=1)) == frozenset()


def look(mother: str) -> None:
    with door.looking(by=herself(1, WAY), permission=Permission.OWN_SEE, mother=mother, page="own"):
        pass
