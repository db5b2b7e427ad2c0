"""The pages of handovers: from proposing to her word, and asking her again; nothing in an address but refs."""

import re
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.handovers.models import HandoverRow
from tests import worlds
from tests.pages.street import LOCAL_DAY, browser_of, post, sent_on, text_of
from tests.records.agencies.test_doors import written
from tests.records.handovers import samples
from tests.records.referrals import samples as sharing


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_from_proposing_to_her_yes_asked_again() -> None:
    situation = samples.proposed()
    team, ref = situation.team, situation.ref
    jo = browser_of(team.jo)
    path = f"/handovers/{ref}/"
    page = text_of(jo.get(path))
    assert "Mia of Testmere Maternity" in page
    day = (clock.now() + timedelta(days=2)).strftime(LOCAL_DAY)
    assert sent_on(post(jo, f"{path}meeting/", day=day, time="14:00", where="The café")) == path
    assert "The café" in text_of(jo.get(path))
    early = post(jo, f"{path}there/")
    assert early.status_code == 422
    assert "has not been yet" in text_of(early)
    with clock.at(clock.now() + timedelta(days=3)):
        jo, sam, kit = browser_of(team.jo), browser_of(team.sam), browser_of(team.kit)
        assert sent_on(post(jo, f"{path}there/", words="She brought her sister")) == path
        page = text_of(jo.get(path))
        assert "All three met. It is not done" in page
        assert "somebody else asks her face to face" in page
        assert post(jo, f"{path}said/", said="yes").status_code == 403
        assert sent_on(post(jo, f"{path}text/")) == path
        assert "that confirms nothing" in text_of(jo.get(path))
        assert sent_on(post(sam, f"{path}said/", said="yes", words="She is kind")) == path
        assert "She said yes, face to face" in text_of(sam.get(path))
        link = re.search(r'href="(/ask-again/[a-z2-7]{26}/)"', kit.get("/asked-of-you/").content.decode())
        assert link
        assert "Robin" not in text_of(kit.get("/asked-of-you/"))
        assert "was it so" in text_of(kit.get(link[1]))
        assert sent_on(post(kit, link[1], said="otherwise", words="I was tired")) == "/asked-of-you/"
        assert HandoverRow.objects.get(entry=ref).status == HandoverStatus.NOT_YET
        page = text_of(jo.get(path))
        assert "She says not yet. It is not done, and the bridge holds." in page
        assert "I was tired" in page
        assert kit.get(link[1]).status_code == 404


def test_what_was_typed_is_kept_when_the_time_is_past() -> None:
    situation = samples.proposed()
    answer = post(
        browser_of(situation.team.jo),
        f"/handovers/{situation.ref}/meeting/",
        day="2020-01-05",
        time="14:00",
        where="The quay",
        words="With her sister",
    )
    assert answer.status_code == 422
    assert "This time is past" in text_of(answer)
    assert "With her sister" in answer.content.decode()


@pytest.mark.slow
def test_the_date_for_a_calendar_names_nobody() -> None:
    situation = samples.proposed()
    jo = browser_of(situation.team.jo)
    assert jo.get(f"/handovers/{situation.ref}/date/").status_code == 404
    samples.set_meeting(situation)
    answer = jo.get(f"/handovers/{situation.ref}/date/")
    said = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar"
    assert "SUMMARY:Meeting" in said
    for word in ("Robin", "Mia", "Maternity", "café", "quay", situation.ref, situation.mother, "hrm2m"):
        assert word.lower() not in said.lower()


@pytest.mark.slow
def test_a_stranger_finds_no_page_whatever_the_address() -> None:
    situation = samples.proposed()
    vic = browser_of(situation.team.vic)
    steps = ("", "date/", "meeting/", "there/", "text/", "said/", "none/")
    mark = re.compile(r'(value|nonce|content)="[^"]+"')
    for step in steps:
        foreign = vic.get(f"/handovers/{situation.ref}/{step}")
        unknown = vic.get(f"/handovers/{'a' * 26}/{step}")
        assert foreign.status_code == unknown.status_code == 404
        assert mark.sub("", foreign.content.decode()) == mark.sub("", unknown.content.decode())


def test_the_list_has_the_oldest_promise_first_and_only_ones_own() -> None:
    situation = samples.proposed()
    page = text_of(browser_of(situation.team.jo).get("/handovers/"))
    assert "Robin and Mia of Testmere Maternity" in page
    assert "No handover is under way" in text_of(browser_of(situation.team.amir).get("/handovers/"))


@pytest.mark.slow
def test_she_meets_somebody_who_answers_at_a_door() -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    jo = browser_of(team.jo)
    assert "No agency has a door" in text_of(jo.get(f"/m/{mother}/handover/"))
    ref = written(team).ref
    html = jo.get(f"/m/{mother}/handover/?referral={samples.REFERRAL}").content.decode()
    assert ref in html
    sent = sent_on(
        post(jo, f"/m/{mother}/handover/", door=ref, words="For the birth", referral=samples.REFERRAL)
    )
    row = HandoverRow.objects.get()
    assert sent == f"/handovers/{row.entry}/"
    assert (row.to_agency_id, row.referral) == (team.mia.agency_id, samples.REFERRAL)


@pytest.mark.slow
def test_a_yes_to_sharing_is_asked_again_and_her_no_stops_it_and_stays_with_the_lead() -> None:
    here = sharing.situation()
    sharing.sent(here)
    sam, kit = browser_of(here.team.sam), browser_of(here.team.kit)
    found = re.search(r'href="(/ask-again/[a-z2-7]{26}/)"', sam.get("/asked-of-you/").content.decode())
    assert found
    page = text_of(sam.get(found[1]))
    assert "She said yes to sharing with an agency" in page
    assert "nothing more is shared by it from that moment" in page
    assert sent_on(post(sam, found[1], said="otherwise")) == "/asked-of-you/"
    assert "Asked again, she had not said so" in text_of(sam.get(f"/m/{here.mother}/sharing/"))
    assert "Asked again, she said otherwise" in text_of(kit.get("/asked-of-you/"))
    assert "is it put right?" in text_of(kit.get(found[1]))
    assert sent_on(post(kit, found[1], said="the_same")) == "/asked-of-you/"
    assert "Ask her again" not in text_of(kit.get("/asked-of-you/"))
