"""Making a pack for a meeting: read once, for a purpose, written in her ledger with its number; nothing is sent."""

from collections.abc import Iterator
from datetime import timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import ids
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.at_the_table import AtTheTable, agreed_categories
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies.doors.queries import doors_in
from hrm2m.records.bridges import there
from hrm2m.records.bridges.queries import who_can_see
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.consent.queries import consents_on
from hrm2m.records.handovers.packing import Pack, PackFor, packed
from hrm2m.vault import door
from hrm2m.vault.box import Box


LONGEST_DAYS = 31
"""How long a pack may say that it can be relied on (policy_choice)."""
MOST_AT_THE_TABLE = 12


def make_pack(*, by: Actor, mother: str, pack: PackFor) -> Pack:
    """The pack for those at this table; the line in her ledger has its number, and whom it is for, sealed.

    An agency reads the categories that she said yes to for this purpose and no
    more; without her yes only her own words that she lets be read there. Raises BadInput.
    """
    said = ActFacts(purpose=f"Meeting pack: {pack.purpose.value.replace('_', ' ')}")
    with door.acting(by=by, permission=Permission.PACK_MAKE, mother=mother, act=said) as box:
        today = local_day(box.now)
        if not today <= pack.until <= today + timedelta(days=LONGEST_DAYS):
            field = "until"
            sentence = f"Choose a day from today on, at most {LONGEST_DAYS} days ahead: much changes."
            raise BadInput(field, sentence)
        if not 0 < len(pack.workers) + len(pack.doors) <= MOST_AT_THE_TABLE:
            field = "doors"
            sentence = f"Choose who sits at the table, at most {MOST_AT_THE_TABLE}."
            raise BadInput(field, sentence)
        table = (*_near_her(box, pack), *_outside(box, pack))
        number = ids.new_ref()
        box.note(pack=number, at_table=len(table), until=pack.until.isoformat())
        return packed(box, pack, table, number)


def _near_her(box: Box, pack: PackFor) -> Iterator[AtTheTable]:
    """Whoever can see her record now; the one who makes it among them."""
    seers = {seer.worker_ref: seer.first_name for seer in who_can_see(box.mother_id, box.now)}
    for ref in dict.fromkeys(pack.workers):
        if ref not in seers:
            field, sentence = "workers", "Choose from the list: only whoever may open her record now."
            raise BadInput(field, sentence)
        yield AtTheTable(seers[ref], near_her=True)


def _outside(box: Box, pack: PackFor) -> Iterator[AtTheTable]:
    """Whoever answers for an agency: with the categories she said yes to for it, and nothing else."""
    cards = {card.ref: card for card in doors_in(box.area)}
    consents = [card.as_fact for card in consents_on(box.mother_id)]
    for ref in dict.fromkeys(pack.doors):
        card = cards.get(ref)
        if card is None:
            field, sentence = "doors", "Choose from the list of doors."
            raise BadInput(field, sentence)
        if there.is_barred(box.mother_id, Chosen(card.worker_id, card.agency_id), box.now):
            field, sentence = "doors", f"She does not want {card.called} to read anything of hers."
            raise BadInput(field, sentence)
        categories = agreed_categories(
            consents, agency_id=card.agency_id, purpose=pack.purpose.value, now=box.now
        )
        yield AtTheTable(f"{card.called}, {card.agency_name}", categories=categories)
