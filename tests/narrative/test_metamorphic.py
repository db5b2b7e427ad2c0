"""What a change of the text must change, and what it must not."""

import json
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.narrative import check


CORPUS = Path(__file__).parent / "corpus"
ROWS = [
    json.loads(line) for line in (CORPUS / "sentences_tuned.jsonl").read_text(encoding="utf-8").splitlines()
]
FOUND = [
    (row["text"], there) for row in ROWS if (there := {one.category for one in check(row["text"]).findings})
]
SINGLE = [text for text, _ in FOUND if "“" not in text and '"' not in text and "‘" not in text]
SWAP = {
    "mother": "father", "father": "mother", "mum": "dad", "dad": "mum", "she": "he", "he": "she", "ms": "mr",
    "mr": "ms",
    "herself": "himself", "himself": "herself",
}  # fmt: skip


def asked(text: str) -> set[str]:
    return {one.category for one in check(text).findings}


def most(claims: list[bool], share: float) -> None:
    assert sum(claims) >= share * len(claims), f"{sum(claims)} of {len(claims)}"


@pytest.mark.slow
def test_a_whole_sentence_in_quotation_marks_is_not_asked_about() -> None:
    for text in SINGLE:
        assert asked(f"“{text}”") == set(), text
        assert asked(f'He said: "{text}"') <= {"opinion_as_fact"} - {"opinion_as_fact"}, text


@pytest.mark.slow
def test_nothing_is_asked_after_there_is_no_evidence_that() -> None:
    alone = [text for text in SINGLE if not re.search(r"[.!?;] ", text)]
    still = [text for text in alone if asked("There is no evidence that " + text[0].lower() + text[1:])]
    assert len(still) <= 0.01 * len(alone), still


@pytest.mark.slow
def test_curly_and_straight_quotes_are_the_same() -> None:
    for text, found in FOUND:
        straight = text.translate({0x201C: '"', 0x201D: '"', 0x2019: "'", 0x2018: "'"})
        assert asked(straight) == found, text
        assert asked(straight.replace("'", "’")) == found, text


@pytest.mark.slow
def test_lines_wrapped_as_in_a_pdf_are_the_same() -> None:
    for text, found in FOUND:
        assert asked(textwrap.fill(text, 45)) == found, text


@pytest.mark.slow
def test_no_break_spaces_are_the_same() -> None:
    for text, found in FOUND:
        assert asked(text.replace(" ", "\u00a0")) == found, text


@pytest.mark.slow
def test_capitals_are_nearly_the_same() -> None:
    most([asked(text.upper()) == found for text, found in FOUND], 0.93)


def test_a_word_broken_at_a_line_end_is_whole() -> None:
    [finding] = check("She has been non-com-\npliant with her tablets.").findings
    assert finding.category == "blame_shifting"
    assert finding.text == "non-com-\npliant"


@pytest.mark.parametrize(
    "text",
    [
        "Mother did not engage.",
        "She is a heroin addict.",
        "Because mother uses heroin the children are at risk.",
        "Mum is clearly not interested.",
        "Unless she stops using, she will lose her home.",
    ],
)
def test_what_is_held_against_her_is_held_against_him(text: str) -> None:
    assert asked(swapped(text)) == asked(text) != set()


def swapped(text: str) -> str:
    return re.sub(
        r"\b[a-z]+\b", lambda word: SWAP.get(word.group().lower(), word.group()), text, flags=re.IGNORECASE
    )


def test_swapping_the_parents_keeps_labels_and_conditions() -> None:
    plain = [
        (text, found & {"stigma", "coercion"})
        for text, found in FOUND
        if found & {"stigma", "coercion"} and swapped(text) != text and not re.search(r"\bher\b", text)
    ]
    most([found <= asked(swapped(text)) for text, found in plain], 0.95)


def test_the_ledger_follows_the_parent() -> None:
    hers = check("Mother must attend weekly. Mother failed to engage.").tally
    his = check("Father must attend weekly. Father failed to engage.").tally
    assert (
        (hers["mother"].duties, hers["mother"].blame) == (his["father"].duties, his["father"].blame) == (1, 1)
    )
    assert hers["father"].duties == his["mother"].duties == 0


@pytest.mark.slow
@given(
    st.lists(
        st.sampled_from([row["text"] for row in ROWS] + ["é“ ", "\n\n", "‘", "😀 "]), min_size=1, max_size=6
    )
)
def test_offsets_are_code_points_of_the_given_text(parts: list[str]) -> None:
    text = " ".join(parts)
    report = check(text)
    for one in report.findings:
        assert text[one.start : one.end] == one.text
        assert 0 <= one.start < one.end <= len(text)
    assert list(report.findings) == sorted(report.findings, key=lambda one: (one.start, one.end, one.rule))
    assert check(text) == report


@pytest.mark.slow
@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    for one in check(text, "assessment").findings:
        assert text[one.start : one.end] == one.text
