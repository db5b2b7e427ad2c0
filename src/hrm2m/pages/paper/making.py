"""The one way to a PDF: tagged and checked against PDF/UA-1 as it is made; no network, no fonts of the machine.

A paper is never refused for a letter no font has: such a letter is written as its code, and if even that fails the
paper is made without the check. One thread serves everybody, so it is not tried for longer than that takes.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
import typst

from hrm2m.pages.paper.paper import Block, Paper


STANDARD: Literal["ua-1"] = "ua-1"
MOST_ATTEMPTS = 40
TRIED_OF_A_SCRIPT = 3
"""After so many letters of one script that no font has, none of it is asked about: each asking takes a compilation."""
ALWAYS_TRIED = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Scripts that the fonts have, but for rare letters."""
LAST_PLAIN_LETTER = 0x7F
NO_SHAPE = frozenset({"Cc", "Cf", "Cs"})
_NO_FONT_HAS_IT = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf_of(paper: Paper) -> bytes:
    """The paper as a tagged PDF; the same paper gives the same bytes."""
    typed = set(msgspec.json.encode(_said(paper, set())).decode())
    without_font: set[str] = set()
    for _attempt in range(MOST_ATTEMPTS):
        try:
            return _compiled(paper, without_font, checked=True)
        except typst.TypstError as error:
            more = _letters_without_font(error.message) - without_font
            if not more:
                break
            without_font |= more
            over = _given_up(without_font)
            without_font |= {letter for letter in typed if _script(letter) in over}
    return _compiled(paper, without_font, checked=False)


def _letters_without_font(message: str) -> set[str]:
    found = _NO_FONT_HAS_IT.search(message)
    named = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), found[1]) if found else ""
    return {letter for letter in named if ord(letter) > LAST_PLAIN_LETTER}


def _given_up(without_font: set[str]) -> set[str]:
    """The scripts of which so many letters have no font that the others are taken to have none either."""
    found = Counter(map(_script, without_font))
    return {script for script, letters in found.items() if letters >= TRIED_OF_A_SCRIPT} - ALWAYS_TRIED


def _script(letter: str) -> str:
    """The first word of its name says the script; of a sign that is no letter, where it stands among the signs."""
    if ord(letter) <= LAST_PLAIN_LETTER:
        return "LATIN"
    if unicodedata.category(letter)[0] in "LM":
        return unicodedata.name(letter, "").partition(" ")[0]
    return f"{ord(letter) >> 12:X}"


def _compiled(paper: Paper, without_font: set[str], *, checked: bool) -> bytes:
    words = msgspec.json.encode(_said(paper, without_font)).decode()
    return typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"paper": words},
        pdf_standards=STANDARD if checked else None,
        ignore_system_fonts=True,
    )


def _said(paper: Paper, without_font: set[str]) -> object:
    """The paper as JSON has it; every block says of which kind it is, and every letter can be drawn."""
    parts = [{"title": part.title, "blocks": [_block(one) for one in part.blocks]} for part in paper.parts]
    codes = {ord(letter): f"[U+{ord(letter):04X}]" for letter in without_font}
    return _with_words({**asdict(paper), "parts": parts}, lambda words: _with_shapes(words).translate(codes))


def _block(block: Block) -> dict[str, object]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _with_words(value: object, change: Callable[[str], str]) -> object:
    """The same tree with every text changed; names stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _with_words(inner, change) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_words(inner, change) for inner in value]
    return value


def _with_shapes(words: str) -> str:
    """Without characters that are never drawn: they could turn the text round, or be lost unseen."""
    lines = words.replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        letter for letter in lines if letter == "\n" or unicodedata.category(letter) not in NO_SHAPE
    )


@cache
def _template() -> bytes:
    return files("hrm2m.pages.paper").joinpath("paper.typ").read_bytes()
