"""The pages of docs/reference say what the code does, and the register of personal data knows every field."""

import ast
import re
from datetime import timedelta

import pytest
from django.conf import settings

from hrm2m.commands import WORDS, reference
from hrm2m.commands.reference import personal_data
from hrm2m.commands.reference.settings import VARIABLES
from hrm2m.commands.working.recurring import MINUTE, RECURRING
from hrm2m.pages.hers.visits import LONGEST
from hrm2m.pages.kept_forms.keeping import MINUTES
from hrm2m.pages.partner.links import KEPT as LINKS_KEPT
from hrm2m.pages.sign_in.tries import KEPT
from hrm2m.policy.retention import EndedBy, load_schedule
from tests.house.source import ROOT, python_files, tree


REGISTER = personal_data.read(ROOT)
SCHEDULE = load_schedule()
TABLES = personal_data.fields_of_tables()
ENTRIES = personal_data.fields_of_entries()


def test_every_page_is_fresh() -> None:
    assert reference.stale_pages(ROOT / "docs" / "reference", reference.pages(ROOT)) == []


def test_writing_the_pages_twice_writes_the_same() -> None:
    assert reference.pages(ROOT) == reference.pages(ROOT)


def test_a_stale_a_missing_and_a_left_over_page_are_named(tmp_path: pytest.TempPathFactory) -> None:
    folder = ROOT.__class__(str(tmp_path))
    (folder / "same.md").write_text("a")
    (folder / "stale.md").write_text("b")
    (folder / "left-over.md").write_text("c")
    wanted = {"same.md": "a", "stale.md": "new", "missing.md": "d"}
    assert reference.stale_pages(folder, wanted) == ["left-over.md", "missing.md", "stale.md"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_column_of_every_table_is_in_the_register(name: str) -> None:
    columns = [column for column in TABLES[name] if column not in REGISTER.shared]
    assert sorted(REGISTER.tables[name].fields) == sorted(columns)


@pytest.mark.parametrize("kind", sorted(ENTRIES))
def test_every_field_of_every_entry_is_in_the_register(kind: str) -> None:
    assert sorted(REGISTER.entries[kind].fields) == sorted(ENTRIES[kind])


def test_the_register_knows_nothing_that_is_gone_and_says_why_and_until_when() -> None:
    assert set(REGISTER.tables) == set(TABLES)
    assert set(REGISTER.entries) == set(ENTRIES)
    for kept in [*REGISTER.tables.values(), *REGISTER.entries.values()]:
        assert all((kept.about, kept.purpose, kept.until))
        assert set(kept.fields.values()) <= set(REGISTER.kinds)


def test_every_table_and_entry_has_a_class_of_the_retention_schedule_and_every_class_something() -> None:
    kept = {**REGISTER.tables, **REGISTER.entries}
    named = {name: one.retention for name, one in kept.items()}
    assert {name: found for name, found in named.items() if found not in SCHEDULE.classes} == {}
    assert set(SCHEDULE.classes) == set(named.values())


def test_what_is_swept_is_swept_by_a_job_after_the_time_that_the_schedule_says() -> None:
    jobs = {line.name: line for line in RECURRING}
    said_in_code = {
        "session": timedelta(seconds=settings.SESSION_COOKIE_AGE),
        "kept_forms": timedelta(minutes=MINUTES),
        "sign_in_tries": KEPT,
        "refusals": MINUTE,
        "partner_links": LINKS_KEPT,
        "own_visits": LONGEST,
    }
    for name, one in SCHEDULE.classes.items():
        if one.ended_by is not EndedBy.SWEEP:
            continue
        (period,) = one.periods
        time = timedelta(days=period.days, hours=period.hours, minutes=period.minutes)
        assert time == (jobs[one.sweep].keep or said_in_code[name]), name


@pytest.mark.promise(2)
def test_no_plain_table_holds_a_word_of_hers_or_a_name() -> None:
    sealed_only = {"her_words", "her_name", "about_others"}
    for name, kept in REGISTER.tables.items():
        assert not sealed_only & set(kept.fields.values()), name


@pytest.mark.promise(2)
def test_her_name_is_in_the_identity_compartment_only() -> None:
    assert [kind for kind, kept in REGISTER.entries.items() if "her_name" in kept.fields.values()] == [
        "identity"
    ]


def test_every_setting_is_documented() -> None:
    named = {
        node.value
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"HRM2M_[A-Z][A-Z_]+", node.value)
    }
    assert named == set(VARIABLES)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_word_of_the_command_line_is_there_and_explains_itself(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from hrm2m.commands import main

    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"hrm2m {name}" in capsys.readouterr().out
