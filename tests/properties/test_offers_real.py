"""An offer counts only if it is real: told, in time, with a beginning, reachable, its conditions stated."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.cadence import Nation, due_for_clock
from hrm2m.cadence.local_time import local_day
from hrm2m.records.asks.entries import Ask, Childcare, GettingThere, Offer, SaidHow, Urgency
from hrm2m.records.asks.real import SENTENCES, Missing, Realness, TimeFor, is_real


pytestmark = pytest.mark.promise(5)

ASKED = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # a Monday
INSTANTS = st.integers(0, 730 * 24 * 60).map(lambda minutes: ASKED + timedelta(minutes=minutes))
SPANS = st.timedeltas(timedelta(0), timedelta(days=60))
WORDS = st.none() | st.text(min_size=1, max_size=8)


def time_for(urgency: Urgency, nation: Nation = Nation.ENGLAND) -> TimeFor:
    return lambda start: due_for_clock(f"ask_{urgency.value}", start, nation)


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    return Ask(
        words="somewhere safe",
        urgency=draw(st.sampled_from(Urgency)),
        said_how=SaidHow.IN_PERSON,
        needs_childcare=draw(st.booleans()),
    )


@st.composite
def offers(draw: st.DrawFn, asked_at: datetime) -> Offer:
    return Offer(
        service="Harbour House",
        what="a room",
        told_at=draw(st.none() | SPANS.map(lambda span: asked_at + span)),
        from_day=draw(st.none() | SPANS.map(lambda span: local_day(asked_at + span))),
        where=draw(WORDS),
        place_hidden=draw(st.booleans()),
        getting_there=draw(st.none() | st.sampled_from(GettingThere)),
        travel=draw(WORDS),
        hours=draw(WORDS),
        childcare=draw(st.none() | st.sampled_from(Childcare)),
        cost=draw(WORDS),
        conditions=draw(st.none() | st.lists(st.text(min_size=1, max_size=8), max_size=2).map(tuple)),
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Offer, Ask, datetime, TimeFor]:
    asked_at = draw(INSTANTS)
    ask = draw(asks())
    return draw(offers(asked_at)), ask, asked_at, time_for(ask.urgency, draw(st.sampled_from(Nation)))


def judged(world: tuple[Offer, Ask, datetime, TimeFor], *, yes: bool = False, **other: Any) -> Realness:
    offer, ask, asked_at, is_up = world
    changed = msgspec.structs.replace(offer, **other)
    return is_real(changed, ask, asked_at=asked_at, time_for=is_up, she_said_yes=yes)


def whole(**other: object) -> Offer:
    offer = Offer(
        service="Harbour House",
        what="a room with a cot",
        told_at=ASKED + timedelta(hours=2),
        from_day=date(2026, 3, 3),
        where="12 Quay Street",
        getting_there=GettingThere.WE_TAKE_HER,
        childcare=Childcare.CHILDREN_WELCOME,
        conditions=(),
    )
    return msgspec.structs.replace(offer, **other)


def asked(urgency: Urgency = Urgency.SOON, *, childcare: bool = True) -> Ask:
    return Ask(words="a room", urgency=urgency, said_how=SaidHow.IN_PERSON, needs_childcare=childcare)


def of(offer: Offer, ask: Ask, **other: bool) -> tuple[Missing, ...]:
    return is_real(offer, ask, asked_at=ASKED, time_for=time_for(ask.urgency), **other).missing


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, ()),
        ({"told_at": None}, (Missing.NOT_TOLD,)),
        ({"told_at": ASKED + timedelta(days=1, seconds=1)}, (Missing.TOLD_LATE,)),
        ({"from_day": None}, (Missing.BEGINNING_NOT_KNOWN,)),
        ({"from_day": date(2026, 3, 4)}, ()),
        ({"from_day": date(2026, 3, 5)}, (Missing.BEGINS_LATE,)),
        ({"where": None}, (Missing.PLACE_NOT_KNOWN,)),
        ({"getting_there": None}, (Missing.TRAVEL_NOT_KNOWN,)),
        ({"where": None, "getting_there": None}, (Missing.PLACE_NOT_KNOWN, Missing.TRAVEL_NOT_KNOWN)),
        ({"getting_there": GettingThere.NO_WAY_THERE}, (Missing.NO_WAY_THERE,)),
        ({"where": None, "getting_there": GettingThere.COMES_TO_HER}, ()),
        ({"where": None, "getting_there": GettingThere.BY_PHONE_OR_ONLINE}, ()),
        ({"where": None, "place_hidden": True}, ()),
        ({"where": None, "place_hidden": True, "getting_there": None}, (Missing.TRAVEL_NOT_KNOWN,)),
        ({"childcare": None}, (Missing.CHILDCARE_NOT_KNOWN,)),
        ({"childcare": Childcare.NONE}, (Missing.NO_CHILDCARE,)),
        ({"conditions": None}, (Missing.CONDITIONS_NOT_STATED,)),
        ({"conditions": ("a test every week",)}, ()),
    ],
)
def test_each_thing_an_offer_lacks_is_named_and_nothing_else(
    change: dict[str, object], missing: tuple[Missing, ...]
) -> None:
    assert of(whole(**change), asked()) == missing


@pytest.mark.parametrize(
    ("urgency", "told_hours", "begins", "real"),
    [
        (Urgency.TODAY, 13, date(2026, 3, 2), True),  # 23:00 of the day she asked
        (Urgency.TODAY, 15, date(2026, 3, 2), False),
        (Urgency.TODAY, 1, date(2026, 3, 3), False),
        (Urgency.SOON, 24, date(2026, 3, 4), True),
        (Urgency.THIS_WEEK, 7 * 24, date(2026, 3, 16), True),  # ten working days after she asked
        (Urgency.THIS_WEEK, 1, date(2026, 3, 17), False),
    ],
)
def test_her_own_urgency_says_what_is_in_time(
    urgency: Urgency, told_hours: int, begins: date, real: bool
) -> None:
    offer = whole(told_at=ASKED + timedelta(hours=told_hours), from_day=begins)
    assert (of(offer, asked(urgency)) == ()) is real


def test_what_was_taken_back_was_not_real() -> None:
    assert of(whole(), asked(), taken_back=True) == (Missing.TAKEN_BACK,)


def test_childcare_counts_only_where_she_has_said_that_she_needs_it() -> None:
    assert of(whole(childcare=None), asked(childcare=False)) == ()
    assert of(whole(childcare=Childcare.NONE), asked(childcare=False)) == ()


def test_lateness_alone_lets_the_clock_be_met_and_nothing_else_does() -> None:
    def meets(**change: object) -> bool:
        return is_real(
            whole(**change), asked(), asked_at=ASKED, time_for=time_for(Urgency.SOON)
        ).meets_the_clock

    late = ASKED + timedelta(days=30)
    assert meets(told_at=late, from_day=late.date())
    assert not meets(told_at=late, from_day=late.date(), conditions=None)
    assert not meets(told_at=late, from_day=late.date() + timedelta(days=14))


@pytest.mark.slow
@given(worlds())
def test_an_offer_is_real_exactly_when_nothing_is_missing(
    world: tuple[Offer, Ask, datetime, TimeFor],
) -> None:
    found = judged(world)
    assert found.real is (found.missing == ())
    assert len(found.words) == len(found.missing)
    assert list(found.missing) == sorted(set(found.missing), key=list(Missing).index)


@pytest.mark.slow
@given(worlds(), SPANS)
def test_telling_her_later_never_makes_an_offer_real(
    world: tuple[Offer, Ask, datetime, TimeFor], span: timedelta
) -> None:
    told_at = world[0].told_at or world[2]
    earlier, later = judged(world, told_at=told_at), judged(world, told_at=told_at + span)
    assert earlier.real or not later.real


@pytest.mark.slow
@given(worlds(), st.integers(0, 60))
def test_beginning_later_never_makes_an_offer_real(
    world: tuple[Offer, Ask, datetime, TimeFor], days: int
) -> None:
    from_day = world[0].from_day or local_day(world[2])
    earlier = judged(world, from_day=from_day)
    later = judged(world, from_day=from_day + timedelta(days=days))
    assert set(earlier.missing) <= set(later.missing)


@pytest.mark.slow
@given(worlds())
def test_her_yes_settles_when_it_begins_and_nothing_else(
    world: tuple[Offer, Ask, datetime, TimeFor],
) -> None:
    without, with_yes = judged(world), judged(world, yes=True)
    assert set(without.missing) - set(with_yes.missing) <= {Missing.BEGINS_LATE}
    assert Missing.BEGINS_LATE not in with_yes.missing
    assert set(with_yes.missing) <= set(without.missing)


@pytest.mark.slow
@given(worlds(), st.sampled_from(["told_at", "from_day", "conditions"]))
def test_what_is_not_known_is_never_counted_as_there(
    world: tuple[Offer, Ask, datetime, TimeFor], field: str
) -> None:
    not_known: dict[str, Any] = {field: None}
    assert not judged(world, **not_known).real


@pytest.mark.slow
@given(worlds(), WORDS, WORDS, WORDS)
def test_hours_cost_and_words_about_travel_are_hers_to_weigh(
    world: tuple[Offer, Ask, datetime, TimeFor], hours: str | None, cost: str | None, travel: str | None
) -> None:
    assert judged(world, hours=hours, cost=cost, travel=travel) == judged(world)


@pytest.mark.slow
@given(worlds())
def test_needing_childcare_never_makes_an_offer_more_real(
    world: tuple[Offer, Ask, datetime, TimeFor],
) -> None:
    offer, ask, asked_at, is_up = world
    needs, does_not = (
        is_real(
            offer,
            msgspec.structs.replace(ask, needs_childcare=needed),
            asked_at=asked_at,
            time_for=is_up,
        )
        for needed in (True, False)
    )
    assert set(does_not.missing) <= set(needs.missing)


def test_every_code_has_a_sentence_about_the_offer_or_about_us() -> None:
    assert set(SENTENCES) == set(Missing)
    assert not [words for words in SENTENCES.values() if "she did not" in words.lower()]
