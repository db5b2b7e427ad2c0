"""What was promised to her: every kind that may be hers has a sentence, and none speaks of what she may not know."""

import html
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock
from hrm2m.pages.hers.promised import KEPT_SHOWN
from hrm2m.pages.hers.words import BY_THEM, OF_WHAT_IS_SENT, PROMISES
from hrm2m.policy import Compartment
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.models import Clock
from hrm2m.records.clocks.promises import NAMES
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.showing import actions as showing
from hrm2m.records.showing.answering import ANSWERED
from hrm2m.records.whole import actions as whole
from hrm2m.vault.models import Head
from tests import worlds
from tests.pages.hers.her_phone import phone
from tests.records.hers.samples import set_up
from tests.records.referrals import samples
from tests.records.referrals.samples import Situation, sent_without_her_yes


pytestmark = pytest.mark.django_db

OF_CHILDREN = "it runs in what is kept of children, and is told by those who keep them safe"
MAY_NOT_KNOW = "it is about what she may not know of yet; she is told once that was decided to be safe"
NOT_LISTED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("worry_read", "second_look", "referral_written", "referral_decision", "referral_assessed"),
            *("referral_conference", "referral_core_group", "referral_review", "referral_next_core_group"),
            *("referral_next_review", "disagreement", "request_in_today", "connection_look"),
            *("connection_read", "safety_question", "enquiry_child"),
        ),
        OF_CHILDREN,
    ),
    **dict.fromkeys(("danger_answered", "danger_looked_at"), "danger is told by a person, never on a page"),
    **dict.fromkeys(
        ("withheld_review", "withheld_signed", "shown_or_held"), "it would say that something is held back"
    ),
    **dict.fromkeys(("referral_second", "referral_tell_her", "shared_wrongly", "request_in"), MAY_NOT_KNOW),
    "enquiry_terms": "its end without a day to show it to her would say that an agency fears for a child",
    "copy_checked": "one part of the copy: that she gets it in time is promised to her as one",
    **dict.fromkeys(("hold_review", "hold_not_told"), "her log tells of a hold, unless a court forbids it"),
    "consent_alone": "whoever listened may read over her shoulder, and would read that she was asked",
    "apart_placed": "it is about somebody else too, and whoever lives with her may read over her shoulder",
    "emergency_looked_at": "the look itself stands in her log, unless telling adds danger: this would tell",
    "death_signed": "it is about her death; where she lives whoever holds her bridge tells her",
    "baby_death_signed": "no page of hers speaks of a baby who died",
    "under_18_told": "it is said to her face to face",
    **dict.fromkeys(
        ("door_same_day", "door_1_day", "door_2_days", "door_5_days", "door_10_days"),
        "a way to count a promise: what runs is that of one referral or question",
    ),
    **dict.fromkeys(
        ("cover_lasts", "whom_next_not_now", "whom_next_kept_cover"),
        "a way to count: what runs is that she is asked",
    ),
}
"""What is no promise to her, with the reason."""


@pytest.fixture
def here() -> Situation:
    found = samples.situation()
    set_up(found.team, found.mother)
    return found


def test_every_promise_is_said_to_her_or_is_kept_from_her_for_a_reason() -> None:
    assert set(PROMISES) | set(NOT_LISTED) == set(NAMES)
    assert not set(PROMISES) & set(NOT_LISTED)
    assert set(PROMISES) >= BY_THEM | OF_WHAT_IS_SENT


@pytest.mark.slow
def test_of_every_kind_she_reads_its_sentence_or_nothing(here: Situation) -> None:
    """One of each kind in turn, about a referral that she knows of, and about what she said of a note."""
    ref, said = samples.sent(here), what_she_said(here)
    Clock.objects.all().delete()
    client = phone()
    nothing = client.get("/n/c/").content
    for kind in NAMES:
        clock_of(here, kind, said if kind == ANSWERED else ref)
        page = client.get("/n/c/").content
        assert (page == nothing) is (kind in NOT_LISTED), kind
        assert (str(PROMISES.get(kind, "…")) in html.unescape(page.decode())) is (kind in PROMISES), kind
        Clock.objects.all().delete()


def what_she_said(here: Situation) -> str:
    """The ref of what she said beside a note that she may read."""
    jo, at = here.team.jo, clock.now()
    entry = worlds.contact(here.team, here.mother, Outcome.MET, at)
    showing.let_her_read(by=jo, entry=entry, why="She was there.", at=at)
    return whole.reply(by=jo, mother=here.mother, about=entry, words="No.", not_right=False, at=at)


def clock_of(here: Situation, kind: str, about: str, met_at: datetime | None = None) -> None:
    at = clock.now()
    Clock.objects.create(
        area=1,
        mother=Head.objects.get(ref=here.mother).id,
        compartment=Compartment.GENERAL,
        kind=kind,
        about=about,
        owner_id=here.team.jo.worker_id,
        escalate_to_id=here.team.sam.worker_id,
        started_at=at,
        due_at=at + timedelta(days=1),
        met_at=met_at,
    )


@pytest.mark.slow
def test_what_somebody_of_an_agency_owes_her_is_there_with_their_name(here: Situation) -> None:
    samples.sent(here)
    page = phone().get("/n/c/").content.decode()
    assert "They tell us that what we sent for you came. <b>Fen</b>" in page
    with clock.at(clock.now() + timedelta(days=14)):
        assert "That is not on you." in phone().get("/n/c/").content.decode()


@pytest.mark.slow
@pytest.mark.promise(7)
def test_promises_about_what_she_may_not_know_of_are_not_there(here: Situation) -> None:
    client = phone()
    before = client.get("/n/c/").content
    ref = sent_without_her_yes(here)
    referrals.answer(by=here.fen, referral=ref, said=samples.CAME)
    assert client.get("/n/c/").content == before


@pytest.mark.slow
def test_however_many_she_may_not_know_of_were_kept_hers_stay(here: Situation) -> None:
    clock_of(here, "her_words_read", "a" * 26, met_at=clock.now())
    client = phone()
    assert "We read what you wrote here" in client.get("/n/c/").content.decode()
    for number in range(KEPT_SHOWN + 1):
        clock_of(here, "referral_acknowledged", f"{number:026}", met_at=clock.now())
        clock_of(here, "shown_or_held", f"{number:026}", met_at=clock.now())
    assert "We read what you wrote here" in client.get("/n/c/").content.decode()


@pytest.mark.slow
def test_she_reads_that_she_will_be_asked_whom_she_wants_next_and_no_word_of_why(here: Situation) -> None:
    bridges.stand_down(by=here.team.kit, worker=here.team.jo.worker_ref)
    page = html.unescape(phone().get("/n/c/").content.decode())
    assert "Your worker is not back: we ask you who you want next. <b>Sam</b>" in page
    assert "stood" not in page
