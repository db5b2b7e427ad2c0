"""Opening one side of her record for a page of connections; both are opened in `second_reader` alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import Http404

from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.records.connections.queries import ConnectionCard, connection_card
from hrm2m.vault import door
from hrm2m.vault.box import Box


@contextmanager
def child_safety(request: WorkerRequest, mother: str) -> Iterator[Box]:
    """What is proposed or stands, and the children's side of it."""
    with door.looking(
        by=request.actor, permission=Permission.CONNECTION_SEE, mother=mother, page="connections"
    ) as box:
        yield box


@contextmanager
def treatment(request: WorkerRequest, mother: str) -> Iterator[Box]:
    """What was asked of whoever treats her, and the entries an answer may rest on."""
    with door.looking(
        by=request.actor, permission=Permission.SAFETY_QUESTION_ANSWER, mother=mother, page="safety_questions"
    ) as box:
        yield box


def card_in(box: Box, ref: str) -> ConnectionCard:
    """The connection with the ref in an address; an unknown one is not here."""
    card = connection_card(box, ref)
    if card is None:
        raise Http404
    return card
