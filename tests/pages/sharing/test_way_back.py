"""A form about her that opens nothing has a way back: to her page for whoever has one, to the first page for others."""

import pytest

from tests import worlds
from tests.pages.street import browser_of


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FORMS = ("worry", "refer", "sharing/stop")


def test_from_a_worry_a_referral_and_her_stop() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    jo, mia = browser_of(team.jo), browser_of(team.mia)
    for form in FORMS:
        back = f'<a href="/m/{mother}/" class="govuk-back-link">Back</a>'
        assert back in jo.get(f"/m/{mother}/{form}/").content.decode(), form
    page = mia.get(f"/m/{mother}/refer/").content.decode()
    assert '<a href="/" class="govuk-back-link">Back</a>' in page


def test_she_is_asked_about_other_agencies_and_not_about_ours() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    page = browser_of(team.jo).get(f"/m/{mother}/sharing/ask/").content.decode()
    assert f"/sharing/ask/{team.mia.agency_ref}/" in page
    assert f"/sharing/ask/{team.jo.agency_ref}/" not in page
