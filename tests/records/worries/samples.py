"""The smallest worries and referrals, made through the same actions that workers use."""

from dataclasses import replace

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.entries import Asked, DrugUse, Grounds, SecondLook, TouchesThisChild, Worry
from hrm2m.records.worries.models import WorryRow
from hrm2m.records.worries.paper import Sending
from hrm2m.records.worries.telling import Telling


SAW = "He was alone on the landing twice this week, about nine at night."
GROUNDS = Grounds(
    asks=Asked.CHILD_IN_NEED,
    look_at="Who is with him at night",
    words=SAW,
    fact="Seen twice on the landing",
    opinion="He may be left alone at night",
    whose_opinion="Sam",
)
SENDING = Sending(
    whom="Duty desk",
    reason="He was alone again",
    child="A boy, about four",
    mother="Known to us as Robin",
    grounds=GROUNDS,
    touches=TouchesThisChild(DrugUse.NO_PART),
    telling=Telling(was_told=True, how="By me, at the door"),
)
NOT_TOLD = Telling(was_told=False, why_not="He listens in, and he hits her")
LOOK = SecondLook("Read it. It says what was seen, and who said it.")


def a_worry(words: str = SAW) -> Worry:
    return Worry(Grounds(words=words), about_how_old="about four")


def raised(by: Actor, mother: str, telling: Telling | None = None) -> str:
    return worries.raise_worry(
        by=by, mother=mother, worry=a_worry(), how_known="seen", at=clock.now(), telling=telling
    )


def sent(by: Actor, mother: str, **more: object) -> str:
    return worries.refer(by=by, mother=mother, sending=replace(SENDING, **more), at=clock.now())  # type: ignore[arg-type] # a part of the sending


def all_worries() -> list[str]:
    return list(WorryRow.objects.order_by("id").values_list("entry", flat=True))
