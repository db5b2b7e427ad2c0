"""Why a part of her notes was opened: in words, and nothing that tells of what is held from her."""

import pytest

from hrm2m.records.showing.queries import one
from hrm2m.records.worries.queries import referral_page
from tests.pages.hers.her_phone import Her, phone, robin
from tests.records.children.samples import note
from tests.records.worries import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


def log() -> str:
    return phone().get("/n/e/").content.decode()


def test_a_paper_that_was_read_and_a_decision_that_is_open_are_no_reason_that_she_is_told(her: Her) -> None:
    sent = samples.sent(her.team.sam, her.mother, telling=samples.NOT_TOLD)
    referral_page(by=her.team.ruth, referral=sent)
    one(by=her.team.ruth, entry=note(her.team.sam, her.mother, childs_own_words="I am big"))
    page = log()
    assert "Ruth" in page, "that she looked is told"
    assert "your children" in page
    assert "referral" not in page
    assert "Why: showing" not in page
