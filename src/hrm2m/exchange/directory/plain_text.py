"""Text of a feed made plain: no tags, no control characters, no endless strings; it decides nothing."""

import html
import re
import unicodedata
from collections.abc import Iterator

from hrm2m.exchange.directory.entry import LINE_LENGTH, TEXT_LENGTH


READ_AT_MOST = 4 * TEXT_LENGTH
CUT = " [cut here: the source says more]"

_SILENT = frozenset({"script", "style", "template", "head", "iframe", "object", "noscript"})
_BLOCKS = frozenset(
    {
        "p",
        "br",
        "div",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "hr",
    }
)
_JOINERS = "\u200c\u200d"  # they shape Persian, Arabic and Indic words
_TAG = re.compile(r"(/?)(!|\?|[A-Za-z][A-Za-z0-9]*)[^>]*>")  # after the "<"
_MARKUP = re.compile(r"<[/!?A-Za-z]|&[#A-Za-z]")
_PASSES = 3  # feeds are found that escape their HTML once too often


def text(value: object, longest: int = TEXT_LENGTH) -> str | None:
    """`value` as plain text of at most `longest` characters, or None when it says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    said = _without_tags(_printable(str(value)[:READ_AT_MOST]))
    lines = (" ".join(line.split()) for line in said.splitlines())
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(said) > longest:
        said = said[: longest - len(CUT)].rstrip() + CUT
    return said or None


def line(value: object, longest: int = LINE_LENGTH) -> str | None:
    """`value` as plain text on one line, or None when it says nothing."""
    said = text(value, TEXT_LENGTH)
    said = " ".join(said.split()) if said else ""
    if len(said) > longest:
        said = said[: longest - 1].rstrip() + "…"
    return said or None


def squeezed(said: str) -> str:
    """Letters and digits of `said` alone, in one case and one width: for finding what someone spaced out."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", said).casefold()))


def unmasked(said: str) -> str:
    """`said` in one width and without invisible characters, so that a pattern meets what a reader meets."""
    return "".join(c for c in unicodedata.normalize("NFKC", said) if unicodedata.category(c) != "Cf")


def _printable(said: str) -> str:
    said = unicodedata.normalize("NFC", said).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in said if c in "\n\t" or c in _JOINERS or unicodedata.category(c)[0] != "C")


def _without_tags(said: str) -> str:
    for _ in range(_PASSES):
        if not _MARKUP.search(said):
            break
        said = _printable(html.unescape("".join(_between_tags(said))))
    return said


def _between_tags(said: str) -> Iterator[str]:
    """What stands outside tags. One walk over the text: the parser of the standard library goes over it again
    and again when tags do not close (11 s for 40 kB of "<a"), and what leaves here is text, never markup."""
    first, *rest = said.split("<")
    yield first
    silent = ""
    for piece in rest:
        tag = _TAG.match(piece)
        if tag is None:
            yield "" if silent else f"<{piece}"
            continue
        name = tag[2].casefold()
        if tag[1] and name == silent:
            silent = ""
        elif name in _SILENT and not silent and not tag[1]:
            silent = name
        if not silent:
            yield ("\n" if name in _BLOCKS else "") + piece[tag.end() :]
