"""Windows as they stand among her entries, and what a baby word may follow."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m import cadence
from hrm2m.cadence import History, Nation, WindowKind
from hrm2m.policy import Category, Compartment
from hrm2m.records.clocks.entries import SHARED_AS, Window, WindowClosed, WindowEnd
from hrm2m.records.clocks.windows import lines_among, may_speak_of_a_baby, windows_among
from hrm2m.vault.entries import Body, Entry


NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def entry(body: Body, at: datetime, ref: str = "w", about: str = "") -> Entry[Body]:
    return Entry(
        ref=ref,
        mother_ref="m",
        compartment=Compartment.GENERAL,
        category=Category.MY_WORDS,
        kind=body.KIND,
        basis="her_word",
        body=body,
        how_known="her_words",
        from_whom="",
        happened_at=at,
        written_at=at,
        by_id=1,
        about=about,
        corrects="",
        held_until=None,
        told_her_at=None,
        told_her_how="",
        not_told_why="",
    )


def opened(kind: WindowKind, at: datetime, ref: str = "w") -> Entry[Body]:
    return entry(Window(kind, at), at, ref)


def closed(at: datetime, why: WindowEnd = WindowEnd.OVER, about: str = "w") -> Entry[Body]:
    return entry(WindowClosed(at, why), at, f"{about}-closed", about)


def baby(*entries: Entry[Body], now: datetime = NOON) -> bool:
    return may_speak_of_a_baby(lines_among(entries, Nation.ENGLAND), now)


def test_a_window_closes_by_its_own_length_or_by_a_person() -> None:
    found = lines_among([opened(WindowKind.OVERDOSE, NOON)], Nation.ENGLAND)
    assert found[0].is_open(NOON + 13 * DAY)
    assert not found[0].is_open(NOON + 14 * DAY)
    found = lines_among([closed(NOON + DAY), opened(WindowKind.OVERDOSE, NOON)], Nation.ENGLAND)
    assert not found[0].is_open(NOON + 2 * DAY)


def test_a_hearing_next_week_is_no_window_yet_and_the_cadence_is_not_told() -> None:
    ahead = opened(WindowKind.COURT_HEARING, NOON + 7 * DAY)
    (line,) = lines_among([ahead], Nation.ENGLAND)
    assert (line.is_open(NOON), line.is_to_come_or_open(NOON)) == (False, True)
    assert windows_among([ahead], now=NOON) == []
    assert [w.kind for w in windows_among([ahead], now=NOON + 7 * DAY)] == [WindowKind.COURT_HEARING]


def test_a_hearing_called_off_never_was() -> None:
    off = [opened(WindowKind.COURT_HEARING, NOON + 7 * DAY), closed(NOON)]
    assert windows_among(off, now=NOON + 8 * DAY) == []


def test_a_window_opened_by_mistake_never_was() -> None:
    entries = [closed(NOON + DAY, WindowEnd.MISTAKE), opened(WindowKind.PREGNANCY, NOON)]
    assert lines_among(entries, Nation.ENGLAND) == ()
    assert windows_among(entries, now=NOON + 2 * DAY) == []
    assert not baby(*entries, now=NOON + 2 * DAY)


@pytest.mark.parametrize("why", [WindowEnd.LOSS, WindowEnd.ENDING, WindowEnd.OVER, WindowEnd.SHE_SAID_SO])
def test_no_baby_word_from_the_minute_a_pregnancy_ended_without_a_birth(why: WindowEnd) -> None:
    pregnant = opened(WindowKind.PREGNANCY, NOON - 90 * DAY)
    assert baby(pregnant)
    assert not baby(pregnant, closed(NOON, why))


def test_after_a_birth_a_baby_may_be_named_and_after_its_death_never() -> None:
    born = (opened(WindowKind.PREGNANCY, NOON - 90 * DAY), closed(NOON - 2 * DAY, WindowEnd.BIRTH))
    in_hospital = opened(WindowKind.NEONATAL_CARE, NOON - 2 * DAY, "n")
    assert baby(*born)
    assert baby(*born, in_hospital)
    assert not baby(*born, in_hospital, closed(NOON - DAY, WindowEnd.BABY_DIED, "n"))


def test_nobody_speaks_of_a_baby_where_none_was_told_of() -> None:
    assert not baby()
    assert not baby(opened(WindowKind.OVERDOSE, NOON))


def test_every_kind_of_window_has_a_category_by_which_she_shares_it() -> None:
    assert set(SHARED_AS) == set(WindowKind)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
windows = st.lists(st.tuples(st.sampled_from(WindowKind), moments, st.none() | moments), max_size=5)


@pytest.mark.slow
@given(windows, moments)
def test_the_cadence_takes_whatever_stands_in_her_entries(
    drawn: list[tuple[WindowKind, datetime, datetime | None]], now: datetime
) -> None:
    entries: list[Entry[Body]] = []
    for number, (kind, start, end) in enumerate(drawn):
        entries.append(opened(kind, start, str(number)))
        if end is not None:
            entries.append(closed(end, about=str(number)))
    history = History(
        now=now, nation=Nation.ENGLAND, contacts=(), windows=tuple(windows_among(entries, now=now))
    )
    assert cadence.explain(history).on_list
