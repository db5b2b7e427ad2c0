"""Which referrals and stops an open record tells of: on her own page those alone that she may know of."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from hrm2m.records.referrals.entries import Basis, Drafted, OtherBasis, WronglyShared
from hrm2m.records.referrals.models import Referral, SharedWrongly, StopNotice
from hrm2m.vault.box import Box


def known_in(box: Box) -> QuerySet[Referral]:
    """Her referrals; on her own page those she may know of: what was sent without her yes only with its reason."""
    rows = Referral.objects.filter(mother=box.mother_id)
    if not box.shown_to_her:
        return rows
    drafts = [draft.ref for draft in box.entries(Drafted)]
    reasons = [why.about for why in box.entries(OtherBasis)]
    return rows.filter(Q(basis=Basis.CONSENT) | Q(entry__in=reasons), entry__in=drafts)


def known_stops_in(box: Box) -> Iterator[StopNotice]:
    """Who was told to stop; on her own page without what was told because of a mistake she may not know of."""
    rows = StopNotice.objects.filter(mother=box.mother_id, referral__in=known_in(box))
    unknown = _mistakes_unknown_to_her(box) if box.shown_to_her else frozenset()
    return (row for row in rows if (row.referral_id, row.told_at) not in unknown)


def _mistakes_unknown_to_her(box: Box) -> frozenset[tuple[int, datetime]]:
    """What was shared wrongly and when that was noted, as long as nobody decided that she may read of it."""
    read = [entry.ref for entry in box.entries(WronglyShared)]
    rows = SharedWrongly.objects.filter(mother=box.mother_id).exclude(entry__in=read)
    return frozenset(rows.values_list("referral_id", "noted_at"))
