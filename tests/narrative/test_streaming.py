"""A text read part by part gives what it gives when read at once; and no sentence that matters is passed over."""

import json
import pickle
import sys
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm2m.narrative import check
from hrm2m.narrative.checking import Checker, the_checker
from hrm2m.narrative.first_pass import Stretch
from hrm2m.narrative.streaming import Answer, Ask, Piece, Streamed
from hrm2m.narrative.writing import as_full_values, as_written


CORPUS = Path(__file__).parent / "corpus" / "sentences_tuned.jsonl"
SENTENCES = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
BETWEEN = st.sampled_from(
    [" ", "\n", "\n\n", "\r\n\r\n", "\n \n", "\n\n\n", " \u2018", "\u2019 ", " “", "” ", "-\n"]
)
TEXTS = st.lists(st.tuples(st.sampled_from(SENTENCES), BETWEEN), min_size=1, max_size=30).map(
    lambda parts: "".join(sentence + between for sentence, between in parts)
)


class Everything:
    """A first pass that passes nothing over."""

    def met(self, stretch: Stretch) -> int:
        return (1 << 1000) - 1


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(text=TEXTS, size=st.integers(1, 400), part=st.integers(1, 800))
def test_a_text_read_in_parts_gives_the_same(text: str, size: int, part: int) -> None:
    streamed = Streamed("case_note", part)
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    found = [one for part in streamed.parts(pieces) for one in part.findings]
    whole = check(text, "case_note")
    assert tuple(found) == whole.findings
    assert (streamed.missing, streamed.tally) == (whole.missing, whole.tally)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(text=TEXTS, part=st.integers(1, 800))
def test_the_parts_together_are_the_whole_report(text: str, part: int) -> None:
    assert Streamed("case_note", part, carried).whole(text) == check(text, "case_note")


def carried(ask: Ask, pieces: Iterable[Piece]) -> Iterator[Answer]:
    """As between processes: what goes there and what comes back is packed."""
    for piece in pieces:
        yield pickle.loads(pickle.dumps(ask(pickle.loads(pickle.dumps(piece)))))  # noqa: S301 — our own, just packed


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(text=TEXTS, size=st.integers(1, 400))
def test_a_part_knows_the_line_of_each_question(text: str, size: int) -> None:
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    for part in Streamed(None, 300).parts(pieces):
        for one, line in zip(part.findings, part.lines, strict=True):
            assert line == text.count("\n", 0, one.start) + 1


@pytest.mark.slow
def test_the_first_pass_passes_nothing_over() -> None:
    slow = Checker(the_checker().lexicon, the_checker().rules)
    slow.sieve = Everything()  # type: ignore[assignment]  # the same question, always answered with yes
    for at in range(0, len(SENTENCES), 7):
        text = "\n\n".join(SENTENCES[at : at + 7])
        one, other = slow.check(text), check(text)
        assert (one.findings, one.good_practice, one.tally) == (
            other.findings,
            other.good_practice,
            other.tally,
        )


def test_blame_in_a_sentence_without_an_end_is_counted_once() -> None:
    on_and_on = "and the rain fell on the roof " * 100
    assert check(f"Mother did not engage {on_and_on}").tally["mother"].blame == 1


ENDLESS = (
    "Contact is dependent on negative drug tests. ",
    "if she tests negative contact continues and if she is clean she will have her children back ",
    "contact unless clean test until negative ",
    "because she uses heroin the child is at risk and ",
    "Mother DNA x2 ",
    "M avoiding us since Monday ",
    "Drug use harms the child. ",
)


def _steps(text: str) -> int:
    """How many functions are called to check a text: what the machine does beside it changes nothing."""
    steps = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal steps
        steps += event == "call"

    known = sys.getprofile()
    sys.setprofile(count)
    try:
        check(text)
    finally:
        sys.setprofile(known)
    return steps


@pytest.mark.parametrize("words", ENDLESS)
def test_a_line_of_conditions_takes_work_in_proportion(words: str) -> None:
    short, long = (words * (size // len(words)) for size in (20_000, 80_000))
    _steps(short)  # what is made once is not of this text
    assert _steps(long) <= 4.2 * _steps(short)


def test_what_is_known_of_a_sentence_is_taken_from_no_other_place() -> None:
    """The same words again are not read anew; what stands beside them still decides."""
    claim, seen, dull = (
        "Her drug use harms the child.",
        "Tom was alone.",
        "The review was held on 4 June at the civic centre.",
    )
    text = " ".join([claim, dull, dull, claim, seen, claim, dull, dull, dull, claim])
    places = [at for at in range(len(text)) if text.startswith(claim, at)]
    assert [one.start for one in check(text).findings] == [
        place + check(claim).findings[0].start for place in (places[0], places[-1])
    ]
    assert [one.because for one in check(text).silences] == ["evidence", "evidence"]


def test_a_line_that_repeats_itself_is_read_once() -> None:
    claim = "Her drug use harms the child because she takes it at home. "
    words = (f"{claim[:-2]} on road {number}. " for number in range(200))
    assert 3 * _steps(claim * 200) < _steps("".join(words))


def test_a_long_report_is_written_without_being_held_twice() -> None:
    report = check("Mother did not engage. " * 2000)
    once = json.dumps(as_full_values(report))
    writer = json.JSONEncoder()
    tracemalloc.start()
    written = 0
    for part in writer.iterencode(as_written(report, full=True)):
        written += len(part)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written == len(once)
    assert most < len(once) / 4
