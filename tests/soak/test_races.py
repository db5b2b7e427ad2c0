"""Many processes at one record and at one limit: nothing after a stop, and no limit passed by one."""

from tests.soak.conftest import HowMany, Tell
from tests.soak.places import Place


def test_nothing_is_allowed_after_an_acknowledged_stop(place: Place, how_many: HowMany, tell: Tell) -> None:
    operations = how_many("RACE")
    found = place.ask("tests.vault.crowd", "race", operations)
    said = place.verified()
    tell(operations=found["allowed"] + found["refused"], stops=found["rounds"], allowed=found["allowed"],
         refused=found["refused"], allowed_after_stop=found["late"])  # fmt: skip
    assert set(found["readers"]) == {"read"}, "nobody was turned away by an error"
    assert found["late"] == 0
    assert min(found["allowed"], found["refused"]) * 10 >= operations
    assert "none before its basis was given, nor after it was stopped" in said


def test_nothing_is_read_answered_or_sent_after_her_stop(place: Place, how_many: HowMany, tell: Tell) -> None:
    operations = how_many("STOPS")
    found = place.ask("tests.records.referrals.stop_race", operations)
    said = place.verified()
    tell(operations=found["allowed"] + found["refused"], stops=found["rounds"], allowed=found["allowed"],
         refused=found["refused"], allowed_after_stop=found["late"])  # fmt: skip
    assert set(found["readers"]) == {"read"}, "nobody was turned away by an error"
    assert found["late"] == 0
    assert min(found["allowed"], found["refused"]) * 10 >= operations
    assert "none before its basis was given, nor after it was stopped" in said


def test_limits_are_exact_under_eight_processes(place: Place, how_many: HowMany, tell: Tell) -> None:
    rounds = how_many("ROUNDS")
    found = place.ask("tests.soak.limits", rounds)
    place.verified()
    tell(rounds=rounds, passwords=set(found["passwords"]), codes=set(found["codes"]),
         bridges_in_the_last_place=max(found["bridges"]), contacts_and_held_back=max(found["weeks"]))  # fmt: skip
    assert found["passwords"] == [10] * rounds
    assert found["codes"] == [10] * rounds
    assert found["bridges"] == [[1, 1]] * rounds
    assert found["weeks"] == [[8, True]] * rounds
