"""Reads the words that a template marks for translation, for Babel; used by translators, never by a page."""

import io
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def words_of_template(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Any]:
    """The marked words of one Django template, as Babel wants them: line, function, words, comments."""
    # Django turns a template into something that reads like Python, which Babel can read.
    source = templatize(file.read().decode(options.get("encoding", "utf-8")))
    yield from extract_python(io.BytesIO(source.encode()), keywords, comment_tags, {"encoding": "utf-8"})
