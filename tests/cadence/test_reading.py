"""Reading a history: whatever is not one is refused with the path of the value, and never with the value."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm2m.cadence import HistoryRefused, explain
from hrm2m.cadence.reading import read_history


T = "2026-03-10T10:00:00+00:00"
WHOLE: dict[str, Any] = {
    "now": "2026-03-12T10:00:00+00:00",
    "nation": "england",
    "asked_at": T,
    "ended": False,
    "contacts": [
        {"at": T, "channel": "call", "outcome": "met"},
        {"at": T, "channel": "text", "outcome": "met"},
    ],
    "windows": [{"kind": "overdose", "opened": T}, {"kind": "her_day", "opened": T, "closed": T}],
    "agreed": {"most_contacts_a_week": 3, "leave_me_be": False, "worry_after_days": 9},
}
ABSENT = object()


def changed(path: str, value: Any) -> str:
    """WHOLE as JSON with the value at `path` (`contacts.1.at`) put in its place, or left out."""
    whole = json.loads(json.dumps(WHOLE))
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    held = whole
    for key in way:
        held = held[key]
    if value is ABSENT:
        del held[last]
    else:
        held[last] = value
    return json.dumps(whole)


def path_refused(text: str | bytes) -> str:
    with pytest.raises(HistoryRefused) as caught:
        explain(read_history(text))
    assert str(caught.value) == f"{caught.value.path}: {caught.value.words}"
    return caught.value.path


def test_a_whole_history_is_read() -> None:
    assert explain(read_history(json.dumps(WHOLE))).due is not None


@pytest.mark.parametrize("key", ["asked_at", "ended", "agreed"])
def test_what_is_optional_may_be_left_out(key: str) -> None:
    explain(read_history(changed(key, ABSENT)))


@pytest.mark.parametrize(
    "path", ["asked_at", "windows.1.closed", "agreed.most_contacts_a_week", "agreed.worry_after_days"]
)
def test_null_means_there_is_none(path: str) -> None:
    explain(read_history(changed(path, None)))


@pytest.mark.parametrize(
    "text", [T, "2026-03-10T10:00Z", "2026-03-10T10:00:00.123456Z", "2026-03-10 11:00:00+0100"]
)
def test_a_time_may_be_written_in_any_iso_form_with_its_offset(text: str) -> None:
    explain(read_history(changed("contacts.1.at", text)))


@pytest.mark.parametrize(
    "path", ["now", "nation", "contacts", "windows", "contacts.1.at", "contacts.1.channel", "contacts.1.outcome",
             "windows.1.kind", "windows.1.opened"],
)  # fmt: skip
def test_what_is_missing_is_named(path: str) -> None:
    assert path_refused(changed(path, ABSENT)) == path.replace(".1.", "[1].")


@pytest.mark.parametrize("path", ["when", "contacts.1.note", "windows.1.note", "agreed.note"])
def test_an_unknown_key_is_named(path: str) -> None:
    assert path_refused(changed(path, "x")) == path.replace(".1.", "[1].")


TIMES = ["now", "asked_at", "contacts.1.at", "windows.1.opened", "windows.1.closed"]
NOT_TIMES = [
    "2026-03-10", "2026-03-10T10:00:00", "10:00", "", "soon", "2026-02-30T10:00:00Z", "2026-03-10T25:00:00Z",
    "2026-03-10T10:00:00+99:00", "2026-W10-2T10:00:00Z", "20260310T100000Z", 1773136800, True, [T], {"at": T},
    float("nan"), "1899-12-31T10:00:00Z", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00",
    "٢٠٢٦-03-10T10:00:00Z",
]  # fmt: skip


@pytest.mark.parametrize("value", NOT_TIMES)
@pytest.mark.parametrize("path", TIMES)
def test_what_is_not_a_time_with_its_offset_is_refused(path: str, value: Any) -> None:
    assert path_refused(changed(path, value)) == path.replace(".1.", "[1].")


@pytest.mark.parametrize("path", TIMES[1:])
def test_a_time_later_than_now_is_refused(path: str) -> None:
    assert path_refused(changed(path, "2026-03-12T10:00:01+00:00")) == path.replace(".1.", "[1].")
    assert path_refused(changed(path, "2026-03-12T09:30:00-01:00")) == path.replace(".1.", "[1].")


@pytest.mark.parametrize("path", TIMES[1:-1])
def test_a_time_of_now_is_allowed(path: str) -> None:
    whole = changed(path, "2026-03-12T11:00:00+01:00").replace(', "closed": "2026-03-10T10:00:00+00:00"', "")
    explain(read_history(whole))


def test_a_window_that_closed_before_it_opened_is_refused() -> None:
    assert path_refused(changed("windows.1.closed", "2026-03-10T10:59:59+01:00")) == "windows[1].closed"
    explain(read_history(changed("windows.1.closed", "2026-03-10T11:00:00+01:00")))


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("nation", ["cornwall", "England", "", 1, None, ["england"]]),
        ("contacts.1.channel", ["email", "CALL", None, 3]),
        ("contacts.1.outcome", ["dna", "did_not_attend", None, False]),
        ("windows.1.kind", ["crisis", "", None]),
        ("ended", ["no", 0, None, "false"]),
        ("agreed.leave_me_be", ["yes", 1, None]),
        ("agreed.most_contacts_a_week", [0, -1, 2.5, 3.0, "3", True, float("inf"), float("nan"), [3]]),
        ("agreed.worry_after_days", [0, -1, 36501, 1e3, "9", True, 10**30]),
        ("agreed", [None, [], "none", 3]),
        ("contacts", [None, {}, "none"]),
        ("windows", [None, {}, 0]),
        ("contacts.1", [None, [], "met", 7]),
        ("windows.1", [None, [], "overdose"]),
    ],
)
def test_an_unknown_value_or_a_wrong_type_is_refused(path: str, values: list[Any]) -> None:
    named = path.replace(".1", "[1]")
    assert {path_refused(changed(path, value)) for value in values} == {named}


@pytest.mark.parametrize(
    ("whole", "twice", "path"),
    [
        ('"nation": "england"', '"nation": "england", "nation": "wales"', "nation"),
        ('"outcome": "met"}]', '"outcome": "met", "outcome": "met"}]', "contacts[1].outcome"),
        ('"worry_after_days": 9', '"worry_after_days": 9, "worry_after_days": 9', "agreed.worry_after_days"),
    ],
)
def test_a_key_given_twice_is_refused(whole: str, twice: str, path: str) -> None:
    assert path_refused(json.dumps(WHOLE).replace(whole, twice)) == path


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "3", '"history"', "{", "{} {}", "[" * 100_000, '{"a":' * 100_000, b"\xff\xfe\xfa",
     '{"now": ' + "9" * 5000 + "}", "NaN"],
)  # fmt: skip
def test_what_is_no_history_at_all_is_refused(text: str | bytes) -> None:
    assert path_refused(text) in {"input", "now"}


def test_a_refusal_carries_no_value_of_hers() -> None:
    with pytest.raises(HistoryRefused) as caught:
        read_history(changed("contacts.1.outcome", "she told Robin about the flat"))
    assert "Robin" not in str(caught.value)
    assert "not_reached" in caught.value.words


def test_a_strange_key_is_shown_in_plain_letters_and_short() -> None:
    assert path_refused(changed("\ud800\n" + "x" * 100, 1)).isascii()


def test_every_refusal_is_a_sentence() -> None:
    for path, value in (
        ("now", 3),
        ("contacts.0.note", 1),
        ("nation", ABSENT),
        ("asked_at", "2027-01-01T00:00:00Z"),
    ):
        with pytest.raises(HistoryRefused) as caught:
            explain(read_history(changed(path, value)))
        assert caught.value.words.endswith(".")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([T, "met", "call"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*WHOLE, "at", "outcome", "kind", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


def refused_at(text: str) -> str:
    """The path of the refusal, or nothing where the history is read."""
    try:
        explain(read_history(text))
    except HistoryRefused as refused:
        return refused.path
    return ""


@pytest.mark.slow
@settings(deadline=None)
@given(JSON, st.sampled_from([*WHOLE, "contacts.1", "contacts.1.at", "windows.0", "agreed.leave_me_be"]))
def test_any_value_anywhere_is_read_or_refused_where_it_stands(value: Any, path: str) -> None:
    refused = refused_at(changed(path, value))
    assert not refused or refused.startswith(path.replace(".1", "[1]").replace(".0", "[0]"))
