"""Reads the words that people meet, for Babel: of templates, of rules in YAML, and sentences of rooms without Django.

Used by translators, never by a page. Those rooms write plain sentences; the doors pass them through `gettext`.
"""

import ast
import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

import yaml
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


Found = tuple[int, str, str, list[str]]
"""Line, function, words, comments, as Babel wants them."""

IS_A_SENTENCE = re.compile(r"[A-Z“].* .*[.?!]”?", re.DOTALL)
DICTIONARY = "SENTENCES"


def words_of_template(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Any]:
    """The marked words of one Django template, as Babel wants them: line, function, words, comments."""
    # Django turns a template into something that reads like Python, which Babel can read.
    source = templatize(file.read().decode(options.get("encoding", "utf-8")))
    yield from extract_python(io.BytesIO(source.encode()), keywords, comment_tags, {"encoding": "utf-8"})


def words_of_rules(
    file: BinaryIO, _keywords: Mapping[str, Any], _comment_tags: Collection[str], options: Any
) -> Iterator[Found]:
    """The texts of a file of rules: under the option `keys`, and every value of the dictionaries under `lists`."""
    keys, lists = (frozenset(options.get(name, "").split()) for name in ("keys", "lists"))
    waiting = [yaml.compose(file, yaml.SafeLoader)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value in lists and isinstance(value, yaml.MappingNode):
                yield from (_found(text.start_mark.line + 1, text.value) for _name, text in value.value)
            elif key.value in keys and isinstance(value, yaml.ScalarNode):
                yield _found(value.start_mark.line + 1, value.value)
            else:
                waiting.append(value)


def words_of_room(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Any]:
    """The marked words of one module, and every plain string in it that reads as a sentence, docstrings left out."""
    source = file.read()
    yield from extract_python(io.BytesIO(source), keywords, comment_tags, options)
    for text in _sentences(ast.parse(source)):
        yield _found(text.lineno, str(text.value))


def _sentences(module: ast.Module) -> Iterator[ast.Constant]:
    """A string with values in it is left out: it is another text each time, and no catalogue can hold it."""
    passed = {
        id(part) for node in ast.walk(module) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    passed |= {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    named = {id(text) for text in _of_dictionaries(module)}
    for node in ast.walk(module):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        if id(node) in named or IS_A_SENTENCE.fullmatch(node.value):
            yield node


def _of_dictionaries(module: ast.Module) -> Iterator[ast.expr]:
    """The values of `SENTENCES`, which may be parts of sentences."""
    for node in module.body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        names = {target.id for target in targets if isinstance(target, ast.Name)}
        value = getattr(node, "value", None)
        if DICTIONARY in names and isinstance(value, ast.Dict):
            yield from value.values


def _found(line: int, words: str) -> Found:
    return line, "", words, []
