"""Several people at one worry in the same moment: nobody’s words are lost, and nothing is doubled."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connections

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.clocks.models import Clock
from hrm2m.records.requests.queries import request_page
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.models import ReferralRow
from hrm2m.records.worries.queries import desk, worry_page
from hrm2m.vault.errors import StaleVersion
from tests import worlds
from tests.records.requests import samples as asked
from tests.records.worries import samples


pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: Sequence[Callable[[], object]]) -> list[str]:
    """Each act in a thread of its own, begun together; how each of them ended."""
    ready, ended = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
            ended.append("saved")
        except StaleVersion:
            ended.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


def test_of_two_leads_who_answer_one_worry_one_is_saved_and_one_is_told() -> None:
    team = worlds.make_team()
    ref = samples.raised(team.sam, worlds.begin(team))

    def ask(by: Actor) -> Callable[[], object]:
        return lambda: worries.ask_decision(
            by=by, worry=ref, grounds=samples.GROUNDS, seen="", at=clock.now()
        )

    assert at_once([ask(team.ruth), ask(team.rae)]) == ["saved", "told"]
    assert len(worry_page(by=team.ruth, worry=ref).steps) == 1


def test_workers_who_send_while_the_lead_answers_all_get_through() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.raised(team.sam, mother)
    acts: list[Callable[[], object]] = [
        lambda: samples.sent(team.jo, mother),
        lambda: samples.sent(team.sam, mother),
        lambda: worries.read_worry(by=team.ruth, worry=ref, seen="", at=clock.now()),
        lambda: samples.sent(team.kit, mother),
    ]
    assert at_once(acts) == ["saved"] * 4
    assert ReferralRow.objects.count() == 3
    assert len(desk(team.rae).to_look_at) == 3
    assert Clock.objects.filter(kind="second_look", met_at=None).count() == 3


def test_of_two_leads_who_answer_one_request_one_is_saved_and_one_is_told() -> None:
    team = worlds.make_team()
    ref = asked.recorded(team.sam)
    acts: list[Callable[[], object]] = [
        lambda: asked.answered(team.kit, ref, asked.REFUSED),
        lambda: asked.answered(team.ruth, ref, asked.GIVEN),
    ]
    assert at_once(acts) == ["saved", "told"]
    assert request_page(by=team.kit, request=ref).answer in (asked.REFUSED.answer, asked.GIVEN.answer)
