"""Where what is shared of a compartment is read, whoever hears her stop has the way to it on that page."""

import pytest

from hrm2m.records.referrals.models import Referral
from tests import worlds
from tests.pages.street import browser_of, post, sent_on
from tests.records.referrals import samples
from tests.records.treatment import samples as treatment


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_from_her_treatment() -> None:
    team = worlds.make_team()
    mother = treatment.treated(team)
    tom = browser_of(team.tom)
    stop = f"/m/{mother}/sharing/stop/"
    assert stop in tom.get(f"/m/{mother}/treatment/").content.decode()
    assert tom.get(stop).status_code == 200


@pytest.mark.slow
def test_from_her_children_by_the_lead_who_keeps_them_safe() -> None:
    here = samples.situation()
    samples.sent(here)
    ruth = browser_of(here.team.ruth)
    path, stop = f"/children/of/{here.mother}/", f"/m/{here.mother}/sharing/stop/"
    sent_on(post(ruth, sent_on(ruth.get(path)), next=path, of=here.mother, reason="worry"))
    assert stop in ruth.get(path).content.decode()
    sent_on(post(ruth, stop, agency=here.team.mia.agency_ref, her_word="on"))
    assert Referral.objects.get().status == "stopped"
