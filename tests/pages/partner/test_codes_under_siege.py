"""Ten thousand wrong codes from fifty places keep nobody out who has the right one."""

import time

import pytest
from django.test import Client

from hrm2m.pages.partner import codes, visit
from tests.mailbox import Inbox
from tests.pages.partner.at_the_door import Asked, let_in, work


PLACES, EACH, BY_THE_PAGE = 50, 200, 4


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.promise(7)
@pytest.mark.django_db(transaction=True)
def test_after_ten_thousand_wrong_codes_the_right_one_works_within_five_seconds(
    link: str, inbox: Inbox, asked: Asked
) -> None:
    opened = sum(_guesses(link, place) for place in range(PLACES))
    before = time.monotonic()
    let_in(inbox, link, Client(REMOTE_ADDR="198.51.100.7"))
    assert time.monotonic() - before < 5
    assert opened == 0


def _guesses(link: str, place: int) -> int:
    """Wrong codes from one place, with a code of its own under way: a few by the page, the rest by what it calls."""
    stranger = Client(REMOTE_ADDR=f"203.0.113.{place}")
    stranger.post(link)
    work()
    browser = stranger.session[visit.ASKED]["browser"]
    pages = [stranger.post("/for-you/code/", {"code": f"{n:05}x"}) for n in range(BY_THE_PAGE)]
    wrong = (f"{place * EACH + n:05}x" for n in range(BY_THE_PAGE, EACH))
    return sum(page.status_code == 302 for page in pages) + sum(
        codes.opened_with(browser, code) is not None for code in wrong
    )
