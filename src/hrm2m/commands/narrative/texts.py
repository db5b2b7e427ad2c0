"""`check` of files and folders: reads, asks, and shows in the format that was wished for."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from hrm2m.commands.narrative.crew import Crew, crew
from hrm2m.commands.narrative.long_texts import check_long
from hrm2m.commands.narrative.reading import LONG, files_of, named, read_text, show_progress, size_of
from hrm2m.commands.narrative.refusing import TextRefused, tell, unless_refused
from hrm2m.narrative import Report, check
from hrm2m.narrative.folding import fold
from hrm2m.narrative.streaming import Streamed
from hrm2m.narrative.targets import target_of
from hrm2m.narrative.writing import FORMAT_VERSION, as_full_values, as_text, as_values, as_written


BIG = 2_000_000
"""Bytes of a file from which it is read part by part, and its parts shared out, not the whole of it."""


class Wishes(NamedTuple):
    """What is to be checked, and how it is to be shown."""

    paths: list[str]
    doc_type: str | None
    layout: str
    explain: bool
    to: str | None
    jobs: int


def check_texts(options: Wishes) -> int:
    """Shows what is asked about each text; 2 where one of several cannot be read, 1 where something is asked."""
    if options.layout == "docx":
        return _docx(options.paths, options.doc_type, options.to)
    files = list(files_of(options.paths))
    _keep_from(files, options.to)
    refused: list[str] = []
    sizes = dict(unless_refused(files, size_of, refused))
    with crew(options.jobs, sum(sizes.values())) as readers:
        if any(size > LONG for size in sizes.values()):
            asked = _with_long_ones(sizes, options, readers, refused)
        else:
            asked = _show(_reports(sizes, options.doc_type, readers, refused), options)
    return 2 if refused else int(asked)


def _keep_from(files: list[str], to: str | None) -> None:
    """Refuses to write what is asked over one of the texts themselves."""
    if to and to != "-" and Path(to).resolve() in [Path(name).resolve() for name in files]:
        raise TextRefused(
            f"{to}: that is the text itself, and it stays as it is. Name another file with --to."
        )


def _with_long_ones(sizes: dict[str, int], options: Wishes, readers: Crew, refused: list[str]) -> bool:
    """One after the other, each shown before the next is read."""
    if len(sizes) > 1 and options.layout in ("json", "html"):
        raise TextRefused(
            "among these is a file that is read part by part: check it alone, or use --format jsonl."
        )

    def answer(name: str) -> bool:
        if sizes[name] > LONG:
            return check_long(name, options.doc_type, options.layout, options.explain, readers)
        return _show(_reports({name: sizes[name]}, options.doc_type, readers, refused), options)

    return sum(asked for _, asked in unless_refused(list(sizes), answer, refused)) > 0


Shown = tuple[str, str, Report]
"""The name of a text, the text, and what is asked about it."""


def _reports(
    sizes: dict[str, int], doc_type: str | None, readers: Crew, refused: list[str]
) -> Iterator[Shown]:
    """What is asked about each text, in order: short ones are shared out whole, a big one part by part."""
    alone, done = len(sizes) == 1, 0
    for big, run in groupby(sizes, key=lambda name: sizes[name] > BIG or (readers.several and name == "-")):
        names = list(run)
        each = (
            (_in_parts(name, doc_type, readers) for name in names)
            if big
            else readers.each(partial(_asked, doc_type=doc_type), names)
        )
        for name, answer in zip(names, each, strict=True):
            done += 1
            show_progress(done, len(sizes))
            if isinstance(answer, TextRefused | OSError):
                if alone:
                    raise answer
                tell(answer)
                refused.append(name)
            else:
                yield named(name), *answer


def _asked(name: str, doc_type: str | None) -> tuple[str, Report] | TextRefused | OSError:
    """The text of a file and what is asked about it, or why it cannot be read; the work of one process."""
    try:
        text = read_text(name)
    except (TextRefused, OSError) as fault:
        return fault
    return text, check(text, doc_type)


def _in_parts(name: str, doc_type: str | None, readers: Crew) -> tuple[str, Report] | TextRefused | OSError:
    try:
        text = read_text(name)
    except (TextRefused, OSError) as fault:
        return fault
    report = Streamed(doc_type, spread=readers.each).whole(text)
    target = target_of(fold(text)) if doc_type == "policy_recommendation" else None
    return text, replace(report, target=target)


def _show(reports: Iterator[Shown], options: Wishes) -> bool:
    """Shows what is asked; answers whether anything is."""
    if options.layout in ("json", "html"):
        known = list(reports)
        if known:
            _SHOW[options.layout](known, options.explain, options.to)
        return any(report.findings for _, _, report in known)
    asked, write, between = False, _ONE[options.layout], ""
    for name, text, report in reports:
        sys.stdout.write(between + write(name, text, report, options.explain))
        between = "\n" if options.layout == "text" else ""
        asked = asked or bool(report.findings)
    return asked


def _text(name: str, text: str, report: Report, explain: bool) -> str:
    return as_text(report, name, text, explain)


def _json(reports: list[tuple[str, str, Report]], explain: bool, to: str | None) -> None:
    values = [{"name": name, **as_written(report, full=explain)} for name, _, report in reports]
    writer = json.JSONEncoder(ensure_ascii=False, indent=2)
    sys.stdout.writelines(writer.iterencode({"format": FORMAT_VERSION, "texts": values}))
    sys.stdout.write("\n")


def _jsonl(name: str, text: str, report: Report, explain: bool) -> str:
    values = as_full_values(report) if explain else as_values(report)
    return json.dumps({"id": name, **values}, ensure_ascii=False) + "\n"


def _html(reports: list[tuple[str, str, Report]], explain: bool, to: str | None) -> None:
    from hrm2m.narrative.page import as_page

    page = as_page(reports, explain)
    if to in (None, "-"):
        sys.stdout.write(page)
    else:
        path = Path(str(to))
        path.touch(0o600)
        path.write_text(page, encoding="utf-8")


def _docx(paths: list[str], doc_type: str | None, to: str | None) -> int:
    from hrm2m.commands.narrative.documents import comment_on

    if len(paths) != 1 or Path(paths[0]).suffix.lower() != ".docx" or not to:
        raise TextRefused(
            "comments are written into a copy of one DOCX: check FILE.docx --format docx --to COPY.docx."
        )
    _keep_from(paths, to)
    return int(comment_on(Path(paths[0]), Path(to), doc_type) > 0)


_SHOW = {"json": _json, "html": _html}
_ONE = {"text": _text, "jsonl": _jsonl}
