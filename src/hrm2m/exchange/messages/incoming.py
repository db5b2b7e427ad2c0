"""Whether what came from a phone says stop and nothing else; of anything else nothing is answered, and nothing kept."""

import re
from functools import cache
from importlib.resources import files

import yaml


_LETTER = re.compile(r"\w", re.UNICODE)


def says_stop(text: str) -> bool:
    """Whether the whole text is a stop word, in whatever language, capitals, spaces and marks around it."""
    return _folded(text) in stop_words()


@cache
def stop_words() -> frozenset[str]:
    """Every word of `stop_words.yaml`, as it is compared."""
    by_language = yaml.safe_load(files(__package__ or "").joinpath("stop_words.yaml").read_text("utf-8"))
    return frozenset(_folded(word) for words in by_language.values() for word in words)


def _folded(text: str) -> str:
    words = ("".join(_LETTER.findall(word)) for word in text.casefold().split())
    return " ".join(word for word in words if word)
