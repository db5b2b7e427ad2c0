"""From her yes to a closed referral on our side's pages, and the ways on where she did not say yes or it went wrong."""

from typing import Any

import pytest
from django.test import Client

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.consent.queries import consents_of
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.referrals.models import SharedWrongly
from hrm2m.records.referrals.queries import ReferralCard, referrals_of, standing_due
from hrm2m.records.referrals.without_her_yes import not_sent_of, not_told_of
from hrm2m.records.whole.stop_sharing import log_contact
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.referrals import samples
from tests.records.referrals.samples import DUE, Situation


pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Situation:
    return samples.situation()


@pytest.fixture
def jo(here: Situation) -> Client:
    return browser_of(here.team.jo)


def hers(here: Situation, rest: str = "") -> str:
    return f"/m/{here.mother}/{rest}"


def yes_fields(**more: Any) -> dict[str, Any]:
    return {
        "purpose": "baby_and_birth",
        "categories": ["baby_and_birth"],
        "asked": "alone",
        "interpreter": "none",
        "how": "said",
        "place": "our_place",
        "her_yes": "on",
        **more,
    }


def ask_path(here: Situation) -> str:
    return hers(here, f"sharing/ask/{here.team.mia.agency_ref}/")


def card(here: Situation) -> ReferralCard:
    return referrals_of(by=here.team.jo, mother=here.mother)[0]


def drafted(here: Situation, jo: Client) -> str:
    fields = {"door": here.door.ref, "purpose": "baby_and_birth", "words_baby_and_birth": DUE}
    return sent_on(post(jo, hers(here, "referrals/new/"), **fields))


@pytest.mark.slow
def test_one_agency_a_page_with_everything_off(here: Situation, jo: Client) -> None:
    page = jo.get(ask_path(here)).content.decode()
    assert "Testmere Maternity" in page
    assert "checked" not in page
    assert "They have not said what would make them tell" in page


@pytest.mark.slow
def test_her_yes_is_kept_with_the_words_she_was_shown_and_then_it_can_be_sent(
    here: Situation, jo: Client
) -> None:
    sent_on(post(jo, ask_path(here), **yes_fields(her_words="Only that.")))
    (yes,) = consents_of(by=here.team.jo, mother=here.mother)
    assert yes.words is not None
    assert "Baby and birth" in yes.words.shown
    assert "Testmere Maternity" in yes.words.shown
    page = drafted(here, jo)
    assert DUE in text_of(jo.get(page))
    sent_on(post(jo, f"{page}send/"))
    assert card(here).status is ReferralStatus.SENT
    assert "May know: Baby and birth" in text_of(jo.get(hers(here, "sharing/")))


@pytest.mark.slow
def test_without_her_yes_the_page_says_what_is_missing_and_keeps_the_draft(
    here: Situation, jo: Client
) -> None:
    page = drafted(here, jo)
    answer = post(jo, f"{page}send/")
    assert answer.status_code == 403
    assert "She has not said yes to this" in answer.content.decode()
    assert card(here).status is ReferralStatus.DRAFTED


def test_an_interpreter_she_knows_is_refused_in_words_and_nothing_is_lost(
    here: Situation, jo: Client
) -> None:
    answer = post(jo, ask_path(here), **yes_fields(interpreter="partner", her_words="Nie wiem."))
    assert answer.status_code == 422
    assert "professional interpreter" in answer.content.decode()
    assert "Nie wiem." in answer.content.decode()


@pytest.mark.slow
def test_whoever_hears_her_stop_writes_it_down_and_opens_nothing_for_it(here: Situation) -> None:
    samples.sent(here)
    ruth = browser_of(here.team.ruth)
    path = hers(here, "sharing/stop/")
    page = ruth.get(path).content.decode()
    assert "May know" not in page
    sent_on(post(ruth, path, agency=here.team.mia.agency_ref, her_word="on"))
    assert card(here).status is ReferralStatus.STOPPED
    assert standing_due() == set()


@pytest.mark.slow
def test_a_stop_without_her_word_is_not_written(here: Situation, jo: Client) -> None:
    samples.sent(here)
    assert post(jo, hers(here, "sharing/stop/")).status_code == 422
    assert card(here).status is ReferralStatus.SENT


@pytest.mark.slow
def test_the_steps_are_written_from_its_page(here: Situation, jo: Client) -> None:
    page = hers(here, f"referrals/{samples.sent(here)}/")
    said = {"step": "they_say_yes", "said_by": "Fen Invented", "words": "A place is free."}
    sent_on(post(jo, f"{page}answer/", **said))
    sent_on(post(jo, f"{page}chase/", words="Rang Fen."))
    sent_on(
        post(
            jo,
            f"{page}answer/",
            step="a_meeting_is_set",
            said_by="Fen Invented",
            meeting_day=f"{clock.now() + 3 * samples.DAY:%Y-%m-%d}",
            meeting_time="10:00",
        )
    )
    sent_on(post(jo, f"{page}met/", met="yes", her_words="She was kind."))
    text = text_of(jo.get(page))
    assert "They met" in text
    assert "A place is free." in text
    assert "She was kind." in text
    sent_on(post(jo, f"{page}close/", words="It goes on without us."))
    assert card(here).status is ReferralStatus.CLOSED


