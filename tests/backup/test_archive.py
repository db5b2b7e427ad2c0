"""A copy that was changed, cut or made by somebody else is noticed before its rows count as anything."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm2m.backup import age, archive
from hrm2m.backup.archive import Block, Manifest, Part, Table
from hrm2m.backup.errors import BackupRefused
from hrm2m.backup.looking import Picked


KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
TABLES = {
    Table("one", ("a", "b")): [b"x" * 40, b"y"],
    Table("none", ("c",)): [],
    Table("two", ("d",)): [b"zz"],
}


class Rows:
    """Tables in memory, as a source and as a receiver."""

    def __init__(self, tables: dict[Table, list[bytes]] | None = None) -> None:
        self.held = tables or {}
        self._last = Table("", ())

    def tables(self) -> list[Table]:
        return list(self.held)

    def blocks(self, table: Table) -> Iterator[Block]:
        return (Block(len(body), body) for body in self.held[table])

    def begin(self, table: Table) -> None:
        self._last = table
        self.held[table] = []

    def take(self, block: Block) -> None:
        self.held[self._last].append(block.body)


def about(parts: list[Part], **other: object) -> Manifest:
    said: dict[str, object] = {
        "format": archive.FORMAT,
        "kind": "records",
        "engine": "sqlite",
        "software": "0.1",
        "made_at": "2026-01-01",
        "keystore": "k",
        "root": "r",
        "seal": (3, "ab"),
        "migrations": [("vault", "0001")],
        "heads": "h",
    }
    return Manifest(**{**said, **other}, parts=parts)  # type: ignore[arg-type] # of the right kinds above


def written(key: Ed25519PrivateKey = KEY, **other: object) -> bytes:
    return b"".join(archive.stream(Rows(TABLES), lambda parts: about(parts, **other), key))


def read(content: bytes, receiver: Rows | None = None) -> Manifest:
    return archive.read(io.BytesIO(content), receiver or Rows(), KEY.public_key())


def test_what_goes_in_comes_out_and_the_manifest_counts_it() -> None:
    received = Rows()
    manifest = read(written(), received)
    assert received.held == TABLES
    assert (manifest.rows("one"), manifest.rows("none"), manifest.rows("two")) == (41, 0, 2)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_changed_byte_is_noticed_anywhere(data: st.DataObject) -> None:
    content = bytearray(written())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BackupRefused):
        read(bytes(content))


@pytest.mark.slow
@given(st.integers(0, len(written()) - 1))
@settings(max_examples=300, deadline=None)
def test_a_copy_that_is_cut_is_noticed_wherever_it_is_cut(length: int) -> None:
    with pytest.raises(BackupRefused):
        read(written()[:length])


def test_a_copy_that_another_key_signed_is_not_ours() -> None:
    with pytest.raises(BackupRefused, match="not signed with the root key that is here"):
        read(written(OTHER))


def test_a_copy_of_a_later_format_is_refused_by_its_number() -> None:
    with pytest.raises(BackupRefused, match="This copy has format 2"):
        read(written(format=2))


DEEP = b"[" * 100_000


@pytest.mark.parametrize(("kind", "body"), [(b"T", DEEP), (b"M", b'{"format":' + DEEP)])
def test_what_is_nested_without_end_is_refused_before_its_signature_is_asked(
    kind: bytes, body: bytes
) -> None:
    with pytest.raises(BackupRefused):
        read(archive.BEGINS + struct.pack(">cII", kind, 0, len(body)) + body)


@pytest.mark.parametrize(
    "body",
    [
        msgspec.msgpack.encode([[None, "ref", "open", 1]]),
        msgspec.msgpack.encode([[[], "ref", "open", {}]]),
        msgspec.msgpack.encode([["9" * 5000, "ref", "open", 1]]),
        b"\x91\x91" + b"\x91" * 100_000,
        b"\xdd\xff\xff\xff\xff",
    ],
)
def test_rows_that_nobody_signed_yet_break_nothing_when_they_are_looked_through(body: bytes) -> None:
    picked = Picked()
    picked.begin(Table("vault_head", ("id", "ref", "stage", "seq")))
    picked.take(Block(1, body))
    assert picked.heads == []


def test_what_is_no_copy_at_all_is_refused() -> None:
    with pytest.raises(BackupRefused, match="no copy made by"):
        read(b"SQLite format 3\0")


@given(st.lists(st.binary(max_size=200_000), max_size=5))
@settings(max_examples=20, deadline=None)
def test_what_is_sealed_opens_with_its_key_and_with_no_other(pieces: list[bytes]) -> None:
    import tempfile

    private, public = age.new_pair()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sealed.age"
        with path.open("wb") as file:
            age.seal(pieces, file, age.recipients_in(f"# mine\n{public}\n"))
        with age.opened(path, age.identities_in(private)) as stream:
            assert stream.read() == b"".join(pieces)
        with (
            pytest.raises(BackupRefused, match="the wrong key"),
            age.opened(path, age.identities_in(age.new_pair()[0])) as stream,
        ):
            stream.read()


@pytest.mark.parametrize("kept", [0, 10, 150, 250, 70_000, -1])
def test_a_sealed_file_that_is_cut_is_noticed(tmp_path: Path, kept: int) -> None:
    private, public = age.new_pair()
    path = tmp_path / "sealed.age"
    with path.open("wb") as file:
        age.seal([b"x" * 200_000], file, age.recipients_in(public))
    path.write_bytes(path.read_bytes()[:kept])
    with (
        pytest.raises(BackupRefused, match="cut short"),
        age.opened(path, age.identities_in(private)) as stream,
    ):
        stream.read()


def test_who_stops_reading_early_is_not_told_that_the_file_is_bad(tmp_path: Path) -> None:
    private, public = age.new_pair()
    path = tmp_path / "sealed.age"
    with path.open("wb") as file:
        age.seal([b"x" * 3_000_000], file, age.recipients_in(public))
    with pytest.raises(BackupRefused, match="mine"):
        _stop_early(path, private)


def _stop_early(path: Path, private: str) -> None:
    with age.opened(path, age.identities_in(private)) as stream:
        stream.read(10)
        message = "mine"
        raise BackupRefused(message)


def test_two_people_can_each_open_a_copy_alone(tmp_path: Path) -> None:
    pairs = [age.new_pair(), age.new_pair()]
    path = tmp_path / "sealed.age"
    with path.open("wb") as file:
        age.seal([b"words"], file, age.recipients_in("\n".join(public for _, public in pairs)))
    for private, _ in pairs:
        with age.opened(path, age.identities_in(private)) as stream:
            assert stream.read() == b"words"


@pytest.mark.parametrize("text", ["", "# only words", "age1nothing", "AGE-SECRET-KEY-1NOTHING"])
def test_files_of_keys_with_none_in_them_are_refused_in_words(text: str) -> None:
    with pytest.raises(BackupRefused):
        age.recipients_in(text)
    with pytest.raises(BackupRefused):
        age.identities_in(text)
