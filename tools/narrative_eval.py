"""`make narrative-eval`: scores the checker on the labelled sentences and documents; prints figures, changes
nothing."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hrm2m.narrative import Report, check
from hrm2m.narrative.findings import CATEGORIES


CORPUS = Path(__file__).resolve().parents[1] / "tests" / "narrative" / "corpus"
PARTS = {
    "tuned": "tuned on",
    "other_words": "tuned on: paraphrases written before the rules were changed for them",
    "held_out": "held out, never tuned on",
    "sixth": "sixth batch: written and committed before the rules were changed, scored afterwards",
    "seventh": "seventh batch: written after them, in the words of offices for the most part, scored once",
    "eighth": "eighth batch: as the seventh, mixed",
    "ninth": "ninth batch, coercion: .50 of the paraphrases found when first scored, tuned on since",
    "tenth": "tenth batch, coercion: .47 found when first scored, tuned on since",
    "eleventh": "eleventh batch, coercion: .44 found when first scored, tuned on since",
    "twelfth": "twelfth batch, coercion: written after them, scored once",
    "thirteenth": "thirteenth batch, evidenced worries alone: written after them, scored once",
    "fourteenth": "fourteenth batch, mixed: worries 0 of 255, paraphrases .66 when first scored, tuned on since",
    "fifteenth": "fifteenth batch, mixed: worries 1 of 88, paraphrases .73 when first scored, tuned on since",
    "sixteenth": "sixteenth batch, mostly worries: worries 2 of 60, paraphrases .69 when first scored, tuned on since",
    "seventeenth": "seventeenth batch, worries alone: written after all of these, scored once, 0 of 35",
    "eighteenth": "eighteenth batch, worries alone: 4 of 259 when first scored, tuned on since",
    "nineteenth": "nineteenth batch, worries alone, its twin: 1 of 259 when first scored; only that one was looked at",
    "twentieth": "twentieth batch, statements without anything seen: 48 of 70 found when first scored, never looked at",
    "twenty_first": "twenty-first batch, hard worries after the mending: 3 of 69 when first scored, tuned on since",
    "twenty_second": "twenty-second batch, as hard, after that: 2 of 50 when first scored, tuned on since",
    "twenty_third": "twenty-third batch, worries, twenty trades: 2 of 311 when first scored, tuned on since",
    "twenty_fourth": "twenty-fourth batch, a claim and one bare fact: 9 of 206 when first scored, tuned on since",
    "twenty_fifth": "twenty-fifth batch, as hard, after that: 2 of 135 when first scored, tuned on since",
    "twenty_sixth": "twenty-sixth batch, mixed, after that: 1 of 60 when first scored, tuned on since",
    "twenty_seventh": "twenty-seventh batch, worries of fourteen sittings: 3 of 550 when first scored, tuned on since",
    "twenty_eighth": "twenty-eighth batch, claims beside a fact that is no evidence: conflation 28 of 55 at first",
    "twenty_ninth": "twenty-ninth batch, each with a claim: worries 15 of 164, ordinary days 23 of 40 found, at first",
    "thirtieth": "thirtieth batch, as hard, after it: worries 6 of 114, ordinary days 19 of 30 found, at first",
    "thirty_first": "thirty-first batch, as hard, after that: worries 6 of 113, ordinary days 14 of 20 found, at first",
    "thirty_second": "thirty-second batch, worries as they are written, after that: 0 of 50 when first scored",
    "thirty_third": "thirty-third batch, many trades, each with a claim: worries 13 of 513 at first, tuned on since",
    "thirty_fourth": "thirty-fourth batch, a claim and a bare fact, after that: worries 9 of 185 at first",
    "thirty_fifth": "thirty-fifth batch, as people write, each with a claim, after that: worries 2 of 60 at first",
    "thirty_sixth": "thirty-sixth batch, several trades and countries, after that: worries 1 of 254 at first",
}
TUNED = (
    "tuned",
    "other_words",
    "ninth",
    "tenth",
    "eleventh",
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
    "thirty_third",
    "thirty_fourth",
    "thirty_fifth",
    "thirty_sixth",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures of both parts; 1 where an evidenced worry was flagged as conflation or opinion."""
    options = _parser().parse_args(argv)
    missed = 0
    for part, words in PARTS.items():
        rows = [(row, _labels(check(row["text"]))) for row in read(CORPUS / f"sentences_{part}.jsonl")]
        print(f"\n{words}: {len(rows)} sentences")
        missed += show_sentences(rows)
        documents = CORPUS / f"documents_{part}.jsonl"
        if documents.exists():
            show_documents(list(read(documents)))
        if options.wrong and (part in TUNED or options.held_out_too):
            show_wrong(rows)
    return 1 if missed else 0


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _labels(report: Report) -> set[str]:
    return {finding.category for finding in report.findings}


