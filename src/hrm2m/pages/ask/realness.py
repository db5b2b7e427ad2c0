"""Whether an offer is real, in words: one sentence, and what is missing; it is computed, never ticked."""

from dataclasses import dataclass

from django.utils.translation import gettext

from hrm2m.pages.ask.words import MISSING
from hrm2m.records.asks.real import Missing, Realness


@dataclass(frozen=True)
class RealWords:
    """A short mark, its colour, the sentence, and what is missing, one line each where there are several."""

    mark: str
    state: str
    sentence: str
    missing: tuple[str, ...]


def in_words(realness: Realness) -> RealWords:
    """The words for what an offer is or lacks; every lack is the offer's or ours, and never hers."""
    missing = tuple(str(MISSING[code]) for code in realness.missing)
    if realness.real:
        return RealWords(gettext("Real"), "ok", gettext("This offer is real: nothing is missing."), ())
    if Missing.TAKEN_BACK in realness.missing:
        words = gettext("It was not there after all, and does not count as an offer.")
        return RealWords(gettext("Taken back"), "late", words, ())
    if realness.meets_the_clock:
        words = gettext("It is there, but we told her later than she asked for. Nothing else is missing.")
        return RealWords(gettext("There, but late"), "soon", words, ())
    if len(missing) == 1:
        words = gettext("Not real yet: %(missing)s.") % {"missing": missing[0]}
        return RealWords(gettext("Not real yet"), "soon", words, ())
    return RealWords(gettext("Not real yet"), "soon", gettext("Not real yet:"), missing)
