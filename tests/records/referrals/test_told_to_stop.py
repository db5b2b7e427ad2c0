"""Who had something of hers is told to stop, however long ago, and can say what is left for as long as it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as at_the_door
from hrm2m.records.referrals.entries import Held
from hrm2m.records.referrals.models import StopNotice
from hrm2m.records.referrals.queries import stops_of
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole.near_her import bar_agency
from hrm2m.records.whole.stop_sharing import stop_sharing
from hrm2m.vault.errors import Denied
from tests.records.agencies.test_second_person import worker
from tests.records.referrals import samples
from tests.records.referrals.samples import DAY, Situation


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def closed(here: Situation) -> str:
    """A referral that Fen answered and that Jo closed: nobody there can open it, and Fen has read it."""
    ref = samples.sent(here)
    for said in (samples.ACCEPTED, samples.OUTCOME):
        referrals.answer(by=here.fen, referral=ref, said=said)
    referrals.close(
        by=here.team.jo, mother=here.mother, referral=ref, words="Over.", her_words="", at=clock.now()
    )
    return ref


def stopped(here: Situation) -> StopNotice:
    """She stopped sharing what Fen had; what Fen was told."""
    samples.sent(here)
    stop_sharing(by=here.team.jo, mother=here.mother)
    return StopNotice.objects.get()


def told() -> list[int]:
    return list(StopNotice.objects.order_by("id").values_list("worker_id", flat=True))


def mails_of(notice: StopNotice) -> int:
    return Job.objects.filter(kind="mail", key__startswith=f"request:stop:{notice.ref}").count()


@pytest.mark.promise(7)
def test_whoever_had_what_is_closed_by_now_is_told_too_and_once(here: Situation) -> None:
    closed(here)
    stop_sharing(by=here.team.jo, mother=here.mother, agency=here.team.mia.agency_ref)
    assert told() == [here.fen.worker_id]
    assert Clock.objects.filter(RUNNING, kind="stop_confirmed").count() == 1
    stop_sharing(by=here.team.jo, mother=here.mother)
    assert told() == [here.fen.worker_id]


def test_a_stop_reads_nothing_again_of_what_was_stopped_before(here: Situation) -> None:
    def statements_of_a_stop() -> int:
        samples.sent(here)
        with CaptureQueriesContext(connection) as caught:
            stop_sharing(by=here.team.jo, mother=here.mother)
        return len(caught)

    first = statements_of_a_stop()
    assert [statements_of_a_stop() for _ in range(3)] == [first] * 3
    assert told() == [here.fen.worker_id] * 4


@pytest.mark.slow
def test_other_agencies_learn_nothing_of_it(here: Situation) -> None:
    closed(here)
    stop_sharing(by=here.team.jo, mother=here.mother, agency=here.team.tom.agency_ref)
    assert told() == []


@pytest.mark.slow
def test_what_was_closed_is_stopped_by_a_bar_too(here: Situation) -> None:
    closed(here)
    bar_agency(by=here.team.jo, mother=here.mother, agency=here.team.mia.agency_ref)
    assert told() == [here.fen.worker_id]


@pytest.mark.slow
def test_shared_wrongly_reaches_whoever_had_what_is_closed(here: Situation) -> None:
    ref = closed(here)
    referrals.note_wrong(
        by=here.team.jo,
        mother=here.mother,
        referral=ref,
        what="It was another woman’s.",
        done="",
        at=clock.now(),
    )
    assert told() == [here.fen.worker_id]


@pytest.mark.promise(8)
def test_while_cover_holds_her_bridge_cover_is_asked_and_named(here: Situation) -> None:
    ref = samples.sent(here)
    bridges.stand_down(by=here.team.kit, worker=here.team.jo.worker_ref)
    referrals.answer(by=here.fen, referral=ref, said=samples.REFUSED)
    cover, lead = here.team.sam.worker_id, here.team.kit.worker_id
    look = Clock.objects.get(RUNNING, kind="referral_declined")
    assert (look.owner_id, look.escalate_to_id) == (cover, lead)
    assert Job.objects.filter(key__startswith="something_waits:", key__endswith=f"declined:{cover}").exists()
    stop_sharing(by=here.team.sam, mother=here.mother)
    assert Clock.objects.get(RUNNING, kind="stop_confirmed").escalate_to_id == cover


def test_a_stop_nobody_confirmed_is_asked_about_with_a_new_link_each_fortnight(here: Situation) -> None:
    notice = stopped(here)
    now = clock.now()
    for days, mails in ((1, 1), (13, 1), (14, 2), (15, 2), (28, 3)):
        with clock.at(now + days * DAY):
            referrals.ask_stops_again(by=MACHINE)
        assert mails_of(notice) == mails
    referrals.confirm_stop(by=here.fen, notice=notice.ref, held=Held.DESTROYED, said_by="Fen Invented")
    with clock.at(now + 42 * DAY):
        assert referrals.ask_stops_again(by=MACHINE) == 0
    assert mails_of(notice) == 3


def test_her_bridge_builder_asks_again_and_it_stays_as_late_as_it_is(here: Situation) -> None:
    notice = stopped(here)
    with clock.at(clock.now() + 5 * DAY):
        referrals.chase_stop(by=here.team.jo, mother=here.mother, notice=notice.ref)
    assert mails_of(notice) == 2
    running = Clock.objects.get(RUNNING, kind="stop_confirmed")
    assert running.due_at < clock.now() + 5 * DAY


def test_what_they_say_by_telephone_is_written_down_with_who_said_it_and_she_reads_it(
    here: Situation,
) -> None:
    notice = stopped(here)
    ada = worker(here.fen.agency_ref, "ada", Role.ADMINISTRATOR)
    accounts.end_account(by=ada, worker=here.fen.worker_ref)
    later = clock.now() + timedelta(days=20)
    with clock.at(later):
        referrals.take_down_stop(
            by=here.team.jo,
            mother=here.mother,
            notice=notice.ref,
            held=Held.KEPT,
            because="The law has us keep it.",
            said_by="Mia Invented",
            at=later,
        )
    (line,) = stops_of(by=here.team.jo, mother=here.mother)
    assert (line.held, line.because) == (Held.KEPT, "The law has us keep it.")
    assert Clock.objects.get(kind="stop_confirmed").met_at == later


def test_a_telephone_answer_has_a_name_a_reason_and_is_written_once(here: Situation) -> None:
    notice = stopped(here)

    def write(**said: object) -> None:
        words = {"held": Held.DESTROYED, "because": "", "said_by": "Mia Invented", "at": clock.now(), **said}
        referrals.take_down_stop(by=here.team.jo, mother=here.mother, notice=notice.ref, **words)  # type: ignore[arg-type] # tried wrong on purpose

    with pytest.raises(BadInput, match="name of whoever"):
        write(said_by=" ")
    with pytest.raises(BadInput, match="she reads it"):
        write(held=Held.KEPT)
    write()
    with pytest.raises(BadInput, match="confirmed already"):
        write()
    with pytest.raises(BadInput, match="confirmed already"):
        referrals.chase_stop(by=here.team.jo, mother=here.mother, notice=notice.ref)


def test_who_does_not_hold_her_bridge_writes_nothing_for_them(here: Situation) -> None:
    notice = stopped(here)
    for by in (here.team.vic, here.team.mia, here.fen):
        with pytest.raises(Denied):
            referrals.chase_stop(by=by, mother=here.mother, notice=notice.ref)
        with pytest.raises(Denied):
            referrals.take_down_stop(
                by=by,
                mother=here.mother,
                notice=notice.ref,
                held=Held.DESTROYED,
                because="",
                said_by="Mia",
                at=clock.now(),
            )


def test_after_she_died_nobody_is_asked_again(here: Situation) -> None:
    notice = stopped(here)
    whole.she_died(by=here.team.jo, mother=here.mother, second=here.team.kit.worker_ref, at=clock.now())
    with clock.at(clock.now() + 15 * DAY):
        assert referrals.ask_stops_again(by=MACHINE) == 0
    assert mails_of(notice) == 1


@pytest.mark.parametrize("hours", [1, 100])
def test_who_had_something_of_a_mother_who_is_forgotten_can_still_say_that_it_is_gone(hours: int) -> None:
    here = samples.situation(named=False)
    samples.sent(here)
    whole.forget(by=here.team.jo, mother=here.mother)
    with clock.at(clock.now() + timedelta(hours=hours)):
        whole.finish_forgetting(by=MACHINE)
        notice = StopNotice.objects.get()
        assert at_the_door.notice_for(here.fen.worker_id, notice.ref) is not None
        referrals.confirm_stop(by=here.fen, notice=notice.ref, held=Held.DESTROYED, said_by="Fen Invented")
        assert StopNotice.objects.get().confirmed_at is not None