@pytest.mark.slow
def test_the_page_says_for_whom_it_is(here: Situation, jo: Client) -> None:
    assert "A referral for Robin" in text_of(jo.get(drafted(here, jo)))


def without_fields(here: Situation, **more: Any) -> dict[str, Any]:
    return {
        "door": here.door.ref,
        "purpose": "health",
        "words_health": "She may bleed.",
        "basis": "vital_interest",
        "reason": "She is not awake.",
        "tell_her": "As soon as she wakes, by Jo.",
        **more,
    }


@pytest.mark.slow
def test_alone_only_to_protect_a_child_or_a_life_and_somebody_reads_it_after(
    here: Situation, jo: Client
) -> None:
    path = hers(here, "referrals/without/")
    assert "Who is asked to agree" not in text_of(jo.get(path)), "she cannot send with a second person"
    for second in ("", here.team.sam.worker_ref):
        alone = post(jo, path, **without_fields(here, second=second))
        assert alone.status_code == 422
        assert "ask one of them" in text_of(alone)
        assert "She is not awake." in text_of(alone)
    kit = post(browser_of(here.team.kit), path, **without_fields(here))
    assert kit.status_code == 422
    assert "Choose who is asked to agree" in text_of(kit)
    sent_on(post(jo, path, **without_fields(here, saves="on")))
    page = hers(here, f"referrals/{card(here).ref}/")
    assert "I have read it as second person" not in text_of(jo.get(page)), "whoever sent it is not the second"
    assert post(jo, f"{page}second/").status_code == 422
    sam = browser_of(here.team.sam)
    assert "I have read it as second person" in text_of(sam.get(page))
    sent_on(post(sam, f"{page}second/"))
    assert not card(here).waits_for_second


@pytest.mark.slow
def test_the_day_on_which_she_is_told_is_on_its_page_until_she_was(here: Situation, jo: Client) -> None:
    by_day = f"{clock.now() + 3 * samples.DAY:%Y-%m-%d}"
    sent_on(
        post(jo, hers(here, "referrals/without/"), **without_fields(here, saves="on", tell_her_by=by_day))
    )
    page = hers(here, f"referrals/{card(here).ref}/")
    assert "She is told by" in text_of(jo.get(page))
    sent_on(post(jo, f"{page}told/"))
    said = text_of(jo.get(page))
    assert "She was told" in said
    assert "She has been told of this" not in said


@pytest.mark.slow
def test_shared_wrongly_ends_access_at_once_and_the_lead_decides(here: Situation) -> None:
    page = hers(here, f"referrals/{samples.sent(here)}/")
    sent_on(post(browser_of(here.team.jo), f"{page}wrong/", what="Too much was written."))
    assert standing_due() == set()
    wrong = SharedWrongly.objects.get()
    assert wrong.lead_id == here.team.kit.worker_id
    kit = browser_of(here.team.kit)
    asked = kit.get(f"{page}wrong/{wrong.ref}/")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/why/")


@pytest.mark.slow
def test_a_stranger_gets_the_page_of_something_that_is_not_there(here: Situation) -> None:
    ref = samples.sent(here)
    vic = browser_of(here.team.vic)
    for path in ("sharing/", "referrals/", f"referrals/{ref}/", "referrals/new/"):
        answer = vic.get(hers(here, path))
        assert answer.status_code in {302, 404}, path
        if answer.status_code == 302:
            assert answer["Location"].startswith("/why/")


@pytest.mark.slow
def test_a_safeguarding_lead_finds_what_she_sent_and_writes_that_she_was_told(here: Situation) -> None:
    ruth, sent = browser_of(here.team.ruth), hers(here, "referrals/without/")
    sent_on(post(ruth, sent, **without_fields(here, saves="on", second="")))
    assert "without her yes." in text_of(ruth.get(sent))
    (owed,) = not_told_of(by=here.team.ruth, mother=here.mother)
    assert post(browser_of(here.team.rae), f"{sent}{owed.ref}/told/").status_code in {403, 404, 422}
    sent_on(post(ruth, f"{sent}{owed.ref}/told/"))
    assert not_told_of(by=here.team.ruth, mother=here.mother) == ()
    assert "She has been told of this" not in text_of(ruth.get(sent))


