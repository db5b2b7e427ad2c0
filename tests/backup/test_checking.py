"""`hrm2m check` names what is not where it belongs, by refs and codes, and exits 1."""

import pytest
from django.db import connection

from tests.backup.installed import Installed, as_owner


pytestmark = pytest.mark.slow

# Which numbers a database gives them is its own affair.
THE_FIRST = "(SELECT min(mother) FROM vault_standing)"
THE_SECOND = "(SELECT max(mother) FROM vault_standing)"
DIFFERS = f"UPDATE outreach_due SET overdue_working_days = 77 WHERE mother = {THE_FIRST}"
WRONG = {
    f"DELETE FROM outreach_due WHERE mother = {THE_SECOND}": (
        "due        {other}: her record is open, and she is on nobody's list"
    ),
    f"UPDATE vault_standing SET until = since WHERE mother = {THE_FIRST} AND ground = 'cover'": (
        "standing   {her}: a bridge or place says “cover”"
    ),
    f"UPDATE bridges_bridge SET closed_at = opened_at, status = 'closed' WHERE mother = {THE_SECOND}": (
        "standing   {other}: somebody stands as “bridge” without a cause"
    ),
    f"UPDATE outreach_due SET mother = 999999 WHERE mother = {THE_FIRST}": (
        "orphans    outreach_due: 1 rows of a mother who is not there"
    ),
}
FORGOTTEN_BUT = "keys       {her}: she is forgotten, and keys of hers are still there"


def test_all_is_well_where_all_is_well(installed: Installed) -> None:
    installed.life("begin", "Robin", "Wren")
    told = installed.hrm2m("check")
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "ok"), told.stdout


def test_what_is_wrong_is_named_one_line_each_and_no_word_of_hers(installed: Installed) -> None:
    her, other = installed.life("begin", "Robin", "Wren")
    for statement in WRONG:
        as_owner(installed, statement)
    told = installed.hrm2m("check")
    assert told.returncode == 1
    for line in WRONG.values():
        assert line.format(her=her, other=other) in told.stdout, (line, told.stdout)
    assert "Robin" not in told.stdout
    assert "Wren" not in told.stdout


def test_a_due_row_that_differs_from_the_rule_is_named(installed: Installed) -> None:
    her, _ = installed.life("begin", "Robin", "Wren")
    as_owner(installed, DIFFERS)
    told = installed.hrm2m("check")
    expected = f"due        {her}: her row is not what the rule says"
    assert (told.returncode, expected in told.stdout) == (1, True), told.stdout


def test_what_the_worker_process_has_still_to_put_on_a_list_is_counted_and_no_fault(
    installed: Installed,
) -> None:
    installed.life("begin", "Robin", "Wren")
    as_owner(installed, "DELETE FROM vault_to_show")
    as_owner(installed, "UPDATE django_migrations SET applied = '2099-01-01' WHERE name = '0008_whose_words'")
    told = installed.hrm2m("check")
    waits = [line for line in told.stdout.splitlines() if line.startswith("to show")]
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "ok"), told.stdout
    assert not any(name in told.stdout for name in ("Robin", "Wren"))
    assert ["general:" in line for line in waits] == [True], told.stdout
    assert installed.hrm2m("work", "--once").returncode == 0
    assert "to show" not in installed.hrm2m("check").stdout


def test_a_missing_key_and_a_key_too_many_are_named(installed: Installed) -> None:
    her, other = installed.life("begin", "Robin", "Wren")
    installed.life("lose_key", other)
    told = installed.hrm2m("check").stdout
    assert f"keys       {other}: there is no key for general" in told
    if connection.vendor == "sqlite":
        as_owner(installed, "UPDATE vault_head SET stage = 'forgotten' WHERE id = 1")
        told = installed.hrm2m("check").stdout
        assert FORGOTTEN_BUT.format(her=her) in told


def test_a_ledger_that_does_not_hold_is_named(installed: Installed) -> None:
    installed.life("begin", "Robin")
    as_owner(installed, "UPDATE vault_head SET seq = seq + 1 WHERE id = 1")
    told = installed.hrm2m("check")
    assert (told.returncode, "The ledger does not hold" in told.stderr) == (1, True)
