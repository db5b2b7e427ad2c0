"""The invented directory holds something real for each kind of ask that the invented mothers have."""

import pytest

from hrm2m.commands.invented.town_directory import SERVICES, write_directory
from hrm2m.records.agencies.models import Service, ServicePlace
from tests import worlds


pytestmark = pytest.mark.django_db


def test_every_service_is_kept_and_where_the_hidden_one_is_stands_nowhere() -> None:
    team = worlds.make_team()
    write_directory(by=team.jo)
    assert Service.objects.count() == len(SERVICES)
    hidden = ServicePlace.objects.exclude(service__undisclosed=False)
    assert hidden.values_list("service__name", flat=True).get() == "Women's safety workers"
    assert set(hidden.values_list("address", "postcode")) == {("", "")}


def test_numbers_are_of_those_kept_for_examples() -> None:
    assert all(phone.startswith("01632 960") for written in SERVICES for phone in written.phones)
