"""A referral names a connection as it stands: one that stands, or a proposed one marked so; it goes either way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy.connecting import Look
from hrm2m.records.clocks.models import Clock
from hrm2m.records.worries.models import ReferralRow
from hrm2m.records.worries.queries import referral_page
from tests.pages.street import browser_of, post, text_of
from tests.records.connections import samples
from tests.records.worries import samples as worries


pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize("stands", [True, False])
def test_it_is_sent_with_the_connection_that_was_chosen(stands: bool) -> None:
    situation = samples.a_situation()
    ref = samples.looked_at(situation) if stands else samples.propose(situation)
    worry = worries.raised(situation.team.sam, situation.mother)
    ruth = browser_of(situation.team.ruth)
    path = reverse("worry-refer", args=[worry])
    assert "Or a connection from her record" in text_of(ruth.get(path))
    sent = post(ruth, path, to="social_care", reason="Bee was alone.", connection=ref)
    assert sent.status_code == 200
    kept = referral_page(by=situation.team.ruth, referral=ReferralRow.objects.get().entry)
    touches = kept.entry.body.paper.touches
    assert touches.connection == ref
    assert touches.kind == ("connection" if stands else "proposed")
    assert (touches.last_looked_at is not None) is stands
    assert any("Her reply is awaited." in line for line in touches.lines)


@pytest.mark.slow
def test_one_past_its_date_goes_with_the_day_it_was_last_looked_at_and_a_clock() -> None:
    situation = samples.a_situation()
    ref = samples.looked_at(situation)
    Clock.objects.filter(kind="connection_look", about=ref).delete()
    with clock.at(clock.now() + timedelta(weeks=13)):
        looked_on = date_format(local_day(clock.now() - timedelta(weeks=13)), "j F Y")
        worry = worries.raised(situation.team.sam, situation.mother)
        path = reverse("worry-refer", args=[worry])
        sent = post(
            browser_of(situation.team.ruth), path, to="social_care", reason="Bee was alone.", connection=ref
        )
        assert sent.status_code == 200
        read = browser_of(situation.team.rae).get(
            reverse("referral-look", args=[ReferralRow.objects.get().entry])
        )
        assert f"This connection was last looked at on {looked_on}." in text_of(read)
        (promise,) = Clock.objects.filter(kind="connection_look", about=ref, met_at=None)
        assert promise.due_at <= clock.now()


@pytest.mark.slow
def test_one_that_does_not_stand_is_not_offered() -> None:
    situation = samples.a_situation()
    samples.looked_at(situation, outcome=Look.DOES_NOT_STAND)
    worry = worries.raised(situation.team.sam, situation.mother)
    page = browser_of(situation.team.ruth).get(reverse("worry-refer", args=[worry]))
    assert "Or a connection from her record" not in text_of(page)
