"""The link in a mail: made when the mail is sent, kept as a mark, good for one worker, one address, one request."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from hrm2m.foundation import clock
from hrm2m.pages.partner.kinds import Kind, Stands
from hrm2m.pages.partner.known_kinds import KINDS
from hrm2m.pages.partner.marks import mark, new_secret
from hrm2m.pages.partner.models import Code, Link
from hrm2m.policy import Actor
from hrm2m.records.agencies.reaching import address_of


GOOD_FOR = timedelta(days=14)
"""Also how long after an answer its promise can be updated."""
KEPT = timedelta(days=60)


@dataclass(frozen=True)
class Opened:
    """A request that is open now to whoever the link was sent to."""

    link_id: int
    worker_id: int
    address: str
    kind: Kind
    ref: str
    stands: Stands

    @property
    def actor(self) -> Actor:
        """The worker who was asked, in the agency that was asked."""
        return self.stands.actor


def link_for(worker_id: int, about: str) -> str:
    """The whole address for a mail that is being sent; empty where the request is over.

    `about` is “kind:ref”, with a number behind it where it is sent again.
    """
    name, _, rest = about.partition(":")
    ref, kind = rest.partition(":")[0], KINDS.get(name)
    address = address_of(worker_id)
    if kind is None or not address or kind.stands(worker_id, ref) is None:
        return ""
    secret, now = new_secret(), clock.now()
    Link.objects.create(
        mark=mark("link", secret),
        worker_id=worker_id,
        address_mark=mark("address", address),
        kind=name,
        about=ref,
        made_at=now,
        until=now + GOOD_FOR,
    )
    return settings.HRM2M_ORIGIN + reverse("partner_link", args=[secret])


def opened_by_mark(link_mark: str) -> Opened | None:
    """What the link with this mark opens now; None for one that is unknown or over."""
    return _opened(Link.objects.filter(mark=link_mark).first())


def opened_by_number(link_id: int) -> Opened | None:
    """The same for a browser that typed the code."""
    return _opened(Link.objects.filter(id=link_id).first())


def sweep(now: datetime) -> int:
    """Forgets codes that no longer work and links that have been over for long; answers how many."""
    codes = Code.objects.filter(until__lt=now).delete()[0]
    return codes + Link.objects.filter(made_at__lt=now - KEPT).delete()[0]


def _opened(link: Link | None) -> Opened | None:
    kind = KINDS.get(link.kind) if link else None
    if link is None or kind is None:
        return None
    stands, address = kind.stands(link.worker_id, link.about), address_of(link.worker_id)
    if stands is None or mark("address", address) != link.address_mark:
        return None
    if clock.now() >= (stands.until or link.until):
        return None
    return Opened(link.id, link.worker_id, address, kind, link.about, stands)
