"""What is copied, wiped and put back is what was there, and what ended since has ended."""

import pytest

from tests.backup.installed import Installed, as_owner


pytestmark = pytest.mark.slow

TOUCHED_BY_CHECKING = {"vault_line", "vault_head"}
UNREADABLE = {"Forgotten", "NotYours", "Denied"}


def test_a_copy_put_back_is_what_was_there(installed: Installed) -> None:
    her, _ = installed.life("begin", "Robin", "Wren")
    name = installed.life("wait_in_spool", "somebody must look")
    before = installed.life("digests")
    installed.backup()
    told = installed.restored()
    after = installed.life("digests")
    assert {table for table in before if before[table] != after[table]} <= TOUCHED_BY_CHECKING
    assert "\nentries " in told
    assert "\nlook" not in told
    assert installed.life("look", "jo", her) == "Robin"
    assert installed.life("in_spool") == ["somebody must look"]
    [waiting] = (installed.home / "spool").iterdir()
    assert (waiting.stem, waiting.stat().st_mode & 0o777) == (name, 0o600)
    assert installed.life("ready") == ""
    assert installed.hrm2m("ledger", "verify").returncode == 0
    # And life goes on: numbers are given on from the highest.
    assert installed.life("look", "jo", installed.life("another", "Lark")) == "Lark"
    checked = installed.hrm2m("check")
    assert checked.returncode == 0, checked.stdout


def test_what_was_written_while_a_clock_ran_ahead_is_put_back_and_said(installed: Installed) -> None:
    her, _ = installed.life("begin", "Robin", "Wren")
    installed.life("run_ahead", her)
    installed.backup()
    told = installed.restored()
    looks = [line for line in told.splitlines() if line.startswith("look")]
    assert len(looks) == 1, told
    assert "a time that has not come yet: a clock ran ahead" in looks[0]
    assert installed.life("look", "jo", her) == "Robin"


def test_a_check_that_cannot_be_made_does_not_undo_what_was_put_back(installed: Installed) -> None:
    her, _ = installed.life("begin", "Robin", "Wren")
    as_owner(installed, "UPDATE outreach_due SET begun_at = '1066-10-14 09:00:00+00:00'")
    installed.backup()
    told = installed.restored()
    assert "look       not everything was looked at" in told
    assert installed.life("look", "jo", her) == "Robin"


def test_a_place_that_was_only_looked_at_is_still_empty(installed: Installed) -> None:
    """Whoever asks for the status before the drill has written nothing, though a keystore lies there now."""
    her = installed.life("begin", "Robin")[0]
    installed.backup()
    installed.wipe()
    assert installed.hrm2m("status").returncode == 1
    done = installed.restore()
    assert done.returncode == 0, done.stderr
    assert installed.life("look", "jo", her) == "Robin"
    assert installed.life("ready") == ""


def test_sign_ins_half_typed_forms_and_tries_end_with_the_machine(installed: Installed) -> None:
    installed.life("begin", "Robin")
    assert {"django_session", "kept_forms_keptform", "sign_in_tries"}.isdisjoint(installed.life("digests"))


def test_whoever_was_stopped_or_barred_since_stays_so_and_her_lead_is_named(installed: Installed) -> None:
    her, other = installed.life("begin", "Robin", "Wren")
    records, keys = installed.backup()
    installed.life("choose_amir", her)
    installed.life("bar_sam", other)
    installed.hrm2m("work", "--once", HRM2M_BACKUP_FOLDER=str(installed.copies))
    told = installed.restored("--records", records, "--keys", keys)
    assert "again: 2 records" in told
    assert installed.life("look", "jo", her) in UNREADABLE
    assert installed.life("look", "sam", other) in UNREADABLE
    assert installed.life("look", "jo", other) == "Wren"
    # Who came after is not in the copy: the lead of the agency can still reach her, and is told to.
    assert installed.life("look", "kit", her) == "Robin"
    assert f"look       {her}: who held her bridge or covered ended since" in told
    assert installed.life("ready") == ""


