"""Every action of her own side once."""

from hrm2m.policy import Category, Compartment
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import AskedFirst, HerWords, Moment, ToEnding, WhoLooks, WhosePhone
from hrm2m.records.hers.kinds import CopyWay, Kind
from hrm2m.records.showing import actions as showing
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


def wished(world: World) -> str:
    way = let_in(world)
    hers.wish_to_end(by=world.actor("herself"), mother=world.mother, at=world.now)
    return way


def asked(world: World) -> str:
    let_in(world)
    return samples.ask(world.team, world.mother)


def copy_asked(world: World) -> str:
    let_in(world)
    return hers.ask_for_copy(by=world.actor("herself"), mother=world.mother, way=CopyWay.HERE, at=world.now)


def told_of_her(world: World) -> tuple[str, str]:
    """A copy, and an entry in somebody else's words that she may read."""
    entry = asks.record_demand(
        by=world.team.jo,
        mother=world.mother,
        demand=Demand("Council", DemandKind.MUST_OR, "Be at home on Friday"),
        category=Category.HOME,
        at=world.now,
        known=Known("told_by", "her landlord"),
    )
    showing.let_her_read(by=world.team.jo, entry=entry, why="She knows of it", at=world.now)
    return copy_asked(world), entry


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
    "wish_to_end": Act(
        lambda w, by: hers.wish_to_end(by=by, mother=w.mother, at=w.now), by="herself", before=let_in
    ),
    "take_wish_back": Act(
        lambda w, by: hers.take_wish_back(by=by, mother=w.mother, at=w.now), by="herself", before=wished
    ),
    "may_be_reached_again": Act(
        lambda w, by: hers.may_be_reached_again(by=by, mother=w.mother, at=w.now),
        by="herself",
        before=wished,
    ),
    "write_what_she_says_of_ending": Act(
        lambda w, by: hers.write_what_she_says_of_ending(
            by=by, mother=w.mother, says=ToEnding.STAYS, words="", at=w.now
        ),
        before=wished,
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
    "ask_for_copy": Act(
        lambda w, by: hers.ask_for_copy(by=by, mother=w.mother, way=CopyWay.PAPER, at=w.now), before=let_in
    ),
    "keep_copies_checked": Act(
        lambda w, by: hers.keep_copies_checked(by=by), by="machine", before=told_of_her
    ),
    "take_copy_back": Act(
        lambda w, by: hers.take_copy_back(by=by, mother=w.mother), by="herself", before=copy_asked
    ),
    "check_for_copy": Act(
        lambda w, by: hers.check_for_copy(
            by=by,
            copy=w.made[0],
            compartment=Compartment.GENERAL,
            entry=w.made[1],
            gives=True,
            why="She was there",
            at=w.now,
        ),
        before=told_of_her,
    ),
    "hand_over_part": Act(
        lambda w, by: hers.hand_over_part(
            by=by, copy=w.made, compartment=Compartment.GENERAL, is_all=True, at=w.now
        ),
        before=copy_asked,
    ),
    "she_has_copy": Act(
        lambda w, by: hers.she_has_copy(by=by, mother=w.mother), by="herself", before=copy_asked
    ),
}
