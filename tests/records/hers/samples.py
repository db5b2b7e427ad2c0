"""A way in of Robin's, as Jo sets it up beside her."""

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.policy.facts import herself
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import AskedFirst, WhoLooks, WhosePhone
from hrm2m.records.hers.kinds import Kind
from tests import worlds


WORDS = "sea shell horse button candle"
QUIET = "paper garden window yellow spoon"
ASKED = AskedFirst(WhosePhone.HERS, WhoLooks.NOBODY, alone=True, safe=True)


def ask(team: worlds.Team, mother: str, asked: AskedFirst = ASKED) -> str:
    """The questions that come first, with good answers."""
    return hers.ask_first(by=team.jo, mother=mother, asked=asked, at=clock.now())


def set_up(team: worlds.Team, mother: str, code: str = WORDS, quiet: str = QUIET) -> Actor:
    """Jo asks first and sets up words; she herself, as she acts by them."""
    ask(team, mother)
    way = hers.set_up(by=team.jo, mother=mother, kind=Kind.WORDS, code=code, quiet=quiet)
    return herself(team.jo.area, way)
