"""The shape of entries: nobody changes one, an unknown field is refused, and what nobody said is not said."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime
from typing import Any, ClassVar

import msgspec
import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Category, Compartment
from hrm2m.policy.showing import WHOSE_NOT_ASKED
from hrm2m.vault.entries import (
    Body,
    Draft,
    Entry,
    Envelope,
    HeldBackBefore,
    Reply,
    Showing,
    Subject,
    Written,
    every_kind,
    how_it_is_known,
)


NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
BODIES: tuple[Body, ...] = (Body(), Reply("no"), Showing(True, "why"), HeldBackBefore("why", NOW))
NOTHING_SAID = {"basis": "her_word", "how_known": "her_words", "compartment": Compartment.GENERAL}


def an_entry() -> Entry[Reply]:
    said = (Category.MY_WORDS, "reply", "her_word", Reply("no"), "her_words", "", NOW, NOW, 7)
    return Entry("ref", "mother", Compartment.GENERAL, *said, "", "", None, None, "", "")


@pytest.mark.parametrize(
    "body", [*BODIES, Envelope(msgspec.Raw(b"{}"))], ids=lambda body: type(body).__name__
)
def test_what_was_written_is_changed_by_nobody(body: Any) -> None:
    with pytest.raises(AttributeError):
        body.words = "other"
    for field in type(body).__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(body, field, None)


def test_nor_is_what_was_read_of_it_or_is_about_to_be_written() -> None:
    draft = Draft(Reply("no"), Category.MY_WORDS, clock.now())
    for value in (an_entry(), draft, Written("ref", Compartment.GENERAL, ""), Subject(1, "ref", 1)):
        for field in value.__dataclass_fields__:
            with pytest.raises(FrozenInstanceError):
                setattr(value, field, None)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_an_unknown_field_is_refused_and_not_left_out(body: Body) -> None:
    said = msgspec.json.decode(msgspec.json.encode(body))
    assert msgspec.convert(said, type(body)) == body
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert(said | {"something": "more"}, type(body))


def test_what_nobody_said_is_not_said() -> None:
    assert not Reply("no").that_is_not_right
    assert (Showing(True, "why").told_her_how, Showing(True, "why").seconds) == ("", "")
    draft = Draft(Reply("no"), Category.MY_WORDS, clock.now())
    assert {name: getattr(draft, name) for name in NOTHING_SAID} == NOTHING_SAID
    assert (draft.held_until, draft.told_her_at) == (None, None)
    assert {draft.from_whom, draft.about, draft.corrects, draft.told_her_how, draft.not_told_why} == {""}
    assert (an_entry().replies, an_entry().showing) == ((), None)
    assert msgspec.json.encode(Envelope(msgspec.Raw(b"{}"))) == b'{"body":{}}'


def test_a_kind_is_hers_to_decide_on_unless_it_says_otherwise() -> None:
    assert (Body.OURS, Body.FOR_HER, Body.IS_OF_AN_ACT, Body.KIND) == (False, False, False, "")
    assert [body.OURS for body in (Reply, Showing, HeldBackBefore)] == [False, True, True]


def test_every_kind_is_listed_once_by_its_name_and_none_without() -> None:
    names = [kind.KIND for kind in every_kind()]
    assert names == sorted(set(names))
    assert "" not in names
    assert {"reply", "showing", "withholding"} <= set(names)


def test_an_old_withholding_is_read_as_one() -> None:
    assert HeldBackBefore("He reads it", NOW).as_showing() == Showing(False, "He reads it")


class Noticed(Body, frozen=True):
    KIND: ClassVar[str] = "what was noticed, of these tests"
    SAYS_IF_TOLD: ClassVar[bool] = True


@pytest.mark.parametrize(
    ("body", "how", "told_at", "not_told_why", "known"),
    [
        (Noticed, "her_words", None, "", WHOSE_NOT_ASKED),
        (Noticed, "her_words", NOW, "", "her_words"),
        (Noticed, "her_words", None, "he listens in", "her_words"),
        (Noticed, "heard", None, "", "heard"),
        (Noticed, "seen", None, "", "seen"),
        (Reply, "her_words", None, "", "her_words"),
        (Reply, "seen", None, "", "seen"),
    ],
)
def test_what_was_written_before_anybody_asked_whose_words_it_is_claims_nobodys(
    body: type[Body], how: str, told_at: datetime | None, not_told_why: str, known: str
) -> None:
    draft = Draft(
        Reply("no"), Category.MY_WORDS, NOW, how_known=how, told_her_at=told_at, not_told_why=not_told_why
    )
    assert how_it_is_known(draft, body) == known


def test_an_entry_is_nothing_special_unless_its_room_says_so() -> None:
    assert Body.KIND == ""
    assert (Body.OURS, Body.FOR_HER, Body.IS_OF_AN_ACT, Body.QUOTES) == (False,) * 4
    assert (Reply.OURS, Reply.FOR_HER, Reply.IS_OF_AN_ACT, Reply.QUOTES) == (False,) * 4
    assert not Reply("no").that_is_not_right
