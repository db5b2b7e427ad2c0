"""Whether a child stays where medicine is kept is a fact of both records: the lead reads it whoever wrote it."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.entries import YesNo
from tests import worlds
from tests.pages.children.test_noticing_pages import open_as_lead
from tests.pages.street import browser_of, post, text_of
from tests.records.treatment import samples


pytestmark = [pytest.mark.django_db, pytest.mark.promise(1)]


def test_the_lead_reads_what_whoever_treats_her_wrote_and_the_newest_counts() -> None:
    team = worlds.make_team()
    mother = samples.treated(team)
    ruth = open_as_lead(team, mother)
    hers = f"/children/of/{mother}/"
    assert "Nothing is known here" in text_of(ruth.get(hers))
    kept = samples.keeping(locked_box=YesNo.NO)
    treatment.write_safe_keeping(by=team.tom, mother=mother, keeping=kept, at=clock.now())
    page = text_of(ruth.get(hers))
    assert "A child stays where medicine is kept. There is no locked box." in page
    assert "Written by Tom" in page
    with clock.at(clock.now() + timedelta(minutes=1)):
        post(browser_of(team.sam), f"{hers}medicine/", child_stays="no", locked_box="yes", how="seen")
    page = text_of(ruth.get(hers))
    assert "No child stays where medicine is kept. There is a locked box." in page
    assert "Written by Sam" in page