def test_a_record_that_ended_since_has_ended(installed: Installed) -> None:
    her, other = installed.life("begin", "Robin", "Wren")
    records, keys = installed.backup()
    installed.life("died", her)
    installed.life("ask_to_be_forgotten", other)
    installed.backup()
    assert "\nlook" not in installed.restored("--records", records, "--keys", keys)
    assert installed.life("state", her)["stage"] == "died"
    assert not installed.life("state", her)["listed"], "no reminder about her goes out"
    she = installed.life("state", other)
    assert (she["stage"], she["listed"], she["waiting_to_be_forgotten"]) == ("forgetting", False, True)
    assert installed.life("look", "jo", other) in UNREADABLE


@pytest.mark.parametrize("older", ["records", "keys", "records and keys", "neither"])
def test_a_mother_who_was_forgotten_stays_forgotten_after_an_older_copy(
    installed: Installed, older: str
) -> None:
    her, other = installed.life("begin", "Robin", "Wren")
    old_records, old_keys = installed.backup()
    installed.life("forget", her)
    new_records, new_keys = installed.backup()
    told = installed.restored(
        *("--records", old_records if "records" in older else new_records),
        *("--keys", old_keys if "keys" in older else new_keys),
    )
    she = installed.life("state", her)
    assert she["stage"] == "forgotten"
    assert she["keys"] == []
    assert not she["listed"]
    assert installed.life("look", "jo", her) in UNREADABLE
    assert installed.life("look", "jo", other) == "Wren"
    assert "\nlook" not in told
    assert installed.life("ready") == ""


def test_her_key_is_not_in_the_keystore_even_where_the_log_of_endings_is_lost(installed: Installed) -> None:
    her, _ = installed.life("begin", "Robin", "Wren")
    old_records, _ = installed.backup()
    installed.life("forget", her)
    installed.backup()
    for piece in (installed.copies / "endings").iterdir():
        piece.unlink()
    installed.wipe()
    refused = installed.restore("--records", old_records)
    assert (refused.returncode, "log of what ended stops" in refused.stderr) == (1, True)
    done = installed.restore("--records", old_records, "--without-endings")
    assert done.returncode == 0, done.stderr
    assert installed.life("state", her)["stage"] == "forgotten"
    assert installed.life("ready") == ""


def test_a_keystore_older_than_the_records_is_refused(installed: Installed) -> None:
    installed.life("begin", "Robin")
    _, old_keys = installed.backup()
    installed.life("another", "Lark")
    installed.backup()
    installed.wipe()
    before = installed.files()
    refused = installed.restore("--keys", old_keys)
    assert refused.returncode == 1
    assert "older than the copy of the records: it lacks the keys of 1 of them" in refused.stderr
    assert installed.files() == before


def test_keys_of_whoever_is_not_in_an_older_copy_are_destroyed(installed: Installed) -> None:
    installed.life("begin", "Robin")
    old_records, _ = installed.backup()
    installed.life("another", "Lark")
    installed.backup()
    assert "those of 1 records that are not in this copy" in installed.restored("--records", old_records)
    assert installed.life("ready") == ""


def test_a_second_restore_from_the_first_copy_ends_what_ended_in_both_lives(installed: Installed) -> None:
    her, other = installed.life("begin", "Robin", "Wren")
    records, keys = installed.backup()
    installed.life("died", her)
    installed.backup()
    installed.restored("--records", records, "--keys", keys)
    # The second life: seals have the numbers that seals of the first life had.
    installed.life("bar_sam", other)
    second, _ = installed.backup()
    installed.restored("--records", records, "--keys", keys)
    assert installed.life("state", her)["stage"] == "died"
    assert installed.life("look", "sam", other) in UNREADABLE
    installed.restored("--records", second)
    assert installed.life("look", "sam", other) in UNREADABLE
    assert installed.life("state", her)["stage"] == "died"
