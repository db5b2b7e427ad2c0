"""One part of a record as it is read in an emergency: how to reach her, then newest first; nothing to write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.entry_words.emergencies import PARTS
from hrm2m.pages.entry_words.fields import read_by_worker
from hrm2m.pages.today.kinds import KINDS
from hrm2m.pages.today.sides import Names, first_name
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.pages.worries.words import known_in_words
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.emergencies import READS
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.emergencies.queries import is_over, read_part
from hrm2m.records.outreach.entries import IfIGoQuiet, LeaveMeBe, SafeContact
from hrm2m.vault.entries import Entry


SHOWN = 40
REACHING = (SafeContact.KIND, IfIGoQuiet.KIND, LeaveMeBe.KIND)
OPENED_BY: Mapping[Permission, Compartment] = {permission: part for part, permission in READS.items()}


@dataclass(frozen=True)
class Line:
    """One entry in words."""

    kind: str
    said: tuple[tuple[str, str], ...]
    who_says: str
    by: str
    when: str
    replies: tuple[str, ...]


@requires(Permission.EMERGENCY_GENERAL_SEE)
@require_safe
def general(request: WorkerRequest, entry: str) -> HttpResponse:
    """How to reach her, contacts, what she asks for."""
    return _page(request, entry, Permission.EMERGENCY_GENERAL_SEE)


@requires(Permission.EMERGENCY_SAFETY_SEE)
@require_safe
def safety(request: WorkerRequest, entry: str) -> HttpResponse:
    """What is said of her own safety."""
    return _page(request, entry, Permission.EMERGENCY_SAFETY_SEE)


@requires(Permission.EMERGENCY_TREATMENT_SEE)
@require_safe
def treatment(request: WorkerRequest, entry: str) -> HttpResponse:
    """What she takes and uses."""
    return _page(request, entry, Permission.EMERGENCY_TREATMENT_SEE)


@requires(Permission.EMERGENCY_CHILDREN_SEE)
@require_safe
def children(request: WorkerRequest, entry: str) -> HttpResponse:
    """What is known of her children."""
    return _page(request, entry, Permission.EMERGENCY_CHILDREN_SEE)


def _page(request: WorkerRequest, look: str, permission: Permission) -> HttpResponse:
    part = OPENED_BY[permission]
    if is_over(by=request.actor, look=look, part=part):
        return render(request, "emergency/over.html", status=403)
    opened, written = read_part(by=request.actor, look=look, part=part)
    entries = _how_to_reach_her_first(written)
    number, now = _number(request.GET.get("p", "")), clock.now()
    shown = entries[(number - 1) * SHOWN : number * SHOWN]
    names = workers_named(entry.by_id for entry in shown if entry.by_id > 0)
    words = {
        "part": PARTS[part],
        "until": moment_in_words(opened.until, now),
        "lines": [_line(entry, names, now) for entry in shown],
        "further": number + 1 if len(entries) > number * SHOWN else 0,
    }
    return render(request, "emergency/part.html", words)


def _how_to_reach_her_first(entries: Sequence[Entry[Any]]) -> list[Entry[Any]]:
    """The newest of each of `REACHING` before everything: whoever opens this has minutes."""
    newest = [next((entry for entry in entries if entry.kind == kind), None) for kind in REACHING]
    first = [entry for entry in newest if entry is not None]
    return [*first, *(entry for entry in entries if entry not in first)]


def _line(entry: Entry[Any], names: Names, now: datetime) -> Line:
    return Line(
        str(KINDS.get(entry.kind, _plain(entry.kind))),
        tuple(read_by_worker(entry.body)),
        known_in_words(f"{entry.how_known}: {entry.from_whom}" if entry.from_whom else entry.how_known),
        first_name(names, entry.by_id),
        moment_in_words(entry.happened_at, now),
        tuple(reply.body.words for reply in entry.replies),
    )


def _plain(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _number(typed: str) -> int:
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 1
