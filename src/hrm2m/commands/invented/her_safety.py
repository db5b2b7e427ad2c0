"""What is written of her own safety in the invented area: one thing that was done to her, and a way on with her yes."""

from datetime import datetime, timedelta

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.safety import actions
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety, HerSay, Now, WayOn, WayTo


HE_DID = HerSafety(
    Harm.CONTROL,
    "He keeps my script money and counts my tablets out to me.",
    "her ex",
    "keeps her money and gives her medicine out one by one",
    Now.GOES_ON,
)
WITH_HER_YES = WayOn(
    WayTo.IDVA, HerSay.YES, taken=True, whom="Fay, on the telephone", her_words="If I can bring my sister."
)


def write(*, builder: Actor, mother: str, now: datetime) -> None:
    """Writes both, some days ago."""
    at = now - timedelta(days=3)
    with clock.at(at):
        entry = actions.note(by=builder, mother=mother, safety=HE_DID, telling=Telling(), at=at)
    at = now - timedelta(days=2)
    with clock.at(at):
        actions.take_way_on(
            by=builder, mother=mother, entry=entry, way=WITH_HER_YES, telling=Telling(), at=at
        )
