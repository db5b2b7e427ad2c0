"""Who may read a referral: the row that is the cause of a standing, given and ended together with it."""

from collections.abc import Iterable
from datetime import datetime

from hrm2m.policy import Category, Compartment, Ground, Permission
from hrm2m.policy.roles import ROLES
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.referrals.models import Referral, ReferralPlace
from hrm2m.vault.box import Box


MAY_READ = tuple(role for role, card in ROLES.items() if Permission.REFERRAL_READ in card.permissions)


def ground_of(row: Referral) -> Ground:
    """What the standing of whoever it was sent to rests on."""
    return Ground.CONSENT if Basis(row.basis) is Basis.CONSENT else Ground.OTHER_BASIS


def kept_from_them(row: Referral) -> frozenset[Compartment]:
    """Her name does not go along unless she said so and gave it."""
    return frozenset() if row.with_name else frozenset({Compartment.IDENTITY})


def give(box: Box, row: Referral, *, worker_id: int, until: datetime) -> ReferralPlace:
    """Lets this worker of the agency read what was sent, from now until then."""
    place = ReferralPlace.objects.create(
        area=row.area,
        mother=row.mother,
        referral=row,
        worker_id=worker_id,
        agency_id=row.agency_id,
        since=box.now,
        until=until,
    )
    _stand(box, row, place)
    return place


def carry_on(box: Box, row: Referral, until: datetime) -> None:
    """Lets whoever reads it read on until then."""
    for place in in_force(row, box.now):
        box.end_standing(cause=place.cause)
        place.until = until
        place.save(update_fields=["until"])
        _stand(box, row, place)


def end(box: Box, places: Iterable[ReferralPlace]) -> None:
    """Ends these places, now."""
    for place in places:
        place.ended_at = box.now
        place.save(update_fields=["ended_at"])
        box.end_standing(cause=place.cause)


def in_force(row: Referral, now: datetime) -> list[ReferralPlace]:
    """Who may read it now."""
    return [place for place in not_ended(row) if now < place.until]


def not_ended(row: Referral) -> list[ReferralPlace]:
    """Places nobody ended, those among them whose time has run out."""
    return list(ReferralPlace.objects.filter(referral=row, ended_at=None).order_by("id"))


def _stand(box: Box, row: Referral, place: ReferralPlace) -> None:
    box.give_standing(
        ground_of(row),
        cause=place.cause,
        worker_id=place.worker_id,
        agency_id=place.agency_id,
        until=place.until,
        purpose=row.ref,
        categories=frozenset(Category(name) for name in row.categories),
        but=kept_from_them(row),
    )
