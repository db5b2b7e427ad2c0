"""Every “she said yes” that a worker wrote is asked again by somebody else within four weeks: who, of whom, when.

Rooms call it inside their own act; it asks for no permission. What follows from her answer is theirs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hrm2m.foundation import clock, mail
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import HERSELF
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.bridges import there
from hrm2m.records.bridges.elsewhere import who_stands_beside
from hrm2m.records.bridges.models import Bridge, SaidYes, TeamPlace
from hrm2m.records.bridges.queries import whose_work_among, whose_work_it_is
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.bridges.yeses import Again, YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.passing_on import pass_one_on
from hrm2m.records.clocks.queries import due_among
from hrm2m.vault import standing
from hrm2m.vault.box import Box
from hrm2m.vault.open_to import refs_open_to


ASKED_AGAIN, SAID_OTHERWISE = "asked_again", "said_otherwise"
MOST_SHOWN = 50


@dataclass(frozen=True)
class ToAskAgain:
    """One yes that waits to be asked again: plain codes, nothing that she said."""

    ref: str
    mother_ref: str
    what: YesTo
    about: str
    said_at: datetime
    by_id: int
    gains_id: int
    with_id: int
    said_otherwise: bool
    mother_id: int
    due_at: datetime | None = None
    whose_work: frozenset[int] = frozenset()

    @property
    def who_may_not_ask(self) -> frozenset[int]:
        """Who wrote her yes, who gains by it and whom it is about: somebody else asks her."""
        return self.whose_work | {self.by_id, self.gains_id, self.with_id}


def promise_to_ask_again(box: Box, what: YesTo, *, about: str, gains: int, with_id: int = 0) -> None:
    """Puts down that this worker wrote her yes, and names somebody else who asks her; what she writes herself stands.

    `gains` is the worker who gains by her yes, `with_id` the one it is about, where that is another one.
    """
    if box.by_id == HERSELF:
        return
    SaidYes.objects.update_or_create(
        mother=box.mother_id,
        what=what,
        about=about,
        over_at=None,
        defaults={
            "area": box.area,
            "said_at": box.now,
            "by_id": box.by_id,
            "gains_id": gains,
            "with_id": with_id or gains,
            "answer": "",
            "asked_by_id": None,
        },
    )
    asks, named = _somebody_else(box, {box.by_id, gains, with_id, *_whose_work(what, box.mother_id)})
    clocks.start(box, ASKED_AGAIN, about=about, owner_id=asks, escalate_to_id=named, started_at=box.now)
    if asks != box.by_id:
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=asks, about=about, at=box.now)


def answered_again(box: Box, said: ToAskAgain, answer: Again) -> None:
    """Writes down what she said. The same: it is over. Otherwise: it stays until it is put right with her."""
    over_at = box.now if answer is Again.THE_SAME else None
    SaidYes.objects.filter(ref=said.ref).update(answer=answer, asked_by_id=box.by_id, over_at=over_at)
    clocks.meet(box, ASKED_AGAIN, about=said.about, at=box.now)
    if answer is Again.THE_SAME:
        clocks.meet(box, SAID_OTHERWISE, about=said.about, at=box.now)
        return
    leads = _leads(box)
    # Whoever wrote it or gains by it is not the one who puts it right, unless there is nobody else.
    lead = next((number for number in leads if number not in said.who_may_not_ask), leads[0])
    clocks.start(
        box,
        SAID_OTHERWISE,
        about=said.about,
        owner_id=lead,
        escalate_to_id=leads[-1],
        started_at=box.now,
    )
    if lead != box.by_id:
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=lead, about=f"{said.ref}:otherwise", at=box.now)


def nothing_left_to_ask(box: Box, what: YesTo, *, about: Sequence[str]) -> None:
    """What it was about is over, so nobody asks; one of which she said otherwise stays with the lead."""
    _over(box, SaidYes.objects.filter(what=what, about__in=list(about), answer=""))


def no_longer_asked(box: Box, what: YesTo, *, about: Sequence[str] | None = None) -> None:
    """What it was about is put right, or she said it anew: nobody needs to ask her about it any more."""
    rows = SaidYes.objects.filter(what=what)
    _over(box, rows if about is None else rows.filter(about__in=list(about)))


def _over(box: Box, rows: QuerySet[SaidYes]) -> None:
    for said in list(rows.filter(mother=box.mother_id, over_at=None)):
        said.over_at = box.now
        said.save(update_fields=["over_at"])
        for kind in (ASKED_AGAIN, SAID_OTHERWISE):
            clocks.stop(box, kind, about=said.about)


def let_somebody_else_ask(box: Box, worker_id: int) -> None:
    """Whoever was to ask her again is near her no more: somebody else is, who gains nothing, by the same time."""
    for said in SaidYes.objects.filter(mother=box.mother_id, over_at=None):
        never = {said.by_id, said.gains_id, said.with_id, worker_id, *_whose_work(said.what, said.mother)}
        asks, named = _somebody_else(box, never)
        moved = pass_one_on(
            box, ASKED_AGAIN, said.about, from_id=worker_id, owner_id=asks, escalate_to_id=named
        )
        if moved:
            mail.post(mail.Text.SOMETHING_WAITS, to_worker=asks, about=said.about, at=box.now)


def the_yes(ref: str, area: int) -> ToAskAgain | None:
    """One yes that waits, by its ref; for an act that is decided after it."""
    row = SaidYes.objects.filter(ref=ref, area=area, over_at=None).first()
    return _line(row, "", whose_work=_whose_work(row.what, row.mother)) if row else None


def to_ask_again(by: Actor) -> tuple[ToAskAgain, ...]:
    """What this worker may ask her again, the oldest first; mothers who are out of reach are not among them."""
    waiting = SaidYes.objects.filter(area=by.area, over_at=None).order_by("said_at", "id")
    mine = Q(by_id=by.worker_id) | Q(gains_id=by.worker_id) | Q(with_id=by.worker_id)
    rows = list(waiting.exclude(mine).filter(_within_reach(by))[:MOST_SHOWN])
    refs = refs_open_to(
        by, {row.mother for row in rows}, clock.now(), Permission.HANDOVER_CHECK, author_id=HERSELF
    )
    due = due_among(ASKED_AGAIN, [row.about for row in rows])
    whose = whose_work_among([row.mother for row in rows if row.what == YesTo.HANDOVER])
    lines = [
        _line(row, refs[row.mother], due.get(row.about), _of_handover(row, whose))
        for row in rows
        if row.mother in refs
    ]
    return tuple(line for line in lines if by.worker_id not in line.whose_work)


def _within_reach(by: Actor) -> Q:
    """Rows of mothers near whom this worker stands; the policy is asked for each of them after."""
    grounds = (Ground.BRIDGE, Ground.COVER, Ground.TEAM, Ground.LEAD)
    within = standing.mothers_within_reach(by, grounds, Compartment.GENERAL, clock.now())
    return Q(mother__in=within.numbers())


def _line(
    row: SaidYes,
    mother_ref: str,
    due_at: datetime | None = None,
    whose_work: frozenset[int] = frozenset(),
) -> ToAskAgain:
    return ToAskAgain(
        row.ref,
        mother_ref,
        YesTo(row.what),
        row.about,
        row.said_at,
        row.by_id,
        row.gains_id,
        row.with_id,
        row.answer == Again.OTHERWISE,
        row.mother,
        due_at,
        whose_work,
    )


def _of_handover(row: SaidYes, whose: Mapping[int, frozenset[int]]) -> frozenset[int]:
    return whose.get(row.mother, frozenset()) if row.what == YesTo.HANDOVER else frozenset()


def _whose_work(what: str, mother_id: int) -> frozenset[int]:
    """Whose work is done with her yes to somebody new, whoever proposed it."""
    return whose_work_it_is(mother_id) if what == YesTo.HANDOVER else frozenset()


def _somebody_else(box: Box, without: Iterable[int]) -> tuple[int, int]:
    """Who asks her, and who is told when it is late: near her first, then the leads, then whoever is on call."""
    never = set(without)
    leads = _leads(box)
    near = [number for number in _near(box) if number not in never]
    free = [number for number in (*near, *leads) if number not in never]
    away = there.away_among(free)
    free.sort(key=lambda number: number in away)
    asks = free[0] if free else leads[0]
    return asks, next((lead for lead in leads if lead != asks), asks)


def _near(box: Box) -> list[int]:
    """Her outreach team of this area, cover and bridge builder, without whom she barred."""
    places = TeamPlace.objects.filter(mother=box.mother_id, until=None).order_by("since", "id")
    beside = who_stands_beside(box.mother_id, box.area)
    found = [who for who in (Chosen(place.worker_id, place.agency_id) for place in places) if who != beside]
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge:
        found += [
            Chosen(bridge.cover_id, bridge.cover_agency_id),
            Chosen(bridge.builder_id, bridge.agency_id),
        ]
    barred = there.barred_among(box.mother_id, found, box.now)
    return [who.worker_id for who in found if who not in barred]


def _leads(box: Box) -> list[int]:
    """The team leads of the agency that keeps her bridge, else the area's, else whoever acts: never nobody."""
    bridge = Bridge.objects.filter(mother=box.mother_id).order_by("-id").first()
    own = list(agencies.team_leads(bridge.agency_id)) if bridge else []
    named = on_call_now(box.area)
    rest = [number for number in (named.lead_id, named.on_call_id) if number]
    return [*own, *rest] or [box.by_id]
