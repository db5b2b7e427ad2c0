"""Ten thousand wrong codes from fifty places keep nobody out who has the right one."""

import time

import pytest
from django.test import Client

from tests.mailbox import Inbox
from tests.pages.partner.at_the_door import Asked, let_in, work


PLACES, EACH = 50, 200


@pytest.mark.slow
@pytest.mark.promise(7)
@pytest.mark.django_db(transaction=True)
def test_after_ten_thousand_wrong_codes_the_right_one_works_within_five_seconds(
    link: str, inbox: Inbox, asked: Asked, no_throttle: None
) -> None:
    opened = 0
    for place in range(PLACES):
        stranger = Client(REMOTE_ADDR=f"203.0.113.{place}")
        for number in range(EACH):
            if number % 40 == 0:
                stranger.post(link)
                work()
            opened += (
                stranger.post("/for-you/code/", {"code": f"{place * EACH + number:06}"}).status_code == 302
            )
    before = time.monotonic()
    let_in(inbox, link, Client(REMOTE_ADDR="198.51.100.7"))
    assert time.monotonic() - before < 5
    assert opened == 0
