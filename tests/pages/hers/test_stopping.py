"""What she shares with agencies, on her own page: listed in plain words, stopped at once, and what came back of it."""

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Permission
from hrm2m.records.consent import actions as consent
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as partner
from hrm2m.records.referrals.entries import Drafted, Held, OtherBasis
from hrm2m.records.referrals.models import Referral, StopNotice
from hrm2m.records.showing import actions as showing
from hrm2m.records.whole import near_her
from hrm2m.vault import door
from hrm2m.vault.entries import Body
from hrm2m.vault.errors import NotYours
from tests import worlds
from tests.pages.hers.her_phone import hidden, phone, quiet_phone, send
from tests.records.hers.samples import WORDS, set_up
from tests.records.referrals import samples
from tests.records.referrals.samples import Situation, sent_without_her_yes


pytestmark = pytest.mark.django_db

NEAR = "/n/d/"


@pytest.fixture
def here() -> Situation:
    found = samples.situation()
    set_up(found.team, found.mother)
    return found


def stop_of(agency: Actor) -> str:
    return f"/n/p/{agency.agency_ref}/"


def seen(client: Client, path: str = NEAR) -> str:
    return " ".join(client.get(path).content.decode().split())


@pytest.mark.slow
def test_what_she_said_yes_to_stands_there_in_plain_words(here: Situation) -> None:
    samples.sent(here)
    page = seen(phone())
    assert "You said yes, for you and your baby, until" in page
    assert "They may know: your baby and the birth, your own words." in page
    assert "Sent to Fen on" in page
    assert "They can read it until" in page


@pytest.mark.slow
def test_a_yes_with_nothing_sent_stands_there_too(here: Situation) -> None:
    samples.said_yes(here)
    page = seen(phone())
    assert "For you and your baby" in page
    assert "Nothing was sent yet." in page


@pytest.mark.slow
def test_agencies_have_a_name_there_once_the_code_was_typed_again(here: Situation) -> None:
    samples.sent(here)
    client = phone()
    assert "Testmere Maternity" not in seen(client) + seen(client, stop_of(here.fen))
    assert "That opened nothing." in send(client, NEAR, code="not these words").content.decode()
    assert "Testmere Maternity" not in seen(client)
    send(client, NEAR, code=WORDS)
    assert "Testmere Maternity" in seen(client)
    assert "Testmere Maternity" in seen(client, stop_of(here.fen))


@pytest.mark.slow
@pytest.mark.promise(7)
def test_her_stop_ends_their_access_at_once_and_she_sees_what_came_back(here: Situation) -> None:
    ref = samples.sent(here)
    client = phone()
    page = seen(client, stop_of(here.fen))
    assert "They can then open nothing that you said yes to." in page
    assert "They may have to keep some of it." in page
    assert partner.stands(here.fen.worker_id, ref) == here.fen
    assert send(client, stop_of(here.fen))["Location"] == NEAR
    assert partner.stands(here.fen.worker_id, ref) is None
    with pytest.raises(NotYours):
        partner.sent_to(here.fen, ref)
    page = seen(client)
    assert "You said yes to nothing right now." in page
    assert "They have not said yet what they did." in page
    told = StopNotice.objects.get().ref
    referrals.confirm_stop(
        by=here.fen,
        notice=told,
        held=Held.KEPT,
        said_by="Fen Invented",
        because="The law has us keep a record.",
    )
    page = seen(client)
    assert "They keep some of it. They say why:" in page
    assert "The law has us keep a record." in page


@pytest.mark.slow
def test_who_destroyed_it_says_so_on_her_page(here: Situation) -> None:
    samples.sent(here)
    client = phone()
    send(client, stop_of(here.fen))
    referrals.confirm_stop(
        by=here.fen, notice=StopNotice.objects.get().ref, held=Held.DESTROYED, said_by="Fen Invented"
    )
    assert "They say: it is gone." in seen(client)


@pytest.mark.slow
def test_where_nothing_was_sent_her_stop_says_so(here: Situation) -> None:
    samples.said_yes(here)
    client = phone()
    send(client, stop_of(here.fen))
    assert "Nothing had been sent." in seen(client)


@pytest.mark.slow
def test_a_stop_sent_twice_is_done_once(here: Situation) -> None:
    samples.sent(here)
    client = phone()
    form = {**hidden(client.get(stop_of(here.fen)).content.decode())}
    first, second = (client.post(stop_of(here.fen), form) for _ in range(2))
    assert first["Location"] == second["Location"] == NEAR
    assert StopNotice.objects.count() == 1


@pytest.mark.slow
def test_nothing_she_shares_nothing_unknown_and_somebody_elses_get_one_answer(here: Situation) -> None:
    """An agency of another mother, one that holds what she may not know of, her own team's, and none at all."""
    other = worlds.begin_named(here.team, "Wren")
    consent.ask(by=here.team.jo, mother=other, yes=samples.a_yes(here.team.tom), at=clock.now())
    sent_without_her_yes(here)
    client = phone()
    refs = (here.team.tom.agency_ref, here.fen.agency_ref, here.team.jo.agency_ref, "a" * 26, "x")
    form = hidden(client.get("/n/b/").content.decode())
    for answers in (
        [client.get(f"/n/p/{ref}/") for ref in refs],
        [client.post(f"/n/p/{ref}/", form) for ref in refs],
    ):
        assert {(answer.status_code, answer["Location"], answer.content) for answer in answers} == {
            (302, NEAR, b"")
        }
    assert Referral.objects.get().status == "sent"


@pytest.mark.slow
def test_without_a_visit_or_by_the_quiet_way_nothing_is_stopped(here: Situation) -> None:
    ref = samples.sent(here)
    assert Client().post(stop_of(here.fen))["Location"] == "/n/"
    assert quiet_phone().get(stop_of(here.fen))["Location"] == "/n/a/"
    assert phone().post(stop_of(here.fen), hidden(phone().get("/n/b/").content.decode()))["Location"] == "/n/"
    assert partner.stands(here.fen.worker_id, ref) == here.fen


def let_her_know(here: Situation, ref: str, *kinds: type[Body]) -> None:
    row = Referral.objects.get(ref=ref)
    with door.looking(
        by=here.team.jo, permission=Permission.MOTHER_SEE, mother=here.mother, page="mother"
    ) as box:
        refs = [entry.ref for entry in box.entries(*kinds) if row.entry in {entry.ref, entry.about}]
    for ref in refs:
        showing.let_her_read(by=here.team.jo, entry=ref, why="She is home now.", at=clock.now())


@pytest.mark.slow
@pytest.mark.promise(7)
def test_what_went_without_her_yes_stands_there_with_its_reason_once_she_may_know(here: Situation) -> None:
    client = phone()
    before = seen(client)
    ref = sent_without_her_yes(here)
    assert seen(client) == before
    let_her_know(here, ref, Drafted)
    assert seen(client) == before
    let_her_know(here, ref, OtherBasis)
    page = seen(client)
    assert "Sent without your yes" in page
    assert "We feared for a life." in page
    assert "Her baby is not breathing well." in page
    assert "Your stop does not end this one." in page


@pytest.mark.slow
@pytest.mark.promise(7)
def test_a_bar_of_hers_tells_nothing_of_what_she_may_not_know(here: Situation) -> None:
    """Whoever she bars is told to stop; that somebody of an agency was told would say that something was sent."""
    client = phone()
    before = seen(client)
    sent_without_her_yes(here)
    near_her.bar_agency(by=here.team.jo, mother=here.mother, agency=here.fen.agency_ref)
    assert StopNotice.objects.count() == 1
    assert seen(client) == before
