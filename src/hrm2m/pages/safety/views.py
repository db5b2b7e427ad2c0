"""Her safety on one page: what was said, newest first, with her side and the ways on beside it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.safety.opening import opened
from hrm2m.pages.safety.words import HARMS, HOW_KNOWN, NOW, SAYS, WAYS
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.safety.entries import HerSafety, WayOn
from hrm2m.records.safety.queries import Told, called_in, told_in
from hrm2m.vault.entries import Entry


@dataclass(frozen=True)
class WayRow:
    """One way on, in words."""

    name: Promise
    her_say: Promise
    body: WayOn
    when: str
    told: str


@dataclass(frozen=True)
class Row:
    """One thing she said or that was seen, in words."""

    ref: str
    harm: Promise
    body: HerSafety
    now: Promise
    when: str
    by: str
    how: str
    told: str
    sides: tuple[tuple[str, str], ...]
    ways: tuple[WayRow, ...]


@requires(Permission.HER_SAFETY_SEE)
def her_safety(request: WorkerRequest, mother: str) -> HttpResponse:
    """What she said about her own safety, for her bridge builder and whom she lets read it."""
    with opened(request, mother) as box:
        told, called = told_in(box), called_in(box)
    names = workers_named(one.entry.by_id for one in told)
    rows = [_row(one, names[one.entry.by_id].first_name if one.entry.by_id in names else "") for one in told]
    words = {
        "ref": mother,
        "called": called,
        "rows": rows,
        "shares": Permission.HER_SAFETY_SHARE in permissions_of(request.actor.roles),
    }
    return render(request, "safety/her_safety.html", words)


def _row(one: Told, by: str) -> Row:
    entry = one.entry
    how = str(HOW_KNOWN.get(entry.how_known, entry.how_known))
    return Row(
        entry.ref,
        HARMS[entry.body.harm],
        entry.body,
        NOW[entry.body.now],
        day_in_words(entry.happened_at),
        by,
        f"{how}: {entry.from_whom}" if entry.from_whom else how,
        _told(entry),
        tuple((reply.body.words, day_in_words(reply.happened_at)) for reply in entry.replies),
        tuple(
            WayRow(
                WAYS[way.body.way],
                SAYS[way.body.her_say],
                way.body,
                day_in_words(way.happened_at),
                _told(way),
            )
            for way in one.ways
        ),
    )


def _told(entry: Entry[Any]) -> str:
    """Whether she was told, and how; or why not yet."""
    if entry.told_her_at is not None:
        told = gettext("She was told on %(day)s.") % {"day": day_in_words(entry.told_her_at)}
        return f"{told} {entry.told_her_how}".strip()
    if entry.not_told_why:
        return gettext("She was not told yet: %(why)s") % {"why": entry.not_told_why}
    return "" if entry.how_known == "her_words" else gettext("It is not written down whether she was told.")
