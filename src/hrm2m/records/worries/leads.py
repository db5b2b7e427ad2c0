"""To whose desk a worry comes: the safeguarding leads of the agency that keeps her bridge, and who is told."""

from dataclasses import dataclass

from hrm2m.foundation import mail
from hrm2m.policy import Compartment, Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.bridges.queries import kept_by
from hrm2m.records.bridges.there import Chosen, away_among, is_barred
from hrm2m.records.clocks import actions as clocks
from hrm2m.vault.box import Box


@dataclass(frozen=True)
class Desk:
    """Who sees to it, and who is named when it is late."""

    owner_id: int
    named_id: int


def leads_of(box: Box, *, without: int | None = None) -> tuple[int, ...]:
    """The safeguarding leads who may open it, whoever is away last; `without` is who wrote what is to be looked at."""
    agency = kept_by(box.mother_id)
    cards = agencies.workers_with(Role.SAFEGUARDING_LEAD, agency_id=agency) if agency else ()
    found = [
        card.id
        for card in cards
        if agency and card.id != without and not is_barred(box.mother_id, Chosen(card.id, agency), box.now)
    ]
    away = away_among(found)
    return tuple(sorted(found, key=lambda number: (number in away, found.index(number))))


def desk_of(box: Box, *, without: int | None = None) -> Desk:
    """Whose promise it is; where no lead may open it, whoever is on call, so that somebody is named."""
    leads = leads_of(box, without=without)
    if leads:
        return Desk(leads[0], leads[1] if len(leads) > 1 else leads[0])
    named = on_call_now(box.area)
    somebody = named.lead_id or named.on_call_id or box.by_id
    return Desk(somebody, somebody)


def promise(box: Box, kind: str, about: str, *, without: int | None = None, **more: object) -> None:
    """Starts a promise about a child, listed only to those who may open child safety."""
    desk = desk_of(box, without=without)
    clocks.start(
        box,
        kind,
        about=about,
        owner_id=desk.owner_id,
        escalate_to_id=desk.named_id,
        started_at=box.now,
        compartment=Compartment.CHILD_SAFETY,
        **more,  # type: ignore[arg-type] # due_at, where it is said
    )


def tell(box: Box, about: str) -> None:
    """Tells each of them that something waits, and nothing else."""
    for lead in leads_of(box, without=box.by_id):
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=lead, about=about, at=box.now)
