"""`check` of files and folders: reads, asks, and shows in the format that was wished for."""

import json
import sys
from pathlib import Path

from hrm2m.commands.narrative.long_texts import check_long
from hrm2m.commands.narrative.reading import files_of, is_long, texts
from hrm2m.commands.narrative.refusing import TextRefused
from hrm2m.narrative import Report, check
from hrm2m.narrative.writing import FORMAT_VERSION, as_full_values, as_text, as_values


def check_texts(paths: list[str], doc_type: str | None, layout: str, explain: bool, to: str | None) -> int:
    """Shows what is asked about each text; 1 where something is, else 0."""
    if layout == "docx":
        return _docx(paths, doc_type, to)
    files = list(files_of(paths))
    if any(map(is_long, files)):
        return _with_long_ones(files, doc_type, layout, explain)
    reports = [(name, text, check(text, doc_type)) for name, text in texts(files)]
    _SHOW[layout](reports, explain, to)
    return int(any(report.findings for _, _, report in reports))


def _with_long_ones(files: list[str], doc_type: str | None, layout: str, explain: bool) -> int:
    """One after the other, each shown before the next is read."""
    if len(files) > 1 and layout in ("json", "html"):
        raise TextRefused(
            "among these is a file that is read part by part: check it alone, or use --format jsonl."
        )
    asked = False
    for name in files:
        if is_long(name):
            asked = check_long(name, doc_type, layout, explain) or asked
        else:
            reports = [(name, text, check(text, doc_type)) for _, text in texts([name])]
            _SHOW[layout](reports, explain, None)
            asked = asked or bool(reports[0][2].findings)
    return int(asked)


def _text(reports: list[tuple[str, str, Report]], explain: bool, to: str | None) -> None:
    sys.stdout.write("\n".join(as_text(report, name, text, explain) for name, text, report in reports))


def _json(reports: list[tuple[str, str, Report]], explain: bool, to: str | None) -> None:
    values = [
        {"name": name, **(as_full_values(report) if explain else as_values(report))}
        for name, _, report in reports
    ]
    sys.stdout.write(
        json.dumps({"format": FORMAT_VERSION, "texts": values}, ensure_ascii=False, indent=2) + "\n"
    )


def _jsonl(reports: list[tuple[str, str, Report]], explain: bool, to: str | None) -> None:
    for name, _, report in reports:
        values = as_full_values(report) if explain else as_values(report)
        sys.stdout.write(json.dumps({"id": name, **values}, ensure_ascii=False) + "\n")


def _html(reports: list[tuple[str, str, Report]], explain: bool, to: str | None) -> None:
    from hrm2m.narrative.page import as_page

    page = as_page(reports, explain)
    if to in (None, "-"):
        sys.stdout.write(page)
    else:
        Path(str(to)).write_text(page, encoding="utf-8")


def _docx(paths: list[str], doc_type: str | None, to: str | None) -> int:
    from hrm2m.commands.narrative.documents import comment_on

    if len(paths) != 1 or Path(paths[0]).suffix.lower() != ".docx" or not to:
        raise TextRefused(
            "comments are written into a copy of one DOCX: check FILE.docx --format docx --to COPY.docx."
        )
    return int(comment_on(Path(paths[0]), Path(to), doc_type) > 0)


_SHOW = {"text": _text, "json": _json, "jsonl": _jsonl, "html": _html}
