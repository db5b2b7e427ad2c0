"""The lines of her own chain, for her own page: through an open box, as frozen values; nobody else reads them here."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hrm2m.policy import Ground
from hrm2m.vault.box import Box
from hrm2m.vault.errors import Forgotten
from hrm2m.vault.models import Line, StandingRow


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


def lines_since(box: Box, since: datetime) -> tuple[LogLine, ...]:
    """The lines of her chain from `since` on, newest first."""
    box.must_be_open()
    rows = Line.objects.filter(chain=box.mother_id, at__gte=since).order_by("-seq").values_list("at", "body")
    told = [(at, json.loads(body)) for at, body in rows]
    grounds = _grounds(ref for _, body in told for ref in body.get("basis", ()))
    return tuple(_line(box, at, body, grounds) for at, body in told)


def _line(box: Box, at: datetime, body: Mapping[str, Any], grounds: Mapping[str, Ground]) -> LogLine:
    return LogLine(
        at=at,
        act=str(body.get("act", "")),
        result=str(body.get("result", "")),
        by=str(body.get("by", "")),
        agency=str(body.get("agency", "")),
        opens=tuple(body.get("opens", ())),
        wrote=tuple((one["ref"], one["in"]) for one in body.get("wrote", ())),
        grounds=frozenset(grounds[ref] for ref in body.get("basis", ()) if ref in grounds),
        purpose=_purpose(box, body),
        times=int(body.get("times", 1)),
    )


def _purpose(box: Box, body: Mapping[str, Any]) -> str:
    try:
        return box.purpose_in(body)
    except Forgotten:
        return ""


def _grounds(refs: Iterable[str]) -> dict[str, Ground]:
    rows = StandingRow.objects.filter(ref__in=sorted(set(refs))).values_list("ref", "ground")
    return {ref: Ground(ground) for ref, ground in rows}
