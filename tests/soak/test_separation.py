"""Many more pairs of worlds than `make test` draws, each read by everybody who lacks the compartment."""

import pytest

from hrm2m.policy import Compartment
from tests.properties.test_separation import COMPARTMENTS, hold_for
from tests.soak.conftest import MORE, SEED


pytestmark = [pytest.mark.soak, pytest.mark.django_db]

WORLDS = 10


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_no_world_of_many_shows_a_compartment_to_anybody_who_lacks_it(compartment: Compartment) -> None:
    hold_for(compartment, round(WORLDS * MORE), SEED, everybody=True)
