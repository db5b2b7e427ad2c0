"""`check --jsonl`: a text a line in, its findings a line out; an unreadable line is answered and the rest goes on."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from hrm2m.commands.narrative.crew import crew
from hrm2m.commands.narrative.refusing import TextRefused
from hrm2m.narrative import check
from hrm2m.narrative.findings import DOCUMENT_TYPES
from hrm2m.narrative.writing import as_values


SHARE = 200_000
"""Bytes of lines that a process gets at a time."""


def check_lines(name: str, jobs: int = 0) -> int:
    """Answers every line; 2 where one was unreadable, else 1 where something was asked, else 0."""
    asked = faulty = False
    with crew(jobs, 0 if name == "-" else Path(name).stat().st_size) as readers:
        for text, some, wrong in readers.each(_answers, _shares(name, SHARE if readers.several else 0)):
            sys.stdout.write(text)
            faulty = faulty or wrong
            asked = asked or some
    return 2 if faulty else int(asked)


def _shares(name: str, size: int) -> Iterator[list[bytes]]:
    """The lines that are no blank, some at a time: a line is answered at once where one process does the work."""
    share, held = [], 0
    for raw in _lines(name):
        if raw.strip():
            share.append(raw)
            held += len(raw)
        if held > size:
            yield share
            share, held = [], 0
    if share:
        yield share


def _answers(share: list[bytes]) -> tuple[str, bool, bool]:
    """The answers to some lines; whether something is asked, and whether a line was unreadable."""
    answers = [_answer(raw) for raw in share]
    text = "".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers)
    asked = any(answer.get("findings") for answer in answers)
    return text, asked, any("error" in answer for answer in answers)


def _lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
        return
    with open(name, "rb") as file:
        yield from _from(file)


def _from(file: IO[bytes]) -> Iterator[bytes]:
    yield from file


def _answer(raw: bytes) -> dict[str, Any]:
    line: Any = None
    try:
        line = json.loads(raw)
        identity, text, doc_type = _parts(line)
    except UnicodeDecodeError:
        return {"id": None, "error": "The line is not in UTF-8."}
    except ValueError as fault:
        known = line.get("id") if isinstance(line, dict) else None
        reason = str(fault) if isinstance(fault, TextRefused) else "The line is no JSON."
        return {"id": known, "error": reason}
    except RecursionError:
        return {"id": None, "error": "The line is nested too deeply."}
    return {"id": identity, **as_values(check(text, doc_type))}


def _parts(line: object) -> tuple[object, str, str | None]:
    if not isinstance(line, dict):
        raise TextRefused("The line is no object with id and text.")
    if not isinstance(line.get("id"), str | int):
        raise TextRefused("The line has no id.")
    if not isinstance(line.get("text"), str):
        raise TextRefused("The line has no text.")
    doc_type = line.get("doc_type")
    if doc_type is not None and not isinstance(doc_type, str):
        raise TextRefused("doc_type is a word or null.")
    if doc_type is not None and doc_type not in DOCUMENT_TYPES:
        # The word itself is left out: it may be a part of the text.
        raise TextRefused(f"The doc_type is not known. It is null or one of {', '.join(DOCUMENT_TYPES)}.")
    return line["id"], line["text"], doc_type
