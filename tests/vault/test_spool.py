"""When the vault refuses, danger goes to a file that only the worker process can open, until it is filed."""

from pathlib import Path

import pyrage  # type: ignore[import-untyped] # it ships no types
import pytest
from pytest_django import Settings

from hrm2m.vault import spool
from hrm2m.vault.errors import KeystoreRefused
from hrm2m.vault.new_keys import make_new_keys
from hrm2m.vault.spool import SpoolRefused


WORDS = b'{"who": "her", "words": "at the bus station"}'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    folder = tmp_path / "home"
    make_new_keys(folder, tmp_path / "keys" / "root.key", folder / "secret.key")
    settings.HRM2M_HOME = folder
    settings.HRM2M_SPOOL = folder / "spool"
    settings.HRM2M_ROOT_KEY_FILE = tmp_path / "keys" / "root.key"
    return folder


def test_what_waits_is_drained_oldest_first_and_stays_until_it_is_filed() -> None:
    names = [spool.put(word) for word in (b"one", b"two", b"three")]
    assert spool.waiting() == 3
    assert [item.words for item in spool.drain()] == [b"one", b"two", b"three"]
    assert [item.name for item in spool.drain()] == names, "nothing was filed yet"
    next(spool.drain()).filed()
    assert [item.words for item in spool.drain()] == [b"two", b"three"]
    for item in spool.drain():
        item.filed()
        item.filed()
    assert spool.waiting() == 0


def test_the_file_is_for_its_owner_only_and_says_nothing(home: Path) -> None:
    spool.put(WORDS)
    spool.put(b"x" * 250)
    files = list((home / "spool").iterdir())
    assert (home / "spool").stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    sizes = [file.stat().st_size for file in files]
    # age itself adds a random part of up to a few dozen bytes.
    assert max(sizes) - min(sizes) < 150, "not even how long it is"
    # Three letters stand in what is random often enough to be found there.
    assert not any(b"bus station" in file.read_bytes() for file in files)


def test_where_it_is_written_the_private_key_is_not_needed(home: Path) -> None:
    (home.parent / "keys" / "spool.key").unlink()
    spool.put(WORDS)
    with pytest.raises(KeystoreRefused):
        next(spool.drain())


def test_what_does_not_open_is_set_aside_and_stands_in_nobodys_way(home: Path) -> None:
    bad = home / "spool" / f"{spool.put(b'bad')}.age"
    spool.put(b"good")
    bad.write_bytes(bad.read_bytes()[:-1])
    assert [item.words for item in spool.drain()] == [b"good"]
    assert bad.with_suffix(".unreadable").exists()
    assert spool.waiting() == 1


@pytest.mark.parametrize("words", [b"", b"abc", b"\xff\xff\xff\xffshort"])
def test_what_was_sealed_to_our_key_but_is_not_whole_is_set_aside_and_stands_in_nobodys_way(
    home: Path, words: bytes
) -> None:
    bad = home / "spool" / f"{spool.put(b'bad')}.age"
    spool.put(b"good")
    public = pyrage.x25519.Recipient.from_str((home / "spool.pub").read_text().strip())
    bad.write_bytes(pyrage.encrypt(words, [public]))
    assert [item.words for item in spool.drain()] == [b"good"]
    assert bad.with_suffix(".unreadable").exists()


def test_what_cannot_be_read_hides_nothing_that_came_after_it_and_is_said_when_all_had_their_turn(
    home: Path,
) -> None:
    bad = home / "spool" / f"{spool.put(b'bad')}.age"
    spool.put(b"good")
    bad.unlink()
    bad.mkdir()
    draining = spool.drain()
    assert next(draining).words == b"good"
    with pytest.raises(SpoolRefused, match="1 in the spool cannot be read"):
        next(draining)
    assert spool.waiting() == 2, "it stays: it may be danger"


def test_of_several_that_cannot_be_read_the_first_is_told_with_its_cause(home: Path) -> None:
    first, second = (home / "spool" / f"{spool.put(b'bad')}.age" for _ in range(2))
    first.unlink()
    first.mkdir()
    second.unlink()
    second.symlink_to(second)
    with pytest.raises(SpoolRefused, match=r"2 in the spool cannot be read \(IsADirectoryError\)") as refused:
        list(spool.drain())
    assert isinstance(refused.value.__cause__, IsADirectoryError)


def test_its_folder_is_made_with_those_above_it(home: Path, settings: Settings) -> None:
    settings.HRM2M_SPOOL = home / "far" / "below" / "spool"
    spool.put(WORDS)
    assert spool.waiting() == 1


def test_half_a_file_is_never_drained(home: Path) -> None:
    spool.put(b"whole")
    (home / "spool" / "half.part").write_bytes(b"half")
    assert [item.words for item in spool.drain()] == [b"whole"]


def test_filed_by_another_process_meanwhile_is_passed_over(home: Path) -> None:
    spool.put(b"one")
    spool.put(b"two")
    draining = spool.drain()
    first = next(draining)
    for file in (home / "spool").iterdir():
        file.unlink()
    assert list(draining) == []
    first.filed()


def test_what_another_process_filed_hides_nothing_that_came_after_it(home: Path) -> None:
    _, second, _ = (spool.put(word) for word in (b"one", b"two", b"three"))
    draining = spool.drain()
    assert next(draining).words == b"one"
    (home / "spool" / f"{second}.age").unlink()
    assert [item.words for item in draining] == [b"three"]


@pytest.mark.parametrize("harm", ["no public key", "no key at all", "no room"])
def test_what_even_the_spool_does_not_take_is_said(home: Path, harm: str) -> None:
    if harm == "no room":
        (home / "spool").write_text("a file where a folder should be")
    else:
        (home / "spool.pub").unlink()
        (home / "spool.pub").write_text("" if harm == "no public key" else "age1nonsense")
    with pytest.raises(SpoolRefused):
        spool.put(WORDS)


def test_a_private_key_that_is_none_is_refused(home: Path) -> None:
    file = home.parent / "keys" / "spool.key"
    file.unlink()
    file.write_text("AGE-SECRET-KEY-NONSENSE")
    file.chmod(0o400)
    with pytest.raises(KeystoreRefused, match="The private key of the spool is not one"):
        spool.prove_keys_fit()


def test_the_keys_are_one_pair(home: Path) -> None:
    spool.prove_keys_fit()
    public, private = home / "spool.pub", home.parent / "keys" / "spool.key"
    pairs = [spool.new_pair() for _ in range(2)]
    # Each with the public key of the other: one of the two comes first in the alphabet.
    for (secret, _), (_, others) in (pairs, pairs[::-1]):
        for file, text in ((private, secret), (public, others)):
            file.unlink()
            file.write_text(text)
        private.chmod(0o400)
        with pytest.raises(KeystoreRefused, match="not a pair"):
            spool.prove_keys_fit()
