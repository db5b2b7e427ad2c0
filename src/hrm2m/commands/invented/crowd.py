"""Invents further teams and mothers beyond the forty: workers through the actions, mothers as copies of the forty."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import cycle, islice
from random import Random

from django.db import transaction

from hrm2m.commands.invented.copies import Copied, Newcomer, copy_of
from hrm2m.commands.invented.patterns import Cast, Pattern, pattern_of
from hrm2m.commands.invented.seeded import AREA, BEFORE_IT_ALL, drawn_from_seed, source_of
from hrm2m.commands.invented.tables import table_of
from hrm2m.commands.invented.workers import AREA_NAME, FIRST_NAMES
from hrm2m.commands.invented.writing import (
    filled_quickly,
    move_heads,
    write,
    write_drawer,
    written_behind,
)
from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_by_email, workers_with
from hrm2m.vault import seals
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import DRAWERS, Head, Line


OF_A_TEAM = 200
HELD_BY_ONE = 8
COVERED_BY_ONE = 4
"""A bridge builder holds eight bridges and covers four of a colleague's: twelve on Today (policy limit: ten held)."""
BUILDERS = OF_A_TEAM // HELD_BY_ONE
OUTREACH_WORKERS = 4
TEAMS_AT_ONCE = 10
"""Written in one act: refs are random and fall all over their indexes, and an act writes each page but once."""
FEWEST_CONTACTS = 7
"""Of a mother who is copied; with these the mean of an area is about twenty."""
FIRST = ("Amber", "Brook", "Clover", "Dusk", "Ember", "Fern", "Gorse", "Hazel", "Indigo", "Juniper")
SECOND = ("Bay", "Cove", "Dale", "Fell", "Glen", "Heath", "Isle", "Lane", "Mead", "Moor", "Pier", "Reed")


@dataclass(frozen=True)
class Team:
    """The workers of one further agency."""

    builders: tuple[Actor, ...]
    outreach: tuple[Actor, ...]
    lead: Actor

    def cast(self, place: int) -> Cast:
        """Who is what to the mother at this place of the team."""
        holder, turn = divmod(place, HELD_BY_ONE)
        colleague = self.builders[(holder + 1) % len(self.builders)]
        cover = colleague if turn < COVERED_BY_ONE else self.outreach[place % len(self.outreach)]
        return Cast(self.builders[holder], cover, self.lead)


@dataclass(frozen=True)
class Copies:
    """Mothers of one team by number, what is to be written of each, and how many contacts they had together."""

    mothers: Sequence[int]
    of_each: Sequence[Copied]
    contacts: int


def add_mothers(
    told: Mapping[str, tuple[str, Cast]], mothers: int, now: datetime, done: Callable[[int, int], None]
) -> int:
    """Adds so many mothers, copied from those `told` of (ref and cast by handle) whose records are open and not young.

    Calls `done(mothers so far, contacts so far)` as it goes; answers the contacts.
    """
    found = [(_pattern(*told[handle], handle), told[handle][1]) for handle in told]
    patterns = [(pattern, cast) for pattern, cast in found if pattern is not None]
    return load_crowd(patterns, mothers, now - BEFORE_IT_ALL, done)


def _pattern(mother: str, cast: Cast, handle: str) -> Pattern | None:
    if Head.objects.get(ref=mother).stage not in OPEN_STAGES:
        return None
    pattern = pattern_of(mother, handle, cast)
    return pattern if pattern.contacts >= FEWEST_CONTACTS else None


def load_crowd(
    patterns: Sequence[tuple[Pattern, Cast]], mothers: int, joined: datetime, done: Callable[[int, int], None]
) -> int:
    """Adds so many mothers in teams of two hundred, sealed; calls `done(mothers, contacts)`; answers the contacts."""
    contacts = 0
    with filled_quickly(mothers), written_behind() as write_behind:
        for first in range(0, mothers, OF_A_TEAM * TEAMS_AT_ONCE):
            teams: list[Copies] = []
            for start in range(first, min(first + OF_A_TEAM * TEAMS_AT_ONCE, mothers), OF_A_TEAM):
                number, size = start // OF_A_TEAM + 2, min(OF_A_TEAM, mothers - start)
                with drawn_from_seed(f"team {number}"):
                    teams.append(copies_for(make_team(number, joined), patterns, number, size))
                contacts += teams[-1].contacts
                done(start + size, contacts)
            write_behind(partial(_write_and_seal, teams))
    return contacts


