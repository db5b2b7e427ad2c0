"""The import contracts know every room that there is, and each record app says what it is for."""

import re
import tomllib
from typing import Any

import pytest

from tests.house.source import RECORDS, ROOT, SOURCE, python_files, record_apps, tree


CONTRACTS: dict[str, Any] = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
PURE = {"policy", "cadence", "rounds", "narrative", "fictions", "evidence", "reconfigure", "suppression"}


def rooms_in(contract: str) -> list[list[str]]:
    """The floors of a contract, top first, each with its rooms."""
    return [re.findall(r"\((\w+)\)", floor) for floor in CONTRACTS[contract]["layers"]]


def test_the_contracts_are_exhaustive_so_that_a_room_without_a_floor_is_refused() -> None:
    assert CONTRACTS["floors"]["exhaustive"] is CONTRACTS["records"]["exhaustive"] is True
    built = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert built <= {room for floor in rooms_in("floors") for room in floor}
    assert set(record_apps()) <= {app for floor in rooms_in("records") for app in floor}


@pytest.mark.promise(1)
def test_rooms_that_must_not_know_each_other_share_a_floor() -> None:
    floor = next(floor for floor in rooms_in("records") if "treatment" in floor)
    assert {"treatment", "children", "safety"} <= set(floor)
    below = next(floor for floor in rooms_in("records") if "outreach" in floor)
    assert {"outreach", "asks", "danger"} <= set(below)
    assert rooms_in("records").index(floor) < rooms_in("records").index(below)


def test_every_pure_room_that_stands_is_named_in_the_contract_of_pure_rooms() -> None:
    built = {room for room in PURE if (SOURCE / room / "__init__.py").exists()}
    named = set(CONTRACTS["pure"]["source_modules"])
    assert {f"hrm2m.{room}" for room in built} <= named
    assert {f"hrm2m.{room}.**" for room in PURE - built} <= named


@pytest.mark.parametrize("app", record_apps())
def test_the_tables_of_an_app_are_touched_by_that_app_only(app: str) -> None:
    if not (RECORDS / app / "models.py").exists():
        assert f"tables-of-{app}" not in CONTRACTS
        return
    contract = CONTRACTS[f"tables-of-{app}"]
    assert contract["type"] == "protected"
    tables = [f"hrm2m.records.{app}.{path.stem}" for path in sorted((RECORDS / app).glob("*_tables.py"))]
    assert contract["protected_modules"] == [f"hrm2m.records.{app}.models", *tables]
    assert contract["allowed_importers"] == [f"hrm2m.records.{app}"]


@pytest.mark.parametrize("app", record_apps())
def test_every_app_says_in_a_few_lines_what_it_is_for_and_what_it_must_never_do(app: str) -> None:
    words = (RECORDS / app / "README.md").read_text()
    assert words.startswith(f"# {app}\n")
    assert re.search(r"\b(never|must not|nothing here|no )\b", words, re.IGNORECASE)
    assert len(words.splitlines()) <= 16


COPIER = "copies rows as they lie, into an empty database of an invented area only (ADR 0016)"
KNOWS_DRAWERS_WITH_A_REASON = {
    "commands/invented/crowd.py": COPIER,
    "commands/invented/patterns.py": COPIER,
    "commands/invented/tables.py": COPIER,
}


@pytest.mark.slow
def test_outside_the_vault_nobody_knows_a_drawer_a_line_or_a_standing() -> None:
    allowed = {"HOUSE", "Head"}
    knowing = set()
    for path in python_files():
        if path.is_relative_to(SOURCE / "vault"):
            continue
        for node in tree(path).body:
            if getattr(node, "module", "") == "hrm2m.vault.models":
                names = {alias.name for alias in node.names}  # type: ignore[attr-defined] # an ImportFrom, by its module
                if not names <= allowed:
                    knowing.add(path.relative_to(SOURCE).as_posix())
    assert knowing == set(KNOWS_DRAWERS_WITH_A_REASON)
