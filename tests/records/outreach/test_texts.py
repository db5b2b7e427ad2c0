"""A text of her cover words is looked at again at the last moment, goes once or not at all, and is told honestly."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox

from hrm2m.cadence import Channel, Outcome, WindowKind
from hrm2m.cadence.texting import WhyNot
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy.lifecycles import TextStatus
from hrm2m.records.clocks.entries import WindowEnd
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.cover import NEUTRAL_WORDS
from hrm2m.records.outreach.entries import Contact, Texts
from hrm2m.records.outreach.models import Due, Phone, Text
from hrm2m.records.outreach.texts import phones_by
from hrm2m.records.people import actions as people
from hrm2m.records.whole import actions as whole
from hrm2m.vault.errors import StaleVersion
from hrm2m.vault.models import Head
from tests import worlds
from tests.records.outreach.texted import (
    COVER,
    MACHINE,
    NUMBER,
    PLAIN,
    agree,
    agreed,
    ask,
    carried,
    contacts,
    row,
    stands,
    work,
)


pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def noon() -> datetime:
    """The middle of this day, when nobody sleeps."""
    return clock.now().replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture(autouse=True)
def sink(settings: Any, tmp_path: Path) -> Path:
    """A folder as carrier."""
    settings.HRM2M_TEXTS_BY = "folder"
    settings.HRM2M_TEXTS_FOLDER = tmp_path / "texts"
    return tmp_path / "texts"


def when_due() -> None:
    """Lets the time of the next text come, and works."""
    waiting = Job.objects.filter(kind=outreach.TEXT, done_at=None).order_by("due_at").first()
    assert waiting is not None
    with clock.at(waiting.due_at):
        work()


# ------------------------------------------------------------------ the way of a text that goes


def test_what_goes_out_is_her_cover_words_to_her_number_and_nothing_else(
    team: worlds.Team, sink: Path
) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    assert stands(text) == (TextStatus.WAITING, "")
    work()
    assert carried(sink) == [f"To: {PLAIN}\n\n{COVER}\n"]
    assert stands(text) == (TextStatus.HANDED, "")


def test_where_she_wants_no_words_of_her_own_the_neutral_ones_go(team: worlds.Team, sink: Path) -> None:
    mother, card = agreed(team, texts=Texts.NEUTRAL, cover_words="")
    ask(team, mother, card)
    work()
    assert NEUTRAL_WORDS in carried(sink)[0]


def test_a_text_that_went_is_a_contact_and_counts_among_those_she_agreed_to(team: worlds.Team) -> None:
    mother, card = agreed(team, most_contacts_a_week=1)
    text = ask(team, mother, card)
    work()
    (contact,) = contacts(team, mother)
    assert (contact.body.channel, contact.body.outcome) == ("text", Outcome.LEFT_WORD)
    assert row(text).contact_ref == contact.ref
    assert Due.objects.get().contacts_this_week == 1
    with pytest.raises(BadInput, match="as many contacts this week"):
        ask(team, mother, card)
    assert outreach.due_rows_that_differ(by=MACHINE) == []


def test_a_next_time_that_was_agreed_with_her_stays_agreed(team: worlds.Team) -> None:
    mother, card = agreed(team)
    in_a_week = clock.now() + 7 * DAY
    body = contacts(team, mother)
    assert body == ()
    met = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=in_a_week)
    outreach.log_contact(by=team.jo, mother=mother, contact=met, at=clock.now() - DAY)
    ask(team, mother, card)
    work()
    assert contacts(team, mother)[0].body.next_at == in_a_week


def test_one_text_at_a_time_waits(team: worlds.Team) -> None:
    mother, card = agreed(team)
    ask(team, mother, card)
    with pytest.raises(BadInput, match="waits already"):
        ask(team, mother, card)


def test_out_of_her_hours_it_waits_for_them(team: worlds.Team, sink: Path) -> None:
    with clock.at(noon()):
        mother, card = agreed(team, text_from=time(15), text_until=time(16))
        text = ask(team, mother, card)
        work()
    assert carried(sink) == []
    when_due()
    assert len(carried(sink)) == 1
    assert stands(text)[0] is TextStatus.HANDED


@pytest.mark.slow
def test_one_that_comes_to_late_into_her_hours_waits_for_the_next(team: worlds.Team, sink: Path) -> None:
    with clock.at(noon()):
        mother, card = agreed(team, text_from=time(12), text_until=time(16))
        text = ask(team, mother, card)
    with clock.at(noon() + 6 * timedelta(hours=1)):
        work()
    assert carried(sink) == []
    assert stands(text) == (TextStatus.WAITING, "")
    when_due()
    assert len(carried(sink)) == 1


# ------------------------------------------------------------------ looked at again at the last moment


def held(team: worlds.Team, sink: Path, text: str, why: WhyNot) -> None:
    work()
    assert carried(sink) == []
    assert stands(text) == (TextStatus.HELD_BACK, why)
    assert contacts(team, Head.objects.get(id=row(text).mother).ref) == () or why is WhyNot.ENOUGH


@pytest.mark.slow
def test_left_be_a_stop_a_loss_and_a_new_card_hold_back_what_waits(team: worlds.Team, sink: Path) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    outreach.leave_her_be(by=team.jo, mother=mother, at=clock.now())
    held(team, sink, text, WhyNot.LEFT_BE)
    outreach.she_called(by=team.jo, mother=mother, at=clock.now())

    text = ask(team, mother, card)
    card = agree(team, mother, seen=card)
    held(team, sink, text, WhyNot.CARD_CHANGED)

    window = outreach.open_window(
        by=team.jo, mother=mother, kind=WindowKind.PREGNANCY, opened=clock.now(), at=clock.now()
    )
    text = ask(team, mother, card)
    now = clock.now()
    outreach.close_window(by=team.jo, mother=mother, window=window, closed=now, at=now, why=WindowEnd.LOSS)
    held(team, sink, text, WhyNot.LOSS)

    text = ask(team, mother, card)
    outreach.silence_phone(by=MACHINE, phone=phones_by(NUMBER)[0].ref)
    held(team, sink, text, WhyNot.SILENCED)


@pytest.mark.slow
def test_another_contact_meanwhile_and_a_text_nobody_could_send_in_time_hold_it_back(
    team: worlds.Team, sink: Path
) -> None:
    mother, card = agreed(team, most_contacts_a_week=1)
    text = ask(team, mother, card)
    worlds.contact(team, mother, Outcome.MET, clock.now())
    held(team, sink, text, WhyNot.ENOUGH)
    other, card = agreed(team, "Wren")
    text = ask(team, other, card)
    with clock.at(clock.now() + timedelta(hours=13)):
        held(team, sink, text, WhyNot.TOO_LATE)
    assert {mail.subject for mail in outbox.outbox} <= {"Please sign in"}


@pytest.mark.slow
@pytest.mark.promise(3)
def test_death_an_ending_and_being_forgotten_stop_what_waits_that_minute(
    team: worlds.Team, sink: Path
) -> None:
    for handle, end in (
        ("Robin", lambda m: whole.she_died(by=team.jo, mother=m, second=team.kit.worker_ref, at=clock.now())),
        ("Wren", lambda m: whole.she_asks_to_end(by=team.jo, mother=m, at=clock.now())),
        ("Heron", lambda m: whole.forget(by=team.jo, mother=m)),
    ):
        mother, card = agreed(team, handle)
        text = ask(team, mother, card)
        end(mother)
        assert stands(text) == (TextStatus.HELD_BACK, WhyNot.RECORD_NOT_OPEN)
        work()
    assert carried(sink) == []


def test_a_record_that_is_not_open_is_refused_by_the_policy_too(team: worlds.Team, sink: Path) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    whole.she_died(by=team.jo, mother=mother, second=team.kit.worker_ref, at=clock.now())
    Text.objects.update(status=TextStatus.WAITING, why="")
    work()
    assert carried(sink) == []
    assert stands(text) == (TextStatus.HELD_BACK, WhyNot.RECORD_NOT_OPEN)


def test_words_that_came_to_hold_a_name_do_not_go(team: worlds.Team, sink: Path) -> None:
    mother, card = agreed(team, cover_words="Is the heron back yet")
    text = ask(team, mother, card)
    people.change_handle(by=team.jo, mother=mother, handle="Heron", at=clock.now())
    held(team, sink, text, WhyNot.NOT_COVER_WORDS)


# ------------------------------------------------------------------ asking


def test_her_handle_is_found_however_its_accents_are_typed(team: worlds.Team) -> None:
    mother = worlds.begin(team, "Zoë")
    for words in ("Is Zoe in", "Is Zoe\u0308 in", "Is ZOË in"):
        with pytest.raises(BadInput) as refused:
            agree(team, mother, cover_words=words)
        assert refused.value.field == "cover_words"


def test_there_is_nothing_to_type_and_an_older_card_is_not_taken(team: worlds.Team) -> None:
    mother, card = agreed(team)
    agree(team, mother, seen=card)
    with pytest.raises(StaleVersion):
        ask(team, mother, card)
    assert list(outreach.ask_for_text.__annotations__) == ["by", "mother", "card", "return"]


def test_without_her_yes_or_a_carrier_nobody_can_ask(team: worlds.Team, settings: Any) -> None:
    mother, card = agreed(team, texts=Texts.NO)
    with pytest.raises(BadInput, match="does not say that we may text"):
        ask(team, mother, card)
    settings.HRM2M_TEXTS_BY = "none"
    with pytest.raises(BadInput, match="Nobody carries texts"):
        ask(team, mother, card)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text_number": "not a number"}, "text_number"),
        ({"text_number": ""}, "text_number"),
        ({"cover_words": ""}, "cover_words"),
        ({"cover_words": "Hello Robin, tea?"}, "cover_words"),
        ({"cover_words": "It is jo. Call me"}, "cover_words"),
        ({"cover_words": "testmere   BRIDGE is open"}, "cover_words"),
        ({"cover_words": "Hello Róbin, tea?"}, "cover_words"),
        ({"cover_words": "Hello Ro\u0301bin, tea?"}, "cover_words"),
        ({"cover_words": "Hello \uff32obin, tea?"}, "cover_words"),
        ({"cover_words": "Ring \uff10\uff17\uff17\uff10\uff10 900118"}, "cover_words"),
        ({"cover_words": "See www.example.org"}, "cover_words"),
        ({"cover_words": "See example.org/now"}, "cover_words"),
        ({"cover_words": "Write to a@b"}, "cover_words"),
        ({"cover_words": "Ring 07700 900 118"}, "cover_words"),
        ({"cover_words": "word " * 30}, "cover_words"),
        ({"cover_words": "two\nlines"}, "cover_words"),
        ({"text_until": None}, "text_until"),
        ({"hours": "10 to 12", "text_from": None, "text_until": None}, "text_from"),
    ],
)
def test_a_card_whose_words_say_too_much_is_refused_with_what_to_do(
    team: worlds.Team, words: dict[str, Any], field: str
) -> None:
    mother = worlds.begin(team)
    with pytest.raises(BadInput) as refused:
        agree(team, mother, **words)
    assert refused.value.field == field
    assert Phone.objects.count() == 0
