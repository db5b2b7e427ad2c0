"""Real acts, chosen by chance, and the look whether what was acknowledged is there, and whole.

An act is told in two lines: `try` with what it is before it begins, `done` with what it answered once it returned.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.policy import Compartment, Permission
from hrm2m.records.agencies.queries import actor_by_email
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.models import Bridge, Profile, TeamPlace
from hrm2m.records.clocks.models import Clock
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger.models import Alert
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach import queries as reaching
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.outreach.models import Due
from hrm2m.vault import door
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head, Line, StandingRow
from tests import worlds


TESTMERE = "testmere.example"
A_DAY = timedelta(days=1)


def team() -> worlds.Team:
    """The workers of the place, made the first time."""
    if actor_by_email(f"jo@{TESTMERE}") is None:
        return worlds.make_team()
    found = {name: actor_by_email(f"{name}@{TESTMERE}") for name in worlds.Team.__annotations__}
    return worlds.Team(**{name: actor for name, actor in found.items() if actor is not None})


@dataclass
class Told:
    """What one writer told of its acts: those that were acknowledged, and the one it may have been killed in."""

    done: list[list[str]] = field(default_factory=list)
    trying: list[str] | None = None

    @classmethod
    def read(cls, lines: Sequence[str]) -> "Told":
        """From the lines as they came; one that broke off was never told."""
        told = cls()
        for line in lines:
            if not line.endswith("\n"):
                continue
            word, *rest = json.loads(line)
            if word == "try":
                told.trying = rest
            else:
                told.done.append(rest)
                told.trying = None
        return told


class Writer:
    """Acts at random, one act after another, and tells each."""

    def __init__(self, us: worlds.Team, mothers: list[str], chance: Random, out: int) -> None:
        self._us, self._mothers, self._chance, self._out = us, mothers, chance, out
        self._acts: dict[str, Callable[[str], str]] = {
            "log": self._log, "open": self._open, "give": self._give, "stop": self._stop,
            "begin": self._begin, "danger": self._danger,
        }  # fmt: skip

    def act(self) -> None:
        """One act."""
        kind = self._chance.choices(list(self._acts), [10, 5, 3, 3, 1, 1])[0]
        mother = self._chance.choice(self._mothers)
        self._tell("try", kind, mother)
        answer = self._acts[kind](mother)
        self._tell("done", kind, mother, answer)

    def _tell(self, *words: str) -> None:
        os.write(self._out, (json.dumps(words) + "\n").encode())

    def _log(self, mother: str) -> str:
        at = clock.now()
        promised = at + A_DAY if self._chance.random() < 0.3 else None
        said = Contact(
            Channel.TEXT, self._chance.choice(list(Outcome)), her_words="w" * 200, next_at=promised
        )
        return outreach.log_contact(by=self._us.jo, mother=mother, contact=said, at=at)

    def _open(self, mother: str) -> str:
        by = self._us.jo
        page = f"p{self._chance.randrange(10**6)}"
        with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page=page) as box:
            reaching.being_in(box)
        return page

    def _give(self, mother: str) -> str:
        bridges.add_to_team(by=self._us.jo, mother=mother, worker=self._us.amir.worker_ref, at=clock.now())
        return ""

    def _stop(self, mother: str) -> str:
        bridges.take_off_team(by=self._us.jo, mother=mother, worker=self._us.amir.worker_ref)
        return ""

    def _begin(self, _: str) -> str:
        # By a colleague of Jo's who has no limit to reach here: the lead of the soak lifted it.
        return worlds.begin(self._us, "Fern")

    def _danger(self, mother: str) -> str:
        raised = danger.raise_danger(
            by=self._us.jo, who="her", words="said", mother_ref=mother, at=clock.now()
        )
        assert raised.kept is danger.Kept.SAVED, raised
        return raised.ref


class Look:
    """Looks whether what was told is there, and whether anything is there by half."""

    def __init__(self, us: worlds.Team) -> None:
        self._us = us

    def lost(self, told: Told) -> list[list[str]]:
        """The acts that were acknowledged and are not there."""
        return [act for act in told.done if act[0] not in ("give", "stop") and not self._is_there(act)] + [
            act for act in self._last_of_team(told) if self._on_team(act[1]) != (act[0] == "give")
        ]

    def halves(self, mothers: Sequence[str]) -> list[str]:
        """What is there by half, in words."""
        return [said for mother in mothers for said in self._halves_of(mother)]

    def contacts(self, mother: str) -> dict[str, Contact]:
        """Her contacts by ref."""
        with door.looking(
            by=self._us.jo, permission=Permission.MOTHER_SEE, mother=mother, page="look"
        ) as box:
            return {entry.ref: entry.body for entry in box.entries(Contact)}

    def _is_there(self, act: Sequence[str]) -> bool:
        kind, mother, answer = act
        if kind == "log":
            return answer in self.contacts(mother)
        if kind == "danger":
            return Alert.objects.filter(ref=answer).exists()
        if kind == "open":
            chain = Head.objects.get(ref=mother).id
            return Line.objects.filter(chain=chain, body__contains=f'"page":"{answer}"').exists()
        return not self._halves_of(answer)

    def _last_of_team(self, told: Told) -> list[list[str]]:
        """The last word on each mother's team, unless one more was being tried."""
        last = {act[1]: act for act in told.done if act[0] in ("give", "stop")}
        if told.trying is not None:
            last.pop(told.trying[1], None)
        return list(last.values())

    def _on_team(self, mother: str) -> bool:
        number = Head.objects.get(ref=mother).id
        return TeamPlace.objects.filter(mother=number, worker_id=self._us.amir.worker_id, until=None).exists()

    def _halves_of(self, mother: str) -> list[str]:
        head = Head.objects.filter(ref=mother).first()
        if head is None:
            return [f"{mother} is not there"]
        contacts = self.contacts(mother)
        promised = {ref for ref, body in contacts.items() if body.next_at}
        clocks = set(
            Clock.objects.filter(mother=head.id, kind="promised_contact").values_list("about", flat=True)
        )
        row = Due.objects.filter(mother=head.id).first()
        stands = StandingRow.objects.filter(mother=head.id, until=None, ground="team").exists()
        checks = {
            "a promise without its clock, or a clock without its promise": promised == clocks,
            "a due row that was not counted": row is not None and row.contacts_this_week == len(contacts),
            "a place on the team without its standing": stands == self._on_team(mother),
            "a record without a bridge": Bridge.objects.filter(mother=head.id, closed_at=None).count() == 1,
            "a record without its keys": len(keystore().keys([(mother, c) for c in Compartment]))
            == len(Compartment),
        }
        return [f"{mother}: {said}" for said, holds in checks.items() if not holds]


def begin_first(us: worlds.Team) -> str:
    """The first mother; from here on the bridge builder's limit, which is tested for itself, is far away."""
    mother = worlds.begin(us)
    Profile.objects.update(limit=100_000)
    return mother
