"""Word and PDF: their text, and a copy of a Word file with the questions as comments; the file itself is
never changed."""

import logging
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hrm2m.commands.narrative.refusing import TextRefused
from hrm2m.narrative import Finding, check


if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

BETWEEN = "\n\n"
MOST_UNPACKED = 200_000_000
"""Ten times the largest file that is taken."""
INSTALL = "this needs the packages of the extra: pip install 'hrm2m[narrative]'."


def read_document(path: Path) -> str:
    """The text of a DOCX (body and tables) or a PDF."""
    return (
        _pdf(path)
        if path.suffix.lower() == ".pdf"
        else BETWEEN.join(part.text for part in _paragraphs(_word(path)))
    )


def comment_on(path: Path, to: Path, doc_type: str | None) -> int:
    """Writes a copy with a comment at the exact words of each finding; answers how many findings there are."""
    document = _word(path)
    parts = list(_paragraphs(document))
    text = BETWEEN.join(part.text for part in parts)
    findings = check(text, doc_type).findings
    at = 0
    for part in parts:
        size = len(part.text)
        for one in findings:
            if at <= one.start and one.end <= at + size:
                _comment(document, part, one, one.start - at, one.end - at)
        at += size + len(BETWEEN)
    beside = to.with_name(to.name + ".part")
    # What is left of a broken try goes first: a link in its place would be written through.
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        document.save(file)
    beside.replace(to)
    return len(findings)


def _word(path: Path) -> "Document":
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError:
        raise TextRefused(f"{path}: {INSTALL}") from None
    path.stat()
    try:
        _refuse_a_bomb(path)
        return docx.Document(str(path))
    except TextRefused:
        raise
    except (KeyError, ValueError, zipfile.BadZipFile, PackageNotFoundError):
        raise TextRefused(
            f"{path}: this is no DOCX, or it is broken. Open it in a word processor and save it again."
        ) from None
    except Exception:
        # The parser of XML has errors of its own, and their words may hold the text.
        raise TextRefused(
            f"{path}: the DOCX cannot be read: it is broken. Open it in a word processor and save it again."
        ) from None


def _refuse_a_bomb(path: Path) -> None:
    """A few kilobytes may unpack to more than the machine has; no part unpacks to more than it says here."""
    with zipfile.ZipFile(path) as package:
        unpacked = sum(part.file_size for part in package.infolist())
    if unpacked > MOST_UNPACKED:
        raise TextRefused(
            f"{path}: it unpacks to more than {MOST_UNPACKED // 1_000_000} MB. Save its text as .txt and check that."
        )


def _paragraphs(document: "Document") -> Iterator["Paragraph"]:
    """Every paragraph of the body in order, those of tables too."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document._body)  # noqa: SLF001 — python-docx gives no other way in document order
        if paragraph.text.strip():
            yield paragraph


def _comment(document: "Document", paragraph: "Paragraph", one: Finding, start: int, end: int) -> None:
    runs = _runs(paragraph, start, end)
    if runs:
        instead = f"For instance: {one.alternatives[0]}\n" if one.alternatives else ""
        words = f"{one.ask}\n{one.why}\n{instead}Keep: {', '.join(one.keeps)}"
        document.add_comment(runs, text=words, author="HR M2M", initials="?")


def _runs(paragraph: "Paragraph", start: int, end: int) -> list["Run"]:
    """The runs that hold exactly these characters; runs are split where the span begins or ends inside one."""
    at, chosen = 0, []
    for run in list(_all_runs(paragraph)):
        size = len(run.text)
        first, last = max(start - at, 0), min(end - at, size)
        if first < last:
            chosen.append(_cut(run, first, last))
        at += size
    return chosen


def _all_runs(paragraph: "Paragraph") -> Iterator["Run"]:
    """The runs in order, those of links too: together they are the text of the paragraph."""
    for part in paragraph.iter_inner_content():
        yield from getattr(part, "runs", [part])


def _cut(run: "Run", first: int, last: int) -> "Run":
    """Splits a run in up to three with the same look; answers the middle one."""
    from copy import deepcopy

    from docx.text.run import Run

    text = run.text
    plain = all(child.tag.endswith(("}t", "}rPr", "}tab", "}br")) for child in run._r)  # noqa: SLF001 — as below
    if (first, last) == (0, len(text)) or not plain:
        return run
    middle = Run(deepcopy(run._r), run._parent)  # noqa: SLF001 — a run is copied with its look
    after = Run(deepcopy(run._r), run._parent)  # noqa: SLF001 — as above
    run._r.addnext(middle._r)  # noqa: SLF001 — as above
    middle._r.addnext(after._r)  # noqa: SLF001 — as above
    run.text, middle.text, after.text = text[:first], text[first:last], text[last:]
    return middle


def _pdf(path: Path) -> str:
    try:
        import pypdf
    except ImportError:
        raise TextRefused(f"{path}: {INSTALL}") from None
    path.stat()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(str(path))
        if reader.is_encrypted and not reader.decrypt(""):
            raise TextRefused(f"{path}: the PDF is locked with a password. Save a copy without one.")
        text = BETWEEN.join(_page(page) for page in reader.pages)
    except TextRefused:
        raise
    except Exception:
        raise TextRefused(
            f"{path}: the PDF cannot be read: it is broken. Print it to a new PDF, or save its text as .txt."
        ) from None
    if not text.strip():
        raise TextRefused(
            f"{path}: the PDF holds pictures and no text. Have it read by a scanner program first."
        )
    return text


def _page(page: Any) -> str:
    return str(page.extract_text())
