"""Rules: one YAML file each, read and refused with file, line and reason; says what a rule holds, not how it
is matched."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import yaml

from hrm2m.narrative.findings import CATEGORIES
from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.patterns import Pattern, PatternRefused, compile_pattern
from hrm2m.narrative.reading_yaml import line_of, read_yaml


FOLDER = Path(__file__).parent / "rules"
SEVERITIES = ("note", "ask", "warn")
STATUSES = ("draft", "stable", "retired")
GUARDS = frozenset((
    "in_quote", "mention", "negated", "denied", "normative", "her_words", "reason", "evidence", "evidence_here",
    "evidence_on_child", "reasoned_opinion", "owned", "agreed", "ordered",
    "safety", "passive", "diagnosed", "no_person", "question",
))  # fmt: skip
ROLES = frozenset(("mother", "father", "child", "service", "other", "group", "person", "none", "thing"))
_NEEDED = (
    "id",
    "category",
    "version",
    "status",
    "severity",
    "scope",
    "match",
    "unless",
    "why",
    "ask",
    "keeps",
    "source",
    "examples",
)
_ALLOWED = {*_NEEDED, "alternatives", "contested", "jurisdiction", "applies_to", "replaced_by"}


class RuleRefused(ValueError):
    """A rule file cannot be used; the sentence names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Use, link and claim in one sentence or across two: the shape of a conflation or a condition."""

    use: tuple[Pattern, ...]
    claim: tuple[Pattern, ...]
    joins: tuple[str, ...]
    link: int
    across: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a rule; `span` is what must be found in it, "" where nothing may be."""

    text: str
    span: str
    because: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file says it."""

    id: str
    category: str
    version: int
    status: str
    severity: str
    patterns: tuple[Pattern, ...]
    frame: Frame | None
    subjects: frozenset[str]
    guards: frozenset[str]
    exceptions: tuple[Pattern, ...]
    why: str
    ask: str
    alternatives: tuple[str, ...]
    keeps: tuple[str, ...]
    sources: tuple[Mapping[str, str], ...]
    contested: str
    examples: tuple[Example, ...]


def load_rules(lexicon: Lexicon, folder: Path = FOLDER) -> tuple[Rule, ...]:
    """Every rule of the folder, by id; raises RuleRefused at the first that cannot be used."""
    rules: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.yml")):
        rule = load_rule(path, lexicon, path.relative_to(folder).with_suffix("").as_posix().replace("/", "."))
        rules[rule.id] = rule
    if not rules:
        raise RuleRefused(f"{folder}: there is no rule here. A rule is a file that ends in .yml.")
    return tuple(rules.values())


def load_rule(path: Path, lexicon: Lexicon, wanted_id: str) -> Rule:
    """One rule from its file."""
    try:
        content = read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RuleRefused(
            f"{path.name}, line {line}: this is no YAML: {getattr(fault, 'problem', 'wrong encoding')}."
        ) from None
    if not isinstance(content, dict):
        raise RuleRefused(f"{path.name}, line 1: a rule is a list of names and values.")
    key, reason = _fault(content, wanted_id)
    if key:
        raise RuleRefused(f"{path.name}, line {line_of(path, key)}: {reason}")
    try:
        return _rule(content, lexicon)
    except PatternRefused as fault:
        raise RuleRefused(f"{path.name}, line {line_of(path, 'match')}: {fault}") from None
    except (TypeError, KeyError, AttributeError, ValueError) as fault:
        raise RuleRefused(
            f"{path.name}, line {line_of(path, 'match')}: a value has the wrong shape ({fault!r})."
        ) from None


def _fault(content: Mapping[str, Any], wanted_id: str) -> tuple[str, str]:
    """The first key that is wrong and why, or two empty strings."""
    for key in _NEEDED:
        if key not in content:
            return "id", f"“{key}” is missing."
    for key in content:
        if key not in _ALLOWED:
            return key, f"“{key}” is not a part of a rule."
    return next(
        (fault for fault in (_values(content, wanted_id), _sources(content), _examples(content)) if fault[0]),
        ("", ""),
    )


def _values(content: Mapping[str, Any], wanted_id: str) -> tuple[str, str]:
    wanted: list[tuple[str, bool, str]] = [
        ("id", content["id"] == wanted_id, f"the id must be {wanted_id}, as the path says."),
        ("category", content["category"] in CATEGORIES, f"the category is none of {', '.join(CATEGORIES)}."),
        ("severity", content["severity"] in SEVERITIES, "the severity is note, ask or warn."),
        ("status", content["status"] in STATUSES, "the status is draft, stable or retired."),
        ("version", isinstance(content["version"], int), "the version is a whole number."),
        (
            "ask",
            str(content["ask"]).endswith("?"),
            "a rule asks one question, and it ends in a question mark.",
        ),
        ("keeps", len(_texts(content["keeps"])) > 0, "a rule says which fact a rewrite must keep."),
        ("unless", isinstance(content["unless"], list), "“unless” is a list, empty where nothing excuses."),
    ]
    for guard in content["unless"] if isinstance(content["unless"], list) else []:
        known = guard in GUARDS if isinstance(guard, str) else set(guard) <= {"subject", "words"}
        wanted.append(("unless", known, f"“{guard}” is no exception that the checker knows."))
        if isinstance(guard, dict) and "subject" in guard:
            wanted.append(
                (
                    "unless",
                    set(guard["subject"]) <= ROLES,
                    "a subject is one of: " + ", ".join(sorted(ROLES)) + ".",
                )
            )
    return next(((key, reason) for key, holds, reason in wanted if not holds), ("", ""))


def _sources(content: Mapping[str, Any]) -> tuple[str, str]:
    for source in content["source"]:
        if "own_choice" in source:
            continue
        if (
            not {"title", "org", "date", "url"} <= set(source)
            or urlparse(str(source["url"])).scheme != "https"
        ):
            return "source", "a source has title, org, date and an https address, or says own_choice."
    return ("", "") if content["source"] else ("source", "a rule names at least one source.")


def _examples(content: Mapping[str, Any]) -> tuple[str, str]:
    examples = content["examples"]
    if len(examples.get("match", [])) < 2 or len(examples.get("no_match", [])) < 3:
        return "examples", "a rule shows at least two sentences that match and three that do not."
    for example in examples["match"]:
        if str(example).count("«") != 1 or str(example).count("»") != 1:
            return "examples", "a matching sentence marks its span with « and »."
    return "", ""


def _rule(content: Mapping[str, Any], lexicon: Lexicon) -> Rule:
    match = content["match"]
    guards = frozenset(guard for guard in content["unless"] if isinstance(guard, str))
    subjects = [
        role for guard in content["unless"] if isinstance(guard, dict) for role in guard.get("subject", [])
    ]
    words = [
        line for guard in content["unless"] if isinstance(guard, dict) for line in guard.get("words", [])
    ]
    return Rule(
        id=content["id"],
        category=content["category"],
        version=content["version"],
        status=content["status"],
        severity=content["severity"],
        patterns=_patterns(match.get("any", []), lexicon),
        frame=_frame(match["frame"], lexicon) if "frame" in match else None,
        subjects=frozenset(subjects),
        guards=guards,
        exceptions=_patterns(words, lexicon),
        why=" ".join(content["why"].split()),
        ask=content["ask"],
        alternatives=_texts(content.get("alternatives", [])),
        keeps=_texts(content["keeps"]),
        sources=tuple(content["source"]),
        contested=" ".join(str(content.get("contested", "")).split()),
        examples=_read_examples(content["examples"]),
    )


def _frame(frame: Mapping[str, Any], lexicon: Lexicon) -> Frame:
    joins = tuple(frame["link"].split("|")) if "link" in frame else ()
    return Frame(
        use=_patterns(frame["use"], lexicon),
        claim=_patterns(frame["claim"], lexicon),
        joins=joins,
        link=lexicon.mask(joins),
        across=bool(frame.get("across", False)),
    )


def _patterns(lines: list[str], lexicon: Lexicon) -> tuple[Pattern, ...]:
    return tuple(compile_pattern(str(line), lexicon) for line in lines)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(text) for text in value) if isinstance(value, list) else ()


def _read_examples(content: Mapping[str, Any]) -> tuple[Example, ...]:
    shown = []
    for text in content["match"]:
        span = text[text.index("«") + 1 : text.index("»")]
        shown.append(Example(text.replace("«", "").replace("»", ""), span, ""))
    shown += [Example(item["text"], "", item["because"]) for item in content["no_match"]]
    return tuple(shown)
