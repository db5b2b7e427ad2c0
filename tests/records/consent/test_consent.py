"""A yes is kept as it was given, counts only where she was alone, and never lapses around a birth."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from hrm2m.cadence import Channel, Outcome, WindowKind
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy.consenting import Asked, Interpreter
from hrm2m.policy.facts import machine_actor
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.entries import WindowEnd
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.entries import EndedBecause
from hrm2m.records.consent.models import Consent, ConsentCarried, ConsentEnd, Listened
from hrm2m.records.consent.queries import State, consents_of
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as partner
from hrm2m.records.whole import near_her, stop_sharing
from hrm2m.vault.errors import Denied, NotYours
from tests.records.referrals import samples
from tests.records.referrals.samples import DAY, Situation


pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def asked_again() -> QuerySet[Clock]:
    return Clock.objects.filter(RUNNING, kind="consent_again")


def test_a_yes_is_kept_with_the_exact_words_and_how_she_was_asked(here: Situation) -> None:
    samples.said_yes(here, her_words="Only the due date.")
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.words is not None
    assert card.words.shown == samples.a_yes(here.team.mia).shown
    assert (card.agency_name, card.state(clock.now())) == ("Testmere Maternity", State.IN_FORCE)
    assert card.agreed_until - card.since == timedelta(days=91)


@pytest.mark.slow
def test_it_is_asked_again_a_fortnight_before_it_ends_by_her_bridge_builder(here: Situation) -> None:
    samples.said_yes(here, until=clock.now() + 60 * DAY)
    again = asked_again().get()
    assert again.owner_id == here.team.jo.worker_id
    assert again.escalate_to_id == here.team.sam.worker_id
    assert abs(again.due_at - (clock.now() + 46 * DAY)) < timedelta(minutes=1)
    samples.said_yes(here)
    assert asked_again().get().about != again.about


@pytest.mark.parametrize("who", [Interpreter.CHILD, Interpreter.PARTNER, Interpreter.FAMILY_OR_NEIGHBOUR])
def test_her_words_do_not_go_through_anybody_she_knows(here: Situation, who: Interpreter) -> None:
    with pytest.raises(BadInput, match="professional interpreter"):
        samples.said_yes(here, interpreter=who)
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("categories", {"categories": frozenset()}),
        ("shown", {"shown": " "}),
        ("until", {"until": datetime(2100, 1, 1, tzinfo=UTC)}),
        ("until", {"until": datetime(2026, 3, 12, tzinfo=UTC)}),
    ],
)
def test_what_is_missing_or_too_long_is_said(here: Situation, field: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        samples.said_yes(here, **wrong)
    assert refused.value.field == field


def test_only_her_bridge_builder_and_cover_ask(here: Situation) -> None:
    yes = samples.a_yes(here.team.mia)
    for other, refusal in ((here.team.kit, Denied), (here.team.vic, NotYours)):
        with pytest.raises(refusal):
            consent.ask(by=other, mother=here.mother, yes=yes, at=clock.now())


def test_nothing_of_it_can_be_changed(here: Situation) -> None:
    samples.said_yes(here)
    stop_sharing.stop_sharing(by=here.team.jo, mother=here.mother)
    listened(here, 1)
    changes = (
        lambda: Consent.objects.update(with_name=True),
        lambda: ConsentEnd.objects.all().delete(),
        lambda: Listened.objects.update(at=clock.now()),
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def around_a_birth(here: Situation, kind: WindowKind = WindowKind.PREGNANCY) -> str:
    now = clock.now()
    return outreach.open_window(by=here.team.jo, mother=here.mother, kind=kind, opened=now, at=now)


def the_day_it_is_looked_at(days: float) -> None:
    with clock.at(clock.now() + days * DAY):
        referrals.let_consents_end(by=machine_actor(1))


@pytest.mark.slow
def test_no_yes_lapses_while_she_carries_a_child_or_the_baby_is_in_hospital(here: Situation) -> None:
    window = around_a_birth(here)
    ref = samples.sent(here, until=clock.now() + 30 * DAY)
    for days in (28, 40, 52):
        the_day_it_is_looked_at(days)
        with clock.at(clock.now() + (days + 3) * DAY):
            assert partner.stands(here.fen.worker_id, ref) == here.fen
    home = clock.now() + 60 * DAY
    with clock.at(home):
        referrals.let_consents_end(by=machine_actor(1))
        outreach.close_window(
            by=here.team.jo, mother=here.mother, window=window, closed=home, at=home, why=WindowEnd.BIRTH
        )
        referrals.let_consents_end(by=machine_actor(1))
        (card,) = consents_of(by=here.team.jo, mother=here.mother)
        assert card.until == home + 14 * DAY
    with clock.at(home + 14 * DAY):
        assert partner.stands(here.fen.worker_id, ref) is None
        referrals.let_consents_end(by=machine_actor(1))
        (card,) = consents_of(by=here.team.jo, mother=here.mother)
        assert card.ended_because is EndedBecause.RUN_OUT


def test_another_window_carries_nothing_on(here: Situation) -> None:
    around_a_birth(here, WindowKind.LOSING_HOME)
    samples.said_yes(here, until=clock.now() + 30 * DAY)
    the_day_it_is_looked_at(29)
    assert not ConsentCarried.objects.exists()
    the_day_it_is_looked_at(30)
    assert ConsentEnd.objects.get().why == EndedBecause.RUN_OUT
    assert not asked_again().exists()


def listened(here: Situation, minutes: int) -> None:
    at = clock.now() + timedelta(minutes=minutes)
    with clock.at(at):
        stop_sharing.log_contact(
            by=here.team.sam,
            mother=here.mother,
            contact=Contact(Channel.CALL, Outcome.STOPPED_NOT_SAFE),
            at=at,
        )


@pytest.mark.slow
def test_somebody_was_listening_so_what_she_said_yes_to_is_void_and_what_went_out_ends(
    here: Situation,
) -> None:
    ref = samples.sent(here)
    listened(here, 119)
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.ended_because is EndedBecause.SOMEBODY_LISTENED
    assert partner.stands(here.fen.worker_id, ref) is None


def test_what_she_said_yes_to_long_before_stands(here: Situation) -> None:
    ref = samples.sent(here)
    listened(here, 121)
    assert partner.stands(here.fen.worker_id, ref) == here.fen


def test_a_yes_written_down_after_somebody_listened_is_refused(here: Situation) -> None:
    asked = clock.now()
    listened(here, 10)
    with clock.at(asked + timedelta(minutes=30)), pytest.raises(BadInput, match="when she is alone"):
        samples.said_yes(here, at=asked)


def test_a_yes_given_while_not_alone_is_kept_and_counts_for_nothing(here: Situation) -> None:
    samples.said_yes(here, asked=Asked.COULD_NOT_TELL)
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.state(clock.now()) is State.NOT_ALONE
    assert not asked_again().exists()


def test_no_yes_is_written_for_an_agency_she_barred_until_her_word_lifts_it(here: Situation) -> None:
    team, mother = here.team, here.mother
    near_her.bar_agency(by=team.jo, mother=mother, agency=team.mia.agency_ref)
    with pytest.raises(BadInput, match="Ask her whether that has changed") as refused:
        samples.said_yes(here)
    assert refused.value.field == "agency"
    bridges.lift_bar(by=team.jo, mother=mother, barred=team.mia.agency_ref)
    assert samples.said_yes(here)
