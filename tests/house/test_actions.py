"""Every action takes `by`, refuses a stranger, and leaves a line in her chain, or in the house's."""

import inspect
import json
from collections.abc import Callable
from importlib import import_module

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head, Line
from tests import worlds
from tests.house.acts import ACTS
from tests.house.smallest_world import Act, World
from tests.house.source import record_apps


pytestmark = pytest.mark.django_db

CALLED_BY_OTHER_ACTIONS = {
    "asks.forget_marks": "drops plain codes of a mother who is forgotten, inside the act that forgets her",
    "outreach.count_asked_for": "does what count_soon put down, as the worker process, which opens it for nobody",
    "outreach.forget_row": "drops plain codes of a mother who is forgotten, inside the act that forgets her",
    "people.checked": "looks at a text that was typed; reads and writes nothing",
}
NO_STRANGER_IS_REFUSED = {
    "danger.raise_danger": "danger is never gated: anyone signed in raises it",
    "danger.have_it": "anyone signed in may answer danger",
    "children.tell_about_child": "anyone signed in tells the safeguarding lead about a child",
    "danger.file_spooled": "files what others raised, as those who raised it",
    "hers.freeze": "anyone signed in freezes her page at her word; it opens nothing and tells nothing",
    "requests.record_request": "anyone signed in may be asked by somebody, and writes it down",
    "outreach.rebuild_due": "opens nothing for anyone but the worker process",
    "outreach.due_rows_that_differ": "opens nothing for anyone but the worker process",
    "asks.rebuild_marks": "opens nothing for anyone but the worker process",
    "referrals.let_consents_end": "opens nothing for anyone but the worker process",
    "whole.count_again": "opens nothing for anyone but the worker process",
}
NO_LINE: dict[str, str] = {}
NEEDS_A_WORLD_OF_ITS_OWN = {
    "danger.file_spooled": "tests/records/danger/test_spooling.py",
    "asks.rebuild_marks": "tests/records/asks/test_marks.py",
    "whole.destroy_what_is_over": "tests/records/whole/test_retaining.py",
}
EVERY_ACT = [(f"{app}.{name}", act) for app, acts in ACTS.items() for name, act in acts.items()]


def public_actions() -> dict[str, Callable[..., object]]:
    """Every public function of every `actions` module, by app and name."""
    found = {}
    for app in record_apps():
        module = import_module(f"hrm2m.records.{app}.actions")
        names = getattr(module, "__all__", None) or [
            name
            for name, value in vars(module).items()
            if inspect.isfunction(value) and value.__module__.startswith(module.__name__) and name[0] != "_"
        ]
        for name in names:
            if inspect.isfunction(getattr(module, name)):
                found[f"{app}.{name}"] = getattr(module, name)
    return found


def takes_a_box(action: Callable[..., object]) -> bool:
    """Whether it works inside a decision that another action made."""
    first = next(iter(inspect.signature(action).parameters.values()), None)
    return first is not None and first.annotation is Box


@pytest.mark.parametrize("name", sorted(public_actions()))
def test_every_action_takes_who_does_it_or_an_open_box(name: str) -> None:
    action = public_actions()[name]
    if takes_a_box(action):
        return
    by = inspect.signature(action).parameters.get("by")
    if name in CALLED_BY_OTHER_ACTIONS:
        assert by is None, "this exception is no longer one"
        return
    assert by is not None
    assert by.kind is inspect.Parameter.KEYWORD_ONLY
    assert by.annotation is Actor
    kinds = {parameter.kind for parameter in inspect.signature(action).parameters.values()}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}, "an action takes keywords only"


def test_every_action_is_in_the_table_and_none_that_is_gone() -> None:
    expected = {
        name
        for name, action in public_actions().items()
        if not takes_a_box(action) and name not in CALLED_BY_OTHER_ACTIONS | NEEDS_A_WORLD_OF_ITS_OWN
    }
    assert {name for name, _ in EVERY_ACT} == expected


def test_no_exception_is_about_an_action_that_is_gone() -> None:
    for exceptions in (CALLED_BY_OTHER_ACTIONS, NO_STRANGER_IS_REFUSED, NO_LINE, NEEDS_A_WORLD_OF_ITS_OWN):
        assert set(exceptions) <= set(public_actions())
        assert all(exceptions.values())


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    """The smallest world for the act of this test."""
    act: Act = request.getfixturevalue("act")
    team = worlds.make_team()
    found = World(team, worlds.begin(team, days_ago=act.days_ago))
    found.made = act.before(found)
    return found


def lines_of(world: World, act: Act) -> list[dict[str, object]]:
    """What stands in the chain that this act belongs to."""
    chain = Head.objects.get(ref=world.mother).id if act.in_her_chain else HOUSE
    return [
        json.loads(body)
        for body in Line.objects.filter(chain=chain).order_by("seq").values_list("body", flat=True)
    ]


@pytest.mark.slow
@pytest.mark.promise(7)
@pytest.mark.parametrize(("name", "act"), EVERY_ACT, ids=[name for name, _ in EVERY_ACT])
def test_it_refuses_a_stranger_and_leaves_a_line_for_whoever_may(name: str, act: Act, world: World) -> None:
    with clock.at(clock.now() + act.later):
        if name not in NO_STRANGER_IS_REFUSED:
            refused(world, act)
        before = len(lines_of(world, act)) if not begins(name) else 0
        act.do(world, world.actor(act.by))
        new = lines_of(world, act)[before:] if not begins(name) else newest_chain()
    allowed = [line for line in new if line.get("result") == "allow"]
    assert bool(allowed) is (name not in NO_LINE), new
    assert all(line["by"] == world.actor(act.by).worker_ref for line in allowed)


def refused(world: World, act: Act) -> None:
    """A stranger is refused, and the refusal stands in the ledger."""
    counted = Line.objects.count()
    stranger = world.actor(act.stranger)
    with pytest.raises(Denied):
        act.do(world, stranger)
    new = [json.loads(line.body) for line in Line.objects.order_by("id")[counted:]]
    assert [(line["result"], line["by"]) for line in new] == [("deny", stranger.worker_ref)]


def begins(name: str) -> bool:
    """Whether the act begins a record, so that its line stands in a chain that was not there before."""
    return name in {"bridges.begin_bridge", "outreach.begin"}


def newest_chain() -> list[dict[str, object]]:
    """The lines of the mother who came last."""
    newest = Head.objects.order_by("id").last()
    assert newest is not None
    return [json.loads(line.body) for line in Line.objects.filter(chain=newest.id).order_by("seq")]
