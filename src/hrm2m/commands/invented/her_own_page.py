"""A page of her own in the invented area: Robin has words that open it, and others for what is next alone."""

from hrm2m.commands.invented.loader import SAID_SO, Loading
from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.policy.facts import herself
from hrm2m.records.hers import actions
from hrm2m.records.hers.entries import AskedFirst, HerWords, Moment, WhoLooks, WhosePhone
from hrm2m.records.hers.kinds import Kind


WHO = SAID_SO
WORDS = "sea shell horse button candle"
QUIET = "paper garden window yellow spoon"
ASKED = AskedFirst(
    WhosePhone.HERS, WhoLooks.SOMEBODY, alone=True, safe=True, words="Only when I am at my sister’s."
)
SHE_WROTE = HerWords(Moment.TEXT, "Can we make it the library again?")


def write_her_own_page(loading: Loading) -> None:
    """Sets it up at the time the area is made for, and lets her write."""
    mother, cast = loading.mothers[WHO]
    with drawn_from_seed(f"{WHO} own page"), clock.at(loading.now):
        actions.ask_first(by=cast.builder, mother=mother, asked=ASKED, at=loading.now)
        way = actions.set_up(by=cast.builder, mother=mother, kind=Kind.WORDS, code=WORDS, quiet=QUIET)
        her = herself(cast.builder.area, way)
        actions.say(by=her, mother=mother, said=SHE_WROTE, at=loading.now)
