"""A fact about a child, whatever its words, keeps what is said beside it from being taken for conflation or opinion."""

from pathlib import Path

import pytest

from hrm2m.narrative import check


FACTS = (Path(__file__).parent / "corpus" / "facts.txt").read_text(encoding="utf-8").splitlines()
USES = ("she uses heroin", "she had been drinking", "mum is on street benzos")
BESIDE = (
    "Because {use}, {fact}.",
    "{Fact} because {use}.",
    "{Use}, so {fact}.",
    "Her drug use means that {fact}.",
    "{Fact}. I am worried that the children are at risk of harm from her drug use.",
    "Her heroin use places the children at risk: {fact}.",
    "In my opinion she cannot keep the children safe while she is using, because {fact}.",
    "She is clearly not coping with her drinking: {fact}.",
    "The children are at risk of neglect due to maternal drug use. {Fact}.",
)


def worries() -> list[str]:
    return [
        words.format(use=use, Use=_capital(use), fact=fact, Fact=_capital(fact))
        for number, fact in enumerate(FACTS)
        for words in BESIDE
        for use in (USES[number % len(USES)],)
    ]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


@pytest.mark.slow
def test_a_worry_with_its_fact_is_left_alone() -> None:
    taken = [
        text
        for text in worries()
        if any(one.category in ("conflation", "opinion_as_fact") for one in check(text).findings)
    ]
    assert not taken


def test_without_the_fact_the_same_words_are_asked_about() -> None:
    assert check("The children are at risk of neglect due to maternal drug use.").findings
    assert check("She is clearly not coping with her drinking.").findings
