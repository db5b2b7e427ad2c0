"""Every action of her own side once."""

from hrm2m.policy import Compartment
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import AskedFirst, HerWords, Moment, WhoLooks, WhosePhone
from hrm2m.records.hers.kinds import Kind
from tests.house.acts_of_accounts import HOUSE
from tests.house.smallest_world import Act, World
from tests.records.asks import samples


ASKED = AskedFirst(WhosePhone.HERS, WhoLooks.NOBODY, alone=True, safe=True)
WORDS = "sea shell horse button candle"


def asked_first(world: World) -> str:
    return hers.ask_first(by=world.team.jo, mother=world.mother, asked=ASKED, at=world.now)


def let_in(world: World) -> str:
    asked_first(world)
    return hers.set_up(by=world.team.jo, mother=world.mother, kind=Kind.WORDS, code=WORDS, quiet="")


def frozen(world: World) -> str:
    way = let_in(world)
    hers.freeze(by=world.team.vic, handle="Robin")
    return way


def wrote(world: World) -> str:
    let_in(world)
    said = HerWords(Moment.TEXT, "Can you ring me?")
    return hers.say(by=world.actor("herself"), mother=world.mother, said=said, at=world.now)


def asked(world: World) -> str:
    let_in(world)
    return samples.ask(world.team, world.mother)


HERS = {
    "ask_first": Act(lambda w, by: hers.ask_first(by=by, mother=w.mother, asked=ASKED, at=w.now)),
    "set_up": Act(
        lambda w, by: hers.set_up(by=by, mother=w.mother, kind=Kind.WORDS, code=WORDS, quiet=""),
        before=asked_first,
    ),
    "open_again": Act(lambda w, by: hers.open_again(by=by, mother=w.mother, way=w.made), before=frozen),
    "take_away": Act(lambda w, by: hers.take_away(by=by, mother=w.mother, way=w.made), before=let_in),
    "freeze": Act(lambda w, by: hers.freeze(by=by, handle="Robin"), by="vic", before=let_in, **HOUSE),
    "close_own": Act(lambda w, by: hers.close_own(by=by, mother=w.mother), by="herself", before=let_in),
    "say": Act(
        lambda w, by: hers.say(by=by, mother=w.mother, said=HerWords(Moment.TEXT, "Hello"), at=w.now),
        by="herself",
        before=let_in,
    ),
    "mark_read": Act(lambda w, by: hers.mark_read(by=by, mother=w.mother, said=w.made), before=wrote),
    "reply": Act(
        lambda w, by: hers.reply(
            by=by,
            mother=w.mother,
            compartment=Compartment.GENERAL,
            about=w.made,
            words="I said two.",
            not_right=True,
            at=w.now,
        ),
        by="herself",
        before=asked,
    ),
}
