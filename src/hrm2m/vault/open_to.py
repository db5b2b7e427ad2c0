"""Which records a list may lead to: a decision for each, nothing opened; the page it leads to decides again."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from hrm2m.policy import Actor, Permission, Standing, decide
from hrm2m.policy.facts import ActFacts, Facts
from hrm2m.policy.opens import OPENS
from hrm2m.vault import standing
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Head


def refs_open_to(
    by: Actor,
    mothers: Iterable[int],
    now: datetime,
    permission: Permission = Permission.MOTHER_SEE,
    about: str = "",
    author_id: int | None = None,
    second_id: int | None = None,
) -> Mapping[int, str]:
    """The refs of those mothers on whom the policy would allow this act, once purpose is said; nothing is opened.

    Without a permission said: to open the general record. `about` is the ref of the plan that the act is about,
    `author_id` whoever wrote what is looked at, `second_id` who was asked to.
    """
    heads = Head.objects.filter(id__in=set(mothers) - {HOUSE})
    of_each = standing.facts_of(by, [head.id for head in heads], now)
    opens = OPENS[permission].reads
    said = ActFacts(purpose="board", about=about, author_id=author_id, second_signer_id=second_id)
    return {
        head.id: head.ref
        for head in heads
        if decide(
            permission,
            Facts(by, now, standing.mother_facts(head), of_each.get(head.id, ()), said, opens),
        ).allowed
    }


def who_may_open(actors: Iterable[Actor], mother: int, now: datetime) -> frozenset[Actor]:
    """Those of these workers to whom the policy would open her general record, once purpose is said; nothing is opened.

    As many statements for all of them as for one.
    """
    head = Head.objects.exclude(id=HOUSE).filter(id=mother).first()
    if head is None:
        return frozenset()
    her, standings = standing.mother_facts(head), standing.everybody_on(mother, now)
    opens, said = OPENS[Permission.MOTHER_SEE].reads, ActFacts(purpose="board")
    return frozenset(
        by
        for by in actors
        if decide(Permission.MOTHER_SEE, Facts(by, now, her, _of(by, standings), said, opens)).allowed
    )


def _of(by: Actor, standings: Iterable[Standing]) -> tuple[Standing, ...]:
    return tuple(each for each in standings if each.is_of(by))
