"""`check` of files and folders: reads, asks, and shows in the format that was wished for."""

import json
import sys
from pathlib import Path

from hrm2m.commands.narrative.long_texts import check_long
from hrm2m.commands.narrative.reading import files_of, is_long, texts
from hrm2m.commands.narrative.refusing import TextRefused, unless_refused
from hrm2m.narrative import Report, check
from hrm2m.narrative.writing import FORMAT_VERSION, as_full_values, as_text, as_values


def check_texts(paths: list[str], doc_type: str | None, layout: str, explain: bool, to: str | None) -> int:
    """Shows what is asked about each text; 2 where one of several cannot be read, 1 where something is asked."""
    if layout == "docx":
        return _docx(paths, doc_type, to)
    files = list(files_of(paths))
    _keep_from(files, to)
    refused: list[str] = []
    sizes = dict(unless_refused(files, is_long, refused))
    if any(sizes.values()):
        asked = _with_long_ones(sizes, doc_type, layout, explain, refused)
    else:
        reports = [(name, text, check(text, doc_type)) for name, text in texts(list(sizes), refused)]
        if reports:
            _SHOW[layout](reports, explain, to)
        asked = any(report.findings for _, _, report in reports)
    return 2 if refused else int(asked)


def _keep_from(files: list[str], to: str | None) -> None:
    """Refuses to write what is asked over one of the texts themselves."""
    if to and to != "-" and Path(to).resolve() in [Path(name).resolve() for name in files]:
        raise TextRefused(
            f"{to}: that is the text itself, and it stays as it is. Name another file with --to."
        )


def _with_long_ones(
    sizes: dict[str, bool], doc_type: str | None, layout: str, explain: bool, refused: list[str]
) -> bool:
    """One after the other, each shown before the next is read."""
    if len(sizes) > 1 and layout in ("json", "html"):
        raise TextRefused(
            "among these is a file that is read part by part: check it alone, or use --format jsonl."
        )

    def answer(name: str) -> bool:
        if sizes[name]:
            return check_long(name, doc_type, layout, explain)
        reports = [(name, text, check(text, doc_type)) for _, text in texts([name], refused)]
        _SHOW[layout](reports, explain, None)
        return bool(reports[0][2].findings)

    return sum(asked for _, asked in unless_refused(list(sizes), answer, refused)) > 0


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


_SHOW = {"text": _text, "json": _json, "jsonl": _jsonl, "html": _html}
