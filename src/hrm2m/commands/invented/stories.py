"""What the invented mothers ask for, what was offered, and what agencies demand of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented.histories import at_hour, open_day
from hrm2m.policy import Category
from hrm2m.records.asks.entries import (
    Answer,
    AnswerWord,
    Ask,
    Barrier,
    Childcare,
    Demand,
    DemandKind,
    GettingThere,
    Offer,
    SaidHow,
    Urgency,
)


@dataclass(frozen=True)
class Story:
    """One ask, and what became of it: days ago, the offer (days after the ask) and her answer."""

    words: str
    category: Category
    urgency: Urgency
    days_ago: int
    offer: Offer | None = None
    days_until_offer: int = 0
    answer: Answer | None = None


def _offer(service: str, what: str, **known: object) -> Offer:
    return Offer(service=service, what=what, **known)  # type: ignore[arg-type]


REAL = {
    "getting_there": GettingThere.COMES_TO_HER,
    "hours": "Any morning",
    "childcare": Childcare.CHILDREN_WELCOME,
    "cost": "Nothing",
    "conditions": (),
    "told_by": "Jo",
    "where": "The community room, Mill End",
}

ASKS: dict[str, Story] = {
    "midwife": Story(
        "I want a midwife who will not judge me. I can do mornings.",
        Category.BABY_AND_BIRTH,
        Urgency.THIS_WEEK,
        3,
    ),
    "letters": Story("I want to write to my boy on his birthday.", Category.CHILDREN, Urgency.THIS_WEEK, 18),
    "naloxone": Story(
        "Have you got the nasal one? For me and for the flat.",
        Category.HEALTH,
        Urgency.TODAY,
        2,
        _offer("Harrowmere Bridge", "Two naloxone kits, brought round", **REAL),
        0,
        Answer(AnswerWord.YES),
    ),
    "prescriber": Story(
        "I need somebody to sort my script before the weekend.",
        Category.DRUGS_AND_TREATMENT,
        Urgency.TODAY,
        1,
    ),
    "home_real": Story(
        "A place with a door I can lock, for me and the baby.",
        Category.HOME,
        Urgency.SOON,
        25,
        _offer("Harrowmere Housing Rights", "A worker who goes with her to the council", **REAL),
        1,
        Answer(AnswerWord.YES),
    ),
    "home_unreal": Story(
        "Somewhere that is not his.",
        Category.HOME,
        Urgency.SOON,
        30,
        _offer("Town Hall housing desk", "An appointment, if she rings at nine"),
        6,
        Answer(AnswerWord.NO, "I cannot ring at nine, he is there.", Barrier.WRONG_TIME),
    ),
    "solicitor": Story(
        "Someone to read it with me before I sign.",
        Category.PAPERS_AND_STATUS,
        Urgency.SOON,
        8,
        _offer(
            "Harrowmere Law Centre",
            "A solicitor for an hour",
            getting_there=GettingThere.NO_WAY_THERE,
            conditions=("Bring identity papers",),
        ),
        3,
        Answer(AnswerWord.NOT_NOW, "", Barrier.TOO_FAR),
    ),
    "script": Story(
        "My script did not come over from inside.",
        Category.DRUGS_AND_TREATMENT,
        Urgency.TODAY,
        4,
        _offer("Harrowmere Drug and Alcohol Team", "Same-day prescriber, Nell goes along", **REAL),
        0,
        Answer(AnswerWord.YES),
    ),
    "food": Story("Something for the cupboard till Friday.", Category.MONEY, Urgency.TODAY, 1),
    "idva": Story(
        "Somebody who knows how to leave safely.",
        Category.SAFETY,
        Urgency.SOON,
        28,
        _offer("Independent domestic violence adviser", "She meets her where she likes", **REAL),
        1,
        Answer(AnswerWord.YES),
    ),
    "travel": Story("Bus money to see the baby every day.", Category.MONEY, Urgency.TODAY, 10),
    "childcare": Story(
        "Someone to mind the little one for the group.",
        Category.CHILDREN,
        Urgency.THIS_WEEK,
        14,
        _offer("Harrowmere group", "A place in the group", childcare=Childcare.NONE, conditions=()),
        4,
        Answer(AnswerWord.NO, "", Barrier.NO_CHILDCARE),
    ),
    "money": Story("Help with the form they stopped.", Category.MONEY, Urgency.SOON, 12),
    "birth_certificate": Story(
        "I need my birth certificate.", Category.PAPERS_AND_STATUS, Urgency.THIS_WEEK, 9
    ),
    "classes": Story("I want to learn to read properly.", Category.MY_WORDS, Urgency.THIS_WEEK, 60),
    "phone": Story("A phone of my own, pay as you go.", Category.MONEY, Urgency.SOON, 5),
}

LONGINGS = (
    "To swim in the sea with all three of them.",
    "A kitchen where it smells of my nan's cooking.",
    "To be somebody's mum who comes to the school play.",
    "One whole week when nobody writes anything about me.",
)


def demands(name: str, now: datetime) -> tuple[Demand, ...]:
    """The demands of a story, in the days to come."""
    soon = at_hour(open_day(local_day(now + timedelta(days=2))), 10)
    found = {
        "clash": (
            _appointment("Harrowmere Hospital Maternity", "Scan", soon, "Hospital, floor 2"),
            _appointment(
                "Harrowmere Drug and Alcohol Team", "Review", soon + timedelta(minutes=20), "Old Town"
            ),
        ),
        "tests": (
            Demand(
                agency="Harrowmere Children's Services",
                what=DemandKind.TEST,
                words="You must give a hair sample every month or it goes in the report.",
                said_by="A social worker",
                consequence="Said to go into the report for court",
            ),
        ),
        "must": (
            Demand(
                agency="Harrowmere Bridge",
                what=DemandKind.CONDITION,
                words="You must ring before ten to keep the place in the group.",
                is_ours=True,
            ),
        ),
    }
    return found[name]


def _appointment(agency: str, what: str, starts_at: datetime, where: str) -> Demand:
    return Demand(
        agency=agency,
        what=DemandKind.APPOINTMENT,
        words=f"{what}: you must come on time or the place goes to someone else.",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        where=where,
    )


SAID = SaidHow.IN_PERSON


def told(offer: Offer, at: datetime) -> Offer:
    """The offer as told to her at `at`, from that day on; where no worker made it sure, from when is not known."""
    from_day = local_day(at) if offer.told_by else None
    return msgspec.structs.replace(offer, told_at=at, told_by=offer.told_by or "Jo", from_day=from_day)


def ask_of(story: Story) -> Ask:
    """The ask of a story."""
    return Ask(words=story.words, urgency=story.urgency, said_how=SAID)
