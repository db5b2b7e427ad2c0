"""Masks, sentences and roles: what is heard as speech, where a sentence ends, who is held to have acted."""

import pytest

from hrm2m.narrative import check


@pytest.mark.parametrize(
    "text",
    [
        "“She's just an addict,” he shouted.",
        "'She's a junkie and won't change', the neighbour said.",
        "> She is a junkie.",
        "Mum: I'm an addict and I know it.",
        "She told me she is sick of being called a junkie.",
        "Ms Grant describes herself as an addict.",
        "The word addict should not be used.",
        "She was seen by the Substance Abuse Team.",
        "The Misuse of Drugs Act 1971 applies.",
        "The trust did not engage with the family.",
        "Appointments were missed by the worker.",
        "In my opinion she is unreliable, because she came to two of nine visits.",
        "Ms Ode did not attend because her son was in hospital.",
        "She could not come: the bus did not run.",
        "The court ordered that contact stop until she has a negative test.",
        "She asked that her methadone be stopped until the test.",
        "Not all drug use places children at risk.",
    ],
)
def test_nothing_is_asked(text: str) -> None:
    assert check(text).findings == ()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("She is a “junkie” and nothing else.", "stigma"),
        ("He said “come in”. She is a junkie.", "stigma"),
        ("The children's mother is a junkie, the boys' aunt too.", "stigma"),
        ("The team working with Ms Hay said hello. Ms Hay did not engage.", "blame_shifting"),
        ("M DNA x3, d/t subst. misuse", "blame_shifting"),
        ("Mum uses heroin. This means that the children are at risk.", "conflation"),
    ],
)
def test_something_is_asked(text: str, category: str) -> None:
    assert category in {one.category for one in check(text).findings}


def test_it_says_what_was_not_asked_and_why() -> None:
    [silence] = check("“She is a junkie,” he said.").silences
    assert (silence.rule, silence.because) == ("stigma.label", "quotation")


def test_good_practice_is_shown() -> None:
    kinds = {
        one.kind
        for one in check(
            "In my opinion Kai may be hurt, because he was found in the road. The child was alone on Monday."
        ).good_practice
    }
    assert kinds == {"owned judgement", "evidence about a child"}


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_evidence_speaks_for_what_stands_beside_it_over_paragraphs_too(between: str) -> None:
    claim, seen = (
        "Her heroin use means the children are at risk.",
        "On Monday I found Tyler alone in the flat.",
    )
    assert check(claim).findings
    assert not check(claim + between + seen).findings
    assert not check(seen + between + claim).findings
    assert check(seen + between + "He is four. She is 27. They like cake. " + claim).findings


def test_what_others_do_in_another_paragraph_is_no_evidence() -> None:
    claim = "Children are at risk due to maternal drug use."
    assert check(f"{claim}\n\nM seen at the pharmacy. Friends round.").findings
    assert not check(f"{claim}\n\nThe baby was not fed until noon on 3 May.").findings


def test_she_may_be_the_girl_who_was_just_named() -> None:
    claim = "With mum using again I can't be satisfied that Jodie is safe"
    assert check(f"{claim}.").findings
    assert not check(f"{claim}; she slept on the night bus twice last week.").findings
    assert not check(f"{claim}. She slept on the night bus twice last week.").findings
    grown = "Because she uses heroin the boys are at risk. She slept on the night bus twice last week."
    assert check(grown).findings


def test_what_a_child_does_about_it_is_evidence() -> None:
    claim = "Her heroin use places the children at risk"
    assert not check(f"{claim}: the older one lies to the school so that they will not ring.").findings
    assert check(f"{claim}, and the older one should be placed elsewhere.").findings


@pytest.mark.parametrize(
    "seen",
    [
        "ran out to me across the A1 in nightie.",
        "the inspector's meter showed it on the high chair.",
        "I held the child myself.",
    ],
    ids=["to whoever writes", "by somebody at work", "by the hands of whoever writes"],
)
def test_whoever_saw_it_is_a_witness(seen: str) -> None:
    assert check("Children at risk d/t M's drinking.").findings
    assert not check(f"Children at risk d/t M's drinking: {seen}").findings


def test_a_belief_about_a_child_is_no_evidence_about_one() -> None:
    assert check("The methadone alone makes the home unsuitable for a newborn.").good_practice == ()
    [good] = check("On 3 May I saw the baby alone on the landing.").good_practice
    assert good.kind == "evidence about a child"


def test_what_she_should_be_offered_is_no_duty_of_hers() -> None:
    tally = check("Mothers should be offered dental care. The mother should be at home at six.").tally
    assert tally["mother"].duties == 1
