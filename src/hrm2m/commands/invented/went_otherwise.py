"""What happens seldom and must be seen: shared wrongly, a baby's death, a lost phone, two records of one, a pack."""

from datetime import timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented import shared
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import AREA, drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.records.agencies.doors.queries import DoorCard, doors_in
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.packing import PackFor
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import AskedFirst, WhoLooks, WhosePhone
from hrm2m.records.hers.kinds import Kind
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.entries import Regulator
from hrm2m.records.whole import baby, linking


MISTAKEN = {"Bramble": None, "Moss": Regulator.TOLD, "Dove": Regulator.NOT_NEEDED}
"""Whose words went wrong, and what the lead has decided about the regulator; None: not yet."""
LOST_A_BABY = "Saffron"
LOST_HER_PHONE = "Sedge"
WORDS, QUIET = "candle button horse shell sea", "spoon yellow window garden paper"
ONE_WOMAN = ("Marlo", "Birch")
MEETS = "Robin"


def write_what_went_otherwise(loading: Loading) -> None:
    """Writes each as a worker does, over the last days."""
    midwife = next(card for card in doors_in(AREA) if not card.is_shared)
    with drawn_from_seed("what went otherwise"):
        for handle, decided in MISTAKEN.items():
            _shared_wrongly(loading, handle, midwife, decided)
        _loss(loading)
        _lost_phone(loading)
        _linked(loading)
        _pack(loading, midwife)


def _shared_wrongly(loading: Loading, handle: str, midwife: DoorCard, decided: Regulator | None) -> None:
    mother, cast = loading.mothers[handle]
    ref = shared.sent(mother, cast.builder, midwife, loading.now - timedelta(days=4))
    with clock.at(loading.now - timedelta(days=1)):
        wrong = referrals.note_wrong(
            by=cast.builder,
            mother=mother,
            referral=ref,
            what="The words were another woman’s: they were copied from her draft. The midwife rang me.",
            done="I rang her back and asked her to keep nothing.",
            at=clock.now(),
        )
    if decided is None:
        return
    with clock.at(loading.now - timedelta(hours=3)):
        referrals.decide_wrong(
            by=loading.actors["kit"],
            mother=mother,
            wrong=wrong,
            regulator=decided,
            why="Two women are touched by it." if decided is Regulator.TOLD else "Nobody else had read it.",
            telling_her="By her bridge builder, in person, this week.",
            at=clock.now(),
        )


def _loss(loading: Loading) -> None:
    """Her bridge builder wrote it; cover is asked to sign."""
    mother, cast = loading.mothers[LOST_A_BABY]
    at = loading.now - timedelta(hours=20)
    with clock.at(at):
        baby.baby_died(by=cast.builder, mother=mother, at=at)


def _lost_phone(loading: Loading) -> None:
    """Her page was set up, and is shut since she told cover that her phone is gone."""
    mother, cast = loading.mothers[LOST_HER_PHONE]
    asked = AskedFirst(WhosePhone.HERS, WhoLooks.NOBODY, alone=True, safe=True, words="")
    with clock.at(loading.now - timedelta(days=9)):
        hers.ask_first(by=cast.builder, mother=mother, asked=asked, at=clock.now())
        hers.set_up(by=cast.builder, mother=mother, kind=Kind.WORDS, code=WORDS, quiet=QUIET)
    with clock.at(loading.now - timedelta(days=2)):
        hers.freeze(by=cast.cover, handle=LOST_HER_PHONE)


def _linked(loading: Loading) -> None:
    """One worker is near both; somebody else asks her again."""
    (mother, cast), (other, _) = (loading.mothers[handle] for handle in ONE_WOMAN)
    at = loading.now - timedelta(days=5)
    with clock.at(at):
        linking.link(by=cast.builder, mother=mother, other=other, at=at)


def _pack(loading: Loading, midwife: DoorCard) -> None:
    """Made yesterday for a meeting; nothing of it is kept but the line, and it can be printed again."""
    mother, cast = loading.mothers[MEETS]
    with clock.at(loading.now - timedelta(days=1)):
        pack = PackFor(
            (cast.builder.worker_ref,),
            (midwife.ref,),
            Purpose.BABY_AND_BIRTH,
            local_day(clock.now()) + timedelta(days=14),
            wants_said="That I come because I want to, and that I keep the cot by my bed.",
        )
        handovers.make_pack(by=cast.builder, mother=mother, pack=pack)