@pytest.mark.slow
def test_two_people_agree_each_at_the_own_sign_in_before_anything_goes(here: Situation) -> None:
    ruth, jo = browser_of(here.team.ruth), browser_of(here.team.jo)
    without = hers(here, "referrals/without/")
    asked = post(ruth, without, **without_fields(here, second=here.team.jo.worker_ref))
    sent_on(asked)
    said = text_of(ruth.get(without))
    assert "the second person has not agreed yet" in said
    (waits,) = not_sent_of(by=here.team.ruth, mother=here.mother)
    assert post(ruth, f"{without}{waits.ref}/send/").status_code == 403
    page = hers(here, f"referrals/{waits.ref}/")
    read = text_of(jo.get(page))
    for words in ("She may bleed.", "She is not awake.", "Nothing is sent."):
        assert words in read
    assert "Send it as it stands" not in read
    assert "Do not send it" not in read
    assert "Read it, and say so" in text_of(jo.get("/crossing/"))
    sent_on(post(jo, f"{page}agree/", agrees="yes"))
    assert "waits for you" not in text_of(jo.get("/crossing/"))
    assert standing_due() == set()
    assert "The second person agreed." in text_of(ruth.get(without))
    sent_on(post(ruth, f"{without}{waits.ref}/send/"))
    assert {line[2] for line in standing_due()} == {here.fen.worker_id}


@pytest.mark.slow
def test_a_second_person_who_could_not_read_it_is_said_at_the_field(here: Situation) -> None:
    kit, without = browser_of(here.team.kit), hers(here, "referrals/without/")
    answer = post(kit, without, **without_fields(here, second=here.team.amir.worker_ref))
    assert answer.status_code == 422
    assert "holds or covers her bridge" in text_of(answer)
    assert "She may bleed." in answer.content.decode()


@pytest.mark.slow
def test_a_lead_finds_what_waits_for_a_word_and_what_may_be_sent(here: Situation) -> None:
    jo, kit = browser_of(here.team.jo), browser_of(here.team.kit)
    sent_on(
        post(kit, hers(here, "referrals/without/"), **without_fields(here, second=here.team.jo.worker_ref))
    )
    (waits,) = not_sent_of(by=here.team.kit, mother=here.mother)
    assert "waits for you" not in text_of(kit.get("/crossing/"))
    sent_on(post(jo, hers(here, f"referrals/{waits.ref}/agree/"), agrees="yes"))
    assert "The second person agreed: you send it" in text_of(kit.get("/crossing/"))
    assert "Robin" not in text_of(kit.get("/crossing/"))


@pytest.mark.slow
def test_what_her_yes_does_not_cover_is_said_before_it_is_sent(here: Situation, jo: Client) -> None:
    samples.said_yes(here)
    more = {"words_baby_and_birth": DUE, "words_health": "She has asthma."}
    page = sent_on(
        post(jo, hers(here, "referrals/new/"), door=here.door.ref, purpose="baby_and_birth", **more)
    )
    words = text_of(jo.get(page))
    assert "Her yes does not cover yet: Health." in words
    assert hers(here, "sharing/ask/") in jo.get(page).content.decode()
    assert post(jo, f"{page}send/").status_code == 403
    assert "does not cover" not in text_of(jo.get(drafted(here, jo)))


@pytest.mark.slow
def test_nobody_reads_what_is_over_and_nothing_unsent_was_shared_wrongly(here: Situation, jo: Client) -> None:
    ref = samples.sent(here)
    page = hers(here, f"referrals/{ref}/")
    assert "or until she stops it" in text_of(jo.get(page))
    sent_on(post(jo, hers(here, "sharing/stop/"), agency=here.team.mia.agency_ref, her_word="on"))
    words = text_of(jo.get(page))
    assert "or until she stops it" not in words
    assert "Nobody any more. It was sent to" in words
    unsent = drafted(here, jo)
    post(jo, f"{unsent}back/")
    words = text_of(jo.get(unsent))
    assert "We shared this wrongly" not in words
    assert "which is looked for when it is sent" in words


@pytest.mark.slow
def test_a_yes_that_somebody_overheard_is_asked_again_until_it_was(here: Situation, jo: Client) -> None:
    post(jo, ask_path(here), **yes_fields(asked="not_alone"))
    words = text_of(jo.get(hers(here, "sharing/")))
    assert "so it does not count. Ask her again, when she is alone. It was:" in words
    sent_on(post(jo, ask_path(here), **yes_fields()))
    words = text_of(jo.get(hers(here, "sharing/")))
    assert "so it does not count. It was:" in words
    listened = Contact(Channel.CALL, Outcome.STOPPED_NOT_SAFE)
    log_contact(by=here.team.jo, mother=here.mother, contact=listened, at=clock.now())
    words = text_of(jo.get(hers(here, "sharing/")))
    assert "Somebody was listening: it never counted. Ask her again, when she is alone. It was:" in words
