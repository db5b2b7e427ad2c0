"""Files of every shape: read, or refused with a sentence."""

import json
from pathlib import Path

import pytest

from hrm2m.exchange.directory import hsds
from hrm2m.exchange.directory.feed import Reading, gather, read_bytes, read_path
from hrm2m.exchange.directory.refusals import FeedUnreadable, Found, Refusal
from tests.exchange.directory.samples import PROVENANCE, new_id, service


def reading(path: Path) -> Reading:
    return gather(read_path(path), hsds.source_id, lambda found: hsds.read_records(found, PROVENANCE))


def written(folder: Path, name: str, value: object) -> Path:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


ONE, TWO = service(), service(id=new_id("two"), name="Evening Kitchen")


@pytest.mark.parametrize(
    ("name", "value", "names"),
    [
        ("x.json", ONE, ["Morning Kitchen"]),
        ("x.json", [ONE, TWO], ["Morning Kitchen", "Evening Kitchen"]),
        ("x.json", {"contents": [ONE, TWO], "page_number": 1}, ["Morning Kitchen", "Evening Kitchen"]),
        ("x.json", {"content": [ONE], "last": True}, ["Morning Kitchen"]),
        ("x.json", {"services": [ONE]}, ["Morning Kitchen"]),
        ("x.json", "\ufeff" + json.dumps(ONE), ["Morning Kitchen"]),
        ("x.ndjson", f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}\n", ["Morning Kitchen", "Evening Kitchen"]),
        ("x.json", [], []),
    ],
)
def test_a_feed_is_read_in_each_of_its_shapes(
    tmp_path: Path, name: str, value: object, names: list[str]
) -> None:
    read = reading(written(tmp_path, name, value))
    assert [entry.name for entry in read.entries] == names
    assert (read.read, read.refusals) == (len(names), ())


def test_a_folder_is_read_file_by_file_and_a_bad_file_spoils_no_other(tmp_path: Path) -> None:
    written(tmp_path, "a.json", "{not json")
    written(tmp_path, "b.json", ONE)
    written(tmp_path, "LICENSE", "words")
    read = reading(tmp_path)
    assert [entry.name for entry in read.entries] == ["Morning Kitchen"]
    assert (read.read, len(read.refusals)) == (2, 1)
    assert str(read.refusals[0]).startswith("a.json: It is not JSON: ")


def test_each_refused_record_is_named_by_its_place(tmp_path: Path) -> None:
    read = reading(written(tmp_path, "services.json", [ONE, 7, service(id=new_id("3"), name=None)]))
    assert [str(refusal) for refusal in read.refusals] == [
        "service 2 in services.json: it is not a JSON object",
        "service 3 in services.json: no name",
    ]


def test_a_bad_line_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    read = reading(written(tmp_path, "x.jsonl", f"{{\n{json.dumps(ONE)}"))
    assert len(read.entries) == 1
    assert read.refusals[0].where == "line 1 of x.jsonl"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"name": "caf\xe9"}', "It is not UTF-8 text"),
        (b"\xff\xfe\x00", "It is not UTF-8 text"),
        (b"", "It is not JSON: Expecting value on line 1"),
        (b"[" * 100_000, "It is nested too deeply"),
        (b'[{"amount": NaN}]', "NaN is not a number"),
        (b'{"id": "1", "id": "2"}', "one object has the same key twice"),
        (b"[" + b"1" * 5000 + b"]", "It is not JSON a feed may hold"),
    ],
)
def test_a_file_that_is_no_feed_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FeedUnreadable, match=sentence):
        list(read_bytes("x.json", content))


def test_other_encodings_of_json_are_read() -> None:
    (only,) = read_bytes("x.json", json.dumps(ONE).encode("utf-16"))
    assert isinstance(only, Found)


def test_a_path_with_nothing_to_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    for path, sentence in ((tmp_path / "none", "check the path"), (tmp_path, "give the folder that does")):
        with pytest.raises(FeedUnreadable, match=sentence):
            list(read_path(path))


def test_a_summary_beside_its_full_record_is_passed_over_in_either_order(tmp_path: Path) -> None:
    summary = {key: ONE[key] for key in ("id", "name", "status")}
    for listed in ([summary, ONE], [ONE, summary], [ONE, ONE]):
        read = reading(written(tmp_path, "x.json", listed))
        assert (len(read.entries), read.repeated, read.refusals) == (1, 1, ())
        assert read.entries[0].summary is not None


def test_two_that_differ_under_one_id_are_both_refused(tmp_path: Path) -> None:
    read = reading(written(tmp_path, "x.json", [ONE, ONE | {"name": "Other"}, TWO]))
    assert [entry.name for entry in read.entries] == ["Evening Kitchen"]
    assert [refusal.where for refusal in read.refusals] == ["service 1 in x.json", "service 2 in x.json"]
    assert "its id is also that of service 2 in x.json" in read.refusals[0].reason


def test_every_record_met_is_an_entry_or_a_refusal_or_a_repeat(tmp_path: Path) -> None:
    listed = [ONE, ONE, TWO, TWO | {"name": "Other"}, 5, {}, service(id=new_id("n"), status="?")]
    read = reading(written(tmp_path, "x.json", listed))
    assert read.read == len(listed) == len(read.entries) + len(read.refusals) + read.repeated
    assert all(isinstance(refusal, Refusal) for refusal in read.refusals)
