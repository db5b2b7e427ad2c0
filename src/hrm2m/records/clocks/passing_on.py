"""Promises passed on to somebody who may keep them: of a compartment, or about one thing; nothing is read here."""

from hrm2m.policy import Compartment
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.vault.box import Box


def pass_on_within(
    box: Box, compartment: Compartment, *, from_id: int, owner_id: int, escalate_to_id: int
) -> int:
    """What a worker had promised her of this compartment goes to `owner_id`; how many promises."""
    running = Clock.objects.filter(RUNNING, mother=box.mother_id, compartment=compartment)
    running.filter(escalate_to_id=from_id).update(escalate_to_id=escalate_to_id)
    return running.filter(owner_id=from_id).update(owner_id=owner_id)


def pass_one_on(box: Box, kind: str, about: str, *, from_id: int, owner_id: int, escalate_to_id: int) -> bool:
    """One promise that is this worker's goes to `owner_id`, as late as it is; whether it was this worker's."""
    running = Clock.objects.filter(RUNNING, mother=box.mother_id, kind=kind, about=about)
    return bool(running.filter(owner_id=from_id).update(owner_id=owner_id, escalate_to_id=escalate_to_id))


def pass_on_about(box: Box, *, about: str, from_id: int, owner_id: int) -> int:
    """What a worker had promised about this goes to `owner_id`, as late as it is; how many promises."""
    box.must_be_open()
    return Clock.objects.filter(RUNNING, about=about, owner_id=from_id).update(owner_id=owner_id)
