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


ORDINARY = (
    "I visited at 10.15 and Mum was washing up.",
    "Ben was wearing a clean jumper and eating toast.",
    "Chloe got a certificate at school on Monday.",
    "The toddler showed me his truck.",
    "Mum was seen at the needle exchange on 1 June.",
    "The health visitor saw the children on Tuesday.",
)
NOT_ORDINARY = (
    "Ben was wearing nothing but a jumper.",
    "Chloe was without lunch at school on Monday.",
    "The toddler showed me where she hits him.",
    "Ben ate toast off the pavement.",
    "He has been at ours since Monday.",
    "Both boys tested positive.",
    "The eldest has stopped eating.",
)
BESIDE_IT = (
    "{claim}: her daughter, who is breathless, waits.",
    "Bilirubin 340. {claim}",
    "Vodka in teat. {claim}",
    "{claim} See photograph 6.",
    "{claim} She sat on him.",
    "She held the cup to the baby's mouth. I smelt it. It was gin. {claim}",
    "{claim} They told me where she hides it.",
    "We had to ask her four times to lift the pillow off. {claim}",
)
CLAIM = "Her heroin use means that she cannot keep the children safe."


@pytest.mark.parametrize("beside", ORDINARY)
def test_an_ordinary_day_is_no_evidence(beside: str) -> None:
    assert [one.category for one in check(f"{beside} {CLAIM}").findings] == ["conflation"]


@pytest.mark.parametrize("beside", NOT_ORDINARY)
def test_what_is_not_ordinary_is_evidence(beside: str) -> None:
    assert not check(f"{CLAIM} {beside}").findings


@pytest.mark.parametrize("words", BESIDE_IT)
def test_a_bare_fact_near_the_claim_is_evidence(words: str) -> None:
    assert not check(words.format(claim=CLAIM)).findings


@pytest.mark.parametrize(
    "beside",
    [
        "I talked to her about the form for the housing office.",
        "Mum told me that she had to change two buses to come in.",
        "The next meeting of all who work with the family is planned for the spring.",
    ],
)
def test_a_long_sentence_of_no_child_is_no_evidence(beside: str) -> None:
    assert [one.category for one in check(f"{beside} {CLAIM}").findings] == ["conflation"]


@pytest.mark.parametrize("dose", ["is prescribed 60 ml of methadone", "takes 40 mg of diazepam a day"])
def test_a_dose_is_no_evidence(dose: str) -> None:
    assert check(f"Mum {dose} and therefore cannot keep the baby safe.").findings
    assert not check(
        f"The baby had swallowed 5 ml of methadone, so Mum, who {dose}, cannot keep him safe."
    ).findings


TAKES_PART = (
    "Child protection concern: Mum asked the twelve year old to inject her, and he did.",
    "Concern for the child: Mum asked her son to inject her, and he did.",
    "Child protection concern: Mum got Ben to hold the needle.",
    "Risk to the children: she sent her daughter to score heroin for her.",
)


@pytest.mark.parametrize("text", TAKES_PART)
def test_a_child_made_to_take_part_in_use_is_evidence(text: str) -> None:
    assert not [one for one in check(text).findings if one.category in ("conflation", "opinion_as_fact")]


def test_an_adult_who_uses_with_her_is_none() -> None:
    assert check("Child protection concern: Mum injected with her partner.").findings
