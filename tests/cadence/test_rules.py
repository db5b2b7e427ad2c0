"""The rules file: whole, sourced, and refused in words when it is not."""

from importlib.resources import files

import pytest

from hrm2m.cadence import Basis, Nation, explain, load_rules
from hrm2m.cadence.rules import RulesRefused, read_rules
from hrm2m.cadence.spans import after
from tests.cadence.histories import NOW, days_ago, past


TEXT = files("hrm2m.cadence").joinpath("rules.yaml").read_text(encoding="utf-8")
RULES = load_rules()


def test_how_often_we_go_is_everywhere_a_policy_choice_with_a_date() -> None:
    assert {rule.basis for rule in RULES.phases.values()} == {Basis.POLICY_CHOICE}
    assert RULES.decided.year == 2026


def test_every_stage_is_no_tighter_than_the_one_before() -> None:
    for rule in RULES.phases.values():
        ends = [after(NOW, stage.every, Nation.ENGLAND) for stage in rule.stages]
        assert ends == sorted(ends)


def test_the_first_call_of_a_window_is_no_later_than_its_pace() -> None:
    for kind, rule in RULES.windows.items():
        if rule.first is not None:
            pace = after(NOW, rule.periods[0].every, Nation.ENGLAND)
            assert after(NOW, rule.first, Nation.ENGLAND) <= pace, kind


def test_a_service_may_choose_another_pace() -> None:
    monthly = TEXT.replace("- {every: {days: 14}}", "- {every: {days: 28}}")
    met = [days_ago(days, "met") for days in (40, 30, 20, 14)]
    told, slower = explain(past(*met)), explain(past(*met), read_rules(monthly))
    assert told.due is not None
    assert slower.due is not None
    assert (slower.due - told.due).days == 14


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("  her_day:", "  birthday:", "birthday"),
        ("  losing_touch:\n", "  lost:\n", "lost"),
        ("times: 4}", "times: 0}", "times"),
        ("- {every: {days: 3}, times: 4}", "- {every: {days: 3}}", "losing_touch"),
        ("      - {every: {days: 14}}", "      - {every: {days: 14}, times: 2}", "in_touch"),
        ("{every: {days: 1}, until: {days: 7}}", "{every: {days: 1}}", "child_taken"),
        ("    basis: published", "    basis: hearsay", "hearsay"),
        ("decided: 2026-11-22", "decided: [", "read"),
        ("    letter: a letter\n", "", "letter"),
    ],
)
def test_rules_that_are_not_whole_are_refused_in_words(old: str, new: str, sentence: str) -> None:
    assert old in TEXT
    with pytest.raises(RulesRefused, match=sentence):
        read_rules(TEXT.replace(old, new, 1))


def test_a_window_left_out_is_refused() -> None:
    start, end = TEXT.index("  her_day:"), TEXT.index("# Promises with a due time")
    with pytest.raises(RulesRefused, match="her_day"):
        read_rules(TEXT[:start] + TEXT[end:])


@pytest.mark.parametrize(
    ("before", "after_"),
    [
        ("standard: 5, least: 1", "standard: 6, least: 1"),
        ("unit: working_days, clock: ask_this_week", "unit: days, clock: ask_this_week"),
        ("clock: ask_this_week", "clock: reply_answered"),
        ("clock: ask_this_week", "clock: nowhere"),
        (
            "most: 7, source: HR M2M policy choice, basis: policy_choice",
            "most: 7, source: a paper, basis: published",
        ),
    ],
)
def test_what_an_area_may_agree_otherwise_is_a_policy_choice_within_bounds(before: str, after_: str) -> None:
    assert before in TEXT
    with pytest.raises(RulesRefused, match="choice"):
        read_rules(TEXT.replace(before, after_))
