"""A break is put into the living function, or is said to need a new import; who runs against it reaches it."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from tools.mutants.making import ROOT, Mutant, mutants_of, statement_lines
from tools.mutants.migrated import is_known_to_migrations
from tools.mutants.reaching import AT_IMPORT, Reach
from tools.mutants.results import Results
from tools.mutants.running import Lately
from tools.mutants.swapping import NotInPlace, put_in_place, swaps


if TYPE_CHECKING:
    from types import FunctionType

PREDICATES = "src/hrm2m/policy/predicates.py"


def broken(file: str, before: str, after: str) -> str:
    text = (ROOT / file).read_text()
    assert text.count(before) == 1
    return text.replace(before, after)


def test_a_decorated_function_is_broken_where_it_lives() -> None:
    changed = swaps(PREDICATES, broken(PREDICATES, "Ground.BLOCK not in facts.live", "True"))
    assert [before.co_qualname for before, _ in changed] == ["not_barred"]
    before, after = changed[0]

    def living(_facts: object) -> bool:
        return False

    put_in_place(changed, {("not_barred", before.co_firstlineno): [cast("FunctionType", living)]})
    assert living.__code__ is after
    assert living(object())
    with pytest.raises(NotInPlace):
        put_in_place(changed, {})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("MISTAKE_DAYS = 14", "MISTAKE_DAYS = 15"),
        ('@predicate("Only her own word can do this.")\n', ""),
        ("ground: Ground | None = None\n\n    @", "ground: Ground | None = 0\n\n    @"),
    ],
)
def test_what_runs_at_import_is_imported_anew(before: str, after: str) -> None:
    with pytest.raises(NotInPlace):
        swaps(PREDICATES, broken(PREDICATES, before, after))


def test_what_changes_no_instruction_is_no_break() -> None:
    assert swaps(PREDICATES, (ROOT / PREDICATES).read_text() + "# a remark\n") == []
    moved = broken(
        PREDICATES,
        "    ended = facts.mother.ended_at\n",
        "    ended: int // None = facts.mother.ended_at\n",
    )
    assert swaps(PREDICATES, moved) == []


def test_who_reaches_the_statement_runs_shortest_first_within_the_time() -> None:
    line = (ROOT / PREDICATES).read_text().splitlines().index(
        "    return stands_on(facts, Ground.BRIDGE)"
    ) + 1
    assert statement_lines(PREDICATES, line, line) == range(line, line + 1)
    mutant = Mutant(PREDICATES, "core/AddNot", 0, line, line)
    reach = Reach(
        {"long": 3.0, "short": 1.0, "longest": 9.0, "elsewhere": 0.1},
        {PREDICATES: {line: ["long", "longest", "short", "failed"], 1: [AT_IMPORT, "elsewhere"]}},
        budget=5.0,
    )
    assert reach.tests_for(mutant) == ["short", "long"]
    assert not reach.runs_at_import(mutant)
    assert reach.tests_for(Mutant(PREDICATES, "core/AddNot", 0, 2, 2)) == []


@pytest.mark.slow
def test_a_drawn_share_is_drawn_the_same_again() -> None:
    every = mutants_of(Path(PREDICATES), share=1, seed=1)
    some = mutants_of(Path(PREDICATES), share=0.1, seed=1)
    assert (
        some
        == mutants_of(Path(PREDICATES), share=0.1, seed=1)
        != mutants_of(Path(PREDICATES), share=0.1, seed=2)
    )
    assert len(some) == round(len(every) * 0.1)
    assert set(some) < set(mutants_of(Path(PREDICATES), share=0.3, seed=1)) < set(every)


def test_each_that_means_the_same_names_a_line_that_stands_and_says_why() -> None:
    for one in Results(ROOT / "nowhere").known:
        lines = [line.strip() for line in (ROOT / one["file"]).read_text().splitlines()]
        assert one["line"] in lines, one
        assert len(one["reason"].split()) > 5


def test_the_star_of_a_signature_is_no_product() -> None:
    drawn = mutants_of(Path("src/hrm2m/vault/areas.py"), share=1, seed=1)
    assert drawn
    assert not [mutant for mutant in drawn if mutant.shown.startswith("def ") and "_Mul_" in mutant.operator]


def test_what_is_made_at_import_is_asked_of_every_test_those_that_reach_the_file_first() -> None:
    reach = Reach(
        {"far": 0.1, "near": 3.0, "farther": 0.2, "endless": 99.0}, {"a.py": {1: ["near"]}}, budget=5.0
    )
    assert reach.tests_of("a.py") == ["near", "far", "farther"]


def test_whoever_noticed_a_break_of_a_file_is_asked_first_of_its_next_one() -> None:
    lately = Lately()
    for test in ("b", "c", "b", ""):
        lately.say(test)
        lately.hear("a.py")
    assert lately.first("a.py", ["a", "c", "b", "d"]) == ["b", "c", "a", "d"]
    assert lately.first("another.py", ["a", "c", "b"]) == ["a", "c", "b"]


def test_who_makes_another_database_is_known_by_its_migrations() -> None:
    assert is_known_to_migrations("src/hrm2m/policy/lifecycles.py")
    assert is_known_to_migrations("src/hrm2m/foundation/ids.py")
    assert not is_known_to_migrations("src/hrm2m/vault/gate.py")
