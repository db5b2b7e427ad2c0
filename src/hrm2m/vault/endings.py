"""What ended, as the ledger tells it: the part of a seal that a copy put back must do again; no names, no words."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q

from hrm2m.policy import Ground
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Head, Line, StandingRow


CHAINS_AT_ONCE = 100


def not_sealed_yet(heads: Sequence[Head]) -> list[Mapping[str, Any]]:
    """The endings in lines of these locked heads that no seal covers, in the order of each chain.

    Each is {chain, seq, at} with what it has of: `stops` (refs of standings), `bars` ([worker, agency, cause] of
    whoever may never open it again), `event` and `stage` (a step of her record).
    """
    bodies = [
        (chain, seq, json.loads(text))
        for chain, seq, text in _lines([head for head in heads if head.id != HOUSE])
    ]
    bars = _bars(ref for _, _, body in bodies for ref in body.get("stands", ()))
    return [ending for chain, seq, body in bodies if (ending := _ending(chain, seq, body, bars))]


def _lines(heads: Sequence[Head]) -> Iterator[tuple[int, int, str]]:
    says_so = Q(body__contains='"stops":') | Q(body__contains='"stage":') | Q(body__contains='"stands":')
    for start in range(0, len(heads), CHAINS_AT_ONCE):
        of_these = Q()
        for head in heads[start : start + CHAINS_AT_ONCE]:
            of_these |= Q(chain=head.id, seq__gt=head.sealed_seq)
        yield from (
            Line.objects.filter(of_these, says_so)
            .order_by("chain", "seq")
            .values_list("chain", "seq", "body")
        )


def _bars(refs: Iterable[str]) -> dict[str, tuple[int | None, int | None, str]]:
    wanted = list(refs)
    found: dict[str, tuple[int | None, int | None, str]] = {}
    for start in range(0, len(wanted), CHAINS_AT_ONCE):
        rows = StandingRow.objects.filter(ref__in=wanted[start : start + CHAINS_AT_ONCE], ground=Ground.BLOCK)
        found |= {row.ref: (row.worker_id, row.agency_id, row.cause) for row in rows}
    return found


def _ending(
    chain: int, seq: int, body: Mapping[str, Any], bars: Mapping[str, tuple[int | None, int | None, str]]
) -> Mapping[str, Any] | None:
    barred = sorted({bars[ref] for ref in body.get("stands", ()) if ref in bars}, key=str)
    said = {
        "stops": body.get("stops", []),
        "bars": [list(bar) for bar in barred],
        "event": body.get("event", ""),
        "stage": body.get("stage", ""),
    }
    kept = {name: value for name, value in said.items() if value}
    return {"chain": chain, "seq": seq, "at": body["at"], **kept} if kept else None
