"""The invented area shows what texts look like: two that wait, and a phone that is silent."""

from datetime import timedelta
from typing import Any

import pytest

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.patterns import Cast
from hrm2m.commands.invented.texted import HER_WORDS, NEUTRAL, SILENT, write_texts
from hrm2m.foundation import clock
from hrm2m.records.outreach.models import Phone, Text
from tests import worlds


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_two_texts_wait_for_the_worker_process_and_one_phone_is_silent(settings: Any) -> None:
    settings.HRM2M_TEXTS_BY = "folder"
    now = clock.now()
    with clock.at(now - timedelta(days=30)):
        team = worlds.make_team()
        cast = Cast(team.jo, team.sam, team.kit)
        mothers = {handle: (worlds.begin(team, handle), cast) for handle in (HER_WORDS, NEUTRAL, SILENT)}
    write_texts(Loading(now, {}, {}, mothers))
    assert Text.objects.filter(status="waiting").count() == 2
    assert Phone.objects.exclude(silenced_at=None).count() == 1
