"""Three invented mothers whom Tom treats, through the actions that workers use. Nobody here is anybody."""

from collections.abc import Callable
from datetime import date, timedelta

from hrm2m.cadence import WindowKind
from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented.loader import Loading
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.actions import Told
from hrm2m.records.treatment.conditions import Condition
from hrm2m.records.treatment.entries import (
    DrugUse,
    Goal,
    HowUsed,
    Medication,
    MedicationChange,
    MedicationEnded,
    Medicine,
    MissedCollection,
    Naloxone,
    Outcomes,
    OutcomesStage,
    Prescribed,
    SafeKeeping,
    Taken,
    Weekday,
    WhoAsked,
    WhyMissed,
    WindowAnswer,
    YesNo,
)


LONG_TREATED, JUST_BEGUN, INTERRUPTED = "Juno", "Coral", "Teasel"
PHARMACY = "Quay Street Pharmacy"
DAILY = tuple(day for day in Weekday if day is not Weekday.SUNDAY)


def write_who_is_treated(loading: Loading) -> None:
    """One stable for long, one in her first days with a question waiting, one whose script was interrupted."""
    _for(loading, LONG_TREATED, "Juno", _long_treated)
    _for(loading, JUST_BEGUN, "Coral", _just_begun)
    _for(loading, INTERRUPTED, "Tess H.", _interrupted)


def _for(loading: Loading, handle: str, called: str, write: Callable[[Actor, str, date], None]) -> None:
    mother, cast = loading.mothers[handle]
    tom = loading.actors["tom"]
    with clock.at(loading.now - timedelta(days=12)):
        treatment.begin_treating(
            by=cast.builder, mother=mother, worker=tom.worker_ref, called=called, at=clock.now()
        )
    with clock.at(loading.now - timedelta(hours=5)):
        write(tom, mother, local_day(clock.now()))


def _told() -> Told:
    return Told(her_at=clock.now(), how="in the room")


def _long_treated(tom: Actor, mother: str, today: date) -> None:
    now = clock.now()
    treatment.set_goal(
        by=tom, mother=mother, goal=Goal("To be awake in the mornings when Max gets up"), at=now
    )
    course = treatment.begin_medication(
        by=tom,
        mother=mother,
        medication=Medication(
            Medicine.METHADONE,
            today - timedelta(days=310),
            _liquid("50 mg once a day", Taken.SOME_OF_EACH, "she has a locked box and asked for it"),
        ),
        told=_told(),
    )
    treatment.change_medication(
        by=tom,
        mother=mother,
        course=course,
        change=MedicationChange(
            today - timedelta(days=8),
            "The dose is split in two over the day",
            WhoAsked.SHE,
            "In pregnancy it wears off in the evening; the prescriber agreed",
            _liquid("25 mg twice a day", Taken.SOME_OF_EACH, "the evening half is take-home"),
        ),
        told=_told(),
    )
    _asked_and_tested(tom, mother, today)
    for days, marks in ((180, (6, 9, 7)), (90, (9, 10, 10)), (1, (13, 10, 12))):
        _outcomes(tom, mother, days, marks)


def _asked_and_tested(tom: Actor, mother: str, today: date) -> None:
    now = clock.now()
    treatment.write_safe_keeping(
        by=tom, mother=mother, keeping=SafeKeeping(YesNo.YES, YesNo.YES, YesNo.YES, today), at=now
    )
    treatment.write_naloxone(
        by=tom,
        mother=mother,
        naloxone=Naloxone(YesNo.YES, YesNo.YES, today + timedelta(days=400), "her sister"),
        at=now,
    )
    test = DrugUse(
        "cocaine",
        HowUsed.TESTED,
        result="negative",
        cut_off="50 ng/ml",
        laboratory="Invented Laboratories",
        her_account="I said so",
    )
    treatment.write_drug_use(by=tom, mother=mother, use=test, at=now, told=_told())
    own = DrugUse("heroin", HowUsed.SELF_REPORTED, how_often="once in the last month, on his birthday")
    treatment.write_drug_use(by=tom, mother=mother, use=own, at=now)
    treatment.attach_condition(
        by=tom,
        mother=mother,
        condition=Condition(
            "Harrowmere Drug and Alcohol Team", "Must test every week, or no take-home", "no take-home", True
        ),
        at=now,
    )


def _outcomes(tom: Actor, mother: str, days_ago: int, marks: tuple[int, int, int]) -> None:
    stage = OutcomesStage.START if days_ago > 100 else OutcomesStage.REVIEW
    said = Outcomes(
        stage,
        days={"opiates": (2, 1, 0, 1), "tobacco": (7, 7, 7, 7)},
        amounts={"tobacco": "10 a day"},
        answers={"acute_housing": days_ago > 100},
        scales=dict(zip(("mind", "body", "life"), marks, strict=True)),
    )
    at = clock.now() - timedelta(days=days_ago)
    treatment.write_outcomes(by=tom, mother=mother, outcomes=said, at=at)


def _just_begun(tom: Actor, mother: str, today: date) -> None:
    now = clock.now()
    treatment.set_goal(by=tom, mother=mother, goal=Goal("Not to be ill every morning"), at=now)
    course = treatment.begin_medication(
        by=tom,
        mother=mother,
        medication=Medication(
            Medicine.BUPRENORPHINE,
            today - timedelta(days=9),
            Prescribed(
                "8 mg once a day",
                "under the tongue",
                Taken.SUPERVISED,
                "the first weeks",
                PHARMACY,
                DAILY,
                "Dr Invented Okoro",
            ),
        ),
        told=_told(),
    )
    treatment.write_missed_collection(
        by=tom,
        mother=mother,
        course=course,
        missed=MissedCollection(
            today - timedelta(days=1),
            1,
            WhyMissed.NO_CHILDCARE,
            words="Nobody could sit with her",
            done="Rang the prescriber and the pharmacy the same day",
        ),
    )


def _interrupted(tom: Actor, mother: str, today: date) -> None:
    now = clock.now()
    treatment.set_goal(by=tom, mother=mother, goal=Goal("A pharmacy that is not on his road"), at=now)
    course = treatment.begin_medication(
        by=tom,
        mother=mother,
        medication=Medication(
            Medicine.METHADONE,
            today - timedelta(days=200),
            _liquid("35 mg once a day", Taken.SUPERVISED, "nobody has looked at it since spring"),
        ),
        told=_told(),
    )
    ended = MedicationEnded(
        today - timedelta(days=6),
        is_interrupted=True,
        who_asked=WhoAsked.ANOTHER_AGENCY,
        why="The script was not passed on when the hostel moved her",
        whose="Harrowmere Hostels",
    )
    treatment.end_medication(by=tom, mother=mother, course=course, ended=ended, told=_told())
    yes = WindowAnswer(WindowKind.MEDICATION_STOPPED, ended.last_dose, she_said_yes=True)
    treatment.answer_proposal(by=tom, mother=mother, about=course, answer=yes, at=now)


def _liquid(dose: str, taken: Taken, why_so: str) -> Prescribed:
    return Prescribed(
        dose,
        "liquid 1 mg/ml",
        taken,
        why_so,
        PHARMACY,
        (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY),
        "Dr Invented Okoro",
    )
