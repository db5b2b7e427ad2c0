"""Which records a list may lead to: a decision for each, nothing opened; the page it leads to decides again."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from hrm2m.policy import Actor, Permission, decide
from hrm2m.policy.facts import ActFacts, Facts
from hrm2m.policy.opens import OPENS
from hrm2m.vault import standing
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Head


def refs_open_to(by: Actor, mothers: Iterable[int], now: datetime) -> Mapping[int, str]:
    """The refs of those mothers whose general record the policy would open to the actor, once purpose is said."""
    heads = Head.objects.filter(id__in=set(mothers) - {HOUSE})
    of_each = standing.facts_of(by, [head.id for head in heads], now)
    opens = OPENS[Permission.MOTHER_SEE].reads
    said = ActFacts(purpose="board")
    return {
        head.id: head.ref
        for head in heads
        if decide(
            Permission.MOTHER_SEE,
            Facts(by, now, standing.mother_facts(head), of_each.get(head.id, ()), said, opens),
        ).allowed
    }
