"""Danger that was raised in the invented area: one that two people look at today, one that they looked at together."""

from datetime import datetime, timedelta

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger.actions import Look
from hrm2m.records.danger.who import Becomes, Shown, Who


ALONE = "The boy was alone in the flat at nine. There was a pan on the stove. I stayed till his nan came."
BLUE = "She was blue and would not wake. I gave naloxone twice. The ambulance took her at ten past eight."
TOGETHER = Look(
    becomes=(Becomes.NOTHING_MORE.value,),
    shown=Shown.SHOWN.value,
    words="She is home since Monday. Her bridge builder brings her two kits and tells her what was written.",
)


def write_danger(loading: Loading) -> None:
    """Raises both at the hour at which they came, and lets somebody say *I have it*: nobody is told again by them."""
    by, to = loading.actors["sam"], loading.actors["ruth"]
    with drawn_from_seed("danger"):
        _raised(loading, by, to, Who.A_CHILD, ALONE, "Bramble", hours=22)
        old = _raised(loading, by, to, Who.HER, BLUE, "Lark", hours=24 * 5)
        with clock.at(_ago(loading, hours=24 * 4)):
            danger.look_at_together(
                by=to, alert=old, second=loading.actors["kit"].worker_ref, look=TOGETHER, at=clock.now()
            )


def _raised(loading: Loading, by: Actor, to: Actor, who: Who, words: str, handle: str, *, hours: int) -> str:
    mother, _cast = loading.mothers[handle]
    with clock.at(_ago(loading, hours=hours)):
        ref = danger.raise_danger(by=by, who=who.value, words=words, mother_ref=mother, at=clock.now()).ref
    with clock.at(_ago(loading, hours=hours) + timedelta(minutes=8)):
        danger.have_it(by=to, alert=ref, at=clock.now())
    return ref


def _ago(loading: Loading, *, hours: int) -> datetime:
    return loading.now - timedelta(hours=hours)
