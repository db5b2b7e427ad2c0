"""Every bad input is a sentence and exit 1, and no file of the place is touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.backup.installed import Installed, as_owner
from tests.vault.installations import Installation


pytestmark = pytest.mark.slow

Spoil = Callable[[Installed, Path], tuple[str, ...]]


def newest(installed: Installed, kind: str) -> Path:
    return max((installed.copies / kind).iterdir())


def another_key(installed: Installed, _: Path) -> tuple[str, ...]:
    other = installed.home.parent / "other.key"
    assert installed.hrm2m("keys", "new-backup", str(other)).returncode == 0
    return ("--identity", str(other))


def no_key(_: Installed, __: Path) -> tuple[str, ...]:
    return ("--identity", "/nowhere/backup.key")


def not_a_key(installed: Installed, _: Path) -> tuple[str, ...]:
    return ("--identity", str(installed.home / "secret.key"))


def cut_records(installed: Installed, _: Path) -> tuple[str, ...]:
    path = newest(installed, "records")
    path.write_bytes(path.read_bytes()[:-1000])
    return ()


def changed_keys(installed: Installed, _: Path) -> tuple[str, ...]:
    path = newest(installed, "keys")
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    return ()


def keys_named_records(installed: Installed, _: Path) -> tuple[str, ...]:
    path = newest(installed, "records")
    shutil.copy(newest(installed, "keys"), path)
    return ()


def a_gap_in_the_log(installed: Installed, _: Path) -> tuple[str, ...]:
    newest(installed, "endings").unlink()
    return ("--records", min(path.name for path in (installed.copies / "records").iterdir()))


def another_root_key(installed: Installed, _: Path) -> tuple[str, ...]:
    key = installed.home / "root.key"
    key.chmod(0o600)
    key.write_text("ab" * 32)
    key.chmod(0o400)
    return ()


def no_root_key(installed: Installed, _: Path) -> tuple[str, ...]:
    (installed.home / "root.key").unlink()
    return ()


def nothing_copied(_: Installed, empty: Path) -> tuple[str, ...]:
    return ("--from", str(empty))


def a_copy_that_is_not_there(_: Installed, __: Path) -> tuple[str, ...]:
    return ("--records", "records-20200101T000000000000Z.age")


REFUSALS: dict[str, tuple[Spoil, str]] = {
    "another key": (another_key, "it is the wrong key"),
    "no key": (no_key, "cannot be read (FileNotFoundError)"),
    "not a key": (not_a_key, "This is no private key of age"),
    "cut": (cut_records, "is cut short or was changed"),
    "changed": (changed_keys, "is cut short or was changed"),
    "renamed": (keys_named_records, "is a copy of “keys” and not of “records”"),
    "a gap in the log": (a_gap_in_the_log, "log of what ended stops before"),
    "another root key": (another_root_key, "was not signed with the root key that is here"),
    "no root key": (no_root_key, "The root key cannot be read"),
    "nothing there": (nothing_copied, "There is no copy in"),
    "not there": (a_copy_that_is_not_there, "There is no copy "),
}


@pytest.fixture
def copied(installed: Installed) -> Installed:
    """Copied twice, with something that ended between, and wiped."""
    her, _ = installed.life("begin", "Robin", "Wren")
    installed.backup()
    installed.life("died", her)
    installed.backup()
    installed.wipe()
    return installed


@pytest.mark.timeout(900)
def test_each_bad_input_is_a_sentence_and_nothing_is_touched(copied: Installed, tmp_path: Path) -> None:
    empty = tmp_path / "nothing"
    empty.mkdir()
    kept_home, kept_copies = tmp_path / "kept-home", tmp_path / "kept-copies"
    shutil.copytree(copied.home, kept_home)
    shutil.copytree(copied.copies, kept_copies)
    for name, (spoil, sentence) in REFUSALS.items():
        more = spoil(copied, empty)
        before = copied.files()
        refused = copied.restore(*more)
        assert refused.returncode == 1, name
        assert sentence in refused.stderr, (name, refused.stderr)
        assert "Traceback" not in refused.stderr, name
        assert copied.files() == before, name
        for path, kept in ((copied.home, kept_home), (copied.copies, kept_copies)):
            shutil.rmtree(path)
            shutil.copytree(kept, path)
    done = copied.restore()
    assert done.returncode == 0, done.stderr


def test_a_living_place_is_never_restored_over(installed: Installed) -> None:
    her = installed.life("begin", "Robin")[0]
    installed.backup()
    before = installed.files()
    refused = installed.restore()
    assert (refused.returncode, "Something lives here already" in refused.stderr) == (1, True)
    (installed.home / "keystore.sqlite3").rename(installed.home / "elsewhere")
    refused = installed.restore()
    assert (refused.returncode, "Something lives here already" in refused.stderr) == (1, True)
    (installed.home / "elsewhere").rename(installed.home / "keystore.sqlite3")
    assert {name: content for name, content in installed.files().items() if "-shm" not in name} == {
        name: content for name, content in before.items() if "-shm" not in name
    }
    assert installed.life("look", "jo", her) == "Robin"


def test_a_copy_with_a_migration_that_is_not_known_here_is_refused(installed: Installed) -> None:
    installed.life("begin", "Robin")
    statement = (
        "INSERT INTO django_migrations (app, name, applied) VALUES ('vault', '0999_later', '2027-01-01')"
    )
    as_owner(installed, statement)
    # A copy is better than none, so it is made; but whoever reads what it prints knows who can put it back.
    copied = installed.hrm2m("backup", "--to", str(installed.copies))
    assert copied.returncode == 0, copied.stderr
    assert "brought up by a newer version: it has vault 0999_later" in copied.stderr
    assert "Only a version that has it can put this copy back" in copied.stderr
    refused = installed.hrm2m("upgrade")
    assert (
        refused.returncode,
        "brought up by a newer version: it has vault 0999_later" in refused.stderr,
    ) == (1, True)
    installed.wipe()
    before = installed.files()
    refused = installed.restore()
    assert refused.returncode == 1
    assert "brought up by a newer version than this one: it has vault 0999_later" in refused.stderr
    assert "Restore with a version whose source has that file" in refused.stderr
    assert installed.files() == before


def test_a_copy_needs_somebody_to_seal_it_to_and_somewhere_to_go(
    installed: Installed, tmp_path: Path
) -> None:
    (installed.home / "backup.keys").unlink()
    refused = installed.hrm2m("backup", "--to", str(tmp_path / "to"))
    assert (refused.returncode, "There is no file" in refused.stderr) == (1, True)
    (installed.home / "backup.keys").write_text("age1nothing\n")
    refused = installed.hrm2m("backup", "--to", str(tmp_path / "to"))
    assert (refused.returncode, "no public key of age" in refused.stderr) == (1, True)
    refused = installed.hrm2m("backup")
    assert (refused.returncode, "Say where to" in refused.stderr) == (1, True)
    assert not (tmp_path / "to").exists()


def test_where_nothing_is_installed_nothing_is_made(tmp_path: Path, empty_home: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("root.key", "secret.key", "spool.key", "spool.pub"):
        shutil.copy(empty_home / name, home)
    bare = Installation.of(home)
    for words in (["check"], ["upgrade"], ["backup", "--to", str(tmp_path / "to")]):
        refused = bare.hrm2m(*words)
        assert refused.returncode == 1, words
        assert "Traceback" not in refused.stderr
    assert not (home / "keystore.sqlite3").exists()
    assert not (home / "records.sqlite3").exists()


def test_a_key_for_copies_is_never_replaced(tmp_path: Path, empty_home: Path) -> None:
    installation = Installation.of(empty_home)
    path = tmp_path / "backup.key"
    made = installation.hrm2m("keys", "new-backup", str(path))
    assert made.stdout.startswith("age1")
    assert path.stat().st_mode & 0o077 == 0
    before = path.read_text()
    again = installation.hrm2m("keys", "new-backup", str(path))
    assert (again.returncode, path.read_text()) == (1, before)
