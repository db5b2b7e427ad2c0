"""Reading danger: the banner, the page of one alert, whom to ring; what was said only for those who answer for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hrm2m.foundation import jobs, mail
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.lifecycles import DangerStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies import reaching
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.agencies.reaching import Reach
from hrm2m.records.danger import sealing
from hrm2m.records.danger.lines import Line, lines_in
from hrm2m.records.danger.models import Alert, AlertStep, LookedAt, Step
from hrm2m.records.danger.raising import is_ref
from hrm2m.records.danger.telling import about_telling
from hrm2m.records.danger.who import Becomes, Shown, Who
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours
from hrm2m.vault.open_to import refs_open_to
from hrm2m.vault.unit import Unit


LEADS = frozenset({Role.SAFEGUARDING_LEAD, Role.TEAM_LEAD})
MOST_SHOWN = 50
PAGE = "danger"


@dataclass(frozen=True)
class OpenAlert:
    """That danger was raised and nobody has it: all that everybody sees."""

    ref: str
    raised_at: datetime
    is_mine: bool


@dataclass(frozen=True)
class Told:
    """Somebody was told. `mailed_at` is when the mail server took the mail; None while it has not."""

    person: Reach | None
    at: datetime
    mailed_at: datetime | None


@dataclass(frozen=True)
class Looked:
    """What two people decided when they looked at it together."""

    by: Reach | None
    second: Reach | None
    at: datetime
    becomes: tuple[Becomes, ...]
    shown: Shown
    words: str
    why: str


@dataclass(frozen=True)
class _Hers:
    mother_ref: str = ""
    note_ref: str = ""
    children_ref: str = ""


@dataclass(frozen=True)
class Answers:
    """What those who answer for an alert read."""

    who: Who
    words: str
    raised_by: Reach | None
    had_by: Reach | None
    told: tuple[Told, ...]
    mother_ref: str
    """Empty unless the policy opens her record to the reader."""
    note_ref: str
    """Her ref too, where the reader may write what was said as an observation, or raise a worry; empty otherwise."""
    children_ref: str
    """Her ref, where the reader keeps her children safe; empty otherwise."""
    looks: tuple[Looked, ...]
    is_linked: bool
    """Whether it was raised for a mother with a record here; which one, only the refs above say."""


@dataclass(frozen=True)
class AlertPage:
    """One alert; `answers` is None for whoever sees only whether it is open."""

    ref: str
    raised_at: datetime
    is_open: bool
    had_at: datetime | None
    looked_at: datetime | None
    answers: Answers | None


@dataclass(frozen=True)
class ShownToHer:
    """Danger that was raised about her, as she reads it."""

    at: datetime
    by_id: int
    words: str


def open_alerts(by: Actor) -> tuple[OpenAlert, ...]:
    """The alerts of the area that nobody has, oldest first: one statement on an index of open ones only."""
    rows = Alert.objects.filter(area=by.area, had_at=None).order_by("raised_at", "id")
    return _opened(by, rows)


def alerts_to_look_at(by: Actor) -> tuple[OpenAlert, ...]:
    """The alerts that two people have still to look at together, of those the actor answers for; oldest first.

    One that nobody has stands among the open ones alone, for everybody: first somebody has to have it.
    """
    people = _named_people(by.area)
    rows = Alert.objects.filter(area=by.area, looked_at=None, had_at__isnull=False)
    rows = rows.order_by("raised_at", "id")
    if by.worker_id not in people:
        rows = (
            rows.filter(agency_id=by.agency_id)
            if by.roles & LEADS
            else rows.filter(raised_by_id=by.worker_id)
        )
    return _opened(by, rows)


def somebody_has_it_since(by: Actor, alert: str) -> datetime | None:
    """Since when somebody has it; None while nobody has. For a page that asks again and again: no line, no words."""
    wanted = alert if is_ref(alert) else ""
    return Alert.objects.filter(area=by.area, ref=wanted).values_list("had_at", flat=True).first()


def alert_page(*, by: Actor, alert: str) -> AlertPage:
    """One alert as the actor may see it; reading what was said is a look, and leaves a line.

    Raises NotYours for an alert that is unknown or of another area.
    """
    with door.unit(by=by) as unit:
        row = Alert.objects.filter(area=by.area, ref=alert if is_ref(alert) else "").first()
        if row is None:
            raise NotYours(Permission.DANGER_SEE, HOUSE)
        answers = _answers(unit, by, row) if answers_for(by, row) else None
    is_open = row.status is DangerStatus.RAISED
    return AlertPage(row.ref, row.raised_at, is_open, row.had_at, row.looked_at, answers)


def shown_to_her(box: Box) -> tuple[ShownToHer, ...]:
    """What was raised about her and two people decided that she reads, newest first; through a box of her own page.

    What they wrote when they decided is theirs, and the newest decision counts.
    """
    box.must_be_open()
    return tuple(_as_she_reads_it(row) for row in _hers_to_read(box.mother_id))


def shown_in_paper(*, by: Actor, mother: str) -> tuple[ShownToHer, ...]:
    """The same for the paper that this worker puts into her hand: of danger that he or she answers for, newest first.

    Nobody reads by it what was not open before: what others answer for, they tell her. Leaves a line where it reads.
    """
    with door.unit(by=by) as unit:
        head = unit.lock_ref(mother)
        rows = [row for row in _hers_to_read(head.id) if answers_for(by, row)] if head else []
        if not rows:
            return ()
        with door.acting(by=by, permission=Permission.DANGER_SEE, mother=mother) as box:
            box.note(page=PAGE, alert=",".join(row.ref for row in rows))
            return tuple(_as_she_reads_it(row) for row in rows)


def _hers_to_read(mother: int) -> list[Alert]:
    """Danger about her that was decided to be hers to read, newest first: the newest decision counts."""
    rows = Alert.objects.filter(mother=mother, looked_at__isnull=False).prefetch_related("looks")
    return [
        row
        for row in rows.order_by("-raised_at", "-id")
        if max(row.looks.all(), key=lambda look: (look.at, look.id)).shown == Shown.SHOWN
    ]


def _as_she_reads_it(row: Alert) -> ShownToHer:
    return ShownToHer(row.raised_at, row.raised_by_id, sealing.unsealed(row))


def answers_for(by: Actor, row: Alert) -> bool:
    """Whoever raised it or has it, the two people on call, and the leads of the agency that raised it."""
    if by.worker_id in {row.raised_by_id, row.had_by_id} or by.worker_id in _named_people(row.area):
        return True
    return bool(by.roles & LEADS) and by.agency_id == row.agency_id


def lines_of(area: int, who: Who | None = None) -> tuple[Line, ...]:
    """Whom to ring in this area; a line the settings do not name is there and says that it is missing."""
    return lines_in(agencies.area_of(area).lines, who)


def on_call_in(area: int) -> tuple[Reach, ...]:
    """Who is on call, then the lead: to ring them. Empty where nobody is named, or who was named has left."""
    named = _named_people(area)
    people = reaching.reach_of(named)
    return tuple(people[number] for number in named if number in people)


def nobody_on_the_rota(area: int) -> bool:
    """Whether there is a rota with nobody on it now, so that danger goes to the person named for gaps."""
    return on_call_now(area).is_gap


def _named_people(area: int) -> tuple[int, ...]:
    now = on_call_now(area)
    named = (now.on_call_id, now.lead_id)
    return tuple(dict.fromkeys(number for number in named if number is not None))


def _opened(by: Actor, rows: QuerySet[Alert]) -> tuple[OpenAlert, ...]:
    found = rows.values_list("ref", "raised_at", "raised_by_id")[:MOST_SHOWN]
    return tuple(OpenAlert(ref, at, raised_by == by.worker_id) for ref, at, raised_by in found)


def _answers(unit: Unit, by: Actor, row: Alert) -> Answers:
    with door.acting(by=by, permission=Permission.DANGER_SEE) as house:
        house.note(page=PAGE, alert=row.ref)
        words = sealing.unsealed(row)
        steps = list(row.steps.filter(what=Step.TOLD).order_by("id"))
        looks = list(row.looks.order_by("-at", "-id"))
        in_looks = [number for look in looks for number in (look.by_id, look.second_id)]
        numbers = (row.raised_by_id, row.had_by_id, *(s.worker_id for s in steps), *in_looks)
        people = reaching.reach_of(number for number in numbers if number)
        looked = tuple(_looked(look, people) for look in looks)
    hers = _seen_in_her_chain(unit, by, row)
    return Answers(
        who=Who(row.who),
        words=words,
        raised_by=people.get(row.raised_by_id),
        had_by=people.get(row.had_by_id or 0),
        told=_told(row, steps, people),
        mother_ref=hers.mother_ref,
        note_ref=hers.note_ref,
        children_ref=hers.children_ref,
        looks=looked,
        is_linked=row.mother is not None,
    )


def _looked(look: LookedAt, people: dict[int, Reach]) -> Looked:
    return Looked(
        by=people.get(look.by_id),
        second=people.get(look.second_id),
        at=look.at,
        becomes=tuple(Becomes(code) for code in look.becomes),
        shown=Shown(look.shown),
        words=sealing.unsealed_of_look(look, "words"),
        why=sealing.unsealed_of_look(look, "why"),
    )


def _told(row: Alert, steps: Sequence[AlertStep], people: dict[int, Reach]) -> tuple[Told, ...]:
    keys = {step.id: _mail_keys(row, step) for step in steps}
    mailed = jobs.done_times(mail.KIND, [key for both in keys.values() for key in both])
    return tuple(
        Told(people.get(s.worker_id), s.at, next((mailed[k] for k in keys[s.id] if k in mailed), None))
        for s in steps
    )


def _mail_keys(row: Alert, step: AlertStep) -> tuple[str, str]:
    about = about_telling(row.ref, step.times_told)
    first, again = (mail.key(t, step.worker_id, about) for t in (mail.Text.DANGER, mail.Text.DANGER_STILL))
    return first, again


def _seen_in_her_chain(unit: Unit, by: Actor, row: Alert) -> _Hers:
    """Writes the look where she can read it; her ref, for whatever of hers the reader may do."""
    if row.mother is None:
        return _Hers()
    ref = unit.lock([row.mother])[row.mother].ref
    with door.acting(by=by, permission=Permission.DANGER_SEE, mother=ref) as box:
        box.note(page=PAGE, alert=row.ref)
        may = (Permission.MOTHER_SEE, Permission.CHILD_NOTE, Permission.CHILDREN_SEE)
        return _Hers(*(refs_open_to(by, [row.mother], box.now, each).get(row.mother, "") for each in may))
