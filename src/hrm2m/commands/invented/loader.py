"""Loads the invented area through the same actions that workers use, as if the year had passed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from hrm2m.cadence import Channel, WindowKind
from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented import her_safety, histories, stories
from hrm2m.commands.invented.agreed import agree
from hrm2m.commands.invented.doors import write_doors_and_sayings
from hrm2m.commands.invented.emptiness import must_be_empty
from hrm2m.commands.invented.looked_at import look_at_what_is_old
from hrm2m.commands.invented.patterns import Cast
from hrm2m.commands.invented.seeded import AREA, BEFORE_IT_ALL, SEED, drawn_from_seed
from hrm2m.commands.invented.town_directory import write_directory
from hrm2m.commands.invented.workers import AGENCIES, AREA_NAME, LINES, NATION, WORKERS
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for, worker_id_of
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import ForWhom, Longing
from hrm2m.records.bridges.actions import FirstWords
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import IfIGoQuiet, SafeContact
from hrm2m.records.people import actions as people
from hrm2m.records.people.entries import Age, HowSaid
from hrm2m.records.whole import actions as whole


HOW = {
    Channel.TEXT: "Text her own phone",
    Channel.CALL: "Call the hostel desk and ask for her",
    Channel.USUAL_PLACE: "The library steps, most mornings",
    Channel.LETTER: "A plain letter, care of the café",
    Channel.THROUGH_TRUSTED: "Through her sister, in person",
}


SAID_SO = "Robin"  # of her own safety


@dataclass
class Loading:
    """What the loader keeps while it works: the time it is made for, refs by key, and who acts."""

    now: datetime
    workers: dict[str, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    mothers: dict[str, tuple[str, Cast]] = field(default_factory=dict)


def mothers_to_invent() -> list[dict[str, Any]]:
    """The forty, as `mothers.yaml` says."""
    text = files("hrm2m.commands.invented").joinpath("mothers.yaml").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)
    return found


def load(now: datetime, done: Callable[[int, int], None]) -> Loading:
    """Makes the area as it is at `now`; calls `done(mothers so far, mothers in all)` as it goes.

    Raises NotEmpty, and writes nothing, in a database that holds anything, and outside the modes demo and test.
    """
    must_be_empty()
    with drawn_from_seed("area"):
        loading = Loading(now)
        _make_workers(loading)
        agree(lead=loading.actors["kit"], workers=loading.workers, now=now)
        with clock.at(now - timedelta(days=20)):
            write_directory(by=loading.actors["jo"])
        write_doors_and_sayings(actors=loading.actors, now=now)
    forty = mothers_to_invent()
    for number, invented in enumerate(forty, start=1):
        with drawn_from_seed(invented["handle"]):
            _make_mother(loading, invented)
        done(number, len(forty))
    _write_her_safety(loading)
    whole.let_sleep(by=machine_actor(AREA))
    outreach.rebuild_due(by=machine_actor(AREA))
    return loading


def _make_workers(loading: Loading) -> None:
    operator = machine_actor(AREA)
    with clock.at(loading.now - BEFORE_IT_ALL):
        agencies.set_up_area(by=operator, name=AREA_NAME, nation=NATION, lines=LINES, invented=True)
        refs = {
            name: agencies.add_agency(by=operator, name=name, kind=kind) for name, kind in AGENCIES.items()
        }
        for worker in WORKERS:
            ref = agencies.add_worker(
                by=operator,
                email=worker.email,
                first_name=worker.first_name,
                job_title=worker.job_title,
                at=clock.now(),
            )
            loading.workers[worker.key] = ref
            for agency, role in worker.roles:
                agencies.give_role(by=operator, worker=ref, agency=refs[agency], role=role, at=clock.now())
        agencies.set_on_call(by=operator, on_call=loading.workers["ruth"], lead=loading.workers["kit"])
    for worker in WORKERS:
        found = actor_for(worker_id_of(loading.workers[worker.key], area=AREA) or 0, refs[worker.roles[0][0]])
        if found:
            loading.actors[worker.key] = found


def _make_mother(loading: Loading, invented: dict[str, Any]) -> None:
    source = Random(sha256(f"{SEED}|{invented['handle']}".encode()).digest())  # noqa: S311
    begun = int(invented["begun"])
    today = local_day(loading.now)
    channel = Channel(invented["channel"])
    builder = loading.actors[invented["builder"]]
    start = min(histories.at_hour(today - timedelta(days=begun), 10), loading.now - timedelta(hours=2))
    with clock.at(start):
        mother = outreach.begin(
            by=builder,
            words=FirstWords(
                handle=invented["handle"],
                age=Age(invented.get("age", Age.EIGHTEEN_OR_OVER)),
                honest_sentence=HowSaid.SAID,
                locality=invented["place"],
            ),
            builder=loading.workers[invented["builder"]],
            cover=loading.workers[invented["cover"]],
            at=start,
        )
    cast = Cast(builder, loading.actors[invented["cover"]], loading.actors["kit"])
    loading.mothers[invented["handle"]] = mother, cast
    steps = [
        *_contact_steps(
            histories.contacts_of(invented["rhythm"], channel, begun, today, source), builder, mother, start
        ),
        *_card_steps(loading, invented, builder, mother, start),
        *_window_steps(loading, invented, builder, mother, start),
        *_ask_steps(loading, invented, builder, mother, start, source),
        *_stage_steps(loading, invented, builder, mother, start),
        *_end_steps(loading, invented, builder, mother),
    ]
    for at, step in sorted(steps, key=lambda pair: pair[0]):
        with clock.at(at):
            step()
    look_at_what_is_old(by=builder, mother=mother)


def _write_her_safety(loading: Loading) -> None:
    mother, cast = loading.mothers[SAID_SO]
    with drawn_from_seed(f"{SAID_SO} her safety"):
        her_safety.write(builder=cast.builder, mother=mother, now=loading.now)


Step = tuple[datetime, Callable[[], object]]


def _after_start(loading: Loading, start: datetime, days_ago: float) -> datetime:
    """So many days ago, but never before the bridge began nor later than now."""
    at = loading.now - timedelta(days=days_ago)
    return min(max(at, start + timedelta(minutes=20)), loading.now - timedelta(minutes=5))


def _contact_steps(
    happenings: list[histories.Happening], builder: Actor, mother: str, start: datetime
) -> Iterator[Step]:
    for happening in happenings:
        if happening.at > start:
            yield (
                happening.at + timedelta(minutes=30),
                lambda it=happening: outreach.log_contact(  # type: ignore[misc]
                    by=builder, mother=mother, contact=it.contact, at=it.at
                ),
            )


def _card_steps(
    loading: Loading, invented: dict[str, Any], builder: Actor, mother: str, start: datetime
) -> Iterator[Step]:
    kind = invented.get("card", "")
    days_ago = 40 if kind.startswith("old") else 5
    at = _after_start(loading, start, days_ago)
    channel = Channel(invented["channel"])
    card = SafeContact(
        channel=channel,
        how=HOW[channel],
        valid_until=local_day(at + timedelta(days=14)),
        hours="10 to 12" if channel is Channel.TEXT else "",
        who_may_answer="Only she" if channel is Channel.TEXT else "The desk",
        if_someone_else="Say “wrong number” and ring off",
        cover_words="It is the library, your book is in",
        most_contacts_a_week=invented.get("most"),
        if_you_have_lost_me="Leave word at the café" if kind.endswith("lost") else "",
    )
    yield at, lambda: outreach.set_safe_contact(by=builder, mother=mother, card=card, seen="", at=at)
    quiet_at = _after_start(loading, start, days_ago - 0.5)
    wish = IfIGoQuiet(normal_days=10, whom_to_ask="My sister", worry_after_days=21)
    if invented["rhythm"] in {"steady", "losing_long"}:
        yield (
            quiet_at,
            lambda: outreach.set_if_i_go_quiet(by=builder, mother=mother, wish=wish, seen="", at=quiet_at),
        )
    if invented["rhythm"] == "left_be":
        left_at = _after_start(loading, start, 20)
        yield left_at, lambda: outreach.leave_her_be(by=builder, mother=mother, at=left_at)


def _window_steps(
    loading: Loading, invented: dict[str, Any], builder: Actor, mother: str, start: datetime
) -> Iterator[Step]:
    for window in invented.get("windows", ()):
        at = _after_start(loading, start, float(window["days_ago"]))
        kind = WindowKind(window["kind"])
        yield (
            at,
            lambda at=at, kind=kind: outreach.open_window(  # type: ignore[misc]
                by=builder, mother=mother, kind=kind, opened=at, at=at
            ),
        )


def _ask_steps(
    loading: Loading,
    invented: dict[str, Any],
    builder: Actor,
    mother: str,
    start: datetime,
    source: Random,
) -> Iterator[Step]:
    for name in invented.get("asks", ()):
        story = stories.ASKS[name]
        at = _after_start(loading, start, float(story.days_ago))
        yield at, lambda story=story, at=at: _tell(loading, builder, mother, story, at)  # type: ignore[misc]
    for name in invented.get("demands", ()):
        at = _after_start(loading, start, 2)
        for demand in stories.demands(name, loading.now):
            yield (
                at,
                lambda demand=demand, at=at: asks.record_demand(  # type: ignore[misc]
                    by=builder,
                    mother=mother,
                    demand=demand,
                    category=Category.PAPERS_AND_STATUS,
                    at=at,
                ),
            )
    if invented.get("longing"):
        at = _after_start(loading, start, 30)
        longing = Longing(words=source.choice(stories.LONGINGS), for_whom=ForWhom.ME)
        yield at, lambda: asks.record_longing(by=builder, mother=mother, longing=longing, at=at)


def _tell(loading: Loading, by: Actor, mother: str, story: stories.Story, at: datetime) -> None:
    ask = asks.record_ask(by=by, mother=mother, ask=stories.ask_of(story), category=story.category, at=at)
    if story.offer is None:
        return
    told = min(at + timedelta(days=story.days_until_offer, hours=3), loading.now - timedelta(minutes=4))
    with clock.at(max(told, at)):
        offer = stories.told(story.offer, clock.now())
        ref = asks.record_offer(by=by, mother=mother, ask_ref=ask, offer=offer, at=clock.now())
        if story.answer is not None:
            asks.record_answer(by=by, mother=mother, offer_ref=ref, answer=story.answer, at=clock.now())


def _stage_steps(
    loading: Loading, invented: dict[str, Any], builder: Actor, mother: str, start: datetime
) -> Iterator[Step]:
    at = _after_start(loading, start, 14)
    if invented.get("stage") == "crossing":
        yield at, lambda: people.she_asks_an_agency(by=builder, mother=mother, at=at)
    if invented.get("stage") == "named":
        yield at, lambda: people.give_name(by=builder, mother=mother, full_name=invented["name"], at=at)


def _end_steps(loading: Loading, invented: dict[str, Any], builder: Actor, mother: str) -> Iterator[Step]:
    at = loading.now - timedelta(hours=1)
    kit = loading.workers["kit"]
    ends: dict[str, Callable[[], object]] = {
        "left": lambda: whole.she_asks_to_end(by=builder, mother=mother, at=at),
        "moved_on": lambda: whole.she_moved_on(
            by=builder, mother=mother, accepted_by="The bridge team where she lives now", at=at
        ),
        "died": lambda: whole.she_died(by=builder, mother=mother, second=kit, at=at),
        "forgetting": lambda: whole.forget(by=builder, mother=mother),
    }
    if invented.get("end") in ends:
        yield at, ends[invented["end"]]
