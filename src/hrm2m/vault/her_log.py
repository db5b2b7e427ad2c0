"""The lines of her own chain, for her own page: through an open box, as frozen values; nobody else reads them here.

That somebody is in touch with her is told to the worker process too: a record does not sleep under whoever uses it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from hrm2m.policy import Compartment, Ground
from hrm2m.policy.facts import herself
from hrm2m.vault.box import Box
from hrm2m.vault.errors import Forgotten
from hrm2m.vault.models import Line, StandingRow


HERSELF = herself(0, "").worker_ref


@dataclass(frozen=True)
class LogLine:
    """One line: when, by whom in which agency (refs), what act, what it opened and wrote, on what ground, and why."""

    at: datetime
    act: str
    result: str
    by: str
    agency: str
    opens: tuple[str, ...]
    wrote: tuple[tuple[str, str], ...]
    """Ref and compartment of each entry it wrote."""
    grounds: frozenset[Ground]
    purpose: str
    times: int
    emergency: str = ""
    """The ref of what was written when it was opened in an emergency, if it was."""


def lines_since(box: Box, since: datetime) -> tuple[LogLine, ...]:
    """The lines of her chain from `since` on, newest first."""
    box.must_be_open()
    rows = Line.objects.filter(chain=box.mother_id, at__gte=since).order_by("-seq").values_list("at", "body")
    told = [(at, json.loads(body)) for at, body in rows]
    rested_on = sorted({ref for _, body in told for ref in body.get("basis", ())})
    stood = {row.ref: row for row in StandingRow.objects.filter(ref__in=rested_on)}
    return tuple(_line(box, at, body, stood) for at, body in told)


def in_touch_since(mothers: Iterable[int], since: datetime) -> frozenset[int]:
    """Those of these mothers who used a page of their own since then, or of whom whoever treats them wrote; numbers.

    Neither is a contact that her bridge builder logs, and neither is silence.
    """
    there = Q(body__contains=f'"by":"{HERSELF}"') | Q(body__contains=f'"in":"{Compartment.TREATMENT.value}"')
    allowed = Line.objects.filter(body__contains='"result":"allow"')
    lines = allowed.filter(there, chain__in=list(mothers), at__gte=since)
    return frozenset(lines.values_list("chain", flat=True))


def _line(box: Box, at: datetime, body: Mapping[str, Any], stood: Mapping[str, StandingRow]) -> LogLine:
    basis = [stood[ref] for ref in body.get("basis", ()) if ref in stood]
    return LogLine(
        at=at,
        act=str(body.get("act", "")),
        result=str(body.get("result", "")),
        by=str(body.get("by", "")),
        agency=str(body.get("agency", "")),
        opens=tuple(body.get("opens", ())),
        wrote=tuple((one["ref"], one["in"]) for one in body.get("wrote", ())),
        grounds=frozenset(Ground(row.ground) for row in basis),
        purpose=_purpose(box, body),
        times=int(body.get("times", 1)),
        emergency=next((row.purpose for row in basis if row.ground == Ground.EMERGENCY), ""),
    )


def _purpose(box: Box, body: Mapping[str, Any]) -> str:
    try:
        return box.purpose_in(body)
    except Forgotten:
        return ""
