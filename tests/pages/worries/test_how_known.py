"""How somebody knows, as it is read: whom it names, and never the number by which a decision names its writer."""

import pytest

from hrm2m.pages.today.sides import first_name
from hrm2m.pages.worries.words import known_in_words
from hrm2m.policy.facts import HERSELF


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("seen", "seen"),
        ("told_by: a neighbour", "told by a neighbour"),
        ("told_by", "told by somebody"),
        ("opinion_of: the health visitor", "opinion of the health visitor"),
        ("opinion_of: 8", "the opinion of whoever wrote it"),
        ("opinion_of", "the opinion of whoever wrote it"),
    ],
)
def test_how_it_is_known_is_read_in_words(known: str, words: str) -> None:
    assert known_in_words(known) == words


def test_what_no_worker_wrote_is_not_laid_on_a_worker_who_left() -> None:
    assert first_name({}, HERSELF) == "her"
    assert first_name({}, 0) == "the system"
    assert first_name({}, 7) == "a worker who has left"
