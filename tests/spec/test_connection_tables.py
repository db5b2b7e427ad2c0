"""The decision tables of `connection_tables.md`, asked of the software row by row."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.connections.asking_back import sentence_about_people
from hrm2m.pages.connections.words import day_and_year, line_in_words
from hrm2m.policy import Actor, Role
from hrm2m.policy.connecting import ConnectionStatus
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.connections.entries import Effect
from hrm2m.records.connections.lines import ConnectionLine
from tests.records.connections import samples
from tests.records.connections.samples import Situation


PAGE = Path(__file__).with_name("connection_tables.md")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
STATUSES = {
    "—": ConnectionStatus.PROPOSED,
    "stands": ConnectionStatus.STANDS,
    "does not stand": ConnectionStatus.DOES_NOT_STAND,
    "not known": ConnectionStatus.NOT_KNOWN,
}


def rows(title: str) -> Iterator[tuple[str, ...]]:
    section = PAGE.read_text("utf-8").partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield tuple(cell.strip() for cell in line.strip("|").split("|"))


def reader_of(situation: Situation, worker: str) -> Actor:
    team = situation.team
    if worker.startswith("the author"):
        agencies.give_role(
            by=machine_actor(1),
            worker=team.ruth.worker_ref,
            agency=team.tom.agency_ref,
            role=Role.TREATMENT_WORKER,
            at=clock.now(),
        )
        return team.ruth
    return {
        "safeguarding lead": team.rae,
        "team lead": team.kit,
        "treatment worker": team.tess,
        "treatment worker who treats her": team.tom,
        "bridge builder": team.amir,
        "outreach worker": team.sam,
        "partner practitioner": team.mia,
    }[worker]


@pytest.mark.django_db
@pytest.mark.promise(1)
@pytest.mark.parametrize(
    ("worker", "wrote", "barred", "answer"), list(rows("Who can look at it, as a second reader"))
)
def test_who_can_be_asked_is_who_the_table_says(worker: str, wrote: str, barred: str, answer: str) -> None:
    situation = samples.a_situation()
    reader = reader_of(situation, worker)
    question = samples.ask(situation)
    if wrote == "the answer":
        samples.answer(situation, question, by=reader)
    asks = situation.team.ruth
    if wrote == "the connection":
        asks = situation.team.ruth if reader == situation.team.rae else situation.team.rae
    ref = samples.propose(
        situation, by=reader if wrote == "the connection" else situation.team.ruth, question=question
    )
    if barred == "yes":
        bridges.bar(by=situation.team.jo, mother=situation.mother, worker=reader.worker_ref)
    if answer == "yes":
        samples.ask_reader(situation, ref, reader, by=asks)
        return
    with pytest.raises(BadInput, match=answer.removeprefix("no: ")):
        samples.ask_reader(situation, ref, reader, by=asks)


def a_line(look: str, weeks: str, her_side: str) -> ConnectionLine:
    looked = None if look == "—" else NOW - timedelta(weeks=int(weeks))
    proposed = NOW - timedelta(weeks=int(weeks), days=5)
    due = (looked + timedelta(days=84)) if looked else proposed + timedelta(days=14)
    return ConnectionLine(
        ref="c" * 26,
        child="",
        status=STATUSES[look],
        mechanism="m",
        effect=Effect.SEEN,
        effect_words="e",
        evidence="v",
        evidence_against="a",
        her_account="",
        her_replies=("No.",) if her_side == "yes" else (),
        proposed_at=proposed,
        looked_at=looked,
        due_at=due,
        is_past_its_date=due <= NOW,
    )


@pytest.mark.parametrize(("look", "weeks", "her_side", "said", "named"), list(rows("What is said of it")))
def test_it_is_said_as_the_table_says(look: str, weeks: str, her_side: str, said: str, named: str) -> None:
    line = a_line(look, weeks, her_side)
    day = day_and_year(line.looked_at) if line.looked_at else ""
    assert line_in_words(line) == said.replace("DAY", day)
    assert line.may_be_named() is (named == "yes")


@pytest.mark.parametrize(("evidence", "asked"), list(rows("What is asked back")))
def test_what_speaks_of_people_in_general_is_asked_back(evidence: str, asked: str) -> None:
    assert bool(sentence_about_people(evidence)) is (asked == "yes")


def test_no_table_is_empty() -> None:
    titles = [line[3:] for line in PAGE.read_text("utf-8").splitlines() if line.startswith("## ")]
    assert all(list(rows(title)) for title in titles)
    assert len(titles) == 3
