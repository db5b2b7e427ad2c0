"""A few invented worries, a referral that was sent and a request in, through the actions that workers use."""

from datetime import datetime, timedelta

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.requests import actions as requests
from hrm2m.records.requests.actions import CameIn
from hrm2m.records.requests.entries import About, Asker, Asking
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.entries import Asked, DrugUse, Grounds, HowTold, TouchesThisChild, Worry
from hrm2m.records.worries.paper import Sending
from hrm2m.records.worries.telling import Telling


STAIRS = (
    "The little one was on the stairs alone at nine at night, twice this week. Her sister came after an hour."
)
COLD = Grounds(
    asks=Asked.EARLY_HELP,
    look_at="Heating and a cot: there is no money for either",
    words="The flat was cold and the baby slept on the sofa.",
    fact="Seen by me at the door on both visits",
    opinion="It is about money, not about care",
    whose_opinion="her bridge builder",
)
HELD = Sending(
    how=HowTold.RING,
    whom="Duty desk, a Ms Quill",
    reason="He said on the telephone that he would come and take the boy",
    child="A boy of six, at school in Mill End",
    mother="Known to us by a handle only",
    grounds=Grounds(
        asks=Asked.SIGNIFICANT_HARM,
        look_at="The man who threatens her, and who fetches the boy from school",
        words="She rang at eight. He stood outside and shouted that he would take the boy tonight.",
        fact="I heard him shout while she held the telephone out of the window",
    ),
    touches=TouchesThisChild(DrugUse.NO_PART),
    telling=Telling(was_told=True, how="By me, on the telephone", her_account="She asked me to ring them."),
)
ASKED = CameIn(
    Asker.SOCIAL_WORKER,
    About.CHILD,
    Asking(
        "A. Thorne",
        "A council two counties away",
        "01632 960455",
        "",
        "Section 47, they said",
        "Whether a woman with a baby of three months has come to us since the spring",
    ),
)


def write_worries(loading: Loading) -> None:
    """Writes them as they came in over the last days; Ruth finds them on her desk."""
    builder = {handle: cast.builder for handle, (_ref, cast) in loading.mothers.items()}
    refs = {handle: ref for handle, (ref, _cast) in loading.mothers.items()}
    with drawn_from_seed("worries"):
        _raised(
            loading,
            builder["Robin"],
            refs["Robin"],
            Worry(Grounds(words=STAIRS), about_how_old="about two"),
            4,
        )
        _read_and_asked(loading, builder["Coral"], refs["Coral"])
        with clock.at(_ago(loading, hours=20)):
            worries.refer(by=builder["Lark"], mother=refs["Lark"], sending=HELD, at=clock.now())
        with clock.at(_ago(loading, hours=3)):
            requests.record_request(by=loading.actors["sam"], came_in=ASKED, at=clock.now())


def _raised(loading: Loading, by: Actor, mother: str, worry: Worry, days_ago: int) -> str:
    with clock.at(_ago(loading, hours=24 * days_ago)):
        return worries.raise_worry(by=by, mother=mother, worry=worry, how_known="seen", at=clock.now())


def _read_and_asked(loading: Loading, by: Actor, mother: str) -> None:
    ref = _raised(loading, by, mother, Worry(Grounds(words=COLD.words), about_how_old="a baby"), 9)
    ruth = loading.actors["ruth"]
    with clock.at(_ago(loading, hours=24 * 8)):
        seen = worries.read_worry(by=ruth, worry=ref, seen="", at=clock.now(), words="Rang Jo about it")
    with clock.at(_ago(loading, hours=24 * 7)):
        worries.ask_decision(by=ruth, worry=ref, grounds=COLD, seen=seen, at=clock.now())


def _ago(loading: Loading, *, hours: int) -> datetime:
    return loading.now - timedelta(hours=hours)
