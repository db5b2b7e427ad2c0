"""Questions without a name in every state, asked of the invented doors through the actions that workers use."""

from datetime import datetime, timedelta

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import AREA, drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies.doors.queries import DoorCard, doors_in
from hrm2m.records.agencies.queries import actor_for, agencies_named
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.actions.asking import Asking
from hrm2m.records.enquiries.entries import Constraint, Need, Question, Reply, Says, Weeks
from hrm2m.records.enquiries.queries import enquiry_card


MIDWIFE = Question(
    Need.PREGNANCY,
    Weeks.NEXT_TWO_WEEKS,
    constraints=(Constraint.WOMAN_WORKER, Constraint.SOMEBODY_WITH_HER),
    words="She has not seen a midwife yet and is afraid that her baby is taken for it.",
)
SCRIPT = Question(
    Need.TREATMENT,
    Weeks.THIS_WEEK,
    constraints=(Constraint.CHILDREN_COME_ALONG, Constraint.NOT_IN_THE_MORNING),
    words="She wants to start again and cannot wait in a room with men she knows.",
)
TERMS = Reply(
    Says.TERMS,
    "Priya Example",
    does="I meet her once at the café by the library, without a form. Then she says whether she comes again.",
    for_whom="Any pregnant woman, whatever her papers",
    tells={
        "childrens_services": "If a baby would not be safe on the day of the birth. I tell her first.",
        "police": "No. Only if somebody is being hurt right now.",
        "immigration": "No.",
    },
)
FULL = Reply(Says.NOT_NOW, "Ola, duty nurse", why="Nobody can see her before the new year. Ask again then.")
FEAR = Reply(
    Says.CHILD_AT_RISK,
    "Priya Example",
    why="It reads as if a very young baby sleeps where nobody is sober. I would want somebody to look today.",
)


def write_questions(loading: Loading) -> None:
    """Writes them as they went over the last weeks; Jo finds them on her page “Crossing”."""
    with drawn_from_seed("questions"):
        midwife, duty = _doors()
        with clock.at(_ago(loading, days=9)):
            late = _sent(loading, "Robin", duty, SCRIPT)
        _shown(loading, _answered(loading, "Robin", midwife, MIDWIFE, TERMS, 6), "yes", 2)
        _answered(loading, "Wren", midwife, MIDWIFE, TERMS, 3)
        _answered(loading, "Lark", duty, SCRIPT, FULL, 2)
        _answered(loading, "Coral", midwife, MIDWIFE, FEAR, 0)
        with clock.at(_ago(loading, days=0, hours=3)):
            _sent(loading, "Fern", midwife, MIDWIFE)
            _drafted(loading, "Wren", duty, SCRIPT)
        with clock.at(loading.now):
            enquiries.lapse_late(by=machine_actor(AREA))
            enquiries.chase(by=loading.mothers["Robin"][1].builder, enquiry=late, at=clock.now())


def _doors() -> tuple[DoorCard, DoorCard]:
    """The midwife's, and the duty desk's."""
    cards = {card.is_shared: card for card in doors_in(AREA)}
    return cards[False], cards[True]


def _drafted(loading: Loading, handle: str, door: DoorCard, question: Question) -> str:
    mother, cast = loading.mothers[handle]
    asking = Asking(door.ref, question, "She asked for it when we last met")
    return enquiries.draft_enquiry(by=cast.builder, mother=mother, asking=asking, at=clock.now())


def _sent(loading: Loading, handle: str, door: DoorCard, question: Question) -> str:
    ref = _drafted(loading, handle, door, question)
    builder = loading.mothers[handle][1].builder
    return enquiries.send_enquiry(by=builder, enquiry=ref, at=clock.now())


def _answered(
    loading: Loading, handle: str, door: DoorCard, question: Question, reply: Reply, days_ago: int
) -> str:
    with clock.at(_ago(loading, days=days_ago, hours=5)):
        ref = _sent(loading, handle, door, question)
    with clock.at(_ago(loading, days=days_ago, hours=1)):
        enquiries.answer_enquiry(by=_at(door), enquiry=ref, reply=reply, at=clock.now())
    return ref


def _shown(loading: Loading, ref: str, says: str, days_ago: int) -> None:
    builder = loading.mothers["Robin"][1].builder
    with clock.at(_ago(loading, days=days_ago)):
        seen = enquiry_card(by=builder, enquiry=ref).line.answered_at
        enquiries.tell_her(
            by=builder, enquiry=ref, she_says=says, her_words="If Jo comes along", seen=seen, at=clock.now()
        )


def _at(door: DoorCard) -> Actor:
    found = actor_for(door.worker_id, agencies_named([door.agency_id])[door.agency_id].ref)
    if found is None:
        msg = "Nobody answers at the invented door."
        raise LookupError(msg)
    return found


def _ago(loading: Loading, *, days: int, hours: int = 0) -> datetime:
    return loading.now - timedelta(days=days, hours=hours)
