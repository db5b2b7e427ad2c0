"""The desk of whoever keeps children safe: what was written and not read yet, notices, and one mother's children."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.commands import command_of
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.children.medicine import medicine_in
from hrm2m.pages.children.opening import child_among, opened, says_why
from hrm2m.pages.children.telling import (
    AdultShown,
    adult_lines,
    adult_title,
    beside,
    child_told,
    everything_told,
    names_in,
    plan_told,
    told,
)
from hrm2m.pages.connections.listing import shown_in
from hrm2m.pages.today.sides import Names, first_name, sides_of, writers_in
from hrm2m.pages.today.timing import dated, day_in_words, moment_in_words
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.bridges.queries import BridgeCard, bridge_of, bridges_of_mothers
from hrm2m.records.children import actions
from hrm2m.records.children.entries import ChildAdult
from hrm2m.records.children.queries import (
    MOST_SHOWN,
    HerChildren,
    PlanCard,
    Waiting,
    children_in,
    children_open_to,
    joins_of,
    written_about,
)
from hrm2m.records.children.threads import Thread
from hrm2m.records.children.told import notices_to_read
from hrm2m.vault.commands import once


@dataclass(frozen=True)
class Row:
    """One mother on the desk."""

    line: Waiting
    bridge: BridgeCard | None
    oldest: str
    newest: str


@requires(Permission.WORRIES_SEE)
def desk(request: WorkerRequest) -> HttpResponse:
    """Mothers about whose children something was written, what is new first; and what was told without a record."""
    now = clock.now()
    lines = written_about(request.actor, page="children_desk")
    bridges = bridges_of_mothers([line.mother_id for line in lines])
    rows = [_row(line, bridges.get(line.mother_id), now) for line in lines]
    notices = [(line, moment_in_words(line.at, now)) for line in notices_to_read(request.actor)]
    words = {
        "new": [row for row in rows if row.line.new],
        "read": [row for row in rows if not row.line.new],
        "notices": notices,
        "is_cut": len(rows) == MOST_SHOWN and bool(rows[-1].line.new),
    }
    return render(request, "children/desk.html", words)


@requires(Permission.CHILDREN_SEE)
@says_why
def her_children(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """All that is known of the children of one mother, from one look: singly and added up."""
    with opened(request, mother) as box:
        found, now, bridge, stage = children_in(box), box.now, bridge_of(box.mother_id), box.stage
        connections, medicine = shown_in(box), medicine_in(box, found.medicine)
    names = {**names_in(found), **workers_named(writers_in(medicine))}
    answers = [
        (moment_in_words(e.happened_at, now), e.body, sides_of(e.replies, names, now)) for e in found.answers
    ]
    words = {
        "ref": mother,
        "children": [child_told(card) for card in found.children],
        "told": everything_told(found, names, now),
        "unnamed": len(found.unnamed),
        "plans": [plan_told(card, names, now) for card in _all_plans(found)],
        "answers": answers,
        "medicine": [(e.body, dated(e.happened_at), first_name(names, e.by_id)) for e in medicine],
        "waiting": found.waiting,
        "bridge": bridge,
        "named": stage.value == "named",
        "called": found.mother_called,
        "connections": connections,
    }
    return render(request, "children/her_children.html", words)


@requires(Permission.CHILDREN_SEE)
@says_why
def child(request: WorkerRequest, mother: str, child: str) -> HttpResponseBase:
    """One child: who is there, what was noticed, plans, and whether there is another record of this child."""
    with opened(request, mother) as box:
        found, now = children_in(box), box.now
        joined = joins_of(box, child)
    card = child_among(found, child)
    names = {**names_in(found), **workers_named(join.by_id for join in joined)}
    open_to = (
        {ref: whose for ref, whose, _ in children_open_to(request.actor, page="child")} if joined else {}
    )
    words = {
        "ref": mother,
        "child": child_told(card),
        "name": card.name.body if card.name else None,
        "beside": beside(card.child.newest, names, now),
        "adults": [_adult(thread, names, now) for thread in card.adults],
        "told": [told(each, names, now, card.child.newest.body.label) for each in card.noticed],
        "plans": [plan_told(plan, names, now) for plan in card.plans],
        "before": [
            (moment_in_words(e.written_at, now), e.body.label, first_name(names, e.by_id))
            for e in card.child.before
        ],
        "joined": [
            (join, first_name(names, join.by_id), day_in_words(join.since), open_to.get(join.other_child, ""))
            for join in joined
        ],
    }
    return render(request, "children/child.html", words)


def _adult(thread: Thread[ChildAdult], names: Names, now: datetime) -> AdultShown:
    """Somebody who is there for the child, as it stands, and what was written before."""
    body = thread.newest.body
    return AdultShown(
        thread.ref,
        adult_title(body),
        adult_lines(body),
        beside(thread.newest, names, now),
        tuple(
            (
                moment_in_words(e.written_at, now),
                first_name(names, e.by_id),
                adult_title(e.body),
                adult_lines(e.body),
            )
            for e in thread.before
        ),
    )


@requires(Permission.WORRIES_SEE)
@require_POST
def read(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Says that what was written about her children has been read."""
    command = command_of(request)
    once(
        by=request.actor,
        command_id=command.id,
        words=command.words,
        do=lambda: str(actions.mark_read(by=request.actor, mother=mother)),
    )
    messages.success(
        request, gettext("Read. What becomes of it is yours to say: a worry, a plan, or nothing more.")
    )
    return redirect("her_children", mother)


def _row(line: Waiting, bridge: BridgeCard | None, now: datetime) -> Row:
    oldest = moment_in_words(line.oldest_new, now) if line.oldest_new else ""
    return Row(line, bridge, oldest, moment_in_words(line.newest, now))


def _all_plans(found: HerChildren) -> list[PlanCard]:
    """Of every child and of none."""
    return [*found.plans, *(plan for card in found.children for plan in card.plans)]
