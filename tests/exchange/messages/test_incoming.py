"""A stop is a stop in whatever dress; anything else is none, and there is nothing to keep of it."""

import pytest

from hrm2m.exchange.messages.incoming import says_stop, stop_words
from hrm2m.records.outreach.cover import NEUTRAL_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "stop",
        "Stop.",
        " stop \n",
        "“Stop!”",
        "STOP ALL",
        "stop  all",
        "Стоп",
        "STOP 🛑",
        "قف",
        "przestań",
    ],
)
def test_a_text_that_is_a_stop_word_and_nothing_else_is_a_stop(text: str) -> None:
    assert says_stop(text)


@pytest.mark.parametrize(
    "text", ["", " ", "🛑", "stop by tomorrow?", "please", "bus stop", "ok", NEUTRAL_WORDS]
)
def test_anything_else_is_none(text: str) -> None:
    assert not says_stop(text)


def test_every_language_has_words_and_none_is_empty() -> None:
    assert "" not in stop_words()
    assert len(stop_words()) > 30
