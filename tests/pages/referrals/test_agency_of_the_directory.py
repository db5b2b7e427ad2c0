"""An agency that came with the directory: once somebody answers there, everything can be asked of it, and stopped."""

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.models import Agency
from hrm2m.records.referrals.queries import referrals_of
from tests.pages.referrals.test_referral_pages import hers, yes_fields
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.agencies.samples import a_service, keep
from tests.records.referrals import samples
from tests.records.referrals.samples import DUE, Situation


pytestmark = pytest.mark.django_db
LAW = "Wensum Law Centre"


@pytest.fixture
def here() -> Situation:
    return samples.situation()


@pytest.fixture
def jo(here: Situation) -> Client:
    return browser_of(here.team.jo)


@pytest.fixture
def law(here: Situation) -> str:
    """Its ref; nobody answers there yet."""
    keep(a_service("Help with papers", agency_name=LAW, agency_source_id="law"))
    return Agency.objects.get(name=LAW).ref


def somebody_answers(here: Situation, law: str) -> str:
    return agencies.set_door(
        by=here.team.jo,
        agency=law,
        email="gil@law.example",
        words=samples.WORDS,
        could_show_where=lambda said, hidden: False,
        at=clock.now(),
    )


def test_nobody_is_asked_about_an_agency_at_which_nobody_answers(
    here: Situation, jo: Client, law: str
) -> None:
    assert LAW not in text_of(jo.get(hers(here, "sharing/ask/")))
    assert jo.get(hers(here, f"sharing/ask/{law}/")).status_code == 404


def test_her_yes_the_referral_and_her_stop(here: Situation, jo: Client, law: str) -> None:
    door = somebody_answers(here, law)
    assert LAW in text_of(jo.get(hers(here, "sharing/ask/")))
    sent_on(post(jo, hers(here, f"sharing/ask/{law}/"), **yes_fields()))
    fields = {"door": door, "purpose": "baby_and_birth", "words_baby_and_birth": DUE}
    draft = sent_on(post(jo, hers(here, "referrals/new/"), **fields))
    post(jo, f"{draft}send/")
    (card,) = referrals_of(by=here.team.jo, mother=here.mother)
    assert card.status is ReferralStatus.SENT
    sent_on(post(jo, hers(here, "sharing/stop/"), agency=law, her_word="on"))
    (card,) = referrals_of(by=here.team.jo, mother=here.mother)
    assert card.status is ReferralStatus.STOPPED


def test_she_can_bar_it(here: Situation, jo: Client, law: str) -> None:
    somebody_answers(here, law)
    assert LAW in text_of(jo.get(hers(here, "barred/agency/")))
