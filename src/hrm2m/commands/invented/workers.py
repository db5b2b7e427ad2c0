"""The invented agencies and workers, how they sign in, and the area's telephone lines. Nobody here is anybody.

Telephone numbers are from the ranges kept free for drama; addresses end in .example, which no one can own.
"""

from dataclasses import dataclass

from hrm2m.policy import Role


AREA_NAME = "Harrowmere"
NATION = "england"
LINES = {
    "childrens_duty": "01632 960101",
    "childrens_out_of_hours": "01632 960102",
    "crisis": "01632 960103",
    "domestic_abuse": "01632 960104",
    "not_this_worker": "01632 960105",
}
OURS = "Harrowmere Bridge"
FIRST_NAMES = (
    *("Ash", "Bea", "Cal", "Dot", "Eli", "Fay", "Gil", "Hope", "Ida", "Jude", "Kay", "Lou", "Mina"),
    *("Ned", "Oona", "Pip", "Quin", "Rae", "Sid", "Tess", "Una", "Val", "Win", "Yas", "Zed"),
)
"""Of the workers of further teams, again and again."""
TREATMENT = "Harrowmere Drug and Alcohol Team"
MATERNITY = "Harrowmere Hospital Maternity"
AGENCIES = {OURS: "outreach", TREATMENT: "drug_treatment", MATERNITY: "maternity"}
PASSWORD = "seven quiet herons"  # noqa: S105 - the invented area's, printed when it is made


@dataclass(frozen=True)
class Invented:
    """One invented worker: roles by agency, and the secret of the second factor (base32)."""

    key: str
    first_name: str
    job_title: str
    roles: tuple[tuple[str, Role], ...]
    secret: str
    words: str = ""

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@harrowmere.example"


WORKERS = (
    Invented(
        "jo",
        "Jo",
        "Bridge builder",
        ((OURS, Role.BRIDGE_BUILDER),),
        "JOHARROWMEREJOHARROWMEREJOHARROW",
        "I grew up here. I listen first, and I come to where you are.",
    ),
    Invented(
        "amir",
        "Amir",
        "Bridge builder",
        ((OURS, Role.BRIDGE_BUILDER),),
        "AMIRHARROWMEREAMIRHARROWMEREAMIR",
        "I know the housing people and the midwives. Mornings are best for me.",
    ),
    Invented(
        "nell",
        "Nell",
        "Bridge builder",
        ((OURS, Role.BRIDGE_BUILDER), (TREATMENT, Role.TREATMENT_WORKER)),
        "NELLHARROWMERENELLHARROWMERENELL",
        "Two days a week I work at the drug team. I can tell you how it is there.",
    ),
    Invented(
        "cass",
        "Cass",
        "Bridge builder",
        ((OURS, Role.BRIDGE_BUILDER),),
        "CASSHARROWMERECASSHARROWMERECASS",
        "I have been on the other side of the desk. I speak for nobody but me.",
    ),
    Invented(
        "sam", "Sam", "Outreach worker", ((OURS, Role.OUTREACH_WORKER),), "SAMHARROWMERESAMHARROWMERESAMHAR"
    ),
    Invented(
        "dee", "Dee", "Outreach worker", ((OURS, Role.OUTREACH_WORKER),), "DEEHARROWMEREDEEHARROWMEREDEEHAR"
    ),
    Invented("kit", "Kit", "Team lead", ((OURS, Role.TEAM_LEAD),), "KITHARROWMEREKITHARROWMEREKITHAR"),
    Invented(
        "ruth",
        "Ruth",
        "Safeguarding lead",
        ((OURS, Role.SAFEGUARDING_LEAD),),
        "RUTHHARROWMERERUTHHARROWMERERUTH",
    ),
    Invented("ola", "Ola", "Office", ((OURS, Role.ADMINISTRATOR),), "OLAHARROWMEREOLAHARROWMEREOLAHAR"),
    Invented(
        "tom", "Tom", "Nurse", ((TREATMENT, Role.TREATMENT_WORKER),), "TOMHARROWMERETOMHARROWMERETOMHAR"
    ),
    Invented("priya", "Priya", "Midwife", ((MATERNITY, Role.PARTNER),), "PRIYAHARROWMEREPRIYAHARROWMEREPR"),
)
OF_A_FURTHER_TEAM = (
    Invented(
        "worker1.team2",
        "Cal",
        "Bridge builder",
        ((f"{AREA_NAME} Bridge 2", Role.BRIDGE_BUILDER),),
        "CALHARROWMERECALHARROWMERECALHAR",
    ),
    Invented(
        "worker30.team2",
        "Gil",
        "Team lead",
        ((f"{AREA_NAME} Bridge 2", Role.TEAM_LEAD),),
        "GILHARROWMEREGILHARROWMEREGILHAR",
    ),
)
"""Two of those that a larger area has beside, so that its lists can be looked at; as `crowd.make_team` makes them."""
"""Secrets are base32, 32 letters: only A to Z and 2 to 7."""


def who_signs_in(further: bool = False) -> list[tuple[str, str, str, str]]:
    """Name, e-mail address, what for, and the secret of the second factor of each invented worker who can sign in.

    `further` is for an area with further teams: two of one of them.
    """
    workers = (*WORKERS, *OF_A_FURTHER_TEAM) if further else WORKERS
    return [(w.first_name, w.email, f"{w.job_title}, {w.roles[0][0]}", w.secret) for w in workers]
