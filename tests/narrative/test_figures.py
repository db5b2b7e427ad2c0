"""The figures that may not fall: no evidenced worry is asked about, clean sentences stay clean, the rest
stays found."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from hrm2m.narrative import check


CORPUS = Path(__file__).parent / "corpus"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def found(row: dict[str, Any]) -> set[str]:
    return {one.category for one in check(row["text"]).findings}


TUNED = ("tuned", "other_words", "ninth", "tenth", "eleventh")
SET_ASIDE = (
    "held_out",
    "sixth",
    "seventh",
    "eighth",
    "twelfth",
    "thirteenth",
    "seventeenth",
    "nineteenth",
    "twentieth",
)
LEARNT_SINCE = (
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "eighteenth",
    "twenty_first",
    "twenty_second",
    "twenty_third",
    "twenty_fourth",
    "twenty_fifth",
    "twenty_sixth",
    "twenty_seventh",
    "twenty_eighth",
    "twenty_ninth",
    "thirtieth",
    "thirty_first",
    "thirty_second",
    "thirty_third",
    "thirty_fourth",
    "thirty_fifth",
)
"""Scored once unseen, then learnt: they come on top of the set of which a third is set aside."""
SENTENCES = (*TUNED, *SET_ASIDE)
ALL = (*SENTENCES, *LEARNT_SINCE)


@pytest.mark.parametrize("part", ALL)
def test_no_evidenced_worry_is_taken_for_conflation_or_opinion(part: str) -> None:
    for row in rows(f"sentences_{part}"):
        if row["kind"] == "worry":
            assert not found(row) & {"conflation", "opinion_as_fact"}, row["text"]


@pytest.mark.parametrize("part", ALL)
def test_clean_sentences_stay_clean(part: str) -> None:
    most = 0.03 if part in (*TUNED, *LEARNT_SINCE) else 0.05
    clean = [row for row in rows(f"sentences_{part}") if not row["labels"]]
    assert sum(bool(found(row)) for row in clean) <= most * len(clean)


# The second batch that was set aside is harder; the floor of the first stays where it was.
FIRST_BATCH = 243


@pytest.mark.parametrize(
    ("part", "first", "least"),
    [
        ("tuned", None, 0.9),
        ("other_words", None, 0.85),
        ("held_out", FIRST_BATCH, 0.9),
        ("held_out", None, 0.8),
        ("seventh", None, 0.65),
        ("eighth", None, 0.6),
        ("ninth", None, 0.9),
        ("tenth", None, 0.8),
        ("eleventh", None, 0.55),
        ("twelfth", None, 0.5),
        ("fourteenth", None, 0.9),
        ("fifteenth", None, 0.85),
        ("sixteenth", None, 0.8),
        ("twentieth", None, 0.65),
        ("twenty_eighth", None, 0.8),
        ("twenty_ninth", None, 0.7),
        ("thirtieth", None, 0.7),
        ("thirty_first", None, 0.65),
        ("thirty_third", None, 0.75),
        ("thirty_fourth", None, 0.75),
    ],
)
def test_what_was_found_stays_found(part: str, first: int | None, least: float) -> None:
    asked = [row for row in rows(f"sentences_{part}")[:first] if row["labels"]]
    assert sum(bool(found(row) & set(row["labels"])) for row in asked) >= least * len(asked)


def test_there_are_sentences_and_documents_enough() -> None:
    sentences = {part: rows(f"sentences_{part}") for part in SENTENCES}
    documents = {part: rows(f"documents_{part}") for part in ("tuned", "held_out")}
    assert sum(map(len, sentences.values())) >= 600
    assert sum(map(len, documents.values())) >= 40
    assert 3 * sum(len(sentences[part]) for part in SET_ASIDE) >= sum(map(len, sentences.values()))
    assert 3 * len(documents["held_out"]) >= sum(map(len, documents.values()))
    assert len({row["text"] for part in sentences.values() for row in part}) == sum(
        map(len, sentences.values())
    )


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_the_target_of_a_recommendation_is_exact(part: str) -> None:
    for row in rows(f"documents_{part}"):
        if "target" in row:
            assert check(row["text"], row["doc_type"]).target == row["target"], row["text"]


def test_the_ledger_counts_what_a_reader_counts() -> None:
    right = cells = 0
    for row in rows("documents_held_out"):
        if "tally" in row:
            tally = check(row["text"], row["doc_type"]).tally
            pairs = [
                (getattr(tally[who], what), wanted)
                for who, whats in row["tally"].items()
                for what, wanted in whats.items()
            ]
            cells += len(pairs)
            right += sum(found == wanted for found, wanted in pairs)
    assert cells >= 9 * 20
    assert right >= 0.97 * cells


def test_a_short_text_lacks_no_voice_and_a_note_has_no_target() -> None:
    report = check("Rang. No answer.", "case_note")
    assert (report.missing, report.target) == ((), None)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "did not " * 125_000,
        "a" * 1_000_000,
        "\"' " * 330_000,
        ". " * 500_000,
        "she failed to she " * 55_000,
        "Ab " * 330_000,
        "a: i " * 200_000,
    ],
    ids=["negations", "one word", "quotes", "full stops", "refusals", "capitals", "colons"],
)
def test_a_line_of_a_megabyte_made_to_be_slow_is_not(line: str) -> None:
    check("ready")
    begun = time.process_time()
    check(line)
    assert time.process_time() - begun < 2


def test_a_good_policy_on_recording_is_asked_almost_nothing() -> None:
    text = (CORPUS / "good_policy.txt").read_text(encoding="utf-8")
    assert len(check(text, "policy").findings) <= 2 * len(text.split()) / 1000
