"""An upgrade ends in one of two ways: at the new version and found right, or exactly as it was before."""

import signal
from typing import Any

import pytest
from django.db import connections

from tests.backup.installed import Installed, as_owner


pytestmark = pytest.mark.slow

NEWER = {"DJANGO_SETTINGS_MODULE": "tests.backup.newer_settings"}
TOUCHED_BY_CHECKING = {"vault_line", "vault_head"}


def upgraded(installed: Installed, told: str = "") -> Any:
    connections.close_all()
    return installed.hrm2m("upgrade", **NEWER, NEWER=told)


def same(before: dict[str, str], after: dict[str, str]) -> bool:
    return {t for t in before | after if before.get(t) != after.get(t)} <= TOUCHED_BY_CHECKING


def test_an_upgrade_that_works_leaves_no_copy_behind(installed: Installed) -> None:
    her = installed.life("begin", "Robin")[0]
    before = installed.life("digests")
    done = upgraded(installed)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "ok"), done.stderr
    after = installed.life("digests")
    assert "newer_later" in after
    assert after["people_handlemark"] != before["people_handlemark"]
    assert not (installed.home / "upgrade-copy").exists()
    assert installed.life("look", "jo", her) == "Robin"
    again = upgraded(installed)
    assert (again.returncode, "at this version already" in again.stderr) == (0, True)


def test_a_list_that_was_counted_by_another_rule_is_counted_again(installed: Installed) -> None:
    """A new version may bring a new rule: then every row of every list differs, and that is no reason to go back."""
    installed.life("begin", "Robin", "Wren")
    as_owner(installed, "UPDATE outreach_due SET overdue_working_days = 77")
    done = upgraded(installed)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "ok"), done.stderr
    assert installed.hrm2m("check").returncode == 0


def test_what_was_wrong_before_is_said_and_is_no_reason_to_go_back(installed: Installed) -> None:
    """Else whoever has one mother whose bridge nobody holds could never upgrade."""
    her = installed.life("begin", "Robin")[0]
    as_owner(installed, "UPDATE outreach_due SET mother = 99")
    done = upgraded(installed)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "ok"), done.stderr
    assert "orphans    outreach_due: 1 rows of a mother who is not there" in done.stderr
    assert f"due        {her}: her record is open, and she is on nobody's list" in done.stderr
    assert "It was so before" in done.stderr
    assert "newer_later" in installed.life("digests")


def test_no_server_starts_on_a_database_of_another_version(installed: Installed) -> None:
    installed.life("begin", "Robin")
    installed.installation.surroundings.update(NEWER)
    assert "“hrm2m upgrade”" in installed.life("ready")
    assert upgraded(installed).returncode == 0
    assert installed.life("ready") == ""
    del installed.installation.surroundings["DJANGO_SETTINGS_MODULE"]
    assert "brought up by a newer version: it has newer 0001_a_table" in installed.life("ready")


@pytest.mark.parametrize(("told", "why"), [("break", "RuntimeError"), ("lose a row", "on nobody's list")])
def test_an_upgrade_that_fails_goes_back_to_the_copy_and_says_so(
    installed: Installed, told: str, why: str
) -> None:
    her = installed.life("begin", "Robin")[0]
    before = installed.life("digests")
    failed = upgraded(installed, told)
    assert failed.returncode == 1
    assert "Everything is back as it was before" in failed.stderr
    assert why in failed.stderr
    assert same(before, installed.life("digests"))
    assert installed.life("look", "jo", her) == "Robin"
    assert installed.life("ready") == ""
    assert not (installed.home / "upgrade-copy").exists()


def test_killed_in_the_middle_no_server_starts_and_the_next_upgrade_begins_at_the_copy(
    installed: Installed,
) -> None:
    her = installed.life("begin", "Robin")[0]
    before = installed.life("digests")
    connections.close_all()
    installed.installation.surroundings.update({**NEWER, "NEWER": "wait"})
    killed = installed.start("hrm2m.commands", "upgrade")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "waiting\n"
    beside = installed.hrm2m("upgrade")
    assert (beside.returncode, "Another restore or upgrade is running here" in beside.stderr) == (1, True)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    installed.installation.surroundings["NEWER"] = "break"
    assert "An upgrade is under way here, or was broken off" in installed.life("ready")
    refused = installed.hrm2m("backup", "--to", str(installed.copies))
    assert (refused.returncode, "under way" in refused.stderr) == (1, True)
    # The version before this one can go back too: it knows nothing of what the newer one began.
    del installed.installation.surroundings["DJANGO_SETTINGS_MODULE"]
    back = installed.hrm2m("upgrade")
    assert (back.returncode, "Going back to its copy first" in back.stderr) == (0, True), back.stderr
    assert same(before, installed.life("digests"))
    assert installed.life("look", "jo", her) == "Robin"
    assert installed.life("ready") == ""


def test_killed_at_any_moment_it_is_the_old_version_or_the_new_one(installed: Installed) -> None:
    installed.life("begin", "Robin", "Wren")
    before = installed.life("digests")
    connections.close_all()
    installed.installation.surroundings.update(NEWER)
    for seconds in (0.0, 0.05, 0.15, 0.3, 0.6, 1.0):
        # Once it worked in spite of it there is nothing left to kill.
        if not installed.kill_after("", seconds, "upgrade"):
            break
    done = installed.hrm2m("upgrade")
    assert done.returncode == 0, done.stderr
    after = installed.life("digests")
    # An upgrade counts the lists anew: each row says when, and is what the rule of this version says.
    assert {t for t in before if before[t] != after[t]} <= TOUCHED_BY_CHECKING | {
        "people_handlemark",
        "outreach_due",
    }
    checked = installed.hrm2m("check")
    assert checked.returncode == 0, checked.stdout
    assert installed.life("ready") == ""
    assert installed.hrm2m("check").returncode == 0


def test_a_database_in_use_is_not_upgraded(installed: Installed) -> None:
    her = installed.life("begin", "Robin")[0]
    connections.close_all()
    busy = installed.start("tests.backup.life", "write", her, "60")
    assert busy.stdout is not None
    busy.stdout.readline()
    refused = upgraded(installed)
    busy.kill()
    busy.communicate()
    assert (refused.returncode, "The database is in use" in refused.stderr) == (1, True), refused.stderr
    assert "newer_later" not in installed.life("digests")
