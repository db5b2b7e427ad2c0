"""To whose desk a worry comes: the safeguarding leads of the agency that keeps her bridge, and who is told."""

from hrm2m.foundation import mail
from hrm2m.policy import Compartment
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.showing.whom import desk_in, leads_of
from hrm2m.vault.box import Box


def promise(box: Box, kind: str, about: str, *, without: int | None = None, **more: object) -> None:
    """Starts a promise about a child, listed only to those who may open child safety."""
    desk = desk_in(box, Compartment.CHILD_SAFETY, without=without)
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
