"""A few invented moves through the actions of workers: one is asked, one is waited for, one is not to be told."""

from datetime import timedelta

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.records.whole import keeping_apart, moving
from hrm2m.records.whole.entries import Takes


ASKED, WAITING, NOT_TOLD = "Tansy", "Moss", "Linnet"
APART = "Rue", "Sage"
NOA = moving.ToWhom("Noa Field", "Mothers’ team, Tidewell", "01632 960 101", (Takes.HER_WORDS,))
WHY = "She says that he lives with her and comes here on Mondays. She wants nobody who knows him."


def write_moves(loading: Loading) -> None:
    """Writes them, and keeps apart two whom the same two workers know, so that the lead has something to see to."""
    with drawn_from_seed("moves"):
        for handle, told, there in ((ASKED, True, True), (WAITING, True, False), (NOT_TOLD, False, False)):
            if handle in loading.mothers:
                _move(loading, handle, told=told, there=there)
        _keep_two_apart(loading)


def _move(loading: Loading, handle: str, *, told: bool, there: bool) -> None:
    mother, cast = loading.mothers[handle]
    with clock.at(loading.now - timedelta(days=3)):
        to = NOA if told else moving.ToWhom()
        moving.plan(
            by=cast.builder, mother=mother, told=told, to=to, words="My aunt lives there.", at=clock.now()
        )
    if there:
        with clock.at(loading.now - timedelta(days=1)):
            words = "Noa meets her at the station on Friday."
            moving.write_heard(by=cast.builder, mother=mother, are_there=True, words=words, at=clock.now())


def _keep_two_apart(loading: Loading) -> None:
    if not set(APART) <= set(loading.mothers):
        return
    one, other = APART
    with clock.at(loading.now - timedelta(days=2)):
        keeping_apart.keep_apart(by=loading.mothers[one][1].lead, first=one, second=other, why=WHY)
