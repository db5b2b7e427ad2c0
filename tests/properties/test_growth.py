"""How many statements a page takes does not hang on how much there is, whoever opens it."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus

import pytest

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock
from hrm2m.policy import Role
from hrm2m.records.agencies import actions as agencies
from tests import worlds
from tests.properties.separated import twins
from tests.properties.separated.addresses import Refs, addresses
from tests.properties.separated.browsing import answers, put_back
from tests.properties.separated.crossing import AT_THE_DOOR, HERSELF
from tests.properties.separated.twins import Content, Said
from tests.properties.separated.world import MACHINE, Life, Shared, Town, add_worker, live
from tests.properties.test_separation import on_sqlite, the_town
from tests.records.asks import samples


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

A_LIFE = Life(("Mornings are good.",), asks=True, late=True, barred=True)
CONTENT = Content((Said("she said it", 30, True, True, True),), True, True)
READERS = {"jo", "kit", "ruth", "tom", "mia", "ada", "cy", HERSELF, AT_THE_DOOR}
NOBODY_HOLDS = {Role.MACHINE, Role.MOTHER}


def hire(town: Town) -> None:
    """Three more of every role in our agency, and three more agencies in which others treat, lead and answer."""
    for number in range(3):
        for role in sorted(set(Role) - NOBODY_HOLDS):
            add_worker(f"{role.value.replace('_', '')}{number}", town.team.kit.agency_ref, role)
        other = agencies.add_agency(by=MACHINE, name=f"Another {number}", kind="health")
        for role in (Role.PARTNER, Role.TREATMENT_WORKER, Role.TEAM_LEAD):
            add_worker(f"other{role.value.replace('_', '')}{number}", other, role)


def one_of_each(shared: Shared, hidden: list[str]) -> Iterator[tuple[str, str]]:
    """One address of each name, with refs that are there where the address takes any."""
    known = {word: refs[:1] for word, refs in shared.known.items()}
    yield from addresses(Refs(shared.mother, known, tuple(hidden)))


def more_about_her(shared: Shared) -> None:
    """Four more of what each compartment holds, and of what she asked for and what was logged."""
    team, mother = shared.town.team, shared.mother
    said = tuple(Said(f"she said it again {n}", 20 - n, True, True, True) for n in range(4))
    for one in sorted(twins.WAYS):
        twins.fill(shared, one, Content(said, True, True))
    for number in range(4):
        ask = samples.ask(team, mother, at=clock.now() - timedelta(days=9 + number))
        samples.offer(team, mother, ask)
        samples.demand(team, mother)
        worlds.contact(team, mother, Outcome.MET, clock.now() - timedelta(days=4 - number))


@on_sqlite
@pytest.mark.timeout(1200)
def test_no_page_takes_more_statements_where_more_people_work_or_more_is_known_about_her() -> None:
    with the_town() as town:
        shared = live(town, A_LIFE)
        hidden = [ref for one in sorted(twins.WAYS) for ref in twins.fill(shared, one, CONTENT)[:1]]
        asked = list(one_of_each(shared, hidden))
        grown = []
        for name in sorted(READERS):
            few = answers(town.browsers[name], asked)
            shown = [(word, address) for word, address in asked if few[address].status == HTTPStatus.OK]
            assert len(shown) > 1, name
            with put_back():
                hire(town)
                people = answers(town.browsers[name], shown)
            with put_back():
                more_about_her(shared)
                known = answers(town.browsers[name], shown)
            for word, address in shown:
                counts = [found[address].statements for found in (few, people, known)]
                # What is no longer late takes fewer.
                if counts[1] != counts[0] or counts[2] > counts[0]:
                    grown.append(f"{name} at {word}: {counts}")
        assert grown == []
