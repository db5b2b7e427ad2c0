"""How plain a text is, for what is read out to her: the Flesch-Kincaid grade, counted here without a library."""

import re


def grade(said: str) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975)."""
    words = re.findall(r"[A-Za-z’']+", said)
    sentences = len(re.findall(r"[.?!]", said))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; at least one."""
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, found - silent)
