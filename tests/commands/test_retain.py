"""`hrm2m retain` counts without naming anybody, refuses without the code of what it counted, and then destroys."""

from datetime import timedelta

import pytest

from hrm2m.commands import main
from hrm2m.foundation import clock
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole.models import Hold
from hrm2m.vault.models import Head
from tests import worlds


pytestmark = pytest.mark.django_db

KIT = "kit@testmere.example"


@pytest.fixture
def mother() -> str:
    """Robin, who ended it five years ago."""
    team = worlds.make_team()
    ref = worlds.begin(team, days_ago=2000)
    with clock.at(clock.now() - timedelta(days=1826)):
        whole.she_asks_to_end(by=team.jo, mother=ref, at=clock.now())
    return ref


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["retain", *words])
    out = capsys.readouterr()
    return code, out.out, out.err


def code_in(text: str) -> str:
    return text.partition("--code ")[2].split()[0]


def test_the_dry_run_prints_counts_by_class_and_never_a_name(
    mother: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(capsys, "--dry-run")
    assert code == 0
    row = next(line for line in out.splitlines() if line.startswith("by handle"))
    assert row.split() == ["by", "handle", "3", "years", "1", "0"]
    assert "Nothing was changed" in out
    assert "Robin" not in out
    assert mother not in out
    assert Head.objects.get(ref=mother).stage == Stage.LEFT


def test_with_the_code_and_the_name_of_a_lead_it_is_destroyed(
    mother: str, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = code_in(said(capsys, "--dry-run")[1])
    code, out, _ = said(capsys, "--code", printed, "--by", KIT)
    assert (code, out.split()[0]) == (0, "1")
    assert Head.objects.get(ref=mother).stage == Stage.FORGOTTEN
    assert "Nothing is due" in said(capsys, "--dry-run")[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--code", "0000-0000-0000", "--by", KIT], "not that of what is due"),
        (["--code", "Robin; née Wren", "--by", KIT], "not that of what is due"),
        (["--code", "0000-0000-0000", "--by", "nobody@testmere.example"], "Nobody|No worker"),
        (["--code", "0000-0000-0000", "--by", "jo@testmere.example"], "Your role"),
        (["--hold", "x" * 26, "--why", "court", "--by", KIT], "no such"),
    ],
)
def test_what_is_refused_is_refused_in_a_sentence_and_nothing_is_destroyed(
    mother: str, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    code, out, err = said(capsys, *words)
    assert (code, out) == (1, "")
    assert any(part in err for part in sentence.split("|")), err
    assert Head.objects.get(ref=mother).stage == Stage.LEFT


@pytest.mark.parametrize(
    "words", [[], ["--code", "1"], ["--hold", "x", "--by", KIT], ["--dry-run", "--code", "1"]]
)
def test_what_is_half_said_is_not_understood(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["retain", *words])
    assert ended.value.code == 2


def test_a_hold_is_laid_counted_and_lifted(mother: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Held back" in said(capsys, "--hold", mother, "--why", "inquiry", "--by", KIT)[1]
    row = next(line for line in said(capsys, "--dry-run")[1].splitlines() if line.startswith("by handle"))
    assert row.split()[-2:] == ["0", "1"]
    assert "1 lifted" in said(capsys, "--lift", mother, "--by", KIT)[1]
    assert "No hold stood" in said(capsys, "--lift", mother, "--by", KIT)[1]
    assert Hold.objects.get().lifted_at