def make_team(number: int, joined: datetime) -> Team:
    """One agency with its workers, through the action that adds a team."""
    plan = [
        *[(Role.BRIDGE_BUILDER, "Bridge builder")] * BUILDERS,
        *[(Role.OUTREACH_WORKER, "Outreach worker")] * OUTREACH_WORKERS,
        (Role.TEAM_LEAD, "Team lead"),
    ]
    names = islice(cycle(FIRST_NAMES), number, None)
    workers = [
        agencies.NewWorker(address_of(number, count), name, title, role)
        for count, (name, (role, title)) in enumerate(zip(names, plan, strict=False), start=1)
    ]
    with clock.at(joined):
        agency = agencies.add_team(
            by=machine_actor(AREA),
            name=f"{AREA_NAME} Bridge {number}",
            kind="outreach",
            workers=workers,
            at=joined,
        )
    first = actor_by_email(workers[0].email)
    if first is None:
        raise LookupError(agency)
    held = {
        role: _actors(first, role) for role in (Role.BRIDGE_BUILDER, Role.OUTREACH_WORKER, Role.TEAM_LEAD)
    }
    return Team(held[Role.BRIDGE_BUILDER], held[Role.OUTREACH_WORKER], held[Role.TEAM_LEAD][0])


def address_of(team: int, count: int) -> str:
    """What a worker of a further team signs in with; bridge builders are counted first, the lead last."""
    return f"worker{count}.team{team}@harrowmere.example"


def _actors(first: Actor, role: Role) -> tuple[Actor, ...]:
    found = sorted(workers_with(role, agency_id=first.agency_id), key=lambda who: who.id)
    return tuple(
        Actor(who.id, who.ref, first.agency_id, first.agency_ref, AREA, frozenset({role})) for who in found
    )


def copy_team(team: Team, patterns: Sequence[tuple[Pattern, Cast]], number: int, size: int) -> int:
    """Copies so many mothers into a team, in one transaction; answers how many contacts they had."""
    made = copies_for(team, patterns, number, size)
    _write([made])
    return made.contacts


def copies_for(team: Team, patterns: Sequence[tuple[Pattern, Cast]], number: int, size: int) -> Copies:
    """Copies of so many mothers for a team: of them only keys and empty heads are written so far."""
    source = source_of(f"mothers of team {number}")
    chosen = [source.choice(patterns) for _ in range(size)]
    refs = [ids.new_ref() for _ in chosen]
    # Committed before the first row it encrypts, as for any mother.
    keystore().create_all(refs)
    opened = keystore().keys([(ref, name) for ref in refs for name in DRAWERS])
    heads = _heads(refs, [pattern for pattern, _ in chosen])
    people = zip(heads, _handles(source), chosen, strict=False)
    copied = [
        copy_of(
            pattern,
            Newcomer(head.id, head.ref, handle, team.cast(place)),
            {name: opened[head.ref, name] for name in pattern.entries},
            of,
        )
        for place, (head, handle, (pattern, of)) in enumerate(people)
    ]
    return Copies([head.id for head in heads], copied, sum(pattern.contacts for pattern, _ in chosen))


def _heads(refs: Sequence[str], patterns: Sequence[Pattern]) -> list[Head]:
    return Head.objects.bulk_create(
        Head(ref=ref, area=pattern.area, stage=pattern.stages[0], last_open_stage=pattern.stages[1])
        for ref, pattern in zip(refs, patterns, strict=True)
    )


def _handles(source: Random) -> Iterator[str]:
    """Handles in an order of their own for each team, none twice before all were."""
    pairs = [f"{first} {second}" for first in FIRST for second in SECOND]
    source.shuffle(pairs)
    return cycle(pairs)


def _write_and_seal(teams: Sequence[Copies]) -> None:
    _write(teams)
    seals.seal_changed_heads()


def _write(teams: Sequence[Copies]) -> None:
    with transaction.atomic(durable=True):
        for made in teams:
            _write_team(made.of_each, made.mothers)


def _write_team(copied: Sequence[Copied], mothers: Sequence[int]) -> None:
    for table in {table: None for one in copied for table in one.rows}:
        write(table, [row for one in copied for row in one.rows.get(table, ())])
    for compartment, drawer in DRAWERS.items():
        rows = [row for one in copied for row in one.entries.get(compartment, ())]
        write_drawer(compartment, table_of(drawer), rows, mothers)
    write(table_of(Line), [line for one in copied for line in one.lines])
    move_heads([(mother, one.seq, one.hash) for mother, one in zip(mothers, copied, strict=True)])
