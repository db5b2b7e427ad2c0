"""`check` of files too long for memory: what is asked is written as it is found; nothing of it is kept."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from hrm2m.commands.narrative.crew import Crew
from hrm2m.commands.narrative.reading import LONG, pieces
from hrm2m.commands.narrative.refusing import TextRefused
from hrm2m.narrative.findings import Report
from hrm2m.narrative.streaming import Streamed
from hrm2m.narrative.writing import FORMAT_VERSION, as_values, finding_as_text, voices_and_ledger


def check_long(name: str, doc_type: str | None, layout: str, explain: bool, readers: Crew) -> bool:
    """Shows what is asked about one long file; answers whether anything is."""
    if layout == "html" or explain or doc_type == "policy_recommendation":
        raise TextRefused(
            f"{name}: larger than {LONG // 1_000_000} MB. So long a text is answered as text, json or jsonl, "
            "without --explain and without a target."
        )
    streamed, text = Streamed(doc_type, spread=readers.each), pieces(name)
    return _as_text(name, streamed, text) if layout == "text" else _as_json(name, streamed, text, layout)


def _as_json(name: str, streamed: Streamed, text: Iterator[str], layout: str) -> bool:
    """The same line or object as of a short text, written while it is read."""
    begin, end = ("", "\n") if layout == "jsonl" else (f'{{"format": {FORMAT_VERSION}, "texts": [', "]}\n")
    key, between = ("id" if layout == "jsonl" else "name"), ""
    sys.stdout.write(f'{begin}{{"{key}": {json.dumps(name)}, "findings": [')
    for part in streamed.parts(text):
        report = Report(part.findings, (), (), (), None)
        for line in as_values(report)["findings"]:
            sys.stdout.write(between + json.dumps(line, ensure_ascii=False))
            between = ", "
    tally = {who: asdict(entry) for who, entry in streamed.tally.items()}
    rest = json.dumps({"missing": list(streamed.missing), "target": None, "tally": tally})
    sys.stdout.write(f"], {rest[1:]}{end}")
    return bool(between)


def _as_text(name: str, streamed: Streamed, text: Iterator[str]) -> bool:
    asked = False
    sys.stdout.write(f"{name}\n{'=' * min(len(name), 80)}\n\n")
    for part in streamed.parts(text):
        asked = asked or bool(part.findings)
        for one, line in zip(part.findings, part.lines, strict=True):
            sys.stdout.write("\n".join(finding_as_text(one, line)) + "\n")
    whole = Report((), (), (), streamed.missing, None, streamed.tally)
    sys.stdout.write("\n".join(("", *voices_and_ledger(whole))).rstrip() + "\n")
    return asked
