"""Her *that is not right* has its month and its answer in every compartment."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.children import actions as children
from hrm2m.records.clocks.models import Clock
from hrm2m.records.safety import actions as safety
from hrm2m.records.showing import actions as showing
from hrm2m.records.showing.queries import to_answer
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.whole import actions as whole
from hrm2m.vault.errors import Denied
from tests import worlds
from tests.records.showing.test_showing import EVERYBODY, demanded, harmed, mother, saw, team, used


__all__ = ["mother", "team"]

pytestmark = pytest.mark.django_db


def in_general(team: worlds.Team, mother: str, about: str, *, not_right: bool) -> str:
    return whole.reply(
        by=team.jo, mother=mother, about=about, words="No", not_right=not_right, at=clock.now()
    )


def of_her_safety(team: worlds.Team, mother: str, about: str, *, not_right: bool) -> str:
    return safety.reply(
        by=team.jo, mother=mother, entry=about, words="No", not_right=not_right, at=clock.now()
    )


def in_treatment(team: worlds.Team, mother: str, about: str, *, not_right: bool) -> str:
    return treatment.reply(
        by=team.tom, mother=mother, about=about, words="No", not_right=not_right, at=clock.now()
    )


def of_a_child(team: worlds.Team, mother: str, about: str, *, not_right: bool) -> str:
    return children.add_her_side(
        by=team.ruth, mother=mother, entry=about, words="No", not_right=not_right, at=clock.now()
    )


WAYS: dict[Compartment, tuple[Callable[..., str], Callable[..., str], set[str]]] = {
    Compartment.GENERAL: (demanded, in_general, {"jo", "sam"}),
    Compartment.HER_SAFETY: (harmed, of_her_safety, {"jo"}),
    Compartment.TREATMENT: (used, in_treatment, {"tom"}),
    Compartment.CHILD_SAFETY: (saw, of_a_child, {"ruth", "rae"}),
}


def answer(
    by: Actor, reply: str, *, put_right: bool = False, why: str = "It is so", how: str = "By Jo"
) -> str:
    return showing.answer_her_reply(
        by=by, reply=reply, is_corrected=put_right, why=why, told_her_how=how, at=clock.now()
    )


@pytest.mark.promise(7)
@pytest.mark.parametrize("compartment", sorted(WAYS))
def test_it_starts_a_month_on_the_list_of_those_who_may_read_it_and_the_answer_ends_it(
    team: worlds.Team, mother: str, compartment: Compartment
) -> None:
    write, reply, readers = WAYS[compartment]
    said = reply(team, mother, write(team, mother), not_right=True)
    month = Clock.objects.get(kind="reply_answered", met_at=None)
    assert (month.about, month.compartment) == (said, compartment.value)
    assert timedelta(days=27) < month.due_at - clock.now() < timedelta(days=32)
    lists = {name: [one.reply.ref for one in to_answer(getattr(team, name))] for name in EVERYBODY}
    assert {name for name, found in lists.items() if said in found} == readers
    for name in set(EVERYBODY) - readers - {"kit"}:
        with pytest.raises(Denied):
            answer(getattr(team, name), said)
    answer(getattr(team, min(readers)), said)
    assert Clock.objects.get(kind="reply_answered").met_at is not None
    assert not to_answer(getattr(team, min(readers)))


@pytest.mark.parametrize("compartment", sorted(WAYS))
def test_her_side_alone_asks_for_no_answer(team: worlds.Team, mother: str, compartment: Compartment) -> None:
    write, reply, _ = WAYS[compartment]
    reply(team, mother, write(team, mother), not_right=False)
    assert not Clock.objects.filter(kind="reply_answered").exists()


def test_put_right_is_said_only_where_a_correction_stands(team: worlds.Team, mother: str) -> None:
    entry = demanded(team, mother)
    said = in_general(team, mother, entry, not_right=True)
    with pytest.raises(BadInput, match="write the correction"):
        answer(team.jo, said, put_right=True)
    now = Demand("Council", DemandKind.MUST_OR, "Be at home on Monday")
    asks.correct_demand(
        by=team.jo,
        mother=mother,
        demand_ref=entry,
        seen_ref=entry,
        demand=now,
        category=Category.HOME,
        at=clock.now(),
    )
    answer(team.jo, said, put_right=True)
    assert not to_answer(team.jo)


@pytest.mark.parametrize(("more", "field"), [({"why": " "}, "why"), ({"how": ""}, "told_her_how")])
def test_an_answer_says_why_and_that_she_was_told(
    team: worlds.Team, mother: str, more: dict[str, str], field: str
) -> None:
    said = in_general(team, mother, demanded(team, mother), not_right=True)
    with pytest.raises(BadInput) as refused:
        answer(team.jo, said, **more)
    assert refused.value.field == field
