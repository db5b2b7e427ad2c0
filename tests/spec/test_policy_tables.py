"""The decision tables of `policy_tables.md`, asked of the policy row by row."""

from pathlib import Path

import pytest

from hrm2m.policy import Permission, decide
from hrm2m.policy.opens import OPENS
from hrm2m.policy.roles import ROLES
from hrm2m.policy.sentences import SENTENCES
from hrm2m.policy.table import POLICY
from tests.spec.situations import Situation, tables


TABLES = tables(Path(__file__).with_name("policy_tables.md"))
SITUATIONS = [row for rows in TABLES.values() for row in rows]


def _named(row: Situation) -> str:
    return "·".join((row.permission, row.who, row.stands, row.record, row.said)).replace(" ", "_")


@pytest.mark.parametrize("row", SITUATIONS, ids=_named)
def test_the_policy_answers_as_the_table_says(row: Situation) -> None:
    decision = decide(Permission(row.permission), row.facts())
    assert decision.allowed is row.allowed, decision.reasons
    if not row.allowed:
        assert any(reason.startswith(row.reason) for reason in decision.reasons), decision.reasons


def test_no_situation_stands_twice_in_the_tables() -> None:
    asked = [_named(row) for row in SITUATIONS]
    assert sorted(asked) == sorted(set(asked))


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_has_a_line_a_table_a_sentence_and_what_it_opens(permission: Permission) -> None:
    assert POLICY.get(permission), "no line: it would always be denied"
    assert all(POLICY[permission]), "an empty line: it would always be allowed"
    assert SENTENCES[permission].endswith(".")
    assert permission in OPENS
    rows = TABLES[permission.value]
    assert any(row.allowed for row in rows), "the table never says yes"
    assert any(not row.allowed for row in rows), "the table never says no"


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_can_be_held_by_some_role(permission: Permission) -> None:
    assert any(permission in card.permissions for card in ROLES.values())


def test_no_table_is_about_a_permission_that_is_gone() -> None:
    assert set(TABLES) == {permission.value for permission in Permission}
    assert set(SENTENCES) == set(POLICY) == set(OPENS) == set(Permission)
