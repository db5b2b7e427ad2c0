"""`hrm2m ledger` proves a ledger where it lies, names the first bad line, and prints a head to be kept elsewhere."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hrm2m.commands import ledger
from hrm2m.vault import under_way, verify
from tests.vault.installations import Installation, installation, sqlite_template


__all__ = ["installation", "sqlite_template"]

Told = Callable[..., "subprocess.CompletedProcess[str]"]

FILL = """
from hrm2m.foundation.django_setup import set_up_django
set_up_django()
from hrm2m.vault import seals
from tests.vault import notes
mother = notes.begin()
notes.log(mother)
seals.seal_changed_heads()
notes.log(mother)
print(mother)
"""


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A SQLite file with a ledger in it, and the ref of the mother whose chain is the last."""
    home = tmp_path_factory.mktemp("filled") / "home"
    shutil.copytree(sqlite_template, home)
    return home / "records.sqlite3", _fill(Installation.of(home))


def _fill(installation: Installation) -> str:
    done = installation.run("-c", FILL)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
def test_a_good_ledger_is_told_check_by_check(installation: Installation) -> None:
    assert installation.hrm2m("ledger", "head").returncode == 1, "nothing is sealed yet"
    _fill(installation)
    verified = installation.hrm2m("ledger", "verify")
    assert verified.returncode == 0, verified.stderr
    lines = verified.stdout.splitlines()
    assert [line.split()[0] for line in lines] == [
        *("lines", "heads", "seals", "signed", "standing", "entries"),
        "ok",
    ]
    assert "with the key of this public key" in lines[3]


@pytest.mark.slow
def test_what_a_restore_left_half_made_is_proved_by_nobody(installation: Installation) -> None:
    note = installation.home / under_way.NOTE
    note.write_text("restore\n")
    for word in ("verify", "head"):
        told = installation.hrm2m("ledger", word)
        assert (told.returncode, told.stdout) == (2, "")
        assert "A restore is under way here" in told.stderr
    note.unlink()
    assert installation.hrm2m("ledger", "verify").returncode == 0


@pytest.mark.slow
def test_the_head_can_be_kept_elsewhere_and_proved_later(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    _fill(installation)
    printed = installation.hrm2m("ledger", "head").stdout.splitlines()
    assert [line.split()[0] for line in printed] == ["time", "hash", "signature", "public"]
    kept, public_key = printed[1].split()[-1], printed[3].split()[-1]
    words = [
        "verify",
        "--database",
        installation.surroundings.get("HRM2M_DATABASE_URL", str(installation.database)),
    ]
    assert ledger.main([*words, "--head", kept, "--public-key", public_key]) == 0
    capsys.readouterr()
    assert ledger.main([*words, "--head", "00" * 32]) == 1
    assert "is not among the seals" in capsys.readouterr().out
    assert ledger.main([*words, "--public-key", "00" * 32]) == 1
    assert "not signed" in capsys.readouterr().out


@pytest.mark.parametrize(
    "where",
    [
        "nothing-here.sqlite3",
        __file__,
        "sqlite:///nothing-here.sqlite3",
        "postgres://nobody@/nothing?host=/nowhere",
    ],
)
def test_what_cannot_be_read_is_exit_2(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger.main(["verify", "--database", where]) == 2
    assert capsys.readouterr().err.startswith("hrm2m ledger: ")


@pytest.mark.parametrize(
    "words", [[], ["other"], ["verify", "--public-key", "zz"], ["verify", "--public-key", "00"]]
)
def test_what_is_not_understood_is_exit_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as told:
        ledger.main(words)
    assert told.value.code == 2


CHANGES: dict[str, str] = {
    "UPDATE vault_line SET body = body || ' ' WHERE chain = 2 AND seq = 2": "{her}, line 2: its hash",
    "UPDATE vault_line SET at = '2020-01-01 00:00:00' WHERE chain = 2 AND seq = 2": "{her}, line 2: its time",
    "DELETE FROM vault_line WHERE chain = 2 AND seq = 2": "{her}, line 2: missing",
    "DELETE FROM vault_line WHERE chain = 2 AND seq > 1": "{her}, line 2: it was sealed and is gone",
    "UPDATE cmp_general_entry SET sealed = zeroblob(9) WHERE id = 3": "{her}, line 2: the entry it wrote",
    "UPDATE cmp_general_entry SET mother = 1 WHERE id = 3": "{her}, line 2: the entry it wrote",
    "DELETE FROM cmp_general_entry WHERE id = 4": "{her}, line 3: the entry it wrote",
    "INSERT INTO cmp_treatment_entry SELECT * FROM cmp_general_entry WHERE id = 1": "no line wrote this entry",
    "UPDATE vault_head SET stage = 'named' WHERE id = 2": "{her}, line 3: the record stands at",
    "UPDATE vault_head SET seq = 2 WHERE id = 2": "{her}, line 3: it is not the last line",
    "DELETE FROM vault_head WHERE id = 2": "chain number 2",
    "UPDATE vault_seal SET hash = zeroblob(32)": "chain of seals, line 1",
    "UPDATE vault_seal SET heads = 'x'": "chain of seals, line 1",
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_first_bad_line_is_named(
    filled: tuple[Path, str], tmp_path: Path, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database, her = filled
    for file in database.parent.glob("records.sqlite3*"):
        shutil.copy(file, tmp_path / file.name)
    _change(tmp_path / database.name, change)
    assert ledger.main(["verify", "--database", str(tmp_path / database.name)]) == 1
    told = capsys.readouterr().out
    assert told.startswith("BAD  chain ")
    assert CHANGES[change].format(her=her) in told


def _change(database: Path, statement: str) -> None:
    changed = sqlite3.connect(database)
    with changed:
        for (trigger,) in changed.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            changed.execute(f"DROP TRIGGER {trigger}")
        changed.execute(statement)
    changed.close()


@pytest.fixture
def alone(filled: tuple[Path, str], tmp_path: Path) -> Told:
    """The verifier copied to a folder of its own with a database, run by a Python that has nothing else."""
    shutil.copy(verify.__file__, tmp_path / "verify.py")
    for file in filled[0].parent.glob("records.sqlite3*"):
        shutil.copy(file, tmp_path / file.name)

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-I", "-S", str(tmp_path / "verify.py"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env={})

    return run


def test_the_verifier_runs_alone_on_another_machine(alone: Told, tmp_path: Path) -> None:
    before = (tmp_path / "records.sqlite3").read_bytes()
    told = alone("records.sqlite3")
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "ok"), told.stderr
    assert (tmp_path / "records.sqlite3").read_bytes() == before, "it never writes"
    assert alone("records.sqlite3", "--head", "00").returncode == 1
    sqlite3.connect(tmp_path / "empty.sqlite3").execute("CREATE TABLE other (x)").close()
    assert alone("empty.sqlite3").returncode == 2
    assert alone("not-here.sqlite3").returncode == 2
