"""Every rule keeps its own word: its examples match where they say, and a bad rule is refused with file, line
and reason."""

from pathlib import Path

import pytest

from hrm2m.narrative.checking import Checker, the_checker
from hrm2m.narrative.lexicon import load_lexicon
from hrm2m.narrative.patterns import PatternRefused, compile_pattern
from hrm2m.narrative.rules import FOLDER, Rule, RuleRefused, load_rule, load_rules


RULES = the_checker().rules
GOOD = (FOLDER / "stigma" / "drug-seeking.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_matches_what_it_shows(rule: Rule) -> None:
    for example in rule.examples:
        found = [one for one in the_checker().check(example.text).findings if one.category == rule.category]
        if example.span:
            start = example.text.index(example.span)
            assert any(one.start < start + len(example.span) and start < one.end for one in found), (
                example.text
            )
        else:
            assert not found, (example.text, found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_words_of_a_rule_are_themselves_asked_about(rule: Rule) -> None:
    for words in (rule.ask, *rule.alternatives):
        assert the_checker().check(words.replace("{", "").replace("}", "")).findings == (), words


def test_every_rule_that_could_soften_a_worry_yields_to_what_was_seen() -> None:
    able = [rule for rule in RULES if rule.category in ("conflation", "opinion_as_fact")]
    assert [rule.id for rule in able if "evidence" not in rule.guards] == []


def test_a_rule_names_facts_to_keep_and_a_source() -> None:
    for rule in RULES:
        assert rule.keeps, rule.id
        assert all(
            "own_choice" in source or source["url"].startswith("https://") for source in rule.sources
        ), rule.id


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("category: stigma", "category: rude", 2, "the category is none of"),
        ("severity: ask", "severity: error", 5, "note, ask or warn"),
        ("  - mention", "  - moonlight", 12, "no exception that the checker knows"),
        ("ask: ", "asks: ", 1, "“ask” is missing"),
        ("< DRUGSEEK >", "< NOSUCHCLASS >", 9, "names the class NOSUCHCLASS"),
        ("date: 2023-04-15, ", "", 23, "a source has title, org, date"),
        ("«drug seeking»", "drug seeking", 25, "marks its span"),
    ],
)
def test_a_bad_rule_is_refused_with_file_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    assert old in GOOD
    path = tmp_path / "drug-seeking.yml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleRefused) as refused:
        load_rule(path, load_lexicon(), "stigma.drug-seeking")
    assert "drug-seeking.yml, line " in str(refused.value)
    assert reason in str(refused.value)
    said = int(str(refused.value).split("line ")[1].split(":")[0])
    assert abs(said - line) <= 14


def test_a_rule_that_is_no_yaml_is_refused_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.yml"
    path.write_text("id: x\nmatch: [\n", encoding="utf-8")
    with pytest.raises(RuleRefused, match=r"broken\.yml, line \d+: this is no YAML"):
        load_rule(path, load_lexicon(), "x")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleRefused, match="there is no rule here"):
        load_rules(load_lexicon(), tmp_path)


@pytest.mark.parametrize("source", ["", "~2", "> she", "FAIL||ENGAGE", "she?"])
def test_a_pattern_that_says_nothing_is_refused(source: str) -> None:
    with pytest.raises(PatternRefused):
        compile_pattern(source, load_lexicon())


def test_a_retired_rule_asks_nothing(tmp_path: Path) -> None:
    (tmp_path / "stigma").mkdir()
    (tmp_path / "stigma" / "drug-seeking.yml").write_text(
        GOOD.replace("status: stable", "status: retired"), encoding="utf-8"
    )
    lexicon = load_lexicon()
    assert Checker(lexicon, load_rules(lexicon, tmp_path)).check("Pt is drug seeking again.").findings == ()
