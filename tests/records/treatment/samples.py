"""Invented treatment: a mother whom Tom treats because she said yes, and what can be written about it."""

from datetime import date, timedelta
from typing import Any

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Permission
from hrm2m.records.treatment import actions, queries
from hrm2m.records.treatment.actions import Told
from hrm2m.records.treatment.entries import (
    DrugUse,
    HowUsed,
    Medication,
    MedicationChange,
    MedicationEnded,
    Medicine,
    MissedCollection,
    Prescribed,
    SafeKeeping,
    Taken,
    Weekday,
    WhoAsked,
    YesNo,
)
from hrm2m.vault import door
from tests import worlds


def today() -> date:
    return local_day(clock.now())


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)


def told() -> Told:
    return Told(her_at=clock.now(), how="in the room")


def treated(team: worlds.Team, handle: str = "Robin", *, begun_days_ago: float = 60) -> str:
    """A named mother whom Tom treats; her ref."""
    mother = worlds.begin_named(team, handle, days_ago=begun_days_ago)
    treats(team, mother)
    return mother


def treats(team: worlds.Team, mother: str, worker: Actor | None = None, called: str = "Robin I.") -> str:
    """Says that Tom (or this worker) treats her; the ref of it."""
    return actions.begin_treating(
        by=team.jo,
        mother=mother,
        worker=(worker or team.tom).worker_ref,
        called=called,
        at=clock.now(),
    )


def prescribed(**changes: Any) -> Prescribed:
    body: dict[str, Any] = {
        "dose": "40 mg once a day",
        "form": "liquid 1 mg/ml",
        "taken": Taken.SUPERVISED,
        "why_so": "she is in her first month",
        "pharmacy": "Quayside Pharmacy",
        "collection_days": (Weekday.MONDAY, Weekday.THURSDAY),
        "prescriber": "Dr Invented",
    }
    return Prescribed(**(body | changes))


def a_medication(**changes: Any) -> Medication:
    body: dict[str, Any] = {
        "medicine": Medicine.METHADONE,
        "started": days_ago(20),
        "prescribed": prescribed(),
    }
    return Medication(**(body | changes))


def takes(team: worlds.Team, mother: str, **changes: Any) -> str:
    return actions.begin_medication(
        by=team.tom, mother=mother, medication=a_medication(**changes), told=told()
    )


def a_change(**changes: Any) -> MedicationChange:
    body: dict[str, Any] = {
        "changed": days_ago(2),
        "what": "take-home at weekends",
        "who_asked": WhoAsked.SHE,
        "why": "her boy's school is across town",
        "prescribed": prescribed(taken=Taken.SOME_OF_EACH),
    }
    return MedicationChange(**(body | changes))


def an_end(**changes: Any) -> MedicationEnded:
    body: dict[str, Any] = {
        "last_dose": days_ago(1),
        "is_interrupted": True,
        "who_asked": WhoAsked.PRESCRIBER,
        "why": "the script ran out over the weekend",
    }
    return MedicationEnded(**(body | changes))


def a_miss(**changes: Any) -> MissedCollection:
    body: dict[str, Any] = {"day": days_ago(1), "in_a_row": 1}
    return MissedCollection(**(body | changes))


def keeping(**changes: Any) -> SafeKeeping:
    body: dict[str, Any] = {
        "locked_box": YesNo.YES,
        "child_stays": YesNo.YES,
        "shown_how": YesNo.NOT_ASKED,
        "asked_at": today(),
    }
    return SafeKeeping(**(body | changes))


def a_test(**changes: Any) -> DrugUse:
    body: dict[str, Any] = {
        "what": "cocaine",
        "how": HowUsed.TESTED,
        "result": "positive",
        "cut_off": "50 ng/ml",
        "laboratory": "Invented Labs",
        "her_account": "a line on Friday, nothing since",
    }
    return DrugUse(**(body | changes))


def treatment_of(team: worlds.Team, mother: str) -> queries.Treatment:
    """What Tom's page shows of her."""
    with door.looking(
        by=team.tom, permission=Permission.TREATMENT_SEE, mother=mother, page="treatment"
    ) as box:
        return queries.treatment_in(box)
