"""Who opened her notes, and why: a summary first; names of agencies once the code was typed again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.hers.naming import shown_after_code
from hrm2m.pages.hers.notes import PARTS, entries_in
from hrm2m.pages.hers.paging import page_at, weight_of
from hrm2m.pages.hers.plain import draw, hers, to
from hrm2m.pages.hers.visits import Own, OwnRequest
from hrm2m.pages.hers.words import (
    FOR_CHILDREN,
    GROUNDS,
    OF_ITSELF,
    PARTS_BY_NAME,
    SENT_TO_THEM,
    WHY,
    Words,
    day_of,
)
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.retention import HoldFor
from hrm2m.records.agencies.elsewhere import agency_names_by_ref, workers_by_ref
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.danger.queries import ShownToHer, shown_to_her
from hrm2m.records.hers.actions.replying import SEES
from hrm2m.records.whole.holds import HoldCard
from hrm2m.records.whole.holds_looked_at import holds_told
from hrm2m.vault import door
from hrm2m.vault.her_log import LogLine, lines_since


PAGE = "own"
SHOWN_FOR = timedelta(days=90)
IN_SUMMARY = timedelta(days=30)
WHO_ASKED_TO_KEEP = {
    HoldFor.COURT: _("A court asked us to keep some of your notes."),
    HoldFor.INQUIRY: _("Someone who looks into what went wrong asked us to keep some of your notes."),
    HoldFor.COMPLAINT: _("Someone said we did wrong. So we keep some of your notes for now."),
}
BY_ITSELF = machine_actor(0).worker_ref


@dataclass(frozen=True)
class Opened:
    """One line as her page shows it; whoever looked several times on one day is one line."""

    day: str
    who: str
    job: str
    agency: str
    parts: tuple[Words, ...]
    wrote: bool
    refused: bool
    why: Words
    emergency: bool = False
    by_itself: bool = False
    """No person: a text that went by itself, or a day that was kept."""


@dataclass(frozen=True)
class Raised:
    """Day, who and what was said, of danger that was decided to be hers to read."""

    day: str
    who: str
    words: str


@dataclass(frozen=True)
class Kept:
    """That her record may not be deleted: who asked, which parts, since when, when it is looked at or was over."""

    who: Words
    parts: tuple[Words, ...]
    since: str
    look: str
    over: str


Piece = Kept | Raised | tuple[Opened, int]


@hers(Permission.OWN_LEDGER_SEE)
def ledger(request: OwnRequest) -> HttpResponseBase:
    """Who looked in these ninety days; her own looks are left out."""
    if request.method == "POST" and shown_after_code(request):
        return to("own_ledger")
    own = request.own
    with door.unit(by=own.actor):
        with door.looking(
            by=own.actor, permission=Permission.OWN_LEDGER_SEE, mother=own.mother, page=PAGE
        ) as box:
            # By the day: a clock that was put back must not set an older look above a newer one.
            found = sorted(lines_since(box, box.now - SHOWN_FOR), key=lambda line: line.at, reverse=True)
            now = box.now
            raised = shown_to_her(box)
            kept = holds_told(box)
        hers_to_see = _may_be_known(own, found)
    lines = [line for line in found if _is_told(line, own.actor, hers_to_see)]
    lately = [line for line in lines if line.at >= now - IN_SUMMARY]
    all_of_it: list[Piece] = [*_kept(kept), *_raised(raised), *_opened(lines, own)]
    shown = page_at(request.GET.get("p", ""), all_of_it, _weigh)
    return draw(
        "ledger",
        own,
        looks=len(lately),
        people=len({line.by for line in lately} - {BY_ITSELF}),
        emergency=any(_in_an_emergency(line) for line in lately),
        refused=sum(line.result == "deny" for line in lately),
        raised=[one for one in shown.pieces if isinstance(one, Raised)],
        kept=[one for one in shown.pieces if isinstance(one, Kept)],
        lines=[one for one in shown.pieces if not isinstance(one, Raised | Kept)],
        number=shown.number,
        further=shown.further,
        wrong=request.method == "POST",
    )


def _kept(holds: Sequence[HoldCard]) -> list[Kept]:
    return [
        Kept(
            WHO_ASKED_TO_KEEP[one.why],
            tuple(PARTS_BY_NAME[part] for part in one.parts),
            day_of(one.at),
            day_of(one.look_at),
            day_of(one.lifted_at) if one.lifted_at else "",
        )
        for one in holds
    ]


def _raised(danger: Sequence[ShownToHer]) -> list[Raised]:
    named = workers_named(one.by_id for one in danger)
    return [
        Raised(day_of(one.at), named[one.by_id].first_name if one.by_id in named else "", one.words)
        for one in danger
    ]


def _weigh(one: Piece) -> int:
    if isinstance(one, Raised):
        return weight_of([one.words])
    if isinstance(one, Kept):
        return weight_of([one.who, *one.parts])
    opened, _times = one
    return weight_of([opened.job, opened.agency, *opened.parts, opened.why])


def _is_told(line: LogLine, by: Actor, hers_to_see: frozenset[str]) -> bool:
    """Her own looks are no news, and a line about what is held back from her would tell of it."""
    if line.by == by.worker_ref or line.result == "stop":
        return False
    if line.emergency:
        # Told with what was written about it, and held with it where telling would add danger.
        return line.emergency in hers_to_see
    if line.wrote:
        return any(ref in hers_to_see for ref, _ in line.wrote)
    return bool(line.opens) or line.result == "deny"


def _may_be_known(own: Own, lines: Sequence[LogLine]) -> frozenset[str]:
    """The refs of what she may read, in those parts in which anything was written."""
    written_in = {compartment for line in lines for _, compartment in line.wrote}
    refs: set[str] = set()
    for part in PARTS:
        if part.compartment.value in written_in:
            with door.looking(
                by=own.actor, permission=SEES[part.compartment], mother=own.mother, page=PAGE
            ) as box:
                found = entries_in(box, part)
            refs |= {entry.ref for entry in found} | {side.ref for entry in found for side in entry.replies}
    return frozenset(refs)


def _opened(lines: Sequence[LogLine], own: Own) -> list[tuple[Opened, int]]:
    people = workers_by_ref(line.by for line in lines)
    names = agency_names_by_ref(line.agency for line in lines) if own.names else {}
    counted: Counter[Opened] = Counter()
    for line in lines:
        card = people.get(line.by)
        counted[
            Opened(
                day=day_of(line.at),
                who=card.first_name if card else "",
                by_itself=line.by == BY_ITSELF,
                job=card.job_title if card and own.names else "",
                agency=names.get(line.agency, ""),
                parts=_parts(line),
                wrote=bool(line.wrote),
                refused=line.result == "deny",
                why=_why(line),
                emergency=_in_an_emergency(line),
            )
        ] += max(1, line.times)
    return list(counted.items())


def _parts(line: LogLine) -> tuple[Words, ...]:
    """What was looked at; whoever was sent something sees that and none of her notes."""
    if line.act in {Permission.REFERRAL_READ, Permission.REFERRAL_ANSWER}:
        return (SENT_TO_THEM,)
    return tuple(PARTS_BY_NAME[name] for name in line.opens if name in PARTS_BY_NAME)


def _in_an_emergency(line: LogLine) -> bool:
    return bool(line.emergency) or line.act == Permission.EMERGENCY_OPEN


def _why(line: LogLine) -> Words:
    """What was said when it was opened; else what the person is to her."""
    if line.act == Permission.EMERGENCY_OPEN:
        return GROUNDS[Ground.EMERGENCY]
    if line.by == BY_ITSELF:
        return OF_ITSELF
    # What somebody typed, or chose from a list: a code of ours, of a paper or a decision, tells what is held from her.
    if line.purpose in WHY or " " in line.purpose:
        return WHY.get(line.purpose, line.purpose)
    if Ground.LEAD in line.grounds and Compartment.CHILD_SAFETY in line.opens:
        return FOR_CHILDREN
    return next((GROUNDS[ground] for ground in GROUNDS if ground in line.grounds), "")