def show_sentences(rows: Sequence[tuple[dict[str, Any], set[str]]]) -> int:
    """Prints precision and recall by category and what was flagged wrongly; answers the missed worries."""
    print(f"  {'category':<26}{'precision':>10}{'recall':>8}{'canonical':>11}{'paraphrase':>12}")
    for category in CATEGORIES:
        wanted = [(row, found) for row, found in rows if category in row["labels"]]
        right = sum(category in found for _, found in wanted)
        given = sum(category in found for _, found in rows)
        slices = {
            name: [category in found for row, found in wanted if row["slice"] == name]
            for name in ("canonical", "paraphrase")
        }
        print(
            f"  {category:<26}{_share(right, given):>10}{_share(right, len(wanted)):>8}"
            f"{_share(sum(slices['canonical']), len(slices['canonical'])):>11}"
            f"{_share(sum(slices['paraphrase']), len(slices['paraphrase'])):>12}"
        )
    for name in ("canonical", "paraphrase"):
        part = [
            bool(set(row["labels"]) & found) for row, found in rows if row["labels"] and row["slice"] == name
        ]
        print(f"  recall, {name}: {_share(sum(part), len(part))} of {len(part)}")
    clean = [(row, found) for row, found in rows if not row["labels"]]
    flagged = [row for row, found in clean if found]
    print(f"  clean sentences flagged: {len(flagged)} of {len(clean)} ({_share(len(flagged), len(clean))})")
    print(
        "    by kind: "
        + ", ".join(
            f"{kind} {count}" for kind, count in sorted(Counter(row["kind"] for row in flagged).items())
        )
    )
    worries = [(row, found) for row, found in rows if row["kind"] == "worry"]
    missed = sum(bool(found & {"conflation", "opinion_as_fact"}) for _, found in worries)
    print(f"  evidenced worries flagged as conflation or opinion: {missed} of {len(worries)}")
    return missed


def show_documents(rows: Sequence[dict[str, Any]]) -> None:
    """Prints how many documents have exactly the missing voices and the target that they should."""
    reports = [(row, check(row["text"], row["doc_type"])) for row in rows]
    missing = [(set(row["missing"]), set(report.missing)) for row, report in reports if "missing" in row]
    targets = [report.target == row["target"] for row, report in reports if "target" in row]
    voices = sum(len(wanted ^ found) == 0 for wanted, found in missing)
    single = sum(4 - len(wanted ^ found) for wanted, found in missing)
    print(
        f"  documents: voices exact {voices} of {len(missing)} ({single} of {4 * len(missing)} single answers), "
        f"target exact {sum(targets)} of {len(targets)}"
    )
    show_density(reports)
    tallies = [(row["tally"], _tally(report)) for row, report in reports if "tally" in row]
    if tallies:
        cells = sum(
            wanted[who][what] == found[who][what]
            for wanted, found in tallies
            for who in wanted
            for what in wanted[who]
        )
        exact = sum(wanted == found for wanted, found in tallies)
        print(
            f"  ledger exact {exact} of {len(tallies)} documents ({cells} of {9 * len(tallies)} single counts)"
        )
    for row, report in reports:
        if "missing" in row and set(row["missing"]) != set(report.missing):
            print(f"    {row['id']}: wanted {row['missing']}, found {list(report.missing)}")
        if "target" in row and row["target"] != report.target:
            print(f"    {row['id']}: wanted {row['target']}, found {report.target}")


def show_density(reports: Sequence[tuple[dict[str, Any], Report]]) -> None:
    """Prints how many questions stand in 1,000 words of case prose; recommendations are no prose."""
    prose = [(row, report) for row, report in reports if row["doc_type"] != "policy_recommendation"]
    words = sum(len(row["text"].split()) for row, _ in prose)
    questions = sum(len(report.findings) for _, report in prose)
    print(f"  questions in 1,000 words of case prose: {1000 * questions / words:.1f} ({words} words)")


def _tally(report: Report) -> dict[str, dict[str, int]]:
    return {name: asdict(entry) for name, entry in report.tally.items()}


def show_wrong(rows: Sequence[tuple[dict[str, Any], set[str]]]) -> None:
    """Prints every sentence that was judged otherwise than labelled, with what was found."""
    for row, found in rows:
        if set(row["labels"]) != found:
            spans = [f"{one.rule} [{one.text}]" for one in check(row["text"]).findings]
            print(f"    {row['id']} wanted {row['labels'] or 'nothing'}: {row['text']}\n        {spans}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("narrative_eval", description=__doc__)
    parser.add_argument(
        "--wrong", action="store_true", help="also print what was judged wrongly, of the part tuned on"
    )
    parser.add_argument("--held-out-too", action="store_true", help="with --wrong: of the other part as well")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
