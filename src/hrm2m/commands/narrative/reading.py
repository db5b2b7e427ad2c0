"""Reading texts from files, folders and standard input; refuses with a sentence that holds nothing of the text."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from hrm2m.commands.narrative.refusing import TextRefused


READABLE = (".txt", ".md", ".markdown", ".text", ".docx", ".pdf")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LONG = 20_000_000
"""Bytes from which a file is read part by part."""
MOST_BYTES = 500_000_000
READ_AT_A_TIME = 1 << 18


def show_progress(done: int, whole: int) -> None:
    """A bar on standard error, where somebody looks and there are several texts."""
    if whole > 1 and sys.stderr.isatty():
        print(f"\r{_bar(done, whole)}", end="" if done < whole else "\n", file=sys.stderr, flush=True)


def _bar(number: int, whole: int) -> str:
    done = 30 * number // whole
    return f"[{'#' * done}{'.' * (30 - done)}] {number} of {whole}"


def files_of(paths: Sequence[str]) -> Iterator[str]:
    """The files that are meant: a folder is all that can be read in it."""
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
        text = _decoded(_standard_input() if name == "-" else Path(name).read_bytes(), name)
    if not text.strip():
        raise TextRefused(f"{named(name)}: there is no text in it.")
    return text


def size_of(name: str) -> int:
    """The bytes of a file, LONG and fewer where it is read at once; refuses what is too long even part by part."""
    if name == "-" or Path(name).is_dir():
        return 0
    size, suffix = Path(name).stat().st_size, Path(name).suffix.lower()
    if suffix in (".docx", ".pdf") and size > LONG:
        raise TextRefused(
            f"{name}: larger than {LONG // 1_000_000} MB. Save its text as .txt and check that."
        )
    if size > MOST_BYTES:
        raise TextRefused(
            f"{name}: larger than {MOST_BYTES // 1_000_000} MB. Split it at a chapter and check the parts."
        )
    return size


def pieces(name: str) -> Iterator[str]:
    """The text of a long file, a piece at a time; read once before, so that nothing is answered of a broken one."""
    if not sum(not piece.isspace() for piece in _pieces(name)):
        raise TextRefused(f"{name}: there is no text in it.")
    return _pieces(name)


def _pieces(name: str) -> Iterator[str]:
    with open(name, "rb") as file:
        start = file.read(100_000)
    encoding = _encoding(start, name)
    try:
        with open(name, encoding=encoding, newline="") as text:
            while piece := text.read(READ_AT_A_TIME):
                yield piece
    except UnicodeError:
        raise TextRefused(_WRONG_ENCODING.format(name)) from None


def _standard_input() -> bytes:
    raw = sys.stdin.buffer.read(LONG + 1)
    if len(raw) > LONG:
        raise TextRefused(
            f"standard input: larger than {LONG // 1_000_000} MB. Write it to a file and name the file."
        )
    return raw


_WRONG_ENCODING = "{}: the text is not in UTF-8. Save it as UTF-8 and check it again."


def _encoding(raw: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in raw[:100_000]:
        raise TextRefused(
            f"{named(name)}: this is no text but a binary file. Save it as text, Markdown, DOCX or PDF."
        )
    return encoding


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode(_encoding(raw, name))
    except UnicodeDecodeError:
        raise TextRefused(_WRONG_ENCODING.format(named(name))) from None


def named(name: str) -> str:
    """How a text is called to people."""
    return "standard input" if name == "-" else name
