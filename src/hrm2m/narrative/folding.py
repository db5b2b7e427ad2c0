"""Folding: one lower-case ASCII character for each code point, so that offsets stay those of the given text;
reads no word."""

import re
from bisect import bisect_right
from typing import NamedTuple


_SAME = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u00ab": '"', "\u00bb": '"', "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\u2013": "-",
    "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2192": ">", "\u21d2": ">", "\u2234": "^",
    "\u2235": "`",
    "\u2022": "*", "\u00b7": "*", "\u25cf": "*", "\u2026": ".", "\u00e9": "e", "\u00e8": "e", "\u00e0": "a",
    "\u00fc": "u",
    "\u00f6": "o", "\u00e4": "a", "\u00f1": "n", "\u00ed": "i", "\u00f3": "o", "\u00e1": "a", "\u2060": " ",
    "\ufeff": " ",
}  # fmt: skip
_CASED = str.maketrans(_SAME)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_BROKEN = re.compile(r"-(?<=[a-z]-)[ ]?\n[ ]*(?=[a-z])")


class Folded(NamedTuple):
    """A text in two plain forms; `gaps`: before which characters of it some were taken out, and how many by then."""

    lower: str
    cased: str
    gaps: tuple[list[int], list[int]] | None

    def place(self, index: int) -> int:
        """The code point of the given text that stands at `index` of the folded one."""
        if self.gaps is None:
            return index
        before = bisect_right(self.gaps[0], min(index, len(self.lower) - 1))
        return index + (self.gaps[1][before - 1] if before else 0)


def fold(text: str) -> Folded:
    """The text as the rest of the room reads it. A word broken by a hyphen at the end of a line is whole again."""
    cased = text.replace("\r\n", " \n") if "\r" in text else text
    if not cased.isascii():
        cased = _FOREIGN.sub(_plain, cased)
    breaks = list(_BROKEN.finditer(cased)) if "-\n" in cased or "- \n" in cased else []
    if not breaks:
        return Folded(cased.lower(), cased, None)
    parts, starts, taken, at, total = [], [], [], 0, 0
    for broken in breaks:
        parts.append(cased[at : broken.start()])
        starts.append(broken.start() - total)
        total += broken.end() - broken.start()
        taken.append(total)
        at = broken.end()
    cased = "".join([*parts, cased[at:]])
    return Folded(cased.lower(), cased, (starts, taken))


def _plain(foreign: re.Match[str]) -> str:
    return foreign.group().translate(_CASED).encode("ascii", "replace").decode("ascii")
