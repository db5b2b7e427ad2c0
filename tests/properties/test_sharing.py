"""Whatever the order of yeses and stops, of questions, referrals and reassignments: nobody reads what is not covered.

After every step everybody looks at everything: her record and the lists by each role, whatever was sent and asked by
every worker, the pages of all links that ever were. What is read is what the model says, and each look is in her own
log. One transaction for each order with a savepoint; the seed is fixed, so that an order that fails can be run again.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from hrm2m.foundation import clock
from hrm2m.policy import Category, Ground
from hrm2m.policy.consenting import Asked
from hrm2m.records.agencies.queries import actor_for
from hrm2m.records.bridges.queries import standing_due as of_bridges
from hrm2m.records.hers.queries import standing_due as of_her_own
from hrm2m.records.referrals.actions import Said
from hrm2m.records.referrals.queries import standing_due
from hrm2m.vault import standing
from tests.properties.sharing.acts import PARTS, Cast, Play
from tests.properties.sharing.looks import everybody_looks
from tests.properties.sharing.model import Model
from tests.records.enquiries.samples import FEAR, NO, TERMS, door_of
from tests.records.hers.samples import set_up
from tests.records.referrals import samples


SEED = 20_261_122
START = datetime(2026, 3, 12, 10, tzinfo=UTC)
NAMES = ("jo", "sam", "amir", "kit", "ruth", "rae", "vic", "tom", "tess", "mia")

doors = st.sampled_from(["fen", "ivy"])
things: st.SearchStrategy[frozenset[Category]] = st.sampled_from(
    [frozenset([*PARTS]), frozenset([*PARTS][:1]), frozenset([*PARTS][1:])]
)
answers = st.sampled_from([samples.CAME, samples.ACCEPTED])
at_maternity = st.sampled_from(["fen", "mia"])
near = st.sampled_from(["amir", "sam", "jo"])


class Sharing(RuleBasedStateMachine):
    """One random order of acts; it begins with what was sent and asked: by chance alone few would get so far."""

    cast: ClassVar[Cast]

    def __init__(self) -> None:
        super().__init__()
        self._savepoint = transaction.savepoint()
        self.play = Play(self.cast, Model(START))

    def teardown(self) -> None:
        """Nothing of this order is left for the next."""
        transaction.savepoint_rollback(self._savepoint)

    @initialize(with_name=st.booleans())
    def it_is_sent_and_asked(self, with_name: bool) -> None:
        for door in ("fen", "ivy"):
            self._does(lambda: self.play.says_yes(door, frozenset(PARTS), Asked.ALONE, with_name=with_name))  # noqa: B023 - called at once
            self._does(lambda: self.play.send(door, frozenset(PARTS)))  # noqa: B023 - called at once
        self._does(lambda: self.play.ask("fen"))

    @rule(
        door=doors,
        what=things,
        asked=st.sampled_from([Asked.ALONE, Asked.NOT_ALONE]),
        with_name=st.booleans(),
    )
    def says_yes(self, door: str, what: frozenset[Category], asked: Asked, with_name: bool) -> None:
        self._does(lambda: self.play.says_yes(door, what, asked, with_name=with_name))

    @rule(door=doors, what=things)
    def send(self, door: str, what: frozenset[Category]) -> None:
        self._does(lambda: self.play.send(door, what))

    @rule(door=doors, what=things)
    def send_without_her_yes(self, door: str, what: frozenset[Category]) -> None:
        self._does(lambda: self.play.send_without_her_yes(door, what))

    @rule(who=st.sampled_from(["holder", "ruth", "fen", "herself"]), door=doors)
    def stop(self, who: str, door: str) -> None:
        self._does(lambda: self.play.stop(who, door))

    @rule()
    def somebody_listens(self) -> None:
        self._does(self.play.somebody_listens)

    @rule(door=doors, said=answers)
    def answer(self, door: str, said: Said) -> None:
        self._does(lambda: self.play.answer(door, said, declines=False))

    @rule(door=doors)
    def decline(self, door: str) -> None:
        self._does(lambda: self.play.answer(door, samples.REFUSED, declines=True))

    @rule()
    def pass_on(self) -> None:
        self._does(lambda: self.play.pass_on("fen", "mia"))

    @rule()
    def close(self) -> None:
        self._does(self.play.close)

    @rule(who=st.sampled_from(["fen", "mia"]))
    def bar(self, who: str) -> None:
        self._does(lambda: self.play.bar(who))

    @rule(cover=near)
    def change_cover(self, cover: str) -> None:
        self._does(lambda: self.play.change_cover(cover))

    @rule(builder=st.sampled_from(["jo", "amir", "vic"]), cover=near)
    def choose_another(self, builder: str, cover: str) -> None:
        self._does(lambda: self.play.choose_another(builder, cover))

    @rule()
    def let_cover_hold(self) -> None:
        self._does(self.play.let_cover_hold)

    @rule()
    def take_back(self) -> None:
        self._does(self.play.take_back)

    @rule(who=near)
    def join_team(self, who: str) -> None:
        self._does(lambda: self.play.join_team(who))

    @rule(who=near)
    def leave_team(self, who: str) -> None:
        self._does(lambda: self.play.leave_team(who))

    @rule(door=doors)
    def ask(self, door: str) -> None:
        self._does(lambda: self.play.ask(door))

    @rule(door=at_maternity, reply=st.sampled_from([TERMS, NO, FEAR]))
    def answer_question(self, door: str, reply: Any) -> None:
        self._does(lambda: self.play.answer_question(door, reply))

    @rule()
    def pass_question_on(self) -> None:
        self._does(lambda: self.play.pass_question_on("fen", "mia"))

    @rule()
    def take_question_back(self) -> None:
        self._does(self.play.take_question_back)

    @rule(says=st.sampled_from(["yes", "not_now", "no", "told"]))
    def tell_her(self, says: str) -> None:
        self._does(lambda: self.play.tell_her(says))

    @rule(days=st.sampled_from([1, 14, 20, 40, 80]))
    def time_goes_by(self, days: int) -> None:
        self._does(lambda: self.play.wait(days))

    @rule()
    def machine_comes(self) -> None:
        self._does(self.play.machine_comes)

    @invariant()
    def nobody_reads_what_is_not_covered_and_every_look_is_in_her_log(self) -> None:
        everybody_looks(self.play)

    @invariant()
    def what_stands_has_its_cause(self) -> None:
        now = self.play.model.now
        with clock.at(now):
            there = {row for row in standing.everything_in_force(now) if row[1] != Ground.BLOCK.value}
            assert there == of_bridges() | standing_due() | of_her_own()

    def _does(self, act: Callable[[], None]) -> None:
        with self.play.next_step():
            act()


BIRTH, REST = frozenset([*PARTS][:1]), frozenset([*PARTS][1:])

ONE_OF_EACH: tuple[Callable[[Play], None], ...] = (
    lambda play: play.says_yes("fen", frozenset(PARTS), Asked.ALONE, with_name=True),
    lambda play: play.says_yes("ivy", BIRTH, Asked.NOT_ALONE, with_name=False),
    lambda play: play.send("fen", REST),
    lambda play: play.send("ivy", BIRTH),
    lambda play: play.send_without_her_yes("ivy", BIRTH),
    lambda play: play.ask("fen"),
    lambda play: play.answer("fen", samples.CAME, declines=False),
    lambda play: play.answer_question("fen", TERMS),
    lambda play: play.join_team("amir"),
    lambda play: play.choose_another("vic", "amir"),
    lambda play: play.choose_another("jo", "sam"),
    lambda play: play.let_cover_hold(),
    lambda play: play.change_cover("amir"),
    lambda play: play.take_back(),
    lambda play: play.leave_team("amir"),
    lambda play: play.pass_on("fen", "mia"),
    lambda play: play.pass_question_on("fen", "mia"),
    lambda play: play.stop("herself", "fen"),
    lambda play: play.answer("ivy", samples.REFUSED, declines=True),
    lambda play: play.says_yes("ivy", REST, Asked.ALONE, with_name=False),
    lambda play: play.send("ivy", BIRTH),
    lambda play: play.send("ivy", REST),
    lambda play: play.wait(14),
    lambda play: play.wait(20),
    lambda play: play.machine_comes(),
    lambda play: play.says_yes("fen", BIRTH, Asked.ALONE, with_name=False),
    lambda play: play.send("fen", BIRTH),
    lambda play: play.somebody_listens(),
    lambda play: play.says_yes("fen", BIRTH, Asked.ALONE, with_name=False),
    lambda play: play.bar("fen"),
    lambda play: play.take_question_back(),
)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.django_db
@pytest.mark.promise(7)
def test_after_one_act_of_each_kind_nobody_reads_what_is_not_covered() -> None:
    with clock.at(START):
        play = Play(the_cast(), Model(START))
    for act in ONE_OF_EACH:
        with play.next_step():
            act(play)
        everybody_looks(play)
    assert (len(play.referrals), len(play.questions)) == (6, 1)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.django_db
@pytest.mark.promise(7)
def test_nobody_reads_what_is_not_covered_then_and_every_look_is_written_down() -> None:
    with clock.at(START):
        Sharing.cast = the_cast()
    run_state_machine_as_test(
        seed(SEED)(Sharing),
        settings=settings(
            max_examples=10, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def the_cast() -> Cast:
    """Everybody of the named situation, the doors of maternity and of treatment, and her own page."""
    here = samples.situation()
    team = here.team
    ivy = samples.a_door(team, team.tom, "ivy@testmere.example")
    at_ivys = actor_for(ivy.worker_id, team.tom.agency_ref)
    assert at_ivys is not None
    mias = door_of(team, "mia@testmere.example", "Mia")
    workers = {name: getattr(team, name) for name in NAMES} | {"fen": here.fen, "ivy": at_ivys}
    return Cast(
        here.mother,
        workers,
        {"fen": here.door.ref, "ivy": ivy.ref, "mia": mias},
        set_up(team, here.mother),
    )
