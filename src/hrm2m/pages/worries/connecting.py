"""The connections a referral may name, frozen as they stand now, and marked with what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from hrm2m.cadence.local_time import local_day
from hrm2m.pages.connections.words import line_in_words, lines_for_a_referral
from hrm2m.policy import Actor, Permission
from hrm2m.policy.connecting import ConnectionStatus
from hrm2m.records.connections.lines import ConnectionLine, line_of
from hrm2m.records.connections.queries import connections_in
from hrm2m.records.worries.entries import DrugUse, TouchesThisChild
from hrm2m.vault import door


LABEL_LENGTH = 120


@dataclass(frozen=True)
class ToSend:
    """One connection as a choice, and as the referral keeps it."""

    label: str
    touches: TouchesThisChild


def connections_to_send(by: Actor, mother: str) -> Mapping[str, ToSend]:
    """Those that stand or that nobody has looked at yet, by ref, newest first."""
    permission = Permission.CONNECTION_SEE
    with door.looking(by=by, permission=permission, mother=mother, page="connections") as box:
        lines = [line_of(card, box.now) for card in connections_in(box)]
    return {line.ref: _to_send(line) for line in lines if line.may_be_named()}


def _to_send(line: ConnectionLine) -> ToSend:
    stands = line.status is ConnectionStatus.STANDS
    touches = TouchesThisChild(
        kind=DrugUse.CONNECTION if stands else DrugUse.PROPOSED,
        connection=line.ref,
        lines=lines_for_a_referral(line),
        last_looked_at=local_day(line.looked_at) if line.looked_at else None,
        due_again=local_day(line.due_at) if line.looked_at else None,
    )
    return ToSend(f"{line.mechanism[:LABEL_LENGTH]} ({line_in_words(line)})", touches)
