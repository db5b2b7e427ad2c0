"""Juno wants a copy of her record on paper; what is about her children waits to be checked by a safeguarding lead."""

from datetime import timedelta

from hrm2m.commands.invented.children_noticed import NAMED
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.records.hers import actions
from hrm2m.records.hers.kinds import CopyWay


def write_copy_asked(loading: Loading) -> None:
    """She said it to her bridge builder four days ago."""
    mother, cast = loading.mothers[NAMED]
    with drawn_from_seed(f"{NAMED} copy"), clock.at(loading.now - timedelta(days=4)):
        actions.ask_for_copy(by=cast.builder, mother=mother, way=CopyWay.PAPER, at=clock.now())
