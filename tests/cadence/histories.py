"""Histories for the tests of the cadence: a few lines make one, and Hypothesis makes any."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from hrm2m.cadence import Agreed, Channel, History, Nation, OpenWindow, Outcome, PastContact, WindowKind


UK = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)  # a Thursday; no day off near it in any nation


def at(text: str) -> datetime:
    """`2026-03-10 14:00` on a clock in the UK."""
    return datetime.fromisoformat(text).replace(tzinfo=UK)


def contact(when: datetime, outcome: str, channel: str = "call") -> PastContact:
    return PastContact(at=when, channel=Channel(channel), outcome=Outcome(outcome))


def days_ago(days: float, outcome: str, channel: str = "call") -> PastContact:
    return contact(NOW - timedelta(days=days), outcome, channel)


def window(kind: str, opened_days_ago: float) -> OpenWindow:
    return OpenWindow(kind=WindowKind(kind), opened=NOW - timedelta(days=opened_days_ago))


def past(
    *contacts: PastContact,
    now: datetime = NOW,
    nation: str = "england",
    asked_at: datetime | None = None,
    ended: bool = False,
    windows: tuple[OpenWindow, ...] = (),
    agreed: Agreed | None = None,
) -> History:
    return History(
        now=now,
        nation=Nation(nation),
        asked_at=asked_at,
        ended=ended,
        contacts=contacts,
        windows=windows,
        agreed=agreed or Agreed(),
    )


def later_by(start: datetime, minutes: int) -> datetime:
    return start + timedelta(minutes=minutes)


OFFSETS = st.sampled_from([UTC, UK, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-3))])
# Half of them near a change of the clocks or a bank holiday, where days go wrong.
NOWS = st.one_of(
    st.builds(later_by, st.just(datetime(2024, 1, 1, tzinfo=UTC)), st.integers(0, 5 * 365 * 24 * 60)),
    st.builds(
        later_by,
        st.sampled_from(
            [datetime(y, m, d, tzinfo=UTC) for y, m, d in ((2026, 3, 25), (2026, 10, 22), (2026, 12, 24))]
        ),
        st.integers(0, 14 * 24 * 60),
    ),
)
AGREED = st.builds(
    Agreed,
    most_contacts_a_week=st.none() | st.integers(1, 5),
    worry_after_days=st.none() | st.integers(1, 30),
)


@st.composite
def times_before(draw: st.DrawFn, now: datetime, most_days: int = 120) -> datetime:
    """A time not after `now`: often recent, at times to the second, in any offset."""
    seconds = draw(
        st.integers(0, most_days * 24).map(lambda hours: hours * 3600)
        | st.integers(0, 15 * 24 * 3600)
        | st.integers(0, most_days * 24 * 3600)
    )
    return (now - timedelta(seconds=seconds)).astimezone(draw(OFFSETS))


@st.composite
def contacts_before(draw: st.DrawFn, now: datetime) -> PastContact:
    outcomes = st.sampled_from(Outcome) | st.just(Outcome.NOT_REACHED)
    return PastContact(
        at=draw(times_before(now)), channel=draw(st.sampled_from(Channel)), outcome=draw(outcomes)
    )


@st.composite
def windows_before(draw: st.DrawFn, now: datetime, closed: bool | None = None) -> OpenWindow:
    opened = draw(times_before(now, 400))
    by_hand = draw(st.booleans()) if closed is None else closed
    ended = (
        draw(st.datetimes(opened.astimezone(UTC).replace(tzinfo=None), now.replace(tzinfo=None)))
        if by_hand
        else None
    )
    return OpenWindow(
        kind=draw(st.sampled_from(WindowKind)), opened=opened, closed=ended and ended.replace(tzinfo=UTC)
    )


@st.composite
def histories(
    draw: st.DrawFn, agreed: st.SearchStrategy[Agreed] = AGREED, with_windows: bool = True
) -> History:
    now = draw(NOWS)
    windows = st.lists(windows_before(now), max_size=4) if with_windows else st.just([])
    return History(
        now=now,
        nation=draw(st.sampled_from(Nation)),
        asked_at=draw(st.none() | times_before(now)),
        contacts=tuple(draw(st.lists(contacts_before(now), max_size=12))),
        windows=tuple(draw(windows)),
        agreed=draw(agreed),
    )
