"""Reading texts from files, folders and standard input; refuses with a sentence that holds nothing of the text."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from hrm2m.commands.narrative.refusing import TextRefused


READABLE = (".txt", ".md", ".markdown", ".text", ".docx", ".pdf")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MOST_BYTES = 20_000_000


def texts(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and text of each file, of each file of a folder, and of standard input."""
    files = list(_files(paths))
    steps = len(files) > 1 and sys.stderr.isatty()
    for number, name in enumerate(files, 1):
        if steps:
            print(
                f"\r{_bar(number, len(files))}",
                end="" if number < len(files) else "\n",
                file=sys.stderr,
                flush=True,
            )
        yield ("standard input" if name == "-" else name), read_text(name)


def _bar(number: int, whole: int) -> str:
    done = 30 * number // whole
    return f"[{'#' * done}{'.' * (30 - done)}] {number} of {whole}"


def _files(paths: Sequence[str]) -> Iterator[str]:
    for name in paths:
        path = Path(name)
        if name != "-" and path.is_dir():
            inside = sorted(
                str(file) for file in path.rglob("*") if file.suffix.lower() in READABLE and file.is_file()
            )
            if not inside:
                raise TextRefused(f"{name}: there is no text here. It reads {', '.join(READABLE)}.")
            yield from inside
        else:
            yield name


def read_text(name: str) -> str:
    """The text of one file; `-` is standard input."""
    suffix = Path(name).suffix.lower()
    if name != "-" and suffix in (".docx", ".pdf"):
        from hrm2m.commands.narrative.documents import read_document

        text = read_document(Path(name))
    else:
        if name != "-" and Path(name).stat().st_size > MOST_BYTES:
            raise TextRefused(
                f"{name}: larger than {MOST_BYTES // 1_000_000} MB. Split it at a chapter and check the parts."
            )
        text = _decoded(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes(), name)
    if not text.strip():
        raise TextRefused(f"{_named(name)}: there is no text in it.")
    return text


def _decoded(raw: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in raw[:100_000]:
        raise TextRefused(
            f"{_named(name)}: this is no text but a binary file. Save it as text, Markdown, DOCX or PDF."
        )
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise TextRefused(
            f"{_named(name)}: the text is not in UTF-8. Save it as UTF-8 and check it again."
        ) from None


def _named(name: str) -> str:
    return "standard input" if name == "-" else name
