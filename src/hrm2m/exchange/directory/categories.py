"""The table from words of a feed to the categories a worker searches by; an unknown word is *other*."""

import re
from collections.abc import Iterable
from functools import cache

from hrm2m.exchange.directory.entry import Category, Sex
from hrm2m.exchange.directory.plain_text import unmasked


# Whole words, or beginnings of words ("counsel*"), looked for in kinds of help and in the service's name
# only: a description mentions too much in passing.
WORDS: dict[Category, str] = {
    Category.DRUGS_AND_TREATMENT: (
        "drug, drugs, alcohol, substance, substances, addiction*, dependency, naloxone, opioid*, "
        "opiate*, methadone, needle, detox*, rehab, recovery, drinking, harm reduction"
    ),
    Category.MATERNITY_AND_BABY: (
        "pregnan*, maternity, midwi*, antenatal, postnatal, perinatal, baby, babies, birth, "
        "newborn, breastfeeding, neonatal, infant, infants"
    ),
    Category.HEALTH: (
        "health, hospital, gp, doctor*, nurs*, clinic, dental, dentist*, sexual, contraception, "
        "pharmac*, wound, medical, hiv, hepatitis"
    ),
    Category.MENTAL_HEALTH: (
        "counsel*, psycholog*, psychiatr*, therap*, anxiety, depression, trauma, suicid*, "
        "bereave*, wellbeing, self-harm, mental health, eating disorder*"
    ),
    Category.HOME: (
        "housing, homeless*, accommodation, tenan*, hostel*, rent, landlord*, eviction*, refuge, shelter"
    ),
    Category.MONEY: (
        "debt, debts, money, benefits, financ*, budget*, welfare, grant, grants, hardship, credit union"
    ),
    Category.SAFETY: (
        "refuge, abuse, violence, idva, isva, stalking, rape, trafficking, coercive control, "
        "women's aid, modern slavery, forced marriage, honour based, sexual assault"
    ),
    Category.LEGAL: ("legal, law, solicitor*, immigration, asylum, court, courts, advocacy, rights"),
    Category.CHILDREN_AND_FAMILY: (
        "child, children, children's, childcare, family, families, parent, parents, parenting, "
        "nursery, creche, crèche, playgroup, adoption, fostering, kinship, family hub"
    ),
    Category.WOMEN: "women, women's, woman, merched",
    Category.FOOD_AND_EVERYDAY: (
        "food, foodbank, meal, meals, clothing, clothes, furniture, laundry, toiletries, shower, "
        "showers, shopping, baby bank, hygiene bank"
    ),
    Category.WORK_AND_LEARNING: (
        "employment, job, jobs, employability, training, education, learning, skills, esol, "
        "literacy, volunteering, apprenticeship*, college"
    ),
}
# "Mental health" is not "health", and "sexual abuse" is not a clinic.
_NOT_ALONE: dict[Category, str] = {
    Category.HEALTH: r"mental health|sexual (?:abuse|violence|assault|exploitation)",
    Category.CHILDREN_AND_FAMILY: r"child sexual|family (?:violence|abuse)",
}


def _labels(table: str) -> frozenset[str]:
    return frozenset(table.split(", "))


# Whole labels, never words inside a sentence: "not suitable for men" must not read as "men".
WOMEN_ONLY = _labels("women, women only, woman, female, females, women's services, mothers, girls and women")
MEN_ONLY = _labels("men, men only, male, males, fathers")
ANYONE = _labels("everyone, anyone, all, men and women, women and men, all adults, male and female")
PREGNANT = _labels(
    "pregnant women, pregnant, pregnancy, expectant mothers, expecting mothers, pregnant people"
)
CHILDCARE = _labels(
    "childcare available, childcare provided, free childcare, creche, crèche, creche available, "
    "crèche available, creche facilities, crèche facilities, on-site creche, on-site crèche"
)
NO_CHILDCARE = _labels("no childcare, no creche, no crèche, childcare not available, no childcare available")


def categories_of(sayings: Iterable[str]) -> frozenset[Category]:
    """Every category whose words stand in `sayings`; {other} when none does."""
    said = " \n ".join(unmasked(saying).casefold().replace("’", "'") for saying in sayings)
    found = frozenset(c for c in WORDS if _pattern(c).search(re.sub(_NOT_ALONE.get(c, r"(?!)"), " ", said)))
    return found or frozenset({Category.OTHER})


def sex_of(sayings: Iterable[str]) -> Sex | None:
    """Whom a feed says a service takes, from whole labels alone; two different answers are no answer."""
    labels = {saying.strip(" .").casefold() for saying in sayings}
    stated = {
        sex
        for sex, table in ((Sex.WOMEN, WOMEN_ONLY), (Sex.MEN, MEN_ONLY), (Sex.ANYONE, ANYONE))
        if labels & table
    }
    if stated == {Sex.WOMEN, Sex.MEN}:
        return Sex.ANYONE
    return stated.pop() if len(stated) == 1 else None


def stated(sayings: Iterable[str], yes: frozenset[str], no: frozenset[str] = frozenset()) -> bool | None:
    """Whether a label of `yes` or of `no` was given; neither, or both, is *not stated*."""
    labels = {saying.strip(" .").casefold() for saying in sayings}
    answers = {bool(labels & yes), not labels & no} if labels & (yes | no) else set()
    return answers.pop() if len(answers) == 1 else None


@cache
def _pattern(category: Category) -> re.Pattern[str]:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in WORDS[category].split(", ")]
    return re.compile(rf"(?<![\w'])(?:{'|'.join(words)})(?![\w'])")
