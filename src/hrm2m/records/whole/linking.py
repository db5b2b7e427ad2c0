"""Two records that turn out to be one woman: linked with her yes only, and undone at her word; it opens nothing.

Each record stays what it is, with its own bridge, keys and readers. Who may open both sees on each that there is the
other; nobody else sees that there is a link.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.bridges.asked_again import no_longer_asked, promise_to_ask_again
from hrm2m.records.bridges.queries import mothers_near
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.people.entries import Handle
from hrm2m.records.whole.models import RecordLink
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours
from hrm2m.vault.open_to import refs_open_to


HER_YES = ActFacts(her_word=True)
NOT_OPEN = "Choose another record from the list: one whose bridge you hold or cover."


@dataclass(frozen=True)
class Linked:
    """The other record of the same woman, for somebody who may open both."""

    ref: str
    mother_ref: str
    since: datetime


@dataclass(frozen=True)
class CouldBe:
    """Another record this worker may open, by which handle she is met there."""

    mother_ref: str
    handle: str


def link(*, by: Actor, mother: str, other: str, at: datetime) -> str:
    """She says that both records are hers, and wants them linked; answers the ref of the link.

    By one worker who holds or covers both bridges: nobody learns by it of a record that was not open to him or her.
    Somebody else asks her again within four weeks.
    """
    numbers = _open_to(by)
    if mother not in numbers:
        with door.unit(by=by):
            raise NotYours(Permission.RECORD_LINK, HOUSE)
    if other not in numbers or other == mother:
        field = "other"
        raise BadInput(field, NOT_OPEN)
    first, second = sorted((numbers[mother], numbers[other]))
    with door.unit(by=by, mothers=[first, second]):
        # Both are decided before anything is written.
        with door.acting(by=by, permission=Permission.RECORD_LINK, mother=other, act=HER_YES) as box:
            must_not_be_later_than_now(box, at)
        with door.acting(by=by, permission=Permission.RECORD_LINK, mother=mother, act=HER_YES) as box:
            row, made = RecordLink.objects.get_or_create(
                mother=first,
                other_mother=second,
                undone_at=None,
                defaults={"area": box.area, "by_id": box.by_id, "at": at},
            )
            if made:
                promise_to_ask_again(box, YesTo.LINK, about=row.ref, gains=box.by_id)
            box.note(link=row.ref)
            return row.ref


def unlink(*, by: Actor, mother: str, link: str) -> None:
    """At her word, or because they are two women after all: from now on nobody sees that they were linked."""
    with door.acting(by=by, permission=Permission.RECORD_LINK, mother=mother, act=HER_YES) as box:
        row = _of(box.mother_id).filter(ref=link).first()
        if row is None:
            field, sentence = "link", "These two are not linked now. Open her page again."
            raise BadInput(field, sentence)
        row.undone_at, row.undone_by_id = box.now, box.by_id
        row.save(update_fields=["undone_at", "undone_by_id"])
        no_longer_asked(box, YesTo.LINK, about=[row.ref])
        box.note(link=row.ref)


def linked_with(by: Actor, mother_id: int) -> tuple[Linked, ...]:
    """Her other records, where this worker may open those too; nothing says that there are any that are not open."""
    rows = list(_of(mother_id))
    others = {row.ref: row.other_mother if row.mother == mother_id else row.mother for row in rows}
    refs = refs_open_to(by, set(others.values()), clock.now()) if rows else {}
    return tuple(Linked(row.ref, refs[others[row.ref]], row.at) for row in rows if others[row.ref] in refs)


def could_be(by: Actor, mother: str) -> tuple[CouldBe, ...]:
    """The other records this worker may link this one with, by handle."""
    numbers = _open_to(by)
    others = [number for ref, number in numbers.items() if ref != mother]
    with door.looking_at_many(
        by=by, permission=Permission.MOTHER_SEE, mothers=sorted(others), page="link"
    ) as boxes:
        found = boxes.entries(Handle, newest=1)
        cards = [
            CouldBe(boxes.refs[number], found[number][0].body.handle) for number in found if found[number]
        ]
    return tuple(sorted(cards, key=lambda card: card.handle.casefold()))


def forget_links(mother_id: int) -> None:
    """Nothing leads from another record to one that is forgotten; inside the act that forgets her."""
    RecordLink.objects.filter(Q(mother=mother_id) | Q(other_mother=mother_id)).delete()


def _open_to(by: Actor) -> Mapping[str, int]:
    found = refs_open_to(by, mothers_near(by.worker_id), clock.now())
    return {ref: number for number, ref in found.items()}


def _of(mother_id: int) -> QuerySet[RecordLink]:
    rows = RecordLink.objects.filter(Q(mother=mother_id) | Q(other_mother=mother_id), undone_at=None)
    return rows.order_by("id")
