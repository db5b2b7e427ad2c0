"""How an entry is kept (compartment) and how she shares it, in her words (category)."""

from enum import StrEnum


class Compartment(StrEnum):
    """One key each: what is in one is never read from another."""

    IDENTITY = "identity"
    GENERAL = "general"
    HER_SAFETY = "her_safety"
    TREATMENT = "treatment"
    CHILD_SAFETY = "child_safety"


class Category(StrEnum):
    """What she may share, one by one. A consent names categories; the vault opens compartments."""

    MY_WORDS = "my_words"
    BABY_AND_BIRTH = "baby_and_birth"
    HEALTH = "health"
    DRUGS_AND_TREATMENT = "drugs_and_treatment"
    HOME = "home"
    MONEY = "money"
    PAPERS_AND_STATUS = "papers_and_status"
    SAFETY = "safety"
    CHILDREN = "children"
